"""Any code cell of any page runs alone: first, or after a restart, with nothing from the cells above."""

import ast

import pytest

from lessonkit.build import BuildError
from lessonkit.build.alone import completed
from lessonkit.build.making import make
from lessonkit.build.plan import books

PAGES = books()


@pytest.mark.parametrize("book", PAGES, ids=lambda book: book.name)
def test_each_cell_runs_alone(book, tmp_path, monkeypatch):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))
    cells = [cell for cell in make(book.kind, book.page.slug).cells if cell.cell_type == "code"]
    assert cells or book.kind == "solutions"
    for cell in cells:
        exec(compile(cell.source, f"<{book.name}>", "exec"), {"__name__": "__main__"})


@pytest.mark.parametrize("book", PAGES, ids=lambda book: book.name)
def test_no_cell_leans_on_the_first_one(book):
    for cell in make(book.kind, book.page.slug).cells:
        if cell.cell_type == "code" and "exercise(" in cell.source:
            imports = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.ImportFrom)]
            assert "exercise" in {name.name for node in imports for name in node.names}


def test_a_cell_gets_the_imports_that_it_lacks():
    source = 'rank_correlation(load("members"), np.zeros(3))'
    assert completed(source, "here").splitlines() == [
        "import numpy as np",
        "from lessonkit.data.stats import rank_correlation",
        "from nato_course import load",
        "",
        source,
    ]


def test_what_a_cell_makes_or_imports_is_left_alone():
    for source in (
        "# your line",
        "from nato_course import load\n\nload()",
        "load = len\nload('abc')",
        "def f(load):\n    return [load for x in load]",
        "%matplotlib inline",
        "display(1)",
    ):
        assert completed(source, "here") == source


def test_an_import_joins_those_that_stand_there():
    own = "import os\nfrom nato_course.people import people\n\nload(os.sep)"
    lines = ["import os", "from nato_course import load", "from nato_course.people import people", "", "load(os.sep)"]
    assert completed(own, "here").splitlines() == lines


def test_a_cell_that_needs_another_one_is_refused():
    with pytest.raises(BuildError, match="here, cell 3: 'members' is made in another cell"):
        completed("def f():\n    return members.size", "here, cell 3")
