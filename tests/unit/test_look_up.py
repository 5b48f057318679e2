"""Look it up: five lists that hold what the tables hold, the same in every build, with nothing that depends on today."""

import hashlib
import html.parser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import v4

from lessonkit.build.pictures import HTML, VIEW, Studio
from lessonkit.data import tables as data
from lessonkit.lookup import lists as names
from lessonkit.lookup import part as part_of
from lessonkit.lookup import parts as lists
from lessonkit.lookup.part import MOST_ROWS, Part, Piece, Row
from lessonkit.lookup.widget import LookUp
from lessonkit.texts import claims, glossary, references
from nato_course import look_up

LISTS = {name: part_of(name) for name in names()}
every_list = pytest.mark.parametrize("part", LISTS.values(), ids=LISTS)


def text(row: Row) -> str:
    return " | ".join("".join(piece.text for piece in cell) for cell in row.cells)


def rows(name: str, word: str) -> list[Row]:
    return [row for row in LISTS[name].rows if word in text(row)]


@every_list
def test_every_row_is_whole(part):
    assert part.rows
    keys = [row.key for row in part.rows if row.key]
    assert len(set(keys)) == len(keys)
    for row in part.rows:
        assert len(row.cells) == len(part.columns)
        assert row.cells[0][0].text
        assert not re.search(r"\b(nan|NaT|<NA>)\b|\.\.|\(\)", text(row)), text(row)
        for cell in row.cells:
            for piece in cell:
                assert not piece.url or piece.url.startswith(("https://", "http://", "../lessons/"))


@every_list
def test_every_filter_can_find_every_value(part):
    for key, (label, options) in part.filters.items():
        values = [
            value
            for row in part.rows
            for value in (row.facets[key] if isinstance(row.facets[key], tuple) else (row.facets[key],))
            if value
        ]
        assert label and {value for value, _ in options} >= set(values)
        assert len({value for value, _ in options}) == len(options)


