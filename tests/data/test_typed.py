"""Tables that people type: every wrong cell is refused with file, line and column."""

import csv

import pytest

from lessonkit import course
from lessonkit.data import tables as data
from nato_course import load, makers
from nato_course.makers import typed

LISTS = {"names", "cow_codes", "countries", "inner_german_border"}


def rows_of(name):
    with typed.path(name).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def retyped(name, rows):
    with typed.path(name).open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def refusal(name, row, column, value):
    rows = rows_of(name)
    rows[row][column] = value
    retyped(name, rows)
    with pytest.raises(makers.MakerError) as caught:
        typed.table(name)
    return str(caught.value)


def test_there_is_one_file_for_each_table_and_each_list():
    files = {path.stem for path in (course.current().content / "tables").iterdir()}
    assert files == LISTS | {name for names in typed.GROUPS.values() for name in names}


@pytest.mark.parametrize("name", [name for names in typed.GROUPS.values() for name in names])
def test_sources_are_those_that_the_description_names(name):
    """A table without the column `source` names its references as a whole."""
    resource = next(resource for resource in data.package()["resources"] if resource["name"] == name)
    named = {key.strip() for cell in typed.table(name)["source"] for key in cell.split(";")}
    assert named <= set(resource.get("references", named))
    assert ("source" in load(name)) == ("references" not in resource)


@pytest.mark.parametrize(
    ("name", "row", "column", "value", "said"),
    [
        ("members", 3, "accession_date", "4.4.1949", "a date like 2020-12-31 was expected, not '4.4.1949'"),
        ("members", 3, "accession_date", "1949-02-30", "a day of the calendar was expected, not '1949-02-30'"),
        ("members", 3, "accession_date", "", "something was expected, not ''"),
        ("members", 3, "iso3", "Fra", "the form [A-Z]{3} was expected, not 'Fra'"),
        ("members", 3, "founder", "ja", "true or false was expected, not 'ja'"),
        ("members", 3, "round", "1.5", "a whole number was expected, not '1.5'"),
        ("members", 3, "round", "99", "10 or less was expected, not '99'"),
        ("members", 3, "former_bloc", "Comecon", "none or Soviet Union or Warsaw Pact or Yugoslavia was expected"),
        ("members", 3, "source", "nato-membres", "a key of content/references.bib was expected, not 'nato-membres'"),
        ("members", 3, "source", "nato-members;", "a key of content/references.bib was expected, not 'nato-members;'"),
        ("members", 3, "source", "", "a key of content/references.bib was expected, not ''"),
        ("borders", 3, "length_km", "inf", "a number was expected, not 'inf'"),
        ("borders", 3, "length_km", "nan", "a number was expected, not 'nan'"),
        ("borders", 3, "length_km", "1,309", "a number was expected, not '1,309'"),
        ("borders", 3, "length_km", "-1", "0 or more was expected, not '-1'"),
        ("article_4_5_events", 3, "article", "7", "4 or 5 was expected, not '7'"),
        ("treaty", 3, "source", "treaty-1950", "a key of content/references.bib was expected, not 'treaty-1950'"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place(own_data, name, row, column, value, said):
    assert f"content/tables/{name}.csv, line {row + 2}, column {column}: {said}" in refusal(name, row, column, value)


def test_a_row_that_is_there_twice_is_refused(own_data):
    rows = rows_of("borders")
    retyped("borders", [*rows, rows[-1]])
    with pytest.raises(
        makers.MakerError, match=r"borders\.csv, line 10, column neighbour: another row has the key RUS FIN"
    ):
        typed.table("borders")


def test_a_missing_column_is_refused(own_data):
    retyped("borders", [{key: row[key] for key in row if key != "length_km"} for row in rows_of("borders")])
    with pytest.raises(makers.MakerError, match=r"^content/tables/borders\.csv has no column length_km$"):
        typed.table("borders")


def test_a_column_too_many_is_refused(own_data):
    retyped("borders", [row | {"lenght_km": "1"} for row in rows_of("borders")])
    with pytest.raises(makers.MakerError, match=r"borders\.csv, line 1: the table has no column 'lenght_km'"):
        typed.table("borders")


def test_a_row_that_is_cut_short_is_refused(own_data):
    with typed.path("borders").open("a", encoding="utf-8") as stream:
        stream.write("SWE,RUS\n")
    with pytest.raises(makers.MakerError, match=r"content/tables/borders\.csv, line 10: the row is cut short"):
        typed.table("borders")


def test_a_missing_file_is_refused(own_data):
    typed.path("borders").unlink()
    with pytest.raises(makers.MakerError, match=r"content/tables/borders\.csv cannot be read"):
        typed.table("borders")


def test_a_new_row_reaches_the_table(own_data):
    rows = rows_of("command_absences")
    retyped("command_absences", [*rows, rows[0] | {"start": "2010-01-01", "end": "2011-01-01"}])
    made = makers.PRODUCERS["members"]()["command_absences"]
    assert makers.changes("command_absences", made).startswith("1 rows added, 0 removed\n  + FRA 2010-01-01")
    makers.write("command_absences", made)
    assert len(load("command_absences")) == 4


def test_what_a_spreadsheet_makes_of_true_and_of_the_first_character_is_understood(own_data):
    text = typed.path("members").read_text(encoding="utf-8").replace(",true", ",TRUE").replace(",false", ",FALSE")
    typed.path("members").write_text(text, encoding="utf-8-sig", newline="\r\n")
    assert makers.changes("members", makers.PRODUCERS["members"]()["members"]).startswith(
        "0 rows added, 0 removed\n0 cells"
    )


def test_a_list_without_a_code_is_refused(own_data):
    rows = rows_of("names")
    rows[0]["iso3"] = ""
    retyped("names", rows)
    with pytest.raises(
        makers.MakerError, match=r"content/tables/names\.csv, line 2, column iso3: something was expected"
    ):
        typed.listed("names", name="string", iso3="string")
