"""The makers of the tables of figures, on small files made here in the shape of the producers' own."""

import openpyxl
import pandas as pd
import pytest
from openpyxl.styles import Font

from lessonkit.data import tables as data
from nato_course import load, makers
from nato_course.makers import sipri, typed, vdem

MEMBERS = list(load("members").itertuples())
ALLIES = [row.iso3 for row in MEMBERS]
WITH_FORCES = [code for code in ALLIES if code != "ISL"]
STATES = typed.listed("cow_codes", code="integer", iso3="string", first_year="integer?", last_year="integer?")
NUMBER = {row.iso3: int(row.code) for row in STATES.itertuples() if row.code not in ("260", "265")}


def state_years(codes, years, **columns):
    """Return a frame with a row for each state and year; a column may be a value or a function of (code, year)."""
    rows = [(code, year) for code in codes for year in years]
    frame = pd.DataFrame(rows, columns=["code", "year"])
    for name, value in columns.items():
        frame[name] = [value(*row) if callable(value) else value for row in rows]
    return frame


def country_codes():
    names = {row.iso3: row.name for row in MEMBERS} | {"BIH": "Bosnia", "TTO": "Trinidad & Tobago"}
    frame = pd.DataFrame({"ISO3166-1-Alpha-3": names.keys(), "CLDR display name": names.values()})
    return frame.assign(official_name_en=frame["CLDR display name"])


def sipri_extract():
    frame = state_years(sorted(sipri.wanted()), [1984, 1985], indicator="milex_pct_gdp", value=2.5, flag="")
    constant = frame.assign(indicator="milex_constant_2024_usd_m", value=100.0, flag="sipri_estimate")
    return pd.concat([frame, constant]).rename(columns={"code": "iso3"})


def fariss():
    frame = state_years([NUMBER[code] for code in ALLIES], [1949, 2000], pwtrgdp=1234.56, pwtpop=1.23456)
    return frame.rename(columns={"code": "ccode"})


def cow():
    columns = {"milex": 10, "milper": 2, "irst": "NA", "pec": 4, "tpop": 50, "upop": 6, "cinc": 0.01}
    states = state_years([*(NUMBER[code] for code in ALLIES), 365], [1990, 1995], **columns)
    germanies = state_years([260, 265], [1990], **columns)
    return pd.concat([states, germanies]).rename(columns={"code": "ccode"})


def disputes():
    columns = ["dispnum", "ccode", "styear", "stmon", "endyear", "sidea", "hiact", "orig"]
    rows = [
        (1, 350, 1974, 7, 1974, 1, 17, 1),
        (1, 640, 1974, 7, 1974, 0, 20, 1),
        (2, 310, 1956, 10, 1956, 0, 20, 1),  # no member of that time: left out
        (2, 365, 1956, 10, 1956, 1, 20, 1),
        (3, 2, 1948, 6, 1949, 1, 7, 1),  # before NATO: left out
        (4, 290, 1998, 1, 1998, 1, 7, 1),  # not yet a member, but a member is in it
        (4, 255, 1998, 1, 1998, 0, 0, 0),
    ]
    return pd.DataFrame(rows, columns=columns)


def troops_year():
    hosts = [code for code in ALLIES if code != "USA"] + ["JPN", "KOR"]
    frame = state_years(hosts, [1950, 2024], troops_ad=100).rename(columns={"code": "iso3c"})
    return pd.concat([frame, pd.DataFrame({"iso3c": ["CZE"], "year": [2024], "troops_ad": [5]})])


def troops_reports():
    hosts = [code for code in ALLIES if code != "USA"] + ["JPN", "KOR"]
    frame = state_years(hosts, [2024], month="September", active_duty=10, selected_reserve="NA", civilian=3)
    return pd.concat([frame, frame.assign(month="June", active_duty=99)]).rename(columns={"code": "iso3c"})


