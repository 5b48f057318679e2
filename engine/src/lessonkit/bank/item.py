"""One exercise: the fields that its author wrote, and what is worked out from them."""

import dataclasses
import hashlib
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from lessonkit import course
from lessonkit.bank import markdown, shown
from lessonkit.bank.fields import F
from lessonkit.bank.shown import Shows
from lessonkit.data.names import namespace

if TYPE_CHECKING:
    from lessonkit.kinds.base import Kind


T = TypeVar("T")


class Item(Generic[F]):
    """One exercise. A field of its YAML can be read as an attribute too: ``item.title`` is ``item.fields.title``.

    Attributes
    ----------
    data
        The YAML, as it was read.
    id, full_id
        ``us-share`` and ``who-pays/us-share``.
    number
        ``06.2``; ``06.R1`` for a retrieval question, ``06.X`` for the exit ticket.
    objective
        The number of the objective that it serves, such as ``06.3``.
    lesson
        The `Lesson` that it belongs to.
    kept
        What a kind computes once for this item: keys, values of mistakes.
    """

    id: str
    kind: str
    title: str
    minutes: float | None
    prompt: str
    given: str
    shows: Shows | str
    hints: Sequence[str]
    explanation: str
    sources: Sequence[str]
    volatile: bool
    scale: bool

    def __init__(self, data: dict[str, Any], lesson: "Lesson", number: str, as_written: bool = False) -> None:
        self.data = data
        self.lesson = lesson
        self.number = number
        self._as_written = as_written
        self.full_id = f"{lesson.slug}/{data['id']}"
        self.objective = _objective(data.get("objective", ""), number)
        self.kept: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        data = self.__dict__.get("data", {})
        if name in data and (name == "kind" or name not in self.logic.mixed):
            return data[name]
        if "kind" in data and name in self._own:
            return getattr(self.fields, name)
        raise AttributeError(f"exercise {self.__dict__.get('full_id')} has no field {name!r}")

    def __repr__(self) -> str:
        return f"<Item {self.full_id}>"

    @property
    def withheld(self) -> bool:
        """True in a class release, if the key stays with the teacher."""
        return bool(self.data.get("withheld"))

    @property
    def needs_code(self) -> bool:
        """True if a learner must read or write Python for it. It is optional, and progress counts it apart."""
        return self.logic.needs_code

    @cached_property
    def logic(self) -> "Kind[F]":
        """The kind's own view, check and texts."""
        from lessonkit import kinds

        return kinds.of(self.kind, self.withheld)

    @property
    def _own(self) -> set[str]:
        return {field.name for field in dataclasses.fields(self.logic.fields)}

    @cached_property
    def fields(self) -> F:
        """The fields of the YAML, with the kind's defaults for those left out.

        Options and the like come in an order drawn for the exercise, the same for everyone, since an author puts the
        right one where it comes to mind; those on a scale stay as they are.
        """
        own = {name: value for name, value in self.data.items() if name in self._own}
        mixed = () if self.data.get("scale") or self._as_written else self.logic.mixed
        return self.logic.fields(**own | {name: self._drawn(name) for name in mixed if own.get(name)})

    def _drawn(self, name: str) -> list[Any]:
        """Return what a field lists in a drawn order; in a lesson, the one right place is each place equally often."""
        order = drawn(self.data[name], f"{self.full_id} {name}")
        right = [place for place, one in enumerate(order) if one.get("correct")]
        if len(right) == 1:
            alike = [item.id for item in self.lesson.items if item.kind == self.kind]
            block, turn = divmod(alike.index(self.id) if self.id in alike else 0, len(order))
            place = drawn(range(len(order)), f"{self.lesson.slug} {self.kind} {block}")[turn]
            order[place], order[right[0]] = order[right[0]], order[place]
        return order

    def as_written(self) -> "Item[F]":
        """Return the exercise with its options in the order of the file."""
        return Item(self.data, self.lesson, self.number, as_written=True)

    @cached_property
    def names(self) -> dict[str, Any]:
        """The names that `given` makes, with those of every expression."""
        space = namespace()
        exec(compile(self.given or "", f"<given of {self.full_id}>", "exec"), space)
        return space

    def evaluate(self, expression: Any) -> Any:
        """Return the value of an expression; what is not text is its own value."""
        if not isinstance(expression, str):
            return expression
        return eval(compile(expression.strip(), f"<{self.full_id}>", "eval"), dict(self.names))

    def fill(self, text: str) -> str:
        """Return text with every ``{= expression :format =}`` replaced by its value."""
        return _SLOT.sub(lambda slot: self._formatted(slot.group(1)), text or "")

    @property
    def asked(self) -> str:
        """The prompt and the table that it asks about, as markdown."""
        return "\n\n".join(filter(None, (self.fill(self.prompt).strip(), shown.markdown(self))))

    def html(self, text: str) -> str:
        """Return filled markdown as HTML."""
        return markdown.html(self.fill(text))

    def _formatted(self, inner: str) -> str:
        value = eval(compile("f'''{" + inner + "}'''", f"<{self.full_id}>", "eval"), dict(self.names))
        # A hyphen is not a minus sign.
        return re.sub(r"^-(?=\d)", "−", value)


def drawn(things: Sequence[T], seed: str) -> list[T]:
    """Return things in an order drawn with a seed."""
    return random.Random(hashlib.sha256(seed.encode()).digest()).sample(things, len(things))


def _objective(written: int | str, number: str) -> str:
    """Return the number of an objective: "06.3" for 3 in lesson 06, "04.1" for "another-lesson.1"."""
    if type(written) is int:
        return f"{number.partition('.')[0]}.{written}"
    slug, _, place = str(written).rpartition(".")
    return next((f"{page.number}.{place}" for page in course.current().pages if page.slug == slug), str(written))


_SLOT = re.compile(r"\{=\s*(.+?)\s*=\}", re.S)


@dataclass(eq=False)
class Lesson:
    """The exercises of one lesson, in order."""

    number: str
    slug: str
    title: str
    path: Path
    retrieval: tuple[Item[Any], ...]
    exercises: tuple[Item[Any], ...]
    exit: Item[Any] | None

    @property
    def items(self) -> tuple[Item[Any], ...]:
        """Retrieval questions, exercises, exit ticket."""
        return (*self.retrieval, *self.exercises, *((self.exit,) if self.exit else ()))
