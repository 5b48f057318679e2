"""What the kinds share: what each says about itself, the guard around a check, texts of a list."""

from __future__ import annotations

import hashlib
import random
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypedDict, TypeVar

from lessonkit.bank import markdown
from lessonkit.bank.fields import F
from lessonkit.judging import plain
from lessonkit.judging.verdict import Verdict, graded, uncheckable
from lessonkit.kinds.question import Question

if TYPE_CHECKING:
    from lessonkit.bank.item import Item

T = TypeVar("T")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST = 2_000
"""No option's text is longer."""
BY_COURSE, BY_A_PERSON, BY_RERUN = "the course", "a person", "a rerun"


class Mistake(TypedDict, total=False):
    """A typical mistake. Each kind adds what it is recognised by."""

    feedback: str
    misconception: str


class Row(TypedDict, total=False):
    """A row of a rubric: what a good answer has, how it could begin, what a program can see of it."""

    text: str
    starter: str
    cue: Any


class Kind(Generic[F]):
    """All that is known about one kind of exercise. It keeps nothing; an item holds what is computed once.

    A mistake that an author lists has a name: the key of an option, or ``mistake-1`` for the first in a list.

    Attributes
    ----------
    fields
        The dataclass of its fields.
    judged_by
        Who gives the points: the course's own program, a person, or a rerun of the learner's cell by the teacher.
    quick
        Answered in a moment, so that it can be drawn for looking back.
    needs_code
        A learner must read or write Python for it, so who does not code may leave it out.
    aloud
        Its place among the kinds that a class can answer aloud, the best first; 0: a class cannot.
    long_on_paper
        Its paper form may be cut between two pages.
    expressions
        Names of fields whose text is an expression.
    code
        Names of fields whose text is code, in which nothing is filled.
    released
        Names of its own fields that a learner's copy keeps when the key is held back.
    mixed
        Names of its fields whose order in the file means nothing: they are shown in another one.
    carried
        For a format of export: what an exercise becomes and what is lost, where that is not usual for its form.
    """

    fields: type[F]
    judged_by: ClassVar[str] = BY_COURSE
    quick: ClassVar[bool] = False
    needs_code: ClassVar[bool] = False
    aloud: ClassVar[int] = 0
    long_on_paper: ClassVar[bool] = False
    expressions: ClassVar[frozenset[str]] = frozenset()
    code: ClassVar[frozenset[str]] = frozenset()
    released: ClassVar[tuple[str, ...]] = ()
    mixed: ClassVar[tuple[str, ...]] = ()
    carried: ClassVar[Mapping[str, tuple[str, str]]] = {}

    @property
    def in_cell(self) -> bool:
        """True if it is answered in a cell of the notebook, not in its widget."""
        return self.judged_by == BY_RERUN

    @property
    def comes_back(self) -> bool:
        """True if a missed question can be asked again and judged at once."""
        return self.judged_by == BY_COURSE

    # -- for the widget -----------------------------------------------------------------------

    def view(self, item: Item[F]) -> dict[str, Any]:
        """Return what the widget shows, as JSON, without the key."""
        return {
            "id": item.full_id,
            "number": item.number,
            "kind": item.kind,
            "title": item.title,
            "minutes": item.minutes,
            "prompt": markdown.html(item.asked),
            **self.parts(item),
        }

    def parts(self, item: Item[F]) -> dict[str, Any]:
        """Return what this kind adds to the view."""
        return {}

    # -- the check ----------------------------------------------------------------------------

    def check(self, item: Item[F], answer: Any, **context: Any) -> Verdict:
        """Judge any object at all; never raises for an answer, and changes nothing."""
        try:
            return self.judge(item, self.read(answer), **context)
        except KeyboardInterrupt:
            raise
        except BaseException as trouble:
            return self._stopped(item, trouble)

    def _stopped(self, item: Item[F], trouble: BaseException) -> Verdict:
        """The last resort: a table that is not as it was made, or an object that breaks the check itself."""
        from lessonkit.data.tables import TableFileError

        if plain.is_a(trouble, TableFileError):
            return uncheckable(f"Your answer is fine to check, but the course's data are not. {trouble}")
        return uncheckable(
            f"Your answer stopped the check with {plain.quoted(plain.type_name(trouble))}. {self.wanted(item)}"
        )

    def read(self, answer: Any) -> Any:
        """Return the answer as plain Python."""
        return plain.plain(answer)

    def judge(self, item: Item[F], answer: Any, **context: Any) -> Verdict:
        """Judge a plain answer."""
        raise NotImplementedError

    def wanted(self, item: Item[F]) -> str:
        """Say what to type, for an answer that cannot be read."""
        raise NotImplementedError

    def rubric(self, item: Item[F]) -> Sequence[Row]:
        """Return the rows by which a learner, or a teacher, gives points to a text; none for other kinds."""
        return ()

    def model_answer(self, item: Item[F]) -> str:
        """Return, as markdown, what a learner compares the own text with once it is done; "" for other kinds."""
        return ""

    # -- texts, without a program -------------------------------------------------------------

    def text(self, item: Item[F]) -> str:
        """Return the exercise as markdown for a page: nothing to click, no key."""
        return "\n\n".join(part for part in (item.asked, self.static(item)) if part)

    def static(self, item: Item[F]) -> str:
        """Return what follows the prompt on a page."""
        return ""

    def key_text(self, item: Item[F]) -> str:
        """Return the right answer as markdown, in as few words as it takes."""
        raise NotImplementedError

    def key_on_screen(self, item: Item[F]) -> str:
        """Return the right answer as markdown in the words of the widget, whose options have no letters."""
        return self.key_text(item)

    def marks(self, item: Item[F], answer: Any) -> dict[str, bool]:
        """Return what to mark of a stored answer: keys of what is right, and of what was chosen and is not."""
        return {}

    def reasons(self, item: Item[F]) -> str:
        """Return, as markdown, why typical other answers are not right."""
        return bullets(f"{lead.rstrip('.')}: {item.fill(feedback).strip()}" for lead, feedback in self.others(item))

    def others(self, item: Item[F]) -> Iterable[tuple[str, str]]:
        """Give pairs of (typical other answer, its feedback)."""
        return ()

    def answer_text(self, item: Item[F]) -> str:
        """Return the right answer, its explanation and why other answers are not right, as markdown."""
        reasons = self.reasons(item)
        parts = (
            self.key_text(item),
            item.fill(item.explanation).strip(),
            f"Other answers:\n\n{reasons}" if reasons else "",
        )
        return "\n\n".join(part for part in parts if part)

    # -- on a slide and on paper, from the view -----------------------------------------------

    def on_slide(self, view: dict[str, Any]) -> tuple[list[str], list[tuple[str, str]]]:
        """Return what stands below the prompt on a slide: texts, and points as (letter or "", text), all as HTML."""
        return [], []

    def cards(self, view: dict[str, Any]) -> dict[str, str]:
        """Return what is cut out and laid in order, as HTML by its key, in the order shown."""
        return {}

    # -- for other programs -------------------------------------------------------------------

    def as_questions(self, item: Item[F], whole: Question) -> Iterator[Question]:
        """Give the questions that ask for the same: `whole` with the prompt and the body of each."""
        raise NotImplementedError

    def leads(self, item: Item[F]) -> list[str]:
        """Return what each of the `listed` mistakes is, in a few words of markdown."""
        return [lead for lead, _ in self.others(item)]

    # -- the three proofs ---------------------------------------------------------------------

    def untouched(self, item: Item[F]) -> Any:
        """Return the answer of a learner who has done nothing."""
        return

    def solution(self, item: Item[F]) -> Any:
        """Return a right answer."""
        raise NotImplementedError

    def mistaken(self, item: Item[F]) -> Iterable[tuple[str, Any]]:
        """Give (name, answer) for each listed mistake; `check` must return that name."""
        return ()

    def feedback(self, item: Item[F], mistake: str) -> str:
        """Return the listed feedback of a mistake, as markdown."""
        return dict(self.listed(item)).get(mistake, "")

    def listed(self, item: Item[F]) -> Iterable[tuple[str, str]]:
        """Give (name, feedback) of each listed mistake."""
        return ()

    def wrong(self, item: Item[F]) -> Iterable[tuple[str, str]]:
        """Give (field, text) for what a schema cannot see in this item."""
        return ()

    def evaluate(self, item: Item[F], expression: Any) -> Any:
        """Return the value of one of this kind's `expressions`."""
        return item.evaluate(expression)