def kiel():
    donors = [code for code in ALLIES if code not in ("ALB", "MNE", "MKD")] + ["EU"]
    columns = {"total": 3.0, "financial": 1.0, "humanitarian": 0.0, "military": 2.0, "commitments": 4.0}
    frame = state_years(donors, [2022], month=2, **columns, gdp=lambda code, year: 0 if code == "EU" else 500)
    return frame.rename(columns={"code": "iso"})


def v_dem():
    columns = dict.fromkeys(vdem.INDICES, 0.5)
    return state_years([*ALLIES, "RUS", "MEX"], [1990, 1995], **columns).rename(columns={"code": "country_text_id"})


def isard():
    frame = state_years([NUMBER[code] for code in ALLIES], [1989, 1995], v2x_polyarchy=0.8)
    west = state_years([260], [1989], v2x_polyarchy=0.9)
    return pd.concat([frame, west]).rename(columns={"code": "ccode"})


def polity():
    frame = state_years([NUMBER[code] for code in WITH_FORCES], [1990, 2018, 2019], polity2=10)
    west = state_years([260], [1990], polity2=9)
    return pd.concat([frame, west]).rename(columns={"code": "cown"})


def votes():
    """The true tallies, under names in several spellings."""
    table = load("un_votes").merge(load("countries"), on="iso3").rename(columns={"name": "country_as_given"})
    spelt = {
        "Türkiye": "Turkey",
        "Trinidad and Tobago": "Trinidad & Tobago",
        "Cape Verde": "Cabo Verde",
        "South Korea": "Republic of Korea",
    }
    table["country_as_given"] = table["country_as_given"].replace(spelt)
    return table[["resolution", "date", "country_as_given", "vote"]]


def ideal_points():
    frame = state_years([*ALLIES, "RUS"], [46, 74], IdealPoint=1.23456, **{"Q5%": 1.0, "Q95%": 1.5})
    frame = frame.rename(columns={"year": "session", "code": "iso3c"})
    return frame.assign(ccode=frame["iso3c"].map(NUMBER))


def eurepoc():
    company = "Corporate Targets (corporate targets only coded if the respective company is not part of the critical infrastructure definition)"
    rows = [
        # one incident that hit three states, one of them twice, and a region
        (1, "A", "2020-05-01", "Incident disclosed by attacker; Incident disclosed by victim", "Disruption; Data theft & Doxing",
         ["Poland", "Turkey", "Turkey", "Korea, Republic of", "Europe (region)"],
         [["Media"], [company, "Media"], [company], ["Science"], ["Unknown"]], ["Russia", "Russia"], ["State", "State"], 3),
        (2, "B", "", "Incident disclosed by IT-security company", "Ransomware", ["Unknown"], [["Unknown"]], ["Unknown", "China"],
         ["State", "Individual hacker(s)"], ""),
        (3, "C", "2021-01-01", "", "Hijacking with Misuse", ["Spain", "Italy"], [["Media"]], ["China", "Russia"], ["Not available"], 1),
    ]  # a table, one row a line  # fmt: skip
    columns = [
        "ID", "name", "start_date", "source_incident_detection_disclosure", "incident_type", "receiver_country",
        "receiver_category", "initiator_country", "initiator_category", "weighted_cyber_intensity",
    ]  # a table, one row a line  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def stockpiles():
    states = ["CHN", "FRA", "GBR", "IND", "ISR", "PAK", "PRK", "RUS", "USA", "ZAF", "OWID_WRL"]
    return state_years(states, [1991, 1992], nuclear_weapons_stockpile=7).rename(
        columns={"code": "Code", "year": "Year"}
    )


def inventories():
    parts = {
        "Number of deployed strategic nuclear warheads": 1,
        "Number of deployed nonstrategic nuclear warheads": 2,
        "Number of nondeployed nuclear warheads in reserve": 4,
        "Number of retired nuclear warheads": 8,
    }
    states = ["CHN", "FRA", "GBR", "IND", "ISR", "PAK", "PRK", "RUS", "USA", "NATO"]
    return state_years(states, [2025], **parts).rename(columns={"code": "Code", "year": "Year"})


