"""The teacher's texts: ``content/teaching/`` with every number in its place becomes ``teaching/``."""

from pathlib import Path

from lessonkit import course
from lessonkit.build import BuildError
from lessonkit.texts.numbers import numbered


def stale() -> dict[Path, str]:
    """Return the pages that are missing or not up to date, each with the text it should have.

    Raises
    ------
    BuildError
        If a text names a page or an exercise that does not exist.
    """
    made = {_target(path): _made(path) for path in _sources()}
    return {path: text for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text}


def orphans() -> list[Path]:
    """Return the pages whose text is gone."""
    home = course.current().root / "teaching"
    known = {_target(path) for path in _sources()}
    return [path for path in sorted((*home.glob("*.md"), *home.glob("lessons/*.md"))) if path not in known]


def _sources() -> list[Path]:
    return sorted((course.current().content / "teaching").rglob("*.md"))


def _target(path: Path) -> Path:
    """A plan is named like its lesson: ``lessons/who-pays.md`` becomes ``lessons/06-who-pays.md``."""
    here = course.current()
    place = path.relative_to(here.content / "teaching")
    stem = (
        next((page.stem for page in here.pages if page.slug == path.stem), path.stem)
        if place.parent.name
        else path.stem
    )
    return here.root / "teaching" / place.with_name(f"{stem}.md")


def _made(path: Path) -> str:
    try:
        return numbered(path.read_text(encoding="utf-8"))
    except course.CourseError as trouble:
        raise BuildError(f"content/teaching/{path.name}: {trouble}") from None
