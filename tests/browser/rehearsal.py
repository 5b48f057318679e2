"""Questions of all kinds with made-up sessions, to try the front end without the bank.

It runs inside the kernel of a test notebook, where SAMPLE is the path of the sample exercises: `show("choice")`
displays one widget. A kind that has no view here is shown with its first sample.
"""

from pathlib import Path

import nato_course  # noqa: F401  (makes the course the current one)
from lessonkit import kinds
from lessonkit.bank import bank
from lessonkit.exercises.question import Question

SAMPLES = {item.kind: item for item in reversed(bank.read(Path(SAMPLE)).items)}  # noqa: F821  (given by the notebook)

TOY_MAP = {
    "width": 400,
    "height": 300,
    "shapes": {
        "FRA": "M40,160L140,150L150,240L60,250Z",
        "DEU": "M160,90L240,90L240,180L160,180Z",
        "POL": "M250,80L340,80L340,170L250,170Z",
        "LUX": "M150,170L156,170L156,178L150,178Z",
        "CHE": "M160,190L210,190L210,220L160,220Z",
    },
    "names": {"FRA": "France", "DEU": "Germany", "POL": "Poland", "LUX": "Luxembourg", "CHE": "Switzerland"},
    "points": {"FRA": (95, 200), "DEU": (200, 135), "POL": (295, 125), "LUX": (153, 174), "CHE": (185, 205)},
}


def _listed(**texts):
    return [{"key": key, "html": f"<p>{text}</p>\n"} for key, text in texts.items()]


VIEWS = {
    "choice": {
        "title": "What an ally must do",
        "prompt": "<p>An ally is attacked and the Council agrees that Article 5 applies. "
        "What does the treaty oblige each other ally to do?</p>",
        "options": _listed(
            a="Send armed forces.",
            b="Take the action it deems <em>necessary</em>, which may include armed force.",
            c="Vote on a common response and carry out what the majority decides.",
            d="Consult the attacked ally.",
        ),
    },
    "multiple": {
        "title": "Who was there in 1949?",
        "prompt": "<p>Which of these countries signed the treaty in April 1949?</p>",
        "options": _listed(a="Portugal", b="Greece", c="Iceland", d="Spain"),
    },
    "number": {
        "title": "How much of the money is American?",
        "prompt": "<p>What share of all allies’ defence spending came from the United States in 2024?</p>",
        "unit": "%",
    },
    "order": {
        "title": "Sweden’s road",
        "prompt": "<p>Put the steps of Sweden’s accession in order.</p>",
        "items": _listed(
            q="Hungary ratifies",
            w="Sweden’s application",
            e="Invitation in Madrid",
            r="Türkiye ratifies",
            t="Protocols signed",
            y="Accession",
        ),
    },
    "parsons": {
        "title": "Build the sum",
        "prompt": "<p>Make <code>total</code>.</p>",
        "code": True,
        "given": "values = [1, 2, 3]",
        "leave_out": True,
        "items": [
            {"key": "q", "html": "    total = total + value"},
            {"key": "w", "html": "total = 0"},
            {"key": "e", "html": "for value in values:"},
            {"key": "r", "html": "    total = value"},
        ],
    },
    "classify": {
        "title": "Which article?",
        "prompt": "<p>Which article of the treaty says so?</p>",
        "bins": _listed(a3="Article 3", a4="Article 4", a5="Article 5"),
        "items": _listed(
            q="Consult when one of us feels threatened",
            w="Build up the means to resist",
            e="Help an ally that is attacked",
        ),
    },
    "countries": {
        "title": "The founders",
        "prompt": "<p>Choose every founder.</p>",
        "map": TOY_MAP,
        "choices": [{"iso3": key, "name": name} for key, name in TOY_MAP["names"].items() if key != "CHE"]
        + [{"iso3": "CAN", "name": "Canada"}],
    },
    "written": {
        "title": "Which round mattered most?",
        "prompt": "<p>Which round of accession changed European security most? Give one number and one counter-example.</p>",
        "words": [4, 60],
        "rubric": ["A claim", "One number with its year", "One counter-example"],
    },
}

KEYS = {
    "choice": "b",
    "multiple": ["a", "c"],
    "number": "66",
    "order": list("wetrqy"),
    "parsons": list("weq"),
    "classify": {"q": "a4", "w": "a3", "e": "a5"},
    "countries": ["FRA", "LUX"],
}
KEYS = {kind: item.logic.solution(item) for kind, item in SAMPLES.items() if not item.logic.in_cell} | KEYS


class Rehearsal:
    """A session with one key and no memory; `seen` lists the answers it was given."""

    def __init__(self, kind, draft=None):
        self.kind = kind
        self.draft = draft
        self.seen = []
        self.state = self.reset()

    def reset(self):
        self.state = {
            "tries": 0,
            "max_tries": 2,
            "outcome": None,
            "answer": None,
            "say": [],
            "hints": [],
            "hints_left": 2,
            "done": False,
            "notice": "",
        }
        return self.state

    def keep(self, value):
        self.draft = value

    def hint(self):
        hints = [*self.state["hints"], f"<p>Hint number {len(self.state['hints']) + 1}.</p>"][:2]
        self.state = {**self.state, "hints": hints, "hints_left": 2 - len(hints)}
        return self.state

    def answer(self, value):
        self.seen.append(value)
        self.draft = None
        if value == "trouble":
            raise RuntimeError("the <disk> is full")
        if value is None:
            say = [{"tone": "note", "head": "Not answered yet", "html": "<p>Choose or write something first.</p>"}]
            self.state = {**self.state, "say": say}
            return self.state
        right = len(value["text"].split()) >= 4 if self.kind == "written" else value == KEYS[self.kind]
        tries = self.state["tries"] + 1
        if right:
            say = [{"tone": "good", "head": "Right", "html": "<p>And so it stands in the treaty.</p>"}]
        else:
            say = [{"tone": "bad", "head": "Not yet", "html": "<p>The treaty does not say so. Read it again.</p>"}]
        if not right and tries == 2:
            say.append({"tone": "note", "head": "The answer", "html": f"<p>It is {KEYS.get(self.kind)}.</p>"})
        self.state = {
            **self.state,
            "tries": tries,
            "answer": value,
            "say": say,
            "outcome": "correct" if right else "incorrect",
            "done": right or tries == 2,
        }
        if self.kind == "written" and right:
            self.state["scores"] = []
            self.state["model_answer"] = (
                "<p>The round of 2004 brought seven members. Yet 2023 doubled the border with Russia.</p>"
            )
        return self.state

    def score(self, scores):
        self.seen.append(scores)
        self.state = {**self.state, "scores": scores}
        return self.state


sessions = {}
drafts = {}  # what the next widget of a kind finds as a draft


def show(kind):
    """Return the widget of one kind; `sessions[kind]` is what stands behind it."""
    sessions[kind] = Rehearsal(kind, drafts.pop(kind, None))
    view = VIEWS.get(kind) or SAMPLES[kind].logic.view(SAMPLES[kind])
    own = {"id": f"rehearsal/{kind}", "number": f"00.{list(kinds.folders()).index(kind) + 1}", "kind": kind}
    return Question(view | own | {"minutes": 2}, sessions[kind])