def exercises():
    columns = [
        "MMEID",
        "Ex_Name",
        "Location",
        "s.year",
        "s.month",
        "CPX",
        "Air",
        "Land",
        "Sea",
        "StateA",
        "StateB",
        "StateC",
    ]
    rows = [
        ("mme1", "Alone", "Vieques", 1980, 1, 0, 0, 0, 1, "United States", "-9", ""),
        ("mme2", "-9", "-9", 1995, 6, 1, 0, 0, 0, "Poland", "United States", "Russia"),
        ("mme3", "East", "Minsk", 1999, 6, 0, 0, 1, 0, "Belarus", "Russia", ""),
        ("mme4", "West", "Münster", 1982, 6, 0, 1, 0, 0, "Federal Republic of Germany", "Spain", "NATO"),
    ]
    return pd.DataFrame(rows, columns=columns)


def factbook():
    frame = state_years(WITH_FORCES, [2024, 2025], pct_gdp=2.1)
    return pd.concat([frame, pd.DataFrame({"code": ["AND"]})]).rename(columns={"code": "iso3"})


class Sample:
    """A producer's file: how to make it, a column that must hold numbers and a state that must be in it."""

    def __init__(self, make, column, number=None, needs=None, file="source.csv", encoding="utf-8"):
        self.make, self.column, self.number, self.needs = make, column, number, needs
        self.file, self.encoding = file, encoding

    def save(self, folder, frame=None):
        path = folder / self.file
        frame = self.make() if frame is None else frame
        frame.to_csv(path, index=False, encoding=self.encoding, lineterminator="\n")
        return path


SAMPLES = {
    "country-codes": Sample(country_codes, "ISO3166-1-Alpha-3", needs="POL"),
    "sipri-milex": Sample(sipri_extract, "iso3", "value", "POL"),
    "factbook-expenditure": Sample(factbook, "iso3", "pct_gdp", "DEU"),
    "fariss-gdp": Sample(fariss, "ccode", "pwtrgdp", 290),
    "cow-capabilities": Sample(cow, "ccode", "cinc", 290),
    "gml-disputes": Sample(disputes, "ccode", "hiact"),
    "us-troops-year": Sample(troops_year, "iso3c", "troops_ad", "POL"),
    "us-troops-reports": Sample(troops_reports, "iso3c", "active_duty", "POL"),
    "kiel-support": Sample(kiel, "iso", "total", "POL"),
    "vdem": Sample(v_dem, "country_text_id", "v2x_libdem", "POL", "V-Dem-CY-Core-v17.csv"),
    "isard-democracy": Sample(isard, "ccode", "v2x_polyarchy", 290),
    "polity": Sample(polity, "cown", "polity2", 290),
    "un-votes": Sample(votes, "country_as_given"),
    "un-ideal-points": Sample(ideal_points, "iso3c", "IdealPoint", "POL", encoding="latin-1"),
    "eurepoc": Sample(eurepoc, "ID", "weighted_cyber_intensity"),
    "fas-stockpiles": Sample(stockpiles, "Code", "nuclear_weapons_stockpile", "FRA"),
    "fas-inventories": Sample(inventories, "Code", "Number of retired nuclear warheads", "FRA"),
    "exercises": Sample(exercises, "MMEID", "s.year"),
}


def made(producer, folder, frame=None):
    return makers.PRODUCERS[producer](SAMPLES[producer].save(folder, frame))


def refusal(producer, folder, frame):
    with pytest.raises(makers.MakerError) as caught:
        made(producer, folder, frame)
    return str(caught.value)


def test_every_producer_with_a_file_of_figures_has_a_sample():
    elsewhere = {
        "nato-expenditure",
        "nato-expenditure-2025",
        "world-bank-gdp",
        "world-bank-population",
        "peacesciencer-capitals",
    }
    assert set(SAMPLES) | elsewhere == set(makers.FILES)


