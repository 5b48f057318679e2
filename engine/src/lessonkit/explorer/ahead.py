"""What a slider will show is drawn before it is asked for, so that the page need not wait for the kernel.

Once a slider is near the learner's hand, the kernel works out its neighbouring positions, one at a time between messages, and
sends what each would change in which widget. The page shows such a frame at once (``frontend/ahead.js``) and tells the kernel
the new value as it always does; the kernel's own answer then changes nothing more.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import ipywidgets
import traitlets

REACH = 30  # positions to each side
MOST = 300  # frames that the page keeps
PAUSE = 0.01  # seconds between two frames, for messages that wait

Frame = dict[str, dict[str, Any]]
"""The state of widgets by their ids, as far as moves change it."""
Touched = dict[str, set[str]]
"""What moves have changed so far: names of traits by the ids of their widgets."""


class Ahead:
    """Works out frames and sends them to the controls.

    Parameters
    ----------
    panel
        The controls; a message of theirs carries each frame.
    preview
        Returns the frame for values as the controls hold them, or None if there is none. It adds to what was touched:
        each frame must hold all of it, since the page may come from any other.
    later
        Calls a function after some seconds; the kernel's own loop unless said.
    """

    def __init__(
        self,
        panel: ipywidgets.Widget,
        preview: Callable[[dict[str, Any], Touched], Frame | None],
        later: Callable[[float, Callable[[], None]], object] | None = None,
    ):
        self._panel, self._preview, self._later = panel, preview, later
        self._known: set[tuple[tuple[str, Any], ...]] = set()
        self._waiting: list[dict[str, Any]] = []
        self._touched: Touched = {}
        self._busy = False

    def around(self, key: str, last: int) -> None:
        """Work out the positions around the present one of the slider ``key``, the nearest first."""
        here = int(self._panel.values[key])
        near = sorted(range(max(here - REACH, 0), min(here + REACH, last) + 1), key=lambda at: (abs(at - here), -at))
        wanted = [{**self._panel.values, key: at} for at in near]
        self._waiting = [values for values in wanted if self._name(values) not in self._known]
        if not self._busy:
            self._go_on()

    def forget(self) -> None:
        """Forget all frames: something else than the controls has changed."""
        self._waiting = []
        if self._known:
            self._known = set()
            self._panel.send({"do": "forget"})

    @staticmethod
    def _name(values: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
        return tuple(values.items())

    def _go_on(self) -> None:
        self._busy = False
        if not self._waiting:
            return
        try:
            later = self._later or asyncio.get_running_loop().call_later
        except RuntimeError:  # outside a kernel there is no page that waits
            self._waiting = []
            return
        self._busy = True
        later(PAUSE, self._work_out)

    def _work_out(self) -> None:
        if self._waiting:
            values, *waiting = self._waiting
            before = sum(map(len, self._touched.values()))
            frame = self._preview(values, self._touched)
            more = sum(map(len, self._touched.values())) > before
            if more:
                waiting += map(dict, self._known)  # they lack what this one touches
            if more or len(self._known) >= MOST:
                self.forget()
            self._waiting = waiting
            self._known.add(self._name(values))
            if frame is not None:
                self._panel.send({"do": "frame", "values": values, "frame": frame})
        self._go_on()


def family(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    """Yield a widget and all within it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from family(child)


@contextmanager
def rehearsal(widgets: Sequence[ipywidgets.Widget], touched: Touched) -> Iterator[Frame]:
    """Let widgets change unseen: nothing is sent, and afterwards all is as it was.

    What changes is added to ``touched``.

    Yields
    ------
    frame
        Filled at the end of the block with the state of all that is touched.
    """
    before: dict[int, dict[str, Any]] = {}

    def note(change: Mapping[str, Any]) -> None:
        before.setdefault(id(change["owner"]), {}).setdefault(change["name"], change["old"])

    frame: Frame = {}
    for widget in widgets:
        widget.observe(note, traitlets.All)
        widget.send_state = lambda key=None: None
    try:
        yield frame
    finally:
        for widget in widgets:
            widget.unobserve(note, traitlets.All)
            changed = before.get(id(widget), {})
            if names := {name for name in changed if name in widget.keys}:
                touched.setdefault(widget.model_id, set()).update(names)
            if widget.model_id in touched:
                frame[widget.model_id] = widget.get_state(list(touched[widget.model_id]))
            for name, value in changed.items():
                setattr(widget, name, value)
            del widget.send_state
