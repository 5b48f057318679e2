"""The whole of ``course build teaching``: slides, worksheets, large print, keys and role cards, into teaching/built/."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from lessonkit import course
from lessonkit.bank import bank
from lessonkit.build.plan import NoSuchLesson, find
from lessonkit.teaching import charts, deck, fit, lesson_text, notes, slides, worksheets
from lessonkit.texts.lessons import Lesson, lessons


def build(names: Iterable[str] = (), progress: Callable[[list[Lesson]], Iterable[Lesson]] = iter) -> list[Path]:
    """Write the teaching pages of the named lessons, or of all, and return their paths.

    A heading in a lesson plan's part "Slides" that fits no slide is told on stderr, in one line a lesson.

    `progress` wraps the list of lessons, as tqdm does. Charts are taken before, if they are missing or stale.

    Raises
    ------
    BuildError
        If a name fits no lesson that teaches, a lesson is not built yet, JupyterLab does not start, or there is no browser
        for the charts and to measure the slides in.
    """
    root = course.current().root
    wanted = _wanted(names)
    out = root / "teaching" / "built"
    written = []
    drawn = charts.of_lessons(out / "charts", wanted)
    with fit.Ruler() as ruler:
        for lesson in progress(wanted):
            for name, text in _pages(root, lesson, ruler, drawn[lesson.stem]).items():
                path = out / name / f"{lesson.stem}.html"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
                written.append(path)
    deck.copy_reveal(out / "slides")
    more = [course.current().imported(place) for place in course.current().teaching.get("pages", ())]
    return [*written, *(path for write in more for path in write(out))]


def _wanted(names: Iterable[str]) -> list[Lesson]:
    teaching = {lesson.stem: lesson for lesson in lessons() if lesson.teaches}
    stems = [find(name).stem for name in names] or list(teaching)
    for stem in stems:
        if stem not in teaching:
            raise NoSuchLesson(f"{stem} is not one of the lessons that teach, so it has no teaching pages.")
    return [teaching[stem] for stem in sorted(set(stems))]


def _pages(root: Path, lesson: Lesson, ruler: fit.Ruler, drawn: list[charts.Chart]) -> dict[str, str]:
    """Return folder -> page."""
    sections = lesson_text.read(root / "lessons" / f"{lesson.stem}.ipynb")
    exercises = bank.lesson(lesson.slug)
    plan = notes.read(root / "teaching" / "lessons" / f"{lesson.stem}.md")
    shown = fit.fitted(slides.candidates(lesson, sections, exercises, plan, drawn), ruler.too_large)
    if lost := notes.unmatched(plan, [slide.title.striptags() for slide in shown]):
        print(
            f"teaching/lessons/{lesson.stem}.md, Slides: no slide begins with {', '.join(f'“{heading}”' for heading in lost)}.",
            file=sys.stderr,
        )
    return {
        "slides": deck.page(shown, f"Slides: lesson {lesson.number}, {lesson.title}"),
        "worksheets": worksheets.worksheet(lesson, sections, exercises, drawn),
        "large-print": worksheets.worksheet(lesson, sections, exercises, drawn, large=True),
        "keys": worksheets.key(lesson, exercises),
    }