@pytest.mark.parametrize("producer", SAMPLES)
def test_a_file_in_the_producers_shape_gives_tables_with_the_schemas_types(producer, tmp_path):
    for name, frame in made(producer, tmp_path).items():
        assert frame.dtypes.to_dict() == load(name).dtypes.to_dict()
        assert not frame.duplicated(data.key(name)).any()
        assert len(frame)


@pytest.mark.parametrize("producer", SAMPLES)
def test_a_file_without_a_column_is_refused(producer, tmp_path):
    sample = SAMPLES[producer]
    said = refusal(producer, tmp_path, sample.make().drop(columns=sample.column))
    assert sample.column in said
    assert "no column" in said


@pytest.mark.parametrize("producer", [name for name, sample in SAMPLES.items() if sample.number])
def test_a_word_instead_of_a_number_is_refused_with_its_line(producer, tmp_path):
    sample = SAMPLES[producer]
    frame = sample.make().astype({sample.number: object}).reset_index(drop=True)
    frame.loc[1, sample.number] = "many"
    said = refusal(producer, tmp_path, frame)
    assert f"line 3, column {sample.number}: a number was expected, not 'many'" in said


@pytest.mark.parametrize("producer", SAMPLES)
def test_a_file_that_was_cut_off_is_refused(producer, tmp_path):
    sample = SAMPLES[producer]
    path = sample.save(tmp_path)
    text = path.read_text(encoding=sample.encoding).rstrip("\n")
    path.write_text(text[: text.rindex("\n") + 2] + "\n", encoding=sample.encoding)
    with pytest.raises(makers.MakerError, match=r"cut short|cannot be read"):
        makers.PRODUCERS[producer](path)


@pytest.mark.parametrize("producer", [name for name, sample in SAMPLES.items() if sample.needs])
def test_a_file_without_a_state_that_it_should_have_is_refused(producer, tmp_path):
    sample = SAMPLES[producer]
    frame = sample.make()
    said = refusal(producer, tmp_path, frame[frame[sample.column] != sample.needs])
    code = {number: code for code, number in NUMBER.items()}.get(sample.needs, sample.needs)
    assert f"these are missing: {code}" in said


@pytest.mark.parametrize("producer", SAMPLES)
def test_a_file_that_is_not_there_is_refused(producer, tmp_path):
    with pytest.raises(makers.MakerError):
        makers.PRODUCERS[producer](tmp_path / SAMPLES[producer].file)


def test_names_of_countries_are_ours_and_former_states_are_added(tmp_path):
    names = made("country-codes", tmp_path)["countries"].set_index("iso3")["name"]
    assert names[["TUR", "BIH", "TTO", "SUN"]].tolist() == [
        "Türkiye",
        "Bosnia and Herzegovina",
        "Trinidad and Tobago",
        "Soviet Union",
    ]


def test_sipri_gives_constant_prices_from_1985_only(tmp_path):
    table = made("sipri-milex", tmp_path)["milex_sipri"].query("iso3 == 'POL'")
    assert table["share_of_gdp_pct"].tolist() == [2.5, 2.5]
    assert table["spending_constant_usd_m"].isna().tolist() == [True, False]
    assert table["status"].tolist() == ["figure", "estimate"]
    assert table[["price_base_year", "edition"]].values.tolist() == [[2024, "1986"]] * 2


def test_more_figures_than_sipri_allows_are_refused(tmp_path):
    frame = sipri_extract()
    many = pd.concat([frame.assign(year=year) for year in range(1949, 2030)])
    assert "more than the 3500 that SIPRI allows" in refusal("sipri-milex", tmp_path, many)


def test_sipri_in_two_price_years_is_refused(tmp_path):
    frame = sipri_extract()
    frame.iloc[-1, frame.columns.get_loc("indicator")] = "milex_constant_2023_usd_m"
    assert "one price year" in refusal("sipri-milex", tmp_path, frame)


SIPRI_NAMES = [
    {"USA": "United States of America"}.get(row.iso3, row.name)
    for row in load("countries").sort_values("name").itertuples()
    if row.iso3 in sipri.wanted()
]


