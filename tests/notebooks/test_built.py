"""The notebooks in the repository: what a learner opens, and what nbval compares."""

import itertools
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lessonkit import course
from lessonkit.build import notebook
from lessonkit.build.pictures import PICTURE, VIEW
from lessonkit.build.plan import books
from lessonkit.build.stamps import Stamps

BOOKS = books()
FENCE = re.compile(r"^(`{3,}).*?^\1`*[ \t]*$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*#*$", re.MULTILINE)

pytestmark = pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)


def code_cells(book):
    return [cell for cell in notebook.read(book.path).cells if cell.cell_type == "code"]


def outputs(book):
    return [out for cell in code_cells(book) for out in cell.outputs]


def texts(book):
    """Every piece of text that an output holds."""
    for out in outputs(book):
        yield from [
            out.get("text", ""),
            *(value for key, value in out.get("data", {}).items() if key.startswith("text/")),
        ]


def test_every_code_cell_has_run_in_order(book):
    counts = [cell.execution_count for cell in code_cells(book)]
    assert counts == list(range(1, len(counts) + 1))


def test_outputs_are_kept(book):
    assert outputs(book) or not code_cells(book)


def test_no_output_is_an_error_or_a_warning(book):
    assert [out for out in outputs(book) if out.output_type == "error" or out.get("name") == "stderr"] == []


def test_every_widget_is_a_picture_with_its_text(book):
    for out in outputs(book):
        data = out.get("data", {})
        assert VIEW not in data
        if PICTURE in data:
            assert out.metadata[PICTURE]["alt"] == data["text/plain"]
            assert len(data["text/plain"]) > 20
            assert " object at 0x" not in data["text/plain"]
    assert "widgets" not in notebook.read(book.path).metadata


def test_pictures_are_small(book):
    sizes = [len(out.data[PICTURE]) * 3 // 4 for out in outputs(book) if PICTURE in out.get("data", {})]
    assert all(size <= 120_000 for size in sizes), sizes


def test_no_output_names_a_place_on_the_authors_computer(book):
    places = [str(course.current().root), str(Path.home()), "/tmp/", "/site-packages/", "\\Users\\"]
    assert [place for text in texts(book) for place in places if place in text] == []


def test_cells_are_not_excused_from_nbval(book):
    for cell in code_cells(book):
        assert not set(cell.metadata.get("tags", [])) - {"widget"}
        assert "NBVAL" not in cell.source


def test_one_title_no_skipped_level_no_section_twice(book):
    cells = notebook.read(book.path).cells
    text = "\n\n".join(FENCE.sub("", cell.source) for cell in cells if cell.cell_type == "markdown")
    headings = [(len(marks), title) for marks, title in HEADING.findall(text)]
    levels = [level for level, _ in headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1] == []
    sections = [title for level, title in headings if level == 2]
    assert len(set(sections)) == len(sections)
    assert all(title for _, title in headings)


class _Images(HTMLParser):
    def __init__(self):
        super().__init__()
        self.without_alt = []

    def handle_starttag(self, tag, attrs):
        if tag == "img" and not dict(attrs).get("alt"):
            self.without_alt.append(dict(attrs).get("src"))


def test_every_image_has_alt_text(book):
    cells = [cell.source for cell in notebook.read(book.path).cells if cell.cell_type == "markdown"]
    assert [match for cell in cells for match in re.findall(r"!\[\s*\]\(.*?\)", cell)] == []
    reader = _Images()
    for text in [*cells, *(out.data["text/html"] for out in outputs(book) if "text/html" in out.get("data", {}))]:
        reader.feed(text)
    assert reader.without_alt == []


def test_ids_are_unique_and_widgets_are_folded(book):
    cells = notebook.read(book.path).cells
    assert len({cell.id for cell in cells}) == len(cells)
    for cell in cells:
        assert bool(cell.metadata.get("jupyter", {}).get("source_hidden")) == (
            "widget" in cell.metadata.get("tags", [])
        )


# BibTeX's letters and quotation marks, and two signs of money, between which JupyterLab sees a formula.
TEX = re.compile(r"\\['\"`^~=.&%{]\w?|``[^<]*''|\$[^<]*\$")
CODE = re.compile(r"<(code|pre|style)\b.*?</\1>", re.DOTALL)
MONEY = re.compile(r"[A-Za-z]\\?\$ ?\d")


def test_no_table_or_list_shows_tex(book):
    pages = [out.data["text/html"] for out in outputs(book) if "text/html" in out.get("data", {})]
    assert [found[0] for page in pages for found in TEX.finditer(unescape(CODE.sub("", page)))] == []


def test_no_sum_of_money_begins_a_formula(book):
    cells = [cell.source for cell in notebook.read(book.path).cells if cell.cell_type == "markdown"]
    assert [found for cell in cells for found in MONEY.findall(FENCE.sub("", cell))] == []


def test_relative_links_lead_to_files(book):
    for cell in notebook.read(book.path).cells:
        if cell.cell_type == "markdown":
            for target in re.findall(r"\]\(((?!https?:|#|mailto:)[^)\s]+)\)", FENCE.sub("", cell.source)):
                assert (book.path.parent / target.split("#")[0]).exists(), target


def test_it_is_up_to_date(book):
    assert Stamps().state(book) == ""
