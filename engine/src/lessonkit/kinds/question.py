"""An exercise as a question that any program could ask: what is shown, what is right, what each mistake is told.

Texts that learners read are HTML here. The exporters write it all down in the words of their format.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

from lessonkit.kinds import text

if TYPE_CHECKING:
    from lessonkit.bank.item import Item


@dataclass(frozen=True)
class Mistake:
    """A typical other answer in a few words, and what a learner is told about it."""

    lead: str
    feedback: str


@dataclass(frozen=True)
class Option:
    """Something to choose.

    Attributes
    ----------
    worth
        Share of the mark, up to 1. In a question with several right options each right one counts 1.
    chosen, missed
        The names of the mistakes made by choosing it and by leaving it out; "" for none.
    """

    key: str
    html: str
    worth: float
    chosen: str = ""
    missed: str = ""


@dataclass(frozen=True)
class Choices:
    """Options of which one is right, or several."""

    options: tuple[Option, ...]
    several: bool = False

    @property
    def form(self) -> str:
        return "several" if self.several else "one"

    @property
    def right(self) -> tuple[Option, ...]:
        """The right options."""
        return tuple(option for option in self.options if option.worth == 1)


@dataclass(frozen=True)
class Range:
    """Numbers from `middle` − `half` to `middle` + `half`; `mistake` is "" for the right answer."""

    middle: float
    half: float
    worth: float
    mistake: str = ""


@dataclass(frozen=True)
class Number:
    """A number to type. The first of `ranges` that holds it decides; it counts 0 if none does."""

    form: ClassVar[str] = "number"
    ranges: tuple[Range, ...]
    unit: str


@dataclass(frozen=True)
class Sequence:
    """Things to put in order.

    Attributes
    ----------
    things
        Key to HTML, in the right order.
    shown
        The keys in the order in which they are shown first.
    before
        (early, late, mistake): the mistake is made when `early` stands before `late`. The first that is met counts.
    """

    form: ClassVar[str] = "sequence"
    things: dict[str, str]
    shown: tuple[str, ...]
    before: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Matching:
    """Things to put into bins.

    Attributes
    ----------
    things, bins
        Key to HTML.
    right
        Thing to the bins that are right for it.
    wrong
        (thing, bin) to the name of the mistake.
    all_in
        Bin to the name of the mistake made by putting everything there.
    """

    form: ClassVar[str] = "matching"
    things: dict[str, str]
    bins: dict[str, str]
    right: dict[str, tuple[str, ...]]
    wrong: dict[tuple[str, str], str]
    all_in: dict[str, str]


@dataclass(frozen=True)
class Essay:
    """A text that a person reads, or code that a person runs; `starter` is what stands in the box first."""

    form: ClassVar[str] = "essay"
    starter: str = ""
    words: int = 0


Body = Choices | Number | Sequence | Matching | Essay
"""What is asked for."""


@dataclass(frozen=True)
class Picture:
    """A file and the words that stand for it."""

    name: str
    svg: bytes
    alt: str

    def html(self, folder: str) -> str:
        """Return the picture as HTML; `folder` is where the file lies, with its last slash."""
        return f'<p><img src="{escape(folder + self.name)}" alt="{escape(self.alt)}" /></p>'


@dataclass(frozen=True)
class Question:
    """One question of one exercise.

    Attributes
    ----------
    name
        ``who-pays/us-share``; the parts of a critique add ``/label`` and ``/reason``.
    answer
        The right answer as HTML.
    mistakes
        Those that the exercise lists, by name, in its order.
    """

    name: str
    item: Item[Any]
    prompt: str
    body: Body
    answer: str
    explanation: str
    mistakes: dict[str, Mistake]
    hints: tuple[str, ...] = ()
    sources: str = ""
    picture: Picture | None = field(default=None, repr=False)

    @property
    def title(self) -> str:
        """For example ``06.2 How much of the money is American?``"""
        part = self.name.removeprefix(self.item.full_id).lstrip("/")
        return f"{self.item.number} {self.item.title}" + (f" ({part})" if part else "")

    @property
    def lesson(self) -> str:
        """The lesson's number and title."""
        return f"{self.item.lesson.number} {self.item.lesson.title}"

    def told(self, mistake: str) -> str:
        """Return what is said about a mistake; nothing for no mistake."""
        return self.mistakes[mistake].feedback if mistake else ""

    def others(self, reached: Container[str] = ()) -> str:
        """Return a list of the mistakes that no answer reaches by itself in a format."""
        left = [mistake for name, mistake in self.mistakes.items() if name not in reached]
        return (
            text.paragraph("Other answers:") + text.bullets(f"{one.lead}{one.feedback}" for one in left) if left else ""
        )

    def general(self, reached: Container[str] = ()) -> str:
        """Return what everybody is told in the end: the explanation, the mistakes not told yet, the sources."""
        sources = text.paragraph("Sources:") + self.sources if self.sources else ""
        return self.explanation + self.others(reached) + sources
