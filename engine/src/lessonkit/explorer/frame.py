"""The frame of every explorer: predict, three missions, the limits, free play.

A subclass says what is asked, which controls there are and how the chart is drawn; the frame does
the rest. The parts that a learner touches are small anywidgets with native HTML inputs. Task, controls
and verdict form one bar, which stays in view beside the chart or above it.
"""

from collections.abc import Callable, Mapping, Sequence
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

from lessonkit.explorer.ahead import Ahead, Frame, Touched, family, rehearsal
from lessonkit.explorer.charts import Chart
from lessonkit.explorer.inputs import (
    Ask,
    AskChoice,
    Choice,
    Control,
    Judged,
    Mission,
    Play,
    Range,
    Values,
    listed_options,
)
from lessonkit.explorer.parts import Drawing, Tabs, Views
from lessonkit.frontend import css, esm
from lessonkit.progress.country import chosen_country, countries
from lessonkit.progress.store import FOUND, SKIPPED, store

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


# ---- the parts --------------------------------------------------------------------------------


class Head(anywidget.AnyWidget):
    """Title and steps. A step that was reached is a button."""

    _esm = esm("guard.js", "frame.js", "head.js")
    _css = css("base.css", "explorer.css", "chart.css")
    view = traitlets.Dict().tag(sync=True)


class Task(anywidget.AnyWidget):
    """The text of the step, and the form of the prediction or what was predicted."""

    _esm = esm("frame.js", "task.js")
    view = traitlets.Dict().tag(sync=True)


class Controls(anywidget.AnyWidget):
    """The inputs. ``values`` holds a position for a Range, a key for a Choice, a truth for a Switch."""

    _esm = esm("frame.js", "ahead.js", "controls.js")
    specs: traitlets.List[Any] = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)


class Verdict(anywidget.AnyWidget):
    """The parts of a mission with their ticks, what was found, and the buttons that lead on.

    ``tone`` is "good" for what was found, "part" for one part of it and "near" for an end without success. ``judged``
    holds the guesses beside the truth, as ``{text, right}``.
    """

    _esm = esm("frame.js", "verdict.js")
    parts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    found = traitlets.Unicode().tag(sync=True)
    judged: traitlets.List[Any] = traitlets.List().tag(sync=True)
    tone = traitlets.Unicode().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)


