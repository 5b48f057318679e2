"""What is done and what is next: the verbs `progress` and `reset`."""

from html import escape

from lessonkit.bank import bank
from lessonkit.progress.features import features
from lessonkit.progress.standing import Standing, standings
from lessonkit.progress.store import store
from lessonkit.texts.lessons import lesson, lessons

DONE = "Everything here is done."
LIVE = "lk-progress"
"""The class of the table, by which a front end finds it to keep it up to date."""


class Overview:
    """The learner's way through the course, as a table and as plain text."""

    def __init__(self, states: list[Standing], notice: str = "", lines: tuple[str, ...] = ()) -> None:
        self.states = states
        self.notice = notice
        self.lines = lines

    @property
    def next_state(self) -> Standing | None:
        """The first lesson begun and not done; else the first not begun; else none."""
        waiting = [state for state in self.states if state.next]
        begun = [state for state in waiting if state.started]
        return next(iter(begun or waiting), None)

    def __repr__(self) -> str:
        rows = [f"{state.lesson.number} {state.lesson.title}: {state.words}" for state in self.states]
        return "\n".join([*rows, self._next_words(), *self.lines, *([self.notice] if self.notice else [])])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{state.lesson.number} {_link(state, "lessons", state.lesson.title)}</th>'
            f'<td style="text-align:left">{escape(state.words)}</td></tr>'
            for state in self.states
        )
        lines = "".join(f"<p>{escape(line)}</p>" for line in self.lines)
        notice = f"<p><strong>{escape(self.notice)}</strong></p>" if self.notice else ""
        return (
            f'<div class="{LIVE}"><table><caption style="text-align:left">Your progress</caption>'
            f'<thead><tr><th scope="col" style="text-align:left">Lesson</th><th scope="col" style="text-align:left">State</th></tr></thead>'
            f"<tbody>{rows}</tbody></table><p>{self._next_html()}</p>{lines}{notice}</div>"
        )

    def _next_words(self) -> str:
        state = self.next_state
        return f"Next: {state.next.words}" if state and state.next else DONE

    def _next_html(self) -> str:
        state = self.next_state
        if not (state and state.next):
            return DONE
        return f"Next: {_link(state, state.next.book, state.next.words, f'#cell-id={state.next.cell}')}"


def progress(name: str | None = None) -> Overview:
    """Show what is done and what is next, for the course or for one lesson.

    Parameters
    ----------
    name
        A lesson by number or name, such as ``"who-pays"``; left out: every lesson.

    Raises
    ------
    UnknownLesson
        If there is no such lesson; the text names the nearest.
    """
    keeper = store()
    found = standings(lessons() if name is None else (lesson(name),))
    # A page without questions, such as "Look it up", is nothing to get through.
    shown = [state for state in found if state.total or state.lesson.teaches or name is not None]
    lines = () if name else tuple(line for feature in features() if (line := feature.line()))
    return Overview(shown, keeper.notice, lines)


class Forgotten:
    """What `reset` did, in one sentence."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __repr__(self) -> str:
        return self.words


def reset(name: str) -> Forgotten:
    """Forget the answers to one exercise, one lesson, the concept test or the whole course, to begin again.

    Parameters
    ----------
    name
        An exercise (``"who-pays/us-share"``), a lesson (``"who-pays"``), ``"concept-test"`` or one form
        of it (``"concept-test/before"``), or ``"course"``.

    Raises
    ------
    KeyError
        If there is no such exercise or lesson; the text names the nearest.
    """
    if name == "course":
        store().reset()
        return Forgotten("All answers and predictions are forgotten. Run the cells again to begin.")
    for feature in features():
        if said := feature.reset(name):
            return Forgotten(said)
    if type(name) is str and "/" in name:
        item = bank.get(name)
        store().reset(exercise=item.full_id)
        return Forgotten(f"Exercise {item.number} is forgotten. Run its cell again to begin.")
    chosen = lesson(name)
    store().reset(lesson=chosen.slug)
    for explorer in chosen.explorers:
        store().reset(explorer=explorer)
    return Forgotten(f"Lesson {chosen.number} is forgotten. Run its cells again to begin.")


def _link(state: Standing, book: str, words: str, place: str = "") -> str:
    # Lessons, exercises and solutions are sibling folders, so this path works in all three.
    return f'<a href="../{book}/{state.lesson.stem}.ipynb{place}">{escape(words)}</a>'
