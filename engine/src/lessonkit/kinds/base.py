"""What the kinds share: the guard around a check, the head of a view, texts of a list."""

import hashlib
import random

from lessonkit.judging import plain
from lessonkit.judging.verdict import Verdict, uncheckable

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Kind:
    """The logic of one kind of exercise. It keeps nothing; an item holds what is computed once."""

    name = ""

    # -- for the widget -----------------------------------------------------------------------

    def view(self, item) -> dict:
        """Return what the widget shows, as JSON, without the key."""
        return {
            "id": item.full_id,
            "number": item.number,
            "kind": item.kind,
            "title": item.title,
            "minutes": item.minutes,
            "prompt": item.html(item.prompt),
            **self.parts(item),
        }

    def parts(self, item) -> dict:
        """Return what this kind adds to the view."""
        return {}

    # -- the check ----------------------------------------------------------------------------

    def check(self, item, answer, **context) -> Verdict:
        """Judge any object at all; never raises for an answer, and changes nothing."""
        try:
            return self.judge(item, self.read(answer), **context)
        except KeyboardInterrupt:
            raise
        except BaseException as trouble:
            return self._stopped(item, trouble)

    def _stopped(self, item, trouble) -> Verdict:
        """The last resort: a table that is not as it was made, or an object that breaks the check itself."""
        from lessonkit.data.tables import TableFileError

        if plain.is_a(trouble, TableFileError):
            return uncheckable(f"Your answer is fine to check, but the course's data are not. {trouble}")
        return uncheckable(
            f"Your answer stopped the check with {plain.quoted(plain.type_name(trouble))}. {self.wanted(item)}"
        )

    def read(self, answer):
        """Return the answer as plain Python."""
        return plain.plain(answer)

    def judge(self, item, answer, **context) -> Verdict:
        """Judge a plain answer."""
        raise NotImplementedError

    def wanted(self, item) -> str:
        """Say what to type, for an answer that cannot be read."""
        raise NotImplementedError

    # -- texts, without a program -------------------------------------------------------------

    def text(self, item) -> str:
        """Return the exercise as markdown for a page: nothing to click, no key."""
        return "\n\n".join(part for part in (item.fill(item.prompt).strip(), self.static(item)) if part)

    def static(self, item) -> str:
        """Return what follows the prompt on a page."""
        return ""

    def key_text(self, item) -> str:
        """Return the right answer as markdown, in as few words as it takes."""
        raise NotImplementedError

    def reasons(self, item) -> str:
        """Return, as markdown, why typical other answers are not right."""
        return bullets(f"{lead.rstrip('.')}: {item.fill(feedback).strip()}" for lead, feedback in self.others(item))

    def others(self, item):
        """Give pairs of (typical other answer, its feedback)."""
        return ()

    def answer_text(self, item) -> str:
        """Return the right answer, its explanation and why other answers are not right, as markdown."""
        reasons = self.reasons(item)
        parts = (
            self.key_text(item),
            item.fill(item.explanation).strip(),
            f"Other answers:\n\n{reasons}" if reasons else "",
        )
        return "\n\n".join(part for part in parts if part)

    # -- the three proofs ---------------------------------------------------------------------

    def untouched(self, item):
        """Return the answer of a learner who has done nothing."""
        return

    def solution(self, item):
        """Return a right answer."""
        raise NotImplementedError

    def mistaken(self, item):
        """Give (name, answer) for each listed mistake; `check` must return that name."""
        return ()

    def feedback(self, item, mistake: str) -> str:
        """Return the listed feedback of a mistake, as markdown."""
        return dict(self.listed(item)).get(mistake, "")

    def listed(self, item):
        """Give (name, feedback) of each listed mistake."""
        return ()

    def wrong(self, item):
        """Give (field, text) for what a schema cannot see in this item."""
        return ()


def shuffled(item, count: int) -> list[int]:
    """Return the places 0…count-1 in an order that is fixed for the item.

    The last thing stands before the first, so that the order shown is never the right one.
    """
    places = list(range(count))
    seed = int.from_bytes(hashlib.sha256(item.full_id.encode()).digest()[:8], "big")
    random.Random(seed).shuffle(places)
    first, last = places.index(0), places.index(count - 1)
    if first < last:
        places[first], places[last] = places[last], places[first]
    return places


def bullets(lines) -> str:
    """Return lines as a markdown list; a line of several paragraphs stays one entry."""
    return "\n".join("- " + line.strip().replace("\n", "\n  ") for line in lines)


def count(number: int, word: str, plural: str | None = None) -> str:
    """Return "1 item" or "3 items"."""
    return f"{number} {word if number == 1 else plural or word + 's'}"


def as_keys(answer, texts: dict) -> list | None:
    """Return an answer as a list of keys, or None.

    A list of keys or of their texts, or one text with commas, whatever its capitals.
    """
    if type(answer) is str:
        answer = [part for part in answer.replace(";", ",").split(",") if part.strip()]
    if type(answer) is set:
        answer = sorted(answer, key=str)
    if type(answer) is dict:
        answer = [key for key, chosen in answer.items() if chosen is True]
    if type(answer) is not list:
        return None
    known = {fold(text): key for key, text in texts.items()} | {fold(key): key for key in texts}
    keys = [known.get(fold(entry)) if _short(entry) else None for entry in answer]
    return None if None in keys else keys


def _short(entry) -> bool:
    """Tell whether an entry can be a key or its text; Python refuses to write out a huge number."""
    return type(entry) is str or (type(entry) is int and abs(entry) < 10**9) or type(entry) is float


def fold(text) -> str:
    """Return text as it is compared: capitals, spaces and a last point do not count."""
    return " ".join(str(text).split()).casefold().strip(" .")
