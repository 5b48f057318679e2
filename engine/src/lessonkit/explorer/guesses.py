"""The verb `guesses`: how good the learner's predictions are over the course."""

from dataclasses import dataclass
from html import escape

from lessonkit.explorer import asks, names
from lessonkit.explorer.inputs import Judged
from lessonkit.explorer.texts import words
from lessonkit.progress.store import FOUND, store
from lessonkit.texts.words import counted

EMPTY = "No guess is judged yet. Make a prediction in an explorer and finish the mission that answers it."
WIDE = 160  # px of the picture
CELL = 'style="text-align:left"'


@dataclass(frozen=True)
class Guess:
    """One judged prediction, and the title of its explorer."""

    title: str
    judged: Judged


class Guesses:
    """Every prediction whose answer the learner has seen, beside the truth."""

    def __init__(self, made: list[Guess]) -> None:
        self.made = made

    @property
    def summary(self) -> str:
        """How many there are, and how many were right."""
        right = sum(one.judged.right for one in self.made)
        return f"{counted(len(self.made), 'guess', 'guesses')}, {right} of them spot on."

    def __repr__(self) -> str:
        if not self.made:
            return EMPTY
        return "\n".join([self.summary, *(f"{one.title}. {one.judged.short}: {one.judged.text}" for one in self.made)])

    def _repr_html_(self) -> str:
        if not self.made:
            return f"<p>{EMPTY}</p>"
        heads = "".join(f'<th scope="col" {CELL}>{name}</th>' for name in ("Explorer", "Guess", "Result", "How near"))
        rows = "".join(
            f'<tr><th scope="row" {CELL}>{escape(one.title)}</th><td {CELL}>{escape(one.judged.short)}</td>'
            f"<td {CELL}>{escape(one.judged.text)}</td><td {CELL}>{_picture(one.judged)}</td></tr>"
            for one in self.made
        )
        return (
            f"<p>{self.summary}</p><table><caption {CELL}>Your guesses. A full bar is spot on.</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )


def guesses() -> Guesses:
    """Show how good the learner's predictions are, as far as they have seen the answers."""
    made = []
    for name in names():
        given, ended = store().prediction(name), store().missions(name)
        for ask in asks(name) if given else ():
            guess = ask.read(given.get(ask.name))
            judged = ask.judge(guess) if guess is not None and ended.get(ask.told) == FOUND else None
            if judged:
                made.append(Guess(words(name).title, judged))
    return Guesses(made)


def _picture(judged: Judged) -> str:
    """Return a bar: the nearer, the longer. The sentence beside it says the same."""
    near = 0.0 if judged.share is None else max(0.0, 1 - judged.share)
    frame = f"display:inline-block;width:{WIDE}px;height:12px;border:1px solid currentColor;border-radius:6px"
    fill = f"display:block;width:{100 * near:.0f}%;height:100%;border-radius:5px;background:#2d7dd2"
    return f'<span aria-hidden="true" style="{frame};overflow:hidden"><span style="{fill}"></span></span>'
