"""The makers, on small files made here in the shape of the producers' own."""

import openpyxl
import pandas as pd
import pytest

from lessonkit.data import tables as data
from nato_course import load, makers
from nato_course.makers import nato_expenditure, typed

MEMBERS = list(load("members").itertuples())
YEARS = [2014, "2015", "2016e"]
HEADERS = {"TABLE7": (20, 5)}  # sheet: row of the header, column of the first year


def made(producer, file, table):
    return makers.PRODUCERS[producer](file)[table]


def number(block, ally, year):
    return 10 * block + ally + year / 10


@pytest.fixture
def workbook():
    """A workbook laid out as NATO's, with all allies and three years."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    blocks = {}
    for block in (*nato_expenditure.SPENDING.values(), *nato_expenditure.GDP.values()):
        blocks.setdefault(block.sheet, []).append(block)
    count = 0
    for name, here in blocks.items():
        sheet = book.create_sheet(name)
        header, first = HEADERS.get(name, (8, 4))
        for i, year in enumerate(YEARS):
            sheet.cell(header, first + i, year)
        row = header + 2
        for block in here:
            sheet.cell(
                16 if name == "TABLE7" else row, 3 if name == "TABLE7" else 2, block.heading.replace("YEAR", "2015")
            )
            for ally, member in enumerate(MEMBERS):
                if member.iso3 == "ISL" and name != "TABLE5":
                    continue
                row += 1
                label = {"SVK": "Slovak Republic", "POL": "Poland*"}.get(member.iso3, member.name)
                sheet.cell(row, first - 1, label)
                for i in range(len(YEARS)):
                    sheet.cell(row, first + i, number(count, ally, i))
            row += 1
            count += 1
    return book


@pytest.fixture
def saved(workbook, tmp_path):
    def save():
        path = tmp_path / "workbook.xlsx"
        workbook.save(path)
        return path

    return save


def test_numbers_reach_the_right_ally_year_and_column(saved):
    table = nato_expenditure.spending(saved()).set_index(["iso3", "year"])
    assert len(table) == 31 * 3
    for block, measure in enumerate(nato_expenditure.SPENDING):
        for ally, member in enumerate(MEMBERS):
            if member.iso3 != "ISL":
                assert table.loc[(member.iso3, 2015), measure] == pytest.approx(_expected(measure, ally, 1)), (
                    block,
                    measure,
                )
    assert table["estimate"].groupby("year").first().to_dict() == {2014: False, 2015: False, 2016: True}


def _expected(measure, ally, year):
    order = []
    for sheet in dict.fromkeys(
        block.sheet for block in (*nato_expenditure.SPENDING.values(), *nato_expenditure.GDP.values())
    ):
        everything = nato_expenditure.SPENDING | nato_expenditure.GDP
        order += [name for name, block in everything.items() if block.sheet == sheet]
    return number(order.index(measure), ally, year)


def test_gdp_has_iceland_too(saved):
    table = nato_expenditure.gdp(saved())
    assert len(table) == 32 * 3
    assert set(table["price_base_year"]) == {2015}


def test_a_new_workbook_is_its_own_edition_and_replaces_no_other(saved):
    new = made("nato-expenditure", saved(), "defence_expenditure")
    sizes = load("defence_expenditure").groupby("edition").size()
    assert new.groupby("edition").size().to_dict() == {"2016": 31 * 3} | sizes.to_dict()
    gdp = made("nato-expenditure", saved(), "gdp")
    assert len(gdp) == len(load("gdp")) + 32 * 3


def test_a_workbook_of_an_edition_in_place_replaces_all_its_rows(workbook, saved):
    for sheet in workbook:
        header, first = HEADERS.get(sheet.title, (8, 4))
        for i, year in enumerate(("2023", "2024", "2025e")):
            sheet.cell(header, first + i, year)
    new = made("nato-expenditure", saved(), "defence_expenditure").query("edition == '2025'")
    assert set(new["read_from"]) == {"NATO workbook"}
    assert len(new) == 31 * 3
    assert new.loc[new["year"] == 2025, "estimate"].all()


def test_the_price_year_and_the_definition_come_from_the_workbook(workbook, saved):
    for sheet in workbook:
        header, first = HEADERS.get(sheet.title, (8, 4))
        for i, year in enumerate(("2024", "2025e", "2026e")):
            sheet.cell(header, first + i, year)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "Constant 2015 prices and exchange rates":
                    cell.value = "Constant 2021 prices and exchange rates"
    table = nato_expenditure.spending(saved())
    assert set(table["price_base_year"]) == {2021}
    assert set(table["basis"]) == {"core defence"}
    assert set(table["edition"]) == {"2026"}


def spoil_sheet(book):
    del book["TABLE8a"]


def spoil_header(book):
    book["TABLE2"]["E8"] = None


def spoil_header_row(book):
    book["TABLE3"].insert_rows(1)


def spoil_heading(book):
    book["TABLE2"]["B10"] = "Current prices"


def spoil_number(book):
    book["TABLE3"]["E12"] = "n/a"


def spoil_formula(book):
    book["TABLE3"]["F12"] = "#REF!"


def spoil_name(book):
    book["TABLE2"]["C13"] = "Ruritania"


def spoil_rows(book):
    for cell in ("C40", "D40", "E40", "F40"):
        book["TABLE3"][cell] = None


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_sheet, "no sheet TABLE8a"),
        (spoil_header, "sheet TABLE2, row 8: a header of years"),
        (spoil_header_row, "sheet TABLE3, row 8"),
        (spoil_heading, "sheet TABLE2: the heading 'Current prices and exchange rates' was not found"),
        (spoil_number, "sheet TABLE3, cell E12: a number was expected, not 'n/a'"),
        (spoil_formula, "sheet TABLE3, cell F12: a number was expected, not '#REF!'"),
        (spoil_name, "sheet TABLE2, cell C13: 'Ruritania' is not the name of an ally"),
        (spoil_rows, "sheet TABLE3: under 'Share of real GDP (%)' these allies are missing"),
    ],
)
def test_a_malformed_workbook_is_refused_with_its_place(workbook, saved, spoil, said):
    spoil(workbook)
    with pytest.raises(makers.MakerError) as caught:
        makers.PRODUCERS["nato-expenditure"](saved())
    assert said in str(caught.value)


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "fake.xlsx"
    path.write_text("not a workbook", encoding="utf-8")
    with pytest.raises(makers.MakerError, match=r"fake\.xlsx cannot be read"):
        makers.PRODUCERS["nato-expenditure"](path)
    with pytest.raises(makers.MakerError, match=r"nato-expenditure reads a file that ends in \.xlsx, not \.pdf"):
        makers.PRODUCERS["nato-expenditure"](tmp_path / "report.pdf")
    with pytest.raises(makers.MakerError, match=r"sipri-milex reads a file that ends in \.xlsx or \.csv, not nothing"):
        makers.PRODUCERS["sipri-milex"](tmp_path / "report")
    with pytest.raises(makers.MakerError, match=r"vdem needs the producer's file: course data make vdem FILE"):
        makers.PRODUCERS["vdem"](None)


def csv(tmp_path, text):
    path = tmp_path / "source.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_edition_of_2025_is_read_from_its_csv(tmp_path):
    path = csv(tmp_path, "ally,year,defexp_pct_gdp,defexp_usd_m\nPoland,2023,3.3,22\nTürkiye,2024,2.1,25\n")
    new = made("nato-expenditure-2025", path, "defence_expenditure").query(
        "edition == '2025' and read_from == 'third-party copy'"
    )
    assert new[["iso3", "share_of_gdp_pct", "spending_constant_usd_m"]].values.tolist() == [
        ["POL", 3.3, 22.0],
        ["TUR", 2.1, 25.0],
    ]
    assert new["estimate"].tolist() == [False, True]
    assert new["spending_usd_m"].isna().all()


def test_population_is_cut_to_the_course(tmp_path):
    path = csv(
        tmp_path,
        "Country Name,Country Code,Year,Value\nAruba,ABW,1960,54922\nWorld,WLD,1960,3015470858\nPoland,POL,1960,29637450.0\n",
    )
    assert made("world-bank-population", path, "population").values.tolist() == [
        ["POL", 1960, 29637450],
        ["WLD", 1960, 3015470858],
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Country Code,Value\nPOL,1\n", "no column Year"),
        ("Country Code,Year,Value\nPOL,1960,many\n", "line 2, column Value: a number was expected, not 'many'"),
        ("", "cannot be read as a CSV file"),
    ],
)
def test_a_malformed_csv_is_refused_with_its_place(tmp_path, text, said):
    with pytest.raises(makers.MakerError) as caught:
        makers.PRODUCERS["world-bank-population"](csv(tmp_path, text))
    assert said in str(caught.value)


def test_an_unknown_ally_in_the_csv_is_refused(tmp_path):
    path = csv(tmp_path, "ally,year,defexp_pct_gdp,defexp_usd_m\nRuritania,2023,3.3,22\n")
    with pytest.raises(makers.MakerError, match="Ruritania"):
        makers.PRODUCERS["nato-expenditure-2025"](path)


def test_capitals_that_lack_an_ally_are_refused(tmp_path):
    path = csv(
        tmp_path, "gwcode,statenme,capital,stdate,enddate,lat,lng\n365,Russia,Moscow,1918-03-12,2024-12-31,55.6,37.6\n"
    )
    with pytest.raises(makers.MakerError, match=r"source\.csv: these are missing: ALB"):
        makers.PRODUCERS["peacesciencer-capitals"](path)


@pytest.mark.parametrize("name", typed.GROUPS)
def test_what_was_typed_is_what_is_in_the_folder(name):
    for table, frame in makers.PRODUCERS[name](None).items():
        assert frame.to_csv(index=False, lineterminator="\n") == data.path(table).read_text(encoding="utf-8"), table
    with pytest.raises(makers.MakerError, match=f"{name} is typed by hand"):
        makers.PRODUCERS[name]("file.csv")


def test_there_is_a_maker_for_each_table():
    from_files = {table for suffixes in makers.FILES.values() for tables in suffixes.values() for table in tables}
    by_hand = {table for tables in typed.GROUPS.values() for table in tables}
    assert from_files | by_hand == set(load())
    assert set(makers.PRODUCERS) == {*makers.FILES, *typed.GROUPS, "maps"}


@pytest.mark.parametrize("name", list(load()))
def test_writing_a_table_again_changes_nothing(own_data, name):
    before = {file.name: file.read_bytes() for file in own_data.iterdir()}
    makers.write(name, load(name).sample(frac=1, random_state=1))
    assert {file.name: file.read_bytes() for file in own_data.iterdir()} == before


def test_a_changed_table_can_be_loaded_after_it_is_written(own_data):
    table = load("borders")
    table.loc[table["iso3"] == "FIN", "length_km"] = 1340.0
    makers.write("borders", table.iloc[1:])
    again = load("borders")
    assert len(again) == 7
    assert again.loc[again["iso3"] == "FIN", "length_km"].tolist() == [1340.0]
    assert "    7 rows" in repr(load())


def test_the_difference_is_told_in_short():
    old = load("borders")
    new = old[old["iso3"] != "POL"].copy()
    new.loc[new["iso3"] == "FIN", "length_km"] = 1340.0
    new.loc[new["iso3"] == "LVA", "end"] = pd.Timestamp(2030, 1, 1)
    text = makers.difference(old, new)
    assert "0 rows added, 1 removed" in text
    assert "- RUS POL" in text
    assert "2 cells changed" in text
    assert "RUS FIN, length_km: 1309.0 -> 1340.0" in text
    assert makers.difference(old, old) == "0 rows added, 0 removed\n0 cells changed"


def test_a_long_difference_is_cut():
    old = load("population")
    new = old.assign(population=old["population"] + 1)
    text = makers.difference(old, new)
    assert f"{len(old)} cells changed" in text
    assert "at most 12" in text
    assert len(text.splitlines()) == 15
