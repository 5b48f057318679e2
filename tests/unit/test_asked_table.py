"""The table that a question shows: right rows, readable cells, and a fault told to its author."""

import pytest

from lessonkit.bank import shown, validate
from lessonkit.bank.item import Item, Lesson
from support.bank import SAMPLE

LESSON = Lesson("99", "drafts", "Drafts", SAMPLE, (), (), None)
GIVEN = """
days = pd.DataFrame({
    "name": ["Oslo | north", "Rome"], "day": pd.to_datetime(["2024-02-22", None]), "year": [1949, 2004],
    "km": [1309.0, -0.25], "capital": [True, False], "people": [1200, 3],
})
"""
COLUMNS = {"name": "City", "day": "Day", "year": "Year", "km": "Km", "capital": "Capital", "people": "People"}


def item(**shows):
    data = {
        "id": "one",
        "kind": "number",
        "title": "One",
        "prompt": "How many?",
        "given": GIVEN,
        "answer": 1,
        "tolerance": 0,
    }
    whole = {"caption": "Cities of {= days.year.min() =}", "table": "days", "columns": COLUMNS} | shows
    return Item(data | {"shows": whole}, LESSON, "99.1")


def test_cells_are_written_for_a_reader():
    assert shown.markdown(item()) == "\n".join(
        [
            "**Cities of 1949**",
            "",
            "| City | Day | Year | Km | Capital | People |",
            "| :-- | :-- | --: | --: | :-- | --: |",
            "| Oslo \\| north | 22\u00a0February\u00a02024 | 1949 | 1,309.00 | yes | 1,200 |",
            "| Rome | – | 2004 | −0.25 | no | 3 |",
        ]
    )


def test_rows_are_chosen_by_a_query():
    assert shown.markdown(item(rows="year > 2000", columns={"name": "City", "km": "Km"})).splitlines()[2:] == [
        "| City | Km |",
        "| :-- | --: |",
        "| Rome | −0.25 |",
    ]


def test_the_table_stands_below_the_prompt_wherever_it_is_asked():
    one = item(columns={"name": "City", "people": "People"})
    assert one.asked.startswith("How many?\n\n**Cities of 1949**")
    assert '<td style="text-align:right">1,200</td>' in one.logic.view(one)["prompt"]
    assert "| Rome | 3 |" in one.logic.text(one)


def test_a_reason_shows_nothing():
    one = item()
    one.data["shows"] = "Asked from memory."
    assert one.asked == "How many?"


@pytest.mark.parametrize(
    ("shows", "words"),
    [
        ({"table": "'days'"}, "table gives a str"),
        ({"columns": {"town": "Town"}}, "no column 'town'; it has name"),
        ({"rows": "year > 3000"}, "0 rows; a table to read has 1 to 25"),
        ({"table": "pd.concat([days] * 13)"}, "26 rows"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(shows, words):
    with pytest.raises(ValueError, match=words):
        shown.markdown(item(**shows))


def test_an_author_is_told_where_the_table_is_wrong(tmp_path):
    path = tmp_path / "sample.yml"
    wrong = (
        "    shows: {caption: All, table: \"load('members')\", columns: {nmae: Name, iso3: Code}}\n    tolerance: 0.2\n"
    )
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace("    tolerance: 0.2\n", wrong), encoding="utf-8")
    (found,) = validate.problems(path)
    assert (found.exercise, found.field) == ("share-of-founders", "shows")
    assert "no column 'nmae'" in found.message
