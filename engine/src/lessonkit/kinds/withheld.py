"""An exercise of a class release whose key stays with the teacher: answers are received, not judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lessonkit.bank.fields import Fields
from lessonkit.judging import plain
from lessonkit.judging.verdict import Verdict, received, unanswered
from lessonkit.kinds.base import Kind

if TYPE_CHECKING:
    from lessonkit.bank.item import Item

TEXT = "Your answer is kept. You can change it until you hand your work in. Your teacher has the key and says more."


class Withheld(Kind[Fields]):
    """Stands before the class of a kind: what that knows of the key is not asked for, since the release holds none."""

    fields = Fields

    def view(self, item: Item[Any]) -> dict[str, Any]:
        kept: dict[str, Any] = item.data["view"]
        return kept

    def read(self, answer: Any) -> Any:
        return answer

    def judge(self, item: Item[Any], answer: Any, source: str | None = None, **context: Any) -> Verdict:
        if plain.is_blank(plain.plain(answer)) and not source:
            return unanswered("Answer first; then it can be kept.")
        return received(TEXT)

    def wanted(self, item: Item[Any]) -> str:
        return "Any answer is kept as it is."

    def text(self, item: Item[Any]) -> str:
        return item.title

    def key_text(self, item: Item[Any]) -> str:
        return "Your teacher has the answer."

    def key_on_screen(self, item: Item[Any]) -> str:
        return self.key_text(item)

    def marks(self, item: Item[Any], answer: Any) -> dict[str, bool]:
        return {}

    def others(self, item: Item[Any]) -> Iterator[tuple[str, str]]:
        return iter(())

    listed = others

    def mistaken(self, item: Item[Any]) -> Iterator[tuple[str, Any]]:
        return iter(())

    def untouched(self, item: Item[Any]) -> None:
        return None

    def solution(self, item: Item[Any]) -> None:
        return None

    def rubric(self, item: Item[Any]) -> tuple[()]:
        return ()

    def model_answer(self, item: Item[Any]) -> str:
        return ""