@pytest.fixture
def sipri_book():
    """A workbook laid out as SIPRI's: regions between the countries, marks for no figure, colours for estimates."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, gap in (("Constant (2024) US$", True), ("Share of GDP", False)):
        sheet = book.create_sheet(name)
        sheet["A1"] = "Military expenditure by country"
        header = ["Country", *([None] if gap else []), "Notes", 1984, 1985]
        for column, text in enumerate(header, start=1):
            sheet.cell(6, column, text)
        sheet.cell(7, 1, "Europe")
        for row, country in enumerate(SIPRI_NAMES, start=8):
            sheet.cell(row, 1, country)
            for column in (len(header) - 1, len(header)):
                sheet.cell(row, column, 100.0 if gap else 0.025)
    sheet["C8"] = "xxx"
    sheet["D8"].font = Font(color="FF0000FF")
    sheet["D9"].font = Font(color="FFFF0000")
    return book


def save_book(book, folder):
    path = folder / "SIPRI-Milex-data-1949-1985.xlsx"
    book.save(path)
    return path


def test_sipris_own_workbook_is_read(sipri_book, tmp_path):
    table = makers.PRODUCERS["sipri-milex"](save_book(sipri_book, tmp_path))["milex_sipri"].set_index(["iso3", "year"])
    assert ("ALB", 1984) not in table.index
    assert table.loc[("ALB", 1985), "status"] == "estimate"
    assert table.loc[("BEL", 1985), "status"] == "highly uncertain"
    assert table.loc[("POL", 1984), "share_of_gdp_pct"] == 2.5
    assert pd.isna(table.loc[("POL", 1984), "spending_constant_usd_m"])
    assert table.loc[("POL", 1985), "spending_constant_usd_m"] == 100
    assert set(table["price_base_year"]) == {2024}


def spoil_sheets(book):
    book["Share of GDP"].title = "Share of GNP"


def spoil_header(book):
    book["Share of GDP"]["A6"] = "State"


def spoil_years(book):
    book["Share of GDP"]["C6"] = 1983


def spoil_cell(book):
    book["Share of GDP"]["D20"] = "n/a"


def spoil_share(book):
    book["Share of GDP"]["D20"] = 2.5


def spoil_country(book):
    book["Share of GDP"]["A8"] = "Albany"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_sheets, "no sheets 'Share of GDP' and 'Constant (YEAR) US$'"),
        (spoil_header, "sheet Share of GDP: no row begins with 'Country'"),
        (spoil_years, "sheet Share of GDP, row 6: a header of years"),
        (spoil_cell, "sheet Share of GDP, cell D20: a number was expected, not 'n/a'"),
        (spoil_share, "sheet Share of GDP, cell D20: a share between 0 and 1 was expected, not 2.5"),
        (spoil_country, "these are missing: ALB"),
    ],
)
def test_a_workbook_of_sipri_that_is_laid_out_otherwise_is_refused(sipri_book, tmp_path, spoil, said):
    spoil(sipri_book)
    with pytest.raises(makers.MakerError) as caught:
        makers.PRODUCERS["sipri-milex"](save_book(sipri_book, tmp_path))
    assert said in str(caught.value)


def test_the_factbook_does_not_replace_figures_with_two_decimals(tmp_path):
    table = made("factbook-expenditure", tmp_path)["defence_expenditure"].query("edition == '2025' and year == 2025")
    shares = table.set_index("iso3")["share_of_gdp_pct"]
    assert len(table) == 31
    assert shares["POL"] == 4.48
    assert shares["DEU"] == 2.1


def test_the_world_is_the_sum_of_all_states_and_germany_is_one_in_1990(tmp_path):
    table = made("cow-capabilities", tmp_path)["capabilities"].set_index(["iso3", "year"])
    assert table.loc[("WLD", 1990), "spending_usd_thousand"] == 10 * (len(ALLIES) + 3)
    assert pd.isna(table.loc[("POL", 1990), "iron_steel_thousand_t"])
    assert {("DEU", 1990), ("DDR", 1990), ("SUN", 1990), ("RUS", 1995)} <= set(table.index)
    assert ("RUS", 1990) not in table.index


def test_disputes_keep_those_with_a_member_of_that_time(tmp_path):
    table = made("gml-disputes", tmp_path)["wars_disputes"]
    assert table[["dispute", "iso3", "side", "member_then", "level"]].values.tolist() == [
        [1, "GRC", "A", True, "use of force"],
        [1, "TUR", "B", True, "war"],
        [4, "DEU", "B", True, "none"],
        [4, "POL", "A", False, "display"],
    ]


def test_an_unknown_number_of_a_state_is_refused(tmp_path):
    assert "999 is not the number of a state" in refusal(
        "gml-disputes", tmp_path, disputes().replace({"ccode": {350: 999}})
    )


def test_two_names_of_one_host_are_added_up(tmp_path):
    table = (
        made("us-troops-year", tmp_path)["us_troops"].query("series == 'year'").set_index(["iso3", "year"])["troops"]
    )
    assert table["CZE", 2024] == 105
    assert table["POL", 2024] == 100
    assert (made("us-troops-year", tmp_path)["us_troops"]["series"] == "September").sum() == (
        load("us_troops")["series"] == "September"
    ).sum()


def test_only_septembers_are_taken_from_the_reports(tmp_path):
    table = made("us-troops-reports", tmp_path)["us_troops"].query("series == 'September'")
    assert set(table["troops"]) == {10}
    assert table["reserves"].isna().all()
    frame = troops_reports()
    frame.iloc[0, frame.columns.get_loc("month")] = "Sept"
    assert "line 2, column month" in refusal("us-troops-reports", tmp_path, frame)


def test_aid_is_long_and_without_zeros(tmp_path):
    tables = made("kiel-support", tmp_path)
    poland = tables["ukraine_support"].query("iso3 == 'POL'")
    found = {(row.measure, row.kind): row.eur_bn for row in poland.itertuples()}
    assert found == {
        ("allocations", "total"): 3,
        ("allocations", "financial"): 1,
        ("allocations", "military"): 2,
        ("commitments", "total"): 4,
    }
    donors = tables["ukraine_donors"].set_index("iso3")
    assert pd.isna(donors.loc["EU", "gdp_2021_eur_bn"])
    assert not donors.loc["EU", "ally"]
    assert donors.loc["POL", "ally"]


@pytest.mark.parametrize(
    ("column", "value", "said"), [("month", 13, "a month from 1 to 12"), ("total", 5.0, "the sum of the three kinds")]
)
def test_aid_that_does_not_add_up_is_refused(tmp_path, column, value, said):
    frame = kiel()
    frame.loc[0, column] = value
    assert f"line 2, column {column}: {said} was expected" in refusal("kiel-support", tmp_path, frame)


def test_a_new_edition_of_democracy_stands_beside_the_others(tmp_path):
    table = made("vdem", tmp_path)["democracy"]
    assert set(table["edition"]) == {"15", "16", "17"}
    assert set(table.loc[(table["edition"] == "17") & (table["year"] == 1990), "iso3"]) == {*ALLIES, "SUN"}


def test_a_file_that_does_not_name_its_edition_is_refused(tmp_path):
    path = tmp_path / "democracy.csv"
    v_dem().to_csv(path, index=False)
    with pytest.raises(makers.MakerError, match="does not give V-Dem's edition"):
        makers.PRODUCERS["vdem"](path)


def test_while_there_were_two_germanys_the_western_one_counts(tmp_path):
    democracy = made("isard-democracy", tmp_path)["democracy"].query("edition == '16' and iso3 == 'DEU'")
    assert democracy[["year", "electoral"]].values.tolist() == [[1989, 0.9], [1995, 0.8]]
    scores = made("polity", tmp_path)["polity"].query("iso3 == 'DEU'")
    assert scores[["year", "polity2"]].values.tolist() == [[1990, 9], [2018, 10]]


def test_votes_that_are_not_the_official_ones_are_refused(tmp_path):
    frame = votes()
    frame.loc[frame["country_as_given"] == "Turkey", "vote"] = "no"
    assert "A/RES/68/262: the votes are (99, 12, 58), but the United Nations announced (100, 11, 58)" in refusal(
        "un-votes", tmp_path, frame
    )
    assert "the name of a state was expected, not 'Ruritania'" in refusal(
        "un-votes", tmp_path, votes().replace("Turkey", "Ruritania")
    )


def test_ideal_points_are_dated_by_the_session(tmp_path):
    table = made("un-ideal-points", tmp_path)["un_ideal_points"].set_index(["iso3", "session"])
    assert table.loc[("POL", 74), "year"] == 2019
    assert table.loc[("POL", 74), "ideal_point"] == 1.2346
    assert ("SUN", 46) in table.index
    assert ("RUS", 74) in table.index


def test_an_incident_is_counted_once_and_a_state_once_in_it(tmp_path):
    tables = made("eurepoc", tmp_path)
    table = tables["cyber_incidents"].set_index("incident")
    assert table[["receivers", "allies_hit"]].values.tolist() == [[3, 2], [0, 0], [2, 2]]
    assert table["disclosed_by"].tolist() == ["several", "security company", "unknown"]
    assert table["initiator"].fillna("").tolist() == ["RUS", "CHN", ""]
    assert table["initiator_kind"].tolist() == ["state", "unknown", "unknown"]
    assert table[["disruption", "data_theft", "hijacking", "ransomware"]].astype(int).values.tolist() == [
        [1, 1, 0, 0],
        [0, 0, 0, 1],
        [0, 0, 1, 0],
    ]
    assert pd.isna(table.loc[2, "start_date"])
    targets = tables["cyber_receivers"]
    assert targets.values.tolist() == [
        [1, "KOR", "science", 1],
        [1, "POL", "media", 1],
        [1, "TUR", "company", 2],
        [1, "TUR", "media", 1],
    ]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("receiver_country", "Poland", "line 2, column receiver_country: a list in square brackets"),
        ("start_date", "1 May 2020", "line 2, column start_date: a date like 2020-12-31"),
        ("ID", 2, "more than one row"),
    ],
)
def test_incidents_in_another_shape_are_refused(tmp_path, column, value, said):
    frame = eurepoc().astype(object)
    frame.at[0, column] = value
    assert said in refusal("eurepoc", tmp_path, frame)


def test_sums_that_others_made_are_not_states(tmp_path):
    stock = made("fas-stockpiles", tmp_path)["nuclear_warheads"].query("series == 'stockpile'")
    assert set(stock.loc[stock["year"] == 1991, "iso3"]) == {
        "CHN",
        "FRA",
        "GBR",
        "IND",
        "ISR",
        "PAK",
        "PRK",
        "SUN",
        "USA",
        "ZAF",
    }
    parts = made("fas-inventories", tmp_path)["nuclear_warheads"].query("series == 'inventory'")
    assert len(parts) == 9
    assert set(parts["stockpile"]) == {7}
    assert set(parts["retired"]) == {8}


def test_members_of_an_exercise_are_counted_by_its_year(tmp_path):
    table = made("exercises", tmp_path)["exercises_training"].set_index("exercise")
    assert table.index.tolist() == ["mme2", "mme4"]
    assert table[["parties", "members_then"]].values.tolist() == [[3, 1], [3, 2]]
    assert table["usa"].tolist() == [True, False]
    assert table["russia"].tolist() == [True, False]
    assert pd.isna(table.loc["mme2", "name"])
    assert table.loc["mme4", "location"] == "Münster"


def test_two_rows_for_one_key_are_refused(tmp_path):
    frame = exercises()
    assert "two rows have the key mme2 1995" in refusal("exercises", tmp_path, pd.concat([frame, frame]))