def numbered(mistakes: Sequence[Mistake], word: str = "mistake") -> list[tuple[str, str]]:
    """Return (name, feedback) of each mistake in a list: ``mistake-1`` for the first."""
    return [(f"{word}-{n}", mistake["feedback"]) for n, mistake in enumerate(mistakes, 1)]


def told(item: Item[Any], score: float, name: str, mistake: Mistake, *parts: str) -> Verdict:
    """Return the verdict that tells a listed mistake."""
    said = item.fill(mistake["feedback"])
    return graded(score, said, mistake=name, misconception=mistake.get("misconception"), parts=parts)


def turned(right: Sequence[T], early: T, late: T) -> tuple[list[T], list[T]]:
    """Return two orders that are wrong in one pair, `early` before `late`: `late` moved behind it, `early` moved ahead."""
    ahead = [one for one in right if one != early]
    ahead.insert(ahead.index(late), early)
    behind = [one for one in right if one != late]
    behind.insert(behind.index(early) + 1, late)
    return behind, ahead


def shuffled(item: Item[Any], count: int) -> list[int]:
    """Return the places 0…count-1 in an order that is fixed for the item, and is never the right one."""
    draw = random.Random(hashlib.sha256(item.full_id.encode()).digest())
    places = list(range(count))
    while places == sorted(places):
        draw.shuffle(places)
    return places