class Foot(anywidget.AnyWidget):
    """The reading, and the table and the limits to open."""

    _esm = esm("frame.js", "foot.js")
    reading = traitlets.Unicode().tag(sync=True)
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
    head, task, panel, verdict, foot
        The parts; ``panel`` holds the controls.
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

    def above(self) -> Sequence[ipywidgets.DOMWidget]:
        """Return the parts that this step has between the task and the controls, such as moves that come first."""
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
        self.head, self.task, self.panel, self.verdict, self.foot = Head(), Task(), Controls(), Verdict(), Foot()
        self.picture = self.chart()
        self._chart, self._bar, self._side, self._stage = (
            _box(name) for name in ("nc-chart", "nc-deck", "nc-side", "nc-stage")
        )
        self._chart.children = [self.picture]
        self.children = [self._stage]
        self.drawn = self.drawing()
        self.tab_row = Tabs(options=listed_options(cast(Choice, self.inputs[VIEW]).options)) if self.tabs else None
        self._notice = ""
        self._table_open = False
        self._open_controls: tuple[str, ...] = ()
        self._ended = store().missions(self.name)
        self.prediction: dict[str, Any] = store().prediction(self.name)
        self.step = min(max(store().step(self.name), 0), self._last) if self.predicted else 0
        self._furthest = self.step
        self._ticks = self._first_ticks()
        self.put(self.starts())
        self._ahead = Ahead(self.panel, self._preview)
        for part in (self.head, self.task, self.panel, self.verdict, self.foot):
            part.on_msg(lambda _part, message, _buffers: self.heard(message))
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
    def shown(self) -> list[ipywidgets.Widget]:
        """The parts in the frame, in the order in which they are read: head, bar, chart and foot."""
        return [self.head, *self._bar.children, *self._side.children]

    @property
    def done(self) -> bool:
        """Whether the mission of this step was found, now or earlier."""
        return self.mission is not None and self._ended.get(self.mission.name) == FOUND

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

    @property
    def country(self) -> str:
        """The code of the country that the learner has chosen for the course, for charts to mark; empty for none."""
        return chosen_country()

    @property
    def guess_marks(self) -> dict[str, Any]:
        """The predictions that this step recalls, by name of the question, for charts to draw as ghost marks.

        A number, or the key of an option; empty in a mission that recalls none.
        """
        if not self.predicted:
            return {}
        wanted = self.mission.guess if self.mission else None
        return {
            ask.name: ask.read(self.prediction[ask.name]) for ask in self.asks if wanted is None or ask.name in wanted
        }

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
        self._furthest = max(self._furthest, self.step)
        self._notice, self._ticks = "", self._first_ticks()
        store().mark(self.name, self.step)
        self.on_step()
        self.put(self.starts())
        self._show()
        self.task.send({"do": "focus"})

    def heard(self, message: object) -> None:
        """Do what a part of the frame sent from the browser; anything else is left alone."""
        sent = message if isinstance(message, dict) else {}
        do = sent.get("do")
        if do == "predict":
            self._predict(sent.get("values"))
        elif do == "again":
            self._forget()
        elif do == "next" and self._may_go_on:
            self.go(self.step + 1)
        elif do == "skip" and self.mission and not self.done:
            self._end_mission(self.mission, SKIPPED)
            self.go(self.step + 1)
        elif do == "back":
            self.go(self.step - 1)
        elif do == "go" and sent.get("step") in range(self._reached + 1):
            self.go(sent["step"])
        elif do == "near" and isinstance(control := self.inputs.get(str(sent.get("key"))), Range):
            self._ahead.around(control.key, len(control.values) - 1)
        elif do == "rest":
            self._settle()
            self._show_verdict()
        elif do == "reset":
            self.on_reset()
            self.put({**self._first_values(), **self.starts()})
            self.redraw()
        elif do == "table":
            self._table_open = not self._table_open
            self._ahead.forget()
            self._show_foot()

    def redraw(self) -> None:
        """Draw the chart, say the reading anew, and see whether the mission is reached."""
        self._ahead.forget()
        self._renew()
        self._settle()
        self._show_verdict()

    # -- what the browser says

    def _predict(self, raw: object) -> None:
        raw = raw if isinstance(raw, dict) else {}
        values = {ask.name: ask.read(raw.get(ask.name)) for ask in self.asks}
        troubles = {ask.name: ask.trouble(raw.get(ask.name)) for ask in self.asks if values[ask.name] is None}
        if troubles:
            self._notice = "Nothing here is graded: a rough guess is enough."
            self._show_task(typed=raw, troubles=troubles)
            self.task.send({"do": "focus-missing"})
            return
        curve = self.drawn.curve if self.drawn else None
        self.prediction = {**values, "curve": curve} if curve else values
        store().predict(self.name, self.prediction)
        self.go(1)

    def _forget(self) -> None:
        """Forget the prediction, and with it the missions that answer it."""
        self.prediction, self._ended, self._furthest = {}, {}, 0
        store().reset(explorer=self.name)
        if self.drawn:
            self.drawn.clear()
        self.go(0)

    def _moved(self, _change: object) -> None:
        try:
            values = {key: self.inputs[key].decode(raw) for key, raw in self.panel.values.items()}
        except (KeyError, TypeError, ValueError):
            self.put({})  # put the controls back to the last good values
            return
        values = {**self._values, **values}
        if values != self._values:
            moved = [key for key in self.inputs if values[key] != self._values[key]]
            self._values = values
            self._renew()  # whether a mission is reached is seen when the learner rests: a slider passes many values
            self._show_verdict()
            if len(moved) == 1 and isinstance(control := self.inputs[moved[0]], Range):
                self._ahead.around(control.key, len(control.values) - 1)

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

    def _renew(self) -> None:
        try:
            if isinstance(self.picture, Views):
                self.picture.show(self._values[VIEW])
            for part in family(self.picture):
                if isinstance(part, Chart):
                    part.mine = countries().get(self.country, "") if self.country else ""
            self.reading = self.update(self.values)
            self.trouble: Exception | None = None
        except Exception as error:  # a learner gets a sentence, whatever went wrong
            self.trouble = error
            self.reading = Reading(TROUBLE, pd.DataFrame(), self.title)
        self._show_controls()
        self._show_foot()

    def _preview(self, raw: dict[str, Any], touched: Touched) -> Frame | None:
        """Return what widgets would hold for the controls' values; nothing is changed by it."""
        kept = self._values, self.reading
        fixed = {self.head, self.task, self.panel, self.verdict}
        parts = [part for part in family(self._stage) if part not in fixed]
        try:
            with rehearsal(parts, touched) as frame:
                self._values = {**self._values, **{key: self.inputs[key].decode(raw[key]) for key in raw}}
                self.reading = self.update(self.values)
                self._show_foot()
        except Exception:  # the kernel says so when the value is chosen
            return None
        finally:
            self._values, self.reading = kept
        return frame

    def _show(self) -> None:
        self.redraw()
        self._show_task()
        drawing = self.step == 0 and self.drawn and not self.predicted
        charts = self.mission or self.free
        bar: list[ipywidgets.DOMWidget | None] = [
            self.task,
            self.tab_row if self.free else None,
            *([*self.above(), self.panel, *self.beside()] if charts else []),
            self.verdict,
        ]
        self._bar.children = [part for part in bar if part]
        self._side.children = [self._chart, self.foot] if charts else [self.drawn] if drawing and self.drawn else []
        self._stage.children = [self.head, self._bar, *([self._side] if self._side.children else [])]

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

    def _show_head(self) -> None:
        self.head.view = {
            "title": self.title,
            "meta": f"Explorer {self.number} · about {self.minutes} min",
            "steps": self._steps(),
        }

    def _steps(self) -> list[dict[str, Any]]:
        """Return the steps: those that were reached can be gone to."""
        of = f" of {len(self.missions)}"
        missions = [
            f"Mission {number}{of if number == self.step else ''}" for number in range(1, len(self.missions) + 1)
        ]
        states = [FOUND if self.predicted else "", *(self._ended.get(mission.name, "") for mission in self.missions)]
        states += [FOUND if self._furthest > self._limits_step else "", ""]
        return [
            {"text": text, "state": state, "now": step == self.step, "open": step <= self._reached}
            for step, (text, state) in enumerate(
                zip(["Predict", *missions, "Limits", "Free play"], states, strict=True)
            )
        ]

    def _show_task(self, typed: Mapping[str, Any] | None = None, troubles: Mapping[str, str] | None = None) -> None:
        form, wrong = self.step == 0 and not self.predicted, troubles or {}
        self.task.view = {
            "html": html(self._step_text()),
            "asks": [{**ask.spec(), "trouble": wrong.get(ask.name, "")} for ask in self.asks] if form else [],
            "form": form,
            "typed": typed or {},
            "guesses": [] if form else self._guesses(),
            "notice": self._notice,
        }

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
        """Return what was predicted, as far as this step recalls it; judged where the learner has seen the answer."""
        if self.step > 0 and not self.mission:
            return []
        said = []
        for ask in self.asks:
            if ask.name in self.guess_marks:
                judged = self.judged(ask) if self.step == 0 else None
                text = judged.text if judged else ask.say(self.guess_marks[ask.name])
                said.append({"label": ask.short or ask.label, "text": text})
        return said

    def judged(self, ask: Ask | AskChoice) -> Judged | None:
        """Return a guess beside the truth; None before the mission that shows it was found."""
        guess = ask.read(self.prediction.get(ask.name))
        known = guess is not None and self._ended.get(ask.told) == FOUND
        return ask.judge(guess) if known else None

    # -- missions

    @property
    def _may_go_on(self) -> bool:
        return self.done if self.mission else self.step > 0 or self.predicted

    @property
    def _reached(self) -> int:
        """The furthest step that may be gone to: the first mission that has not ended, or what was seen already."""
        ended = [mission.name in self._ended for mission in self.missions]
        first = ended.index(False) + 1 if False in ended else self._limits_step
        return max(self._furthest, first) if self.predicted else 0

    def _end_mission(self, mission: Mission, state: str) -> None:
        if self._ended.get(mission.name) != FOUND:
            self._ended = {**self._ended, mission.name: state}
            store().end_mission(self.name, mission.name, state)

    def _settle(self) -> None:
        """Tick the parts of the mission that these values reach, and end it when all are ticked."""
        mission = self.mission
        if mission is None:
            return
        try:
            self._ticks |= {part.name for part in mission.parts if part.goal(self.values)}
        except Exception as error:
            self.trouble = error
        if self._ticks == {part.name for part in mission.parts}:
            self._end_mission(mission, FOUND)

    def _found(self) -> tuple[str, str]:
        """Return the tone and the words of the verdict."""
        mission = self.mission
        if mission is None:
            return "", ""
        try:
            here = [part for part in mission.parts if part.name in self._ticks and part.goal(self.values)]
            said = [_spoken(part.found, self.values) for part in here]
            if here and self._ticks == {part.name for part in mission.parts}:
                said.append(_spoken(mission.found, self.values))
                return "good", html("\n\n".join(filter(None, said)))
            if any(said):
                return "part", html("\n\n".join(filter(None, said)))
            lost = mission.lost(self.values) if mission.lost else ""
        except Exception as error:
            self.trouble = error
            return "", ""
        return ("near", html(lost)) if lost else ("", "")

    def _first_ticks(self) -> frozenset[str]:
        """Return the parts of this step's mission that are ticked as it begins: all, if it was found before."""
        return frozenset(part.name for part in self.mission.parts if self.done) if self.mission else frozenset()

    def _judged_here(self) -> list[dict[str, Any]]:
        mission = self.mission
        asked = [ask for ask in self.asks if mission and ask.told == mission.name]
        judged = [one for ask in asked if (one := self.judged(ask))]
        return [
            {"text": one.text if len(asked) == 1 else f"{one.short}: {one.text}", "right": one.right} for one in judged
        ]

    def _show_verdict(self) -> None:
        mission = self.mission
        names = {0: "Go to mission 1" if self.predicted else "", self._limits_step - 1: "Read the limits"}
        names |= {self._limits_step: "Start free play", self._last: ""}
        tone, found = self._found()
        parts = mission.parts if mission and len(mission.parts) > 1 else ()
        with self.verdict.hold_sync():
            self.verdict.parts = [{"text": part.text, "done": self.done or part.name in self._ticks} for part in parts]
            self.verdict.tone, self.verdict.found = tone, found
            self.verdict.judged = self._judged_here() if tone == "good" else []
            self.verdict.view = {
                "next": names.get(self.step, "Next mission"),
                "ready": self._may_go_on,
                "done": self.done,
                "skip": mission is not None and not self.done,
                "back": self.step > 0,
                "again": self.step == 0 and self.predicted,
            }
        self._show_head()

    def _show_foot(self) -> None:
        with self.foot.hold_sync():
            self.foot.reading = self.reading.text
            open_table = self._table_open and self.step > 0
            self.foot.table = table_view(self.reading.table, self.reading.caption) if open_table else {}
            self.foot.view = {"locked": self.step == 0, "limits": html(self.limits) if self.free else ""}


def _spoken(text: str | Callable[[dict[str, Any]], str], values: dict[str, Any]) -> str:
    return text(values) if callable(text) else text


def _box(name: str) -> ipywidgets.Box:
    box = ipywidgets.Box()
    box.add_class(name)
    return box
