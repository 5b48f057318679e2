"""Pages of the course in a folder of their own, small ones: a test opens them as a learner does."""

import json
from pathlib import Path

from nbformat import NotebookNode, v4

from lessonkit import course
from lessonkit.build import notebook
from lessonkit.course import Course
from lessonkit.pages import built

# A picture of one grey point, for what a widget showed when the page was built.
POINT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="


def without_pages(root: Path) -> Course:
    """Make a folder with the course's texts and tables, and no page."""
    here = course.current().root
    (root / "lessons").mkdir(parents=True)
    (root / "course.toml").write_bytes((here / "course.toml").read_bytes())
    for name in ("content", "data"):
        (root / name).symlink_to(here / name, target_is_directory=True)
    return Course.read(root)


def picture(source: str, height: int = 300) -> NotebookNode:
    """Return a folded cell with a stored picture, as the build makes them."""
    cell = notebook.code(source, folded=True)
    data = {"image/png": POINT, "text/plain": "what the widget showed"}
    cell.outputs = [v4.new_output("display_data", data, metadata={"image/png": {"width": 600, "height": height}})]
    cell.execution_count = 1
    return cell


def put(root: Path, name: str, cells: list[NotebookNode]) -> str:
    """Write a lesson of these cells as the build does, and return its path."""
    page = course.current().page(name)
    nb = notebook.assemble(cells, page, "A page")
    path = f"lessons/{page.stem}.ipynb"
    notebook.write(nb, root / path)
    file = root / built.FILE
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    made = built.of(json.loads((root / path).read_text(encoding="utf-8")))
    known[path] = {built.WHOLE: made.whole, built.CELLS: made.cells}
    file.write_text(json.dumps(known), encoding="utf-8")
    return path