def bullets(lines: Iterable[str]) -> str:
    """Return lines as a markdown list; a line of several paragraphs stays one entry."""
    return "\n".join("- " + line.strip().replace("\n", "\n  ") for line in lines)


def unwrapped(html: str) -> str:
    """Return HTML of one paragraph without its ``<p>``, so that it can stand in a line."""
    return html.removeprefix("<p>").removesuffix("</p>") if html.count("<p>") == 1 else html


def quote(text: str) -> str:
    """Return markdown as a quotation."""
    return "> " + text.strip().replace("\n", "\n> ")


def fenced(code: str) -> str:
    """Return code as markdown."""
    return f"```python\n{code.strip(chr(10))}\n```"


def count(number: int, word: str, plural: str | None = None) -> str:
    """Return "1 item" or "3 items"."""
    return f"{number} {word if number == 1 else plural or word + 's'}"


def as_keys(answer: Any, texts: Mapping[str, str], also: Mapping[str, str] = MappingProxyType({})) -> list[str] | None:
    """Return an answer as a list of keys, or None.

    A list of keys or of their texts, or one text with commas, whatever its capitals; the text of one option may hold
    commas of its own. `also` gives the keys of other names for them.
    """
    known = {fold(name): key for name, key in also.items() if key in texts}
    known |= {fold(text): key for key, text in texts.items()} | {fold(key): key for key in texts}
    if type(answer) is str:
        whole = known.get(fold(answer)) if len(answer) <= LONGEST else None
        answer = [whole] if whole else [part for part in answer.replace(";", ",").split(",") if part.strip()]
    if type(answer) is set:
        answer = sorted(answer, key=str)
    if type(answer) is dict:
        answer = [key for key, chosen in answer.items() if chosen is True]
    if type(answer) is not list:
        return None
    keys = [known.get(fold(entry)) if _short(entry) else None for entry in answer]
    return None if None in keys else [key for key in keys if key is not None]


def _short(entry: Any) -> bool:
    """Tell whether an entry can be a key or its text; Python refuses to write out a huge number."""
    return type(entry) is str or (type(entry) is int and abs(entry) < 10**9) or type(entry) is float


def fold(text: Any) -> str:
    """Return text as it is compared: capitals, spaces, accents and a last point do not count."""
    letters = unicodedata.normalize("NFKD", " ".join(str(text).split()).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip(" .")
