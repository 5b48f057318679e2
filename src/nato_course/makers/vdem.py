"""V-Dem's indices: a CSV file with V-Dem's own column names. The file's name gives the edition (…v15….csv)."""

import re
from pathlib import Path

import pandas as pd

from nato_course.makers.csvfile import read_csv, require
from nato_course.makers.errors import MakerError
from nato_course.makers.names import allies, followed

FIRST_YEAR = 1949
INDICES = {
    f"v2x_{index}{bound}": f"{name}{ending}"
    for index, name in (("polyarchy", "electoral"), ("libdem", "liberal"))
    for bound, ending in (("", ""), ("_codelow", "_low"), ("_codehigh", "_high"))
}


def democracy(path: Path) -> pd.DataFrame:
    """Return `democracy`, one edition: electoral and liberal democracy, 0 to 1, with the bounds that V-Dem gives."""
    edition = re.search(r"v(\d+)", Path(path).name, re.IGNORECASE)
    if not edition:
        raise MakerError(
            f"{Path(path).name}: the file's name does not give V-Dem's edition, as in V-Dem-CY-Core-v15.csv"
        )
    table = read_csv(path, ["country_text_id", "year", *INDICES], numbers=["year"], optional=list(INDICES))
    table = table.rename(columns=INDICES | {"country_text_id": "iso3"})
    soviet = (table["iso3"] == "RUS") & (table["year"] <= 1991)
    table["iso3"] = table["iso3"].mask(soviet, "SUN")
    table = table[(table["year"] >= FIRST_YEAR) & table["iso3"].isin(followed()) & table["electoral"].notna()]
    require(path, table["iso3"], allies())
    return table.assign(edition=edition[1])