class Cells(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.heads, self.open = 0, [], []

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.open.append(tag)
        self.rows += tag == "tr"
        if tag == "th":
            self.heads.append(dict(attrs)["scope"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@every_list
def test_the_page_without_a_kernel_holds_every_row(part):
    reader = Cells()
    reader.feed(part.html())
    assert reader.open == []
    assert reader.rows == len(part.rows) + 1
    assert reader.heads == ["col"] * len(part.columns) + ["row"] * len(part.rows)
    assert "<caption" in part.html()
    assert repr(LookUp(part)).startswith(f"{part.title}: {len(part.rows)} ")


def test_everything_is_escaped():
    part = Part(
        "A & B",
        "<b>",
        ("x", "xs"),
        ("c",),
        (Row(((Piece("<script>alert(1)</script>", 'https://x.org/?a="b"&c'),),), key='"><i>'),),
    )
    page = part.html()
    assert "<script>" not in page and "<i>" not in page and "<b>" not in page
    assert "&lt;script&gt;" in page and "?a=&quot;b&quot;&amp;c" in page


def test_a_list_is_bounded():
    row = Row(((Piece("x"),),))
    with pytest.raises(ValueError, match="2001 rows are too many"):
        Part("Long", "", ("row", "rows"), ("x",), (row,) * (MOST_ROWS + 1))


def fingerprint() -> str:
    return hashlib.sha256("".join(part_of(name).html() for name in names()).encode()).hexdigest()


@pytest.mark.slow
def test_two_runs_on_two_days_make_the_same_page():
    """Another process, with another seed for the order of sets, and far in the future."""
    later = (
        "import datetime, time\n"
        "class Later(datetime.date):\n"
        "    today = classmethod(lambda cls: cls(2090, 1, 1))\n"
        "datetime.date, time.time = Later, lambda: 4e9\n"
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('here', {__file__!r})\n"
        "here = importlib.util.module_from_spec(spec); spec.loader.exec_module(here)\n"
        "print(here.fingerprint())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(lists.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", later], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == fingerprint()


def test_whether_a_fact_is_due_is_never_stored():
    part = LISTS["changes"]
    assert "Due" not in part.columns and "due" not in part.filters
    assert "Not yet" not in part.html() + repr(LookUp(part))
    assert [row.due for row in part.rows] == sorted(claim.review_by.isoformat() for claim in claims.claims())


def test_the_glossary_can_be_linked_to():
    assert [row.key for row in LISTS["glossary"].rows] == [term.key for term in glossary.terms()]
    assert '<tr id="NAC">' in LISTS["glossary"].html()


def test_people_hold_every_holder_of_the_four_posts():
    for table in ("secretaries_general", "deputy_secretaries_general", "saceurs", "military_committee_chairs"):
        for name in data.load(table)["name"]:
            assert rows("people", name), name
    [rutte] = list(rows("people", "Mark Rutte | Secretary General"))
    assert "since 1 October 2024" in text(rutte) and "the last day known here" in text(rutte)
    assert "Netherlands" in text(rutte) and rutte.years[0] == 2024
    [solana] = rows("people", "Javier Solana")
    assert "5 December 1995 to October 1999" in text(solana)
    assert rows("people", "Klaus Iohannis")[0].facets["office"] == "Named in the choice of 2023–24"


def test_the_timeline_has_events_of_every_kind_in_order():
    part = LISTS["timeline"]
    kinds = [value for value, _ in part.filters["kind"][1]]
    assert {row.facets["kind"] for row in part.rows} == set(kinds)
    days = [row.also for row in part.rows]
    assert days == sorted(days)
    assert part.view()["years"] == [1949, max(row.years[1] for row in part.rows)]


@pytest.mark.parametrize(
    ("words", "date", "years"),
    [
        ("West Germany joins NATO", "6 May 1955", (1955, 1955)),
        ("Article 4: Bulgaria, Czechia, Estonia", "24 February 2022", (2022, 2022)),
        ("France left the integrated command", "1 July 1966 to 4 April 2009", (1966, 2009)),
        ("Allied Force", "24 March 1999 to 10 June 1999", (1999, 1999)),
        ("KFOR", "since 12 June 1999", (1999, 2023)),
        ("MC 14/2", "May 1957", (1957, 1957)),
        ("Ukraine's parliament makes the country", "2010", (2010, 2010)),
    ],
)
def test_dates_are_as_exact_as_the_tables(words, date, years):
    [row] = rows("timeline", words)
    assert text(row).startswith(date)
    assert row.years == years


def test_what_is_known_from_a_report_says_so():
    assert "Known from: Reuters" in text(rows("timeline", "Ankara, summit")[0])


def test_sources_hold_every_reference_and_its_uses():
    assert len(LISTS["sources"].rows) == len(references.library())
    by_key = {row.also: row for row in LISTS["sources"].rows}
    assert {"01", "02", "04"} <= set(by_key["treaty-1949"].facets["lesson"])
    assert "data: " in text(by_key["treaty-1949"])
    assert "06" in by_key["hague-2025"].facets["lesson"]  # a dated fact of lesson 06 uses it
    assert by_key["unesco-ppp"].cells[3][0].text == "glossary"


@pytest.mark.parametrize("name", ["Glossary", "glosary", "", None, 3, ["people"], "x" * 1000])
def test_a_wrong_name_is_answered_with_the_nearest(name):
    with pytest.raises(ValueError, match=r'Did you mean look_up\("\w+"\)\? There are: glossary, people') as trouble:
        look_up(name)
    assert len(str(trouble.value)) < 200
    if name in ("Glossary", "glosary"):
        assert 'look_up("glossary")' in str(trouble.value)


def test_a_widget_with_html_keeps_it_and_needs_no_browser():
    output = v4.new_output(
        "execute_result", {VIEW: {"model_id": "x"}, HTML: "<table></table>", "text/plain": "x"}, execution_count=1
    )
    nb = v4.new_notebook(cells=[v4.new_code_cell("look_up('people')", outputs=[output], execution_count=1)])
    with Studio() as studio:
        studio.photograph(nb, "look-it-up", {})
    assert set(nb.cells[0].outputs[0].data) == {HTML, "text/plain"}
