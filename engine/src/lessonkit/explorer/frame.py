"""The frame of every explorer: predict, three missions, the limits, free play.

A subclass says what is asked, which controls there are and how the chart is drawn; the frame does
the rest. The parts that a learner touches are three small anywidgets with native HTML inputs. The
chart, any widget, stands between the controls and the reading.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import anywidget
import ipywidgets
import mistune
import pandas as pd
import traitlets

from lessonkit.frontend import css, esm
from lessonkit.progress.store import store

TROUBLE = "This setting could not be worked out. Choose another one, or press Reset."


@dataclass(frozen=True)
class Reading:
    """What a chart shows: a sentence or two, and the same numbers as a table.

    The first column of ``table`` names its rows; the index is not shown.
    """

    text: str
    table: pd.DataFrame
    caption: str


# ---- predictions ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ask:
    """A prediction typed as a number between ``low`` and ``high``."""

    name: str
    label: str
    unit: str = ""
    low: float = 0
    high: float = 100

    def spec(self) -> dict:
        hint = f"{self.low:g} to {self.high:g} {self.unit}".strip()
        return {"kind": "number", "name": self.name, "label": self.label, "hint": hint}

    def read(self, raw: Any) -> float | None:
        """Return the number that was typed, or None when there is none in range."""
        try:
            number = float(str(raw).strip().replace(",", "."))
        except ValueError:
            return None
        return number if self.low <= number <= self.high else None

    def say(self, value: Any) -> str:
        return f"{value:g} {self.unit}".strip()


@dataclass(frozen=True)
class AskChoice:
    """A prediction chosen from ``options`` (key to text)."""

    name: str
    label: str
    options: dict

    def spec(self) -> dict:
        options = [{"key": key, "text": text} for key, text in self.options.items()]
        return {"kind": "choice", "name": self.name, "label": self.label, "options": options}

    def read(self, raw: Any) -> str | None:
        return raw if isinstance(raw, str) and raw in self.options else None

    def say(self, value: Any) -> str:
        return self.options[value]


# ---- controls ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Range:
    """A slider over ``values``; ``text`` says a value with its unit. ``steppers`` adds − and +."""

    key: str
    label: str
    values: Sequence
    value: Any = None
    text: Callable[[Any], str] = str
    steppers: bool = False

    @property
    def start(self):
        return self.values[0] if self.value is None else self.value

    def spec(self) -> dict:
        return {
            "kind": "range",
            "key": self.key,
            "label": self.label,
            "texts": [self.text(value) for value in self.values],
            "steppers": self.steppers,
        }

    def encode(self, value: Any) -> int:
        return list(self.values).index(value)

    def decode(self, raw: Any):
        return self.values[min(max(int(raw), 0), len(self.values) - 1)]


@dataclass(frozen=True)
class Choice:
    """One of ``options`` (key to text)."""

    key: str
    label: str
    options: dict
    value: Any = None

    @property
    def start(self):
        return next(iter(self.options)) if self.value is None else self.value

    def spec(self) -> dict:
        options = [{"key": key, "text": text} for key, text in self.options.items()]
        return {"kind": "choice", "key": self.key, "label": self.label, "options": options}

    def encode(self, value: Any):
        if value not in self.options:
            raise ValueError(f"{value!r} is not in the list")
        return value

    def decode(self, raw: Any):
        return self.encode(raw)


@dataclass(frozen=True)
class Switch:
    """On or off."""

    key: str
    label: str
    value: bool = False

    @property
    def start(self):
        return self.value

    def spec(self) -> dict:
        return {"kind": "switch", "key": self.key, "label": self.label}

    def encode(self, value: Any) -> bool:
        return bool(value)

    def decode(self, raw: Any) -> bool:
        return bool(raw)


@dataclass(frozen=True)
class Play:
    """A Play button for the Range with the same ``key``: one step every ``seconds``, then it stops."""

    key: str
    seconds: float = 0.4


@dataclass(frozen=True)
class Mission:
    """Set this, read that, explain.

    ``shows`` names the controls that are visible, ``start`` the values to begin with (others keep
    theirs), ``guess`` the predictions to recall (all, unless said). When ``goal`` is true of the
    values, ``found`` appears: markdown, or a function of the values that returns markdown.
    """

    text: str
    shows: tuple
    goal: Callable[[dict], bool]
    found: str | Callable[[dict], str]
    start: dict = field(default_factory=dict)
    guess: tuple | None = None


# ---- the three parts --------------------------------------------------------------------------


class Head(anywidget.AnyWidget):
    """Title, steps, and the text or the form of the step."""

    _esm = esm("guard.js", "frame.js", "head.js")
    _css = css("base.css", "explorer.css")
    view = traitlets.Dict().tag(sync=True)


class Controls(anywidget.AnyWidget):
    """The inputs. ``values`` holds a position for a Range, a key for a Choice, a truth for a Switch."""

    _esm = esm("frame.js", "controls.js")
    specs = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)


class Foot(anywidget.AnyWidget):
    """The reading, what was found, the buttons, the table and the limits."""

    _esm = esm("frame.js", "foot.js")
    reading = traitlets.Unicode().tag(sync=True)
    found = traitlets.Unicode().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)


@cache
def _markdown():
    return mistune.create_markdown(escape=True)


@lru_cache(maxsize=256)
def html(text: str) -> str:
    """Return markdown as HTML, with any HTML in it escaped; kept, since the limits are sent at every move."""
    return _markdown()(text).strip()


def table_view(frame: pd.DataFrame, caption: str) -> dict:
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
    """

    name = ""
    number = ""
    title = ""
    minutes = 12
    asks: Sequence = ()
    controls: Sequence = ()
    missions: Sequence = ()
    limits = ""

    def chart(self) -> ipywidgets.DOMWidget:
        """Return the chart's widget. Called once, before the first ``update``.

        It is shown as one picture whose name is the reading, so it must hold no buttons (a bqplot
        Figure needs ``display_toolbar=False``). A part of it may have the attribute
        ``data-nc-picture``; then only that part is the picture.
        """
        raise NotImplementedError

    def update(self, values: dict) -> Reading:
        """Redraw the chart for ``values`` (control key to value) and return the reading."""
        raise NotImplementedError

    def predict_extra(self) -> ipywidgets.DOMWidget | None:
        """Return a further widget of the prediction step, such as a chart to draw on."""
        return None

    def extra_prediction(self) -> dict:
        """Return what was predicted in ``predict_extra``, to be kept. JSON-able."""
        return {}

    def __init__(self):
        super().__init__()
        self.add_class("nc-frame")
        self.add_class("nc-explorer")
        self._inputs = {control.key: control for control in self.controls if not isinstance(control, Play)}
        self._plays = {control.key: control for control in self.controls if isinstance(control, Play)}
        self._values = {key: control.start for key, control in self._inputs.items()}
        self._head, self._controls, self._foot = Head(), Controls(), Foot()
        self._chart = ipywidgets.Box([self.chart()])
        self._chart.add_class("nc-chart")
        self._extra = self.predict_extra()
        self._notice = ""
        self._table_open = False
        self.prediction = store().prediction(self.name)
        self.step = min(max(store().step(self.name), 0), self._free) if self._predicted else 0
        self._set_values(self._starting_values())
        self._head.on_msg(self._heard)
        self._foot.on_msg(self._heard)
        self._controls.observe(self._moved, "values")
        self._show()

    def __repr__(self):
        # Before the prediction the reading would give the answer away.
        first = self.reading.text if self.step else " ".join(["Predict first.", *(ask.label for ask in self.asks)])
        return f"{self.title}\n{first}"

    def _repr_mimebundle_(self, **kwargs):
        data = super()._repr_mimebundle_(**kwargs)
        return data and {**data, "text/plain": repr(self)}

    @property
    def values(self) -> dict:
        """The controls' values now."""
        return dict(self._values)

    def set(self, **values):
        """Set controls from Python, as ``explorer.set(year=2004)``.

        Raises
        ------
        ValueError
            If there is no such control or value.
        """
        for key, value in values.items():
            if key not in self._inputs:
                raise ValueError(f"There is no control {key!r}; there are {', '.join(self._inputs)}.")
            self._inputs[key].encode(value)
        self._set_values(values)
        self._redraw()

    # -- steps

    @property
    def _limits_step(self) -> int:
        return len(self.missions) + 1

    @property
    def _free(self) -> int:
        return len(self.missions) + 2

    @property
    def _predicted(self) -> bool:
        return all(ask.read(self.prediction.get(ask.name)) is not None for ask in self.asks)

    @property
    def _mission(self) -> Mission | None:
        return self.missions[self.step - 1] if 0 < self.step < self._limits_step else None

    def _go(self, step: int):
        self.step = min(max(step, 0), self._free)
        self._notice = ""
        store().mark(self.name, self.step)
        self._set_values(self._starting_values())
        self._show()
        self._head.send({"do": "focus"})

    def _starting_values(self) -> dict:
        return self._mission.start if self._mission else {}

    # -- what the browser says

    def _heard(self, _widget, message, _buffers):
        do = message.get("do") if isinstance(message, dict) else None
        if do == "predict":
            self._predict(message.get("values"))
        elif do == "again":
            self.prediction = {}
            store().reset(explorer=self.name)
            self._go(0)
        elif do == "next" and (self.step > 0 or self._predicted):
            self._go(self.step + 1)
        elif do == "back":
            self._go(self.step - 1)
        elif do == "reset":
            self._set_values({key: control.start for key, control in self._inputs.items()})
            self._set_values(self._starting_values())
            self._redraw()
        elif do == "table":
            self._table_open = not self._table_open
            self._show_foot()

    def _predict(self, raw):
        raw = raw if isinstance(raw, dict) else {}
        values = {ask.name: ask.read(raw.get(ask.name)) for ask in self.asks}
        missing = [ask.name for ask in self.asks if values[ask.name] is None]
        if missing:
            self._notice = "Answer each question first. A rough guess is enough: nothing here is graded."
            self._show_head(typed=raw, missing=missing)
            self._head.send({"do": "focus-missing"})
            return
        self.prediction = {**values, **self.extra_prediction()}
        store().predict(self.name, self.prediction)
        self._go(1)

    def _moved(self, _change):
        try:
            values = {key: self._inputs[key].decode(raw) for key, raw in self._controls.values.items()}
        except (KeyError, TypeError, ValueError):
            self._set_values({})  # put the controls back to the last good values
            return
        if values != self._values:
            self._values = {**self._values, **values}
            self._redraw()

    def _set_values(self, values: dict):
        self._values = {**self._values, **values}
        self._controls.values = {key: control.encode(self._values[key]) for key, control in self._inputs.items()}

    # -- what is shown

    def _show(self):
        locked = self.step == 0
        self._controls.specs = [] if locked else self._specs()
        self._redraw()
        self._show_head()
        parts = [self._head]
        if locked and self._extra is not None and not self._predicted:
            parts.append(self._extra)
        if not locked:
            parts += [self._controls, self._chart]
        self.children = [*parts, self._foot]

    def _specs(self) -> list:
        if self.step == self._limits_step:
            return []
        shown = self._mission.shows if self._mission else tuple(self._inputs)
        specs = []
        for key in shown:
            spec = self._inputs[key].spec()
            if key in self._plays:
                spec["play"] = self._plays[key].seconds
            specs.append(spec)
        return specs

    def _redraw(self):
        try:
            self.reading = self.update(self.values)
            self.trouble = None
        except Exception as error:  # a learner gets a sentence, whatever went wrong
            self.trouble = error
            self.reading = Reading(TROUBLE, pd.DataFrame(), self.title)
        self._show_foot()

    def _show_head(self, typed=None, missing=()):
        form = self.step == 0 and not self._predicted
        self._head.view = {
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

    def _step_names(self) -> list:
        number = self.step if self._mission else 1
        mission = f"Mission {number} of {len(self.missions)}" if self._mission else "Missions"
        at = 1 if self._mission else {0: 0, self._limits_step: 2, self._free: 3}[self.step]
        names = ["Predict", mission, "Limits", "Free play"]
        return [{"text": f"{i + 1} {name}", "done": i < at, "now": i == at} for i, name in enumerate(names)]

    def _step_text(self) -> str:
        if self.step == 0 and self._predicted:
            return "Your prediction is kept. Go on to the missions, or clear it and predict again."
        if self.step == 0:
            return "Predict first. Your answers are kept and shown beside the result. They are not graded."
        if self._mission:
            return self._mission.text
        if self.step == self._limits_step:
            return f"Before you play freely, read what this cannot show.\n\n{self.limits}"
        return "Free play: every control is open. Ask a question of your own, and set the controls to answer it."

    def _guesses(self) -> list:
        if self.step > 0 and not self._mission:
            return []
        wanted = self._mission.guess if self._mission else None
        return [
            {"label": ask.label, "text": ask.say(ask.read(self.prediction[ask.name]))}
            for ask in self.asks
            if wanted is None or ask.name in wanted
        ]

    def _found(self) -> str:
        mission = self._mission
        try:
            if mission is None or not mission.goal(self.values):
                return ""
            found = mission.found(self.values) if callable(mission.found) else mission.found
        except Exception as error:
            self.trouble = error
            return ""
        guesses = " and ".join(f"**{guess['text']}**" for guess in self._guesses())
        return html(f"{found}\n\nYou predicted {guesses}." if guesses else found)

    def _show_foot(self):
        next_names = {0: "Go to mission 1" if self._predicted else "", self._limits_step - 1: "Read the limits"}
        next_names |= {self._limits_step: "Start free play", self._free: ""}
        open_table = self._table_open and self.step > 0
        with self._foot.hold_sync():
            self._foot.reading = self.reading.text
            self._foot.found = self._found()
            self._foot.table = table_view(self.reading.table, self.reading.caption) if open_table else {}
            self._foot.view = {
                "locked": self.step == 0,
                "next": next_names.get(self.step, "Next mission"),
                "back": self.step > 0,
                "again": self.step == 0 and self._predicted,
                "limits": html(self.limits) if self.step == self._free else "",
            }
