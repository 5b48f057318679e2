"""The allies' codes, the codes of the states that the course follows, and the names that the sources use for states."""

from lessonkit.data import tables as data
from nato_course.makers.members import MEMBERS

NAMES = {row.name: row.iso3 for row in MEMBERS} | {"Slovak Republic": "SVK"}
ALLIES = frozenset(row.iso3 for row in MEMBERS)
WITH_FORCES = ALLIES - {"ISL"}
JOINED = {row.iso3: int(row.accession_date[:4]) for row in MEMBERS}
# The allies and the states that lessons set beside them.
FOLLOWED = ALLIES | {"SUN", "RUS", "UKR", "BLR", "CHN"}

# Names that differ from those of the table countries.
ALIASES = {
    "Bosnia & Herzegovina": "BIH",
    "Bosnia and Herz.": "BIH",
    "Bosnia-Herzegovina": "BIH",
    "Burma": "MMR",
    "Cabo Verde": "CPV",
    "Central African Rep.": "CAF",
    "China (PRC)": "CHN",
    "Congo": "COG",
    "Congo, the Democratic Republic of the": "COD",
    "Czech Republic": "CZE",
    "Dem. Rep. Congo": "COD",
    "Dominican Rep.": "DOM",
    "Eq. Guinea": "GNQ",
    "Federal Republic of Germany": "DEU",
    "German Democratic Republic": "DDR",
    "Holy See (Vatican City State)": "VAT",
    "Hong Kong SAR China": "HKG",
    "Iran, Islamic Republic of": "IRN",
    "Korea, Democratic People's Republic of": "PRK",
    "Korea, Republic of": "KOR",
    "Macao SAR China": "MAC",
    "Macedonia": "MKD",
    "Moldova, Republic of": "MDA",
    "Myanmar (Burma)": "MMR",
    "Palestine": "PSE",
    "Republic of Korea": "KOR",
    "Russian Federation": "RUS",
    "S. Sudan": "SSD",
    "Saint Vincent and Grenadines": "VCT",
    "Saint Vincent and the Grenadines": "VCT",
    "Slovak Republic": "SVK",
    "Swaziland": "SWZ",
    "Syrian Arab Republic": "SYR",
    "Tanzania, United Republic of": "TZA",
    "Timor Leste": "TLS",
    "Turkey": "TUR",
    "Turkiye": "TUR",
    "United States of America": "USA",
    "Viet Nam": "VNM",
    "eSwatini": "SWZ",
}


def codes() -> dict[str, str]:
    """Return the code for every name of a state, as in the table `countries` or as a source writes it."""
    countries = data.load("countries")
    names = dict(zip(countries["name"], countries["iso3"], strict=True))
    spelt = {name.replace(" and ", " & "): code for name, code in names.items()}
    plain = {name.replace("’", "'").replace("St.", "Saint"): code for name, code in names.items()}
    return spelt | plain | names | ALIASES
