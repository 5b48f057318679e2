"""Tables for readers: full words, whole texts, a source, and what people read as they write it."""

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from lessonkit.teaching.tables import Table as Sheet
from lessonkit.texts import shown
from nato_course import load, table

every_table = pytest.mark.parametrize("name", shown.tables())


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (pd.Timestamp("1949-04-04"), 0, "4 April 1949"),
        (date(2026, 11, 24), 0, "24 November 2026"),
        (1643, 0, "1,643"),
        (-0.554, 2, "−0.55"),
        (12, 2, "12.00"),
        (True, 0, "Yes"),
        (False, 0, "No"),
        (None, 0, "–"),
        (np.nan, 1, "–"),
        (pd.NA, 0, "–"),
        ("each ally", 0, "Each ally"),
    ],
)
def test_a_value_is_written_as_people_write_it(value, decimals, words):
    assert shown.text(value, decimals) == words


@every_table
def test_each_table_has_words_a_source_and_whole_cells(name):
    made = table(name)
    page = BeautifulSoup(made._repr_html_(), "html.parser")
    assert made.rows and made.shown.of
    assert [cell.get_text() for cell in page.select("thead th[scope=col]")] == made.heads
    assert all(head[0].isupper() and "_" not in head for head in made.heads)
    assert [[cell.get_text() for cell in row(("th", "td"))] for row in page.select("tbody tr")] == made.rows
    assert len(page.select("tbody th[scope=row]")) == len(made.rows)
    assert "Retrieved" in page.caption.get_text() and made.shown.caption in page.caption.get_text()
    for form in (page.get_text(), repr(made)):
        assert not re.search(r"\.\.\.|\b(nan|NaT)\b|\$", form)
        assert all(cell in form for row in made.rows for cell in row)


def test_texts_stand_left_and_numbers_right():
    page = BeautifulSoup(table("accession-rounds")._repr_html_(), "html.parser")
    sides = ["right" if "text-align:right" in cell["style"] else "left" for cell in page.select("thead th")]
    assert sides == ["left", "left", "right", "right"]
    assert [cell["style"] for cell in page.select("tbody tr")[0](("th", "td"))] == [
        cell["style"] for cell in page.select("thead th")
    ]


def test_the_treaty_is_not_cut():
    summary = load("treaty").set_index("article")["summary"][5]
    assert summary in table("articles-at-work")._repr_html_() and summary in repr(table("articles-at-work"))


def test_slides_read_it_with_its_data_tables():
    sheet = Sheet.of_html(table("accession-rounds")._repr_html_())
    assert sheet.columns[0] == "Day" and sheet.rows[0][1] == "Founders" and sheet.loads == ("accession_rounds",)


def test_text_from_the_data_is_escaped():
    made = shown.Shown("A & <b>", "nato_course.shown:accession_rounds", {"label": "Who <i>"})
    page = shown.Table(made)._repr_html_()
    assert "A &amp; &lt;b&gt;" in page and "Who &lt;i&gt;" in page


@pytest.mark.parametrize("name", ["treaty-article", "", None, 3])
def test_an_unknown_table_is_told_in_one_sentence(name):
    with pytest.raises(shown.UnknownShown) as caught:
        table(name)
    assert 'Did you mean table("' in str(caught.value) and "\n" not in str(caught.value)


def test_a_wrong_entry_is_named(tmp_path):
    file = tmp_path / "shown.yml"
    file.write_text("one: {caption: A, made: x, columns: {}}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"shown.yml, one: a field is missing or unknown"):
        shown._read(file, 0)
