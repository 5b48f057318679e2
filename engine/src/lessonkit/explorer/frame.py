"""The frame of every explorer: predict, three missions, the limits, free play.

A subclass says what is asked, which controls there are and how the chart is drawn; the frame does
the rest. The parts that a learner touches are three small anywidgets with native HTML inputs. The
chart, any widget, stands between the controls and the reading.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, cast

import anywidget
import ipywidgets
import mistune
import numpy as np
import pandas as pd
import traitlets

from lessonkit.explorer.inputs import Ask, AskChoice, Choice, Control, Mission, Play, Values, listed_options
from lessonkit.explorer.parts import Drawing, Tabs, Views
from lessonkit.frontend import css, esm
from lessonkit.progress.store import store

TROUBLE = "This setting could not be worked out. Choose another one, or press Reset."
VIEW = "view"
"""The key of the Choice that `Views` and `Explorer.tabs` follow."""


@dataclass(frozen=True)
class Reading:
    """What a chart shows: a sentence or two, and the same numbers as a table.

    The first column of ``table`` names its rows; the index is not shown.
    """

    text: str
    table: pd.DataFrame
    caption: str


# ---- the three parts --------------------------------------------------------------------------


class Head(anywidget.AnyWidget):
    """Title, steps, and the text or the form of the step."""

    _esm = esm("guard.js", "frame.js", "head.js")
    _css = css("base.css", "explorer.css", "chart.css")
    view = traitlets.Dict().tag(sync=True)


class Controls(anywidget.AnyWidget):
    """The inputs. ``values`` holds a position for a Range, a key for a Choice, a truth for a Switch."""

    _esm = esm("frame.js", "controls.js")
    specs: traitlets.List[Any] = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)


class Foot(anywidget.AnyWidget):
    """The reading, what was found, the buttons, the table and the limits."""

    _esm = esm("frame.js", "foot.js")
    reading = traitlets.Unicode().tag(sync=True)
    found = traitlets.Unicode().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)


@cache
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(escape=True)


@lru_cache(maxsize=256)
def html(text: str) -> str:
    """Return markdown as HTML, with any HTML in it escaped; kept, since the limits are sent at every move."""
    return str(_markdown()(text)).strip()


def table_view(frame: pd.DataFrame, caption: str) -> dict[str, Any]:
    """Return a table as JSON for the browser: every cell is a text, a missing value a dash."""
    frame = frame.astype(object)
    rows = [["–" if pd.isna(cell) else _cell(cell) for cell in row] for row in frame.to_numpy().tolist()]
    return {"caption": caption, "columns": [str(name) for name in frame.columns], "rows": rows}


def _cell(value: Any) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:.0f}" if value.is_integer() else f"{value:.4g}"


# ---- the explorer -----------------------------------------------------------------------------


class Explorer(ipywidgets.VBox):
    """A signature interactive. A subclass gives the texts, ``chart()`` and ``update(values)``.

    Steps are numbered from 0: the prediction, the missions, the limits, free play. The learner's
    step and prediction are kept by ``progress``, so a notebook that is run again goes on where it
    was. The plain-text form is the title and, once a prediction is
    kept, the reading. When ``update`` fails, the reading says so
    and ``trouble`` holds the exception.

    A subclass overrides what stands under "given by a subclass" and "hooks", and nothing else.

    Attributes
    ----------
    tabs
        Whether free play shows the Choice ``view`` as tabs above the controls.
    printed
        Whether slides and worksheets show the chart; False where it holds only what learners did themselves.
    own
        Values that no control holds, with what they start from; ``set()`` and Reset reach them too.
    head, panel, foot
        The three parts; ``panel`` holds the controls.
    picture, drawn, tab_row
        What ``chart()`` and ``drawing()`` returned, and the tabs, if there are any.
    inputs
        The controls by key.
    step
        The number of the step.
    prediction
        What was predicted, by name.
    reading
        What the chart shows now.
    trouble
        The exception of the last ``update``, if there was one.
    """

    # -- given by a subclass

    name = ""
    number = ""
    title = ""
    minutes = 12
    asks: Sequence[Ask | AskChoice] = ()
    controls: Sequence[Control | Play] = ()
    missions: Sequence[Mission] = ()
    limits = ""
    tabs = False
    printed = True
    own: Values = MappingProxyType({})

    def chart(self) -> ipywidgets.DOMWidget:
        """Return the chart's widget, or `Views` of several. Called once, before the first ``update``.

        It is shown as one picture whose name is the reading, so it must hold no buttons. A part
        of it may have the attribute ``data-nc-picture``; then only that part is the picture,
        as in a `Chart`.
        """
        raise NotImplementedError

    def update(self, values: dict[str, Any]) -> Reading:
        """Redraw the chart for ``values`` (control key to value) and return the reading."""
        raise NotImplementedError

    # -- hooks

    def drawing(self) -> Drawing | None:
        """Return a line to draw on as part of the prediction. Called once; ``curve`` is what was kept."""
        return None

    def beside(self) -> Sequence[ipywidgets.DOMWidget]:
        """Return the parts that this step has between the controls and the chart."""
        return ()

    def shows(self, values: dict[str, Any]) -> Sequence[str]:
        """Return the keys of the controls that free play shows: all, but for a view that has tabs."""
        return [key for key in self.inputs if not (self.tabs and key == VIEW)]

    def starts(self) -> Values:
        """Return the values that this step begins with; the others stay."""
        return self.mission.start if self.mission else {}

    def on_step(self) -> None:
        """Do what a new step needs. ``step`` is the new one, its values are not set yet."""

    def on_reset(self) -> None:
        """Do what Reset needs beside the controls, which are put back after this."""

    # -- for use

    def __init__(self) -> None:
        super().__init__()
        self.add_class("nc-frame")
        self.add_class("nc-explorer")
        self.inputs: dict[str, Control] = {
            control.key: control for control in self.controls if not isinstance(control, Play)
        }
        self._plays = {control.key: control.seconds for control in self.controls if isinstance(control, Play)}
        self._values = self._first_values()
        self.head, self.panel, self.foot = Head(), Controls(), Foot()
        self.picture = self.chart()
        self._chart = ipywidgets.Box([self.picture])
        self._chart.add_class("nc-chart")
        self.drawn = self.drawing()
        self.tab_row = Tabs(options=listed_options(cast(Choice, self.inputs[VIEW]).options)) if self.tabs else None
        self._notice = ""
        self._table_open = False
        self._open_controls: tuple[str, ...] = ()
        self.prediction: dict[str, Any] = store().prediction(self.name)
        self.step = min(max(store().step(self.name), 0), self._last) if self.predicted else 0
        self.put(self.starts())
        self.head.on_msg(lambda _part, message, _buffers: self.heard(message))
        self.foot.on_msg(lambda _part, message, _buffers: self.heard(message))
        self.panel.observe(self._moved, "values")
        if self.tab_row:
            self.tab_row.observe(self._turned, "value")
        self._show()

    def __repr__(self) -> str:
        # Before the prediction the reading would give the answer away.
        first = self.reading.text if self.step else " ".join(["Predict first.", *(ask.label for ask in self.asks)])
        return f"{self.title}\n{first}"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        return data and {**data, "text/plain": repr(self)}

    @property
    def values(self) -> dict[str, Any]:
        """The controls' values now, and the explorer's own."""
        return dict(self._values)

    @property
    def mission(self) -> Mission | None:
        """The mission of this step, if it is one."""
        return self.missions[self.step - 1] if 0 < self.step <= len(self.missions) else None

    @property
    def free(self) -> bool:
        """Whether this is free play."""
        return self.step == self._last

    @property
    def predicted(self) -> bool:
        """Whether each question has an answer."""
        return all(ask.read(self.prediction.get(ask.name)) is not None for ask in self.asks)

    @property
    def curve(self) -> np.ndarray | None:
        """The line that was drawn as a prediction, or None."""
        return self.drawn.kept(self.prediction.get("curve")) if self.drawn else None

    def set(self, **values: Any) -> None:
        """Set controls from Python, as ``explorer.set(year=2004)``.

        Raises
        ------
        ValueError
            If there is no such control or value.
        """
        for key, value in values.items():
            if key in self.inputs:
                self.inputs[key].encode(value)
            elif key not in self.own:
                raise ValueError(f"There is no control {key!r}; there are {', '.join(self.inputs)}.")
        self.put(values)
        self.redraw()

    def put(self, values: Values) -> None:
        """Set values without a new reading."""
        self._values = {**self._values, **values}
        self.panel.values = {key: control.encode(self._values[key]) for key, control in self.inputs.items()}

    def go(self, step: int) -> None:
        """Go to a step."""
        self.step = min(max(step, 0), self._last)
        self._notice = ""
        store().mark(self.name, self.step)
        self.on_step()
        self.put(self.starts())
        self._show()
        self.head.send({"do": "focus"})

    def heard(self, message: object) -> None:
        """Do what the head or the foot sent from the browser; anything else is left alone."""
        sent = message if isinstance(message, dict) else {}
        do = sent.get("do")
        if do == "predict":
            self._predict(sent.get("values"))
        elif do == "again":
            self.prediction = {}
            store().reset(explorer=self.name)
            if self.drawn:
                self.drawn.clear()
            self.go(0)
        elif do == "next" and (self.step > 0 or self.predicted):
            self.go(self.step + 1)
        elif do == "back":
            self.go(self.step - 1)
        elif do == "reset":
            self.on_reset()
            self.put({**self._first_values(), **self.starts()})
            self.redraw()
        elif do == "table":
            self._table_open = not self._table_open
            self._show_foot()

    def redraw(self) -> None:
        """Draw the chart and say the reading anew."""
        try:
            if isinstance(self.picture, Views):
                self.picture.show(self._values[VIEW])
            self.reading = self.update(self.values)
            self.trouble: Exception | None = None
        except Exception as error:  # a learner gets a sentence, whatever went wrong
            self.trouble = error
            self.reading = Reading(TROUBLE, pd.DataFrame(), self.title)
        self._show_controls()
        self._show_foot()

    # -- what the browser says

    def _predict(self, raw: object) -> None:
        raw = raw if isinstance(raw, dict) else {}
        values = {ask.name: ask.read(raw.get(ask.name)) for ask in self.asks}
        missing = [ask.name for ask in self.asks if values[ask.name] is None]
        if missing:
            self._notice = "Answer each question first. A rough guess is enough: nothing here is graded."
            self._show_head(typed=raw, missing=missing)
            self.head.send({"do": "focus-missing"})
            return
        curve = self.drawn.curve if self.drawn else None
        self.prediction = {**values, "curve": curve} if curve else values
        store().predict(self.name, self.prediction)
        self.go(1)

    def _moved(self, _change: object) -> None:
        try:
            values = {key: self.inputs[key].decode(raw) for key, raw in self.panel.values.items()}
        except (KeyError, TypeError, ValueError):
            self.put({})  # put the controls back to the last good values
            return
        values = {**self._values, **values}
        if values != self._values:
            self._values = values
            self.redraw()

    def _turned(self, change: Mapping[str, Any]) -> None:
        if change["new"] != self._values[VIEW]:
            self.set(**{VIEW: change["new"]})

    # -- what is shown

    @property
    def _limits_step(self) -> int:
        return len(self.missions) + 1

    @property
    def _last(self) -> int:
        return len(self.missions) + 2

    def _first_values(self) -> dict[str, Any]:
        return {key: control.start for key, control in self.inputs.items()} | dict(self.own)

    def _show(self) -> None:
        self.redraw()
        self._show_head()
        parts: list[ipywidgets.DOMWidget] = [self.head]
        if self.step == 0 and self.drawn and not self.predicted:
            parts.append(self.drawn)
        if self.free and self.tab_row:
            parts.append(self.tab_row)
        if self.step > 0:
            parts += [self.panel, *self.beside(), self._chart]
        self.children = [*parts, self.foot]

    def _show_controls(self) -> None:
        if self.tab_row:
            self.tab_row.value = self._values[VIEW]
        keys = self.mission.shows if self.mission else self.shows(self.values) if self.free else ()
        if tuple(keys) != self._open_controls:
            self._open_controls = tuple(keys)
            self.panel.specs = [self._spec(key) for key in keys]

    def _spec(self, key: str) -> dict[str, Any]:
        play = {"play": self._plays[key]} if key in self._plays else {}
        return {**self.inputs[key].spec(), **play}

    def _show_head(self, typed: Mapping[str, Any] | None = None, missing: Sequence[str] = ()) -> None:
        form = self.step == 0 and not self.predicted
        self.head.view = {
            "title": self.title,
            "meta": f"Explorer {self.number} · about {self.minutes} min",
            "steps": self._step_names(),
            "step": self.step,
            "html": html(self._step_text()),
            "asks": [{**ask.spec(), "missing": ask.name in missing} for ask in self.asks] if form else [],
            "form": form,
            "typed": typed or {},
            "guesses": [] if form else self._guesses(),
            "notice": self._notice,
        }

    def _step_names(self) -> list[dict[str, Any]]:
        number = self.step if self.mission else 1
        mission = f"Mission {number} of {len(self.missions)}" if self.mission else "Missions"
        at = 1 if self.mission else {0: 0, self._limits_step: 2, self._last: 3}[self.step]
        names = ["Predict", mission, "Limits", "Free play"]
        return [{"text": f"{i + 1} {name}", "done": i < at, "now": i == at} for i, name in enumerate(names)]

    def _step_text(self) -> str:
        if self.step == 0 and self.predicted:
            return "Your prediction is kept. Go on to the missions, or clear it and predict again."
        if self.step == 0:
            return "Predict first. Your answers are kept and shown beside the result. They are not graded."
        if self.mission:
            return self.mission.text
        if self.step == self._limits_step:
            return f"Before you play freely, read what this cannot show.\n\n{self.limits}"
        return "Free play: every control is open. Ask a question of your own, and set the controls to answer it."

    def _guesses(self) -> list[dict[str, str]]:
        if self.step > 0 and not self.mission:
            return []
        wanted = self.mission.guess if self.mission else None
        return [
            {"label": ask.label, "text": ask.say(ask.read(self.prediction[ask.name]))}
            for ask in self.asks
            if wanted is None or ask.name in wanted
        ]

    def _found(self) -> str:
        mission = self.mission
        try:
            if mission is None or not mission.goal(self.values):
                return ""
            found = mission.found(self.values) if callable(mission.found) else mission.found
        except Exception as error:
            self.trouble = error
            return ""
        guesses = " and ".join(f"**{guess['text']}**" for guess in self._guesses())
        return html(f"{found}\n\nYou predicted {guesses}." if guesses else found)

    def _show_foot(self) -> None:
        next_names = {0: "Go to mission 1" if self.predicted else "", self._limits_step - 1: "Read the limits"}
        next_names |= {self._limits_step: "Start free play", self._last: ""}
        open_table = self._table_open and self.step > 0
        with self.foot.hold_sync():
            self.foot.reading = self.reading.text
            self.foot.found = self._found()
            self.foot.table = table_view(self.reading.table, self.reading.caption) if open_table else {}
            self.foot.view = {
                "locked": self.step == 0,
                "next": next_names.get(self.step, "Next mission"),
                "back": self.step > 0,
                "again": self.step == 0 and self.predicted,
                "limits": html(self.limits) if self.free else "",
            }
