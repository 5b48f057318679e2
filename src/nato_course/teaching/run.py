"""The whole of ``course build teaching``: slides, worksheets, large print, keys and role cards, into teaching/built/."""

from collections.abc import Callable, Iterable
from pathlib import Path

from .. import teaching_roles
from ..build.plan import NoSuchLesson, find
from ..exercises import bank
from ..lessons import Lesson, lessons
from . import deck, fit, lesson_text, notes, slides, worksheets


def build(root: Path, names: Iterable[str] = (), progress: Callable = iter) -> list[Path]:
    """Write the teaching pages of the named lessons, or of all thirteen, and return their paths.

    `progress` wraps the list of lessons, as tqdm does.

    Raises
    ------
    BuildError
        If a name fits no lesson that teaches, a lesson is not built yet, or there is no browser to measure the slides in.
    """
    wanted = _wanted(root, names)
    out = root / "teaching" / "built"
    written = []
    with fit.Ruler() as ruler:
        for lesson in progress(wanted):
            for name, text in _pages(root, lesson, ruler).items():
                path = out / name / f"{lesson.stem}.html"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
                written.append(path)
    deck.copy_reveal(out / "slides")
    return [*written, *teaching_roles.write(out / "roles")]


def _wanted(root: Path, names: Iterable[str]) -> list[Lesson]:
    teaching = {lesson.stem: lesson for lesson in lessons() if lesson.teaches}
    stems = [find(root, name) for name in names] or list(teaching)
    for stem in stems:
        if stem not in teaching:
            raise NoSuchLesson(f"{stem} is not one of the thirteen lessons, so it has no teaching pages.")
    return [teaching[stem] for stem in sorted(set(stems))]


def _pages(root: Path, lesson: Lesson, ruler: fit.Ruler) -> dict[str, str]:
    """Return folder -> page."""
    sections = lesson_text.read(root / "lessons" / f"{lesson.stem}.ipynb")
    exercises = bank.lesson(lesson.slug)
    plan = notes.read(root / "teaching" / "lessons" / f"{lesson.stem}.md")
    shown = fit.fitted(slides.candidates(lesson, sections, exercises, plan), ruler.too_large)
    return {
        "slides": deck.page(shown, f"Slides: lesson {lesson.number}, {lesson.title}"),
        "worksheets": worksheets.worksheet(lesson, sections, exercises),
        "large-print": worksheets.worksheet(lesson, sections, exercises, large=True),
        "keys": worksheets.key(lesson, exercises),
    }
