"""The allies' codes, the codes of the states that the course follows, and the names that the sources use for states."""

from lessonkit.data import tables as data
from nato_course.makers import typed


def allies() -> frozenset[str]:
    """Return the codes of the allies."""
    return frozenset(data.load("members")["iso3"])


def with_forces() -> frozenset[str]:
    """Return the codes of the allies that have armed forces."""
    members = data.load("members")
    return frozenset(members.loc[members["armed_forces"], "iso3"])


def joined() -> dict[str, int]:
    """Return the year in which each ally joined."""
    members = data.load("members")
    return dict(zip(members["iso3"], members["accession_year"].astype(int), strict=True))


def followed() -> frozenset[str]:
    """Return the codes of the allies and of the states that lessons set beside them."""
    return allies() | {"SUN", "RUS", "UKR", "BLR", "CHN"}


def codes() -> dict[str, str]:
    """Return the code for every name of a state, as in the table `countries` or as a source writes it."""
    countries, aliases = data.load("countries"), typed.listed("names", name="string", iso3="string")
    names = dict(zip(countries["name"], countries["iso3"], strict=True))
    spelt = {name.replace(" and ", " & "): code for name, code in names.items()}
    plain = {name.replace("’", "'").replace("St.", "Saint"): code for name, code in names.items()}
    return spelt | plain | names | dict(zip(aliases["name"], aliases["iso3"], strict=True))


def names_of_allies() -> dict[str, str]:
    """Return the code for every name of an ally, as the course or a source writes it."""
    ours = allies()
    return {name: code for name, code in codes().items() if code in ours}
