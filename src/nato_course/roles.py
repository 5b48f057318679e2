"""The Council in class: role cards, sets, injects and a script, read from content/roles.yml and printed as one page.

What a card says about a real ally has two layers. A fact has a day and a source, or is worked out from the course's
tables. What follows from it in the play (``so``, the red line, what the ally can live with) is the course's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from lessonkit import course
from lessonkit.data.tables import load
from lessonkit.texts import references
from lessonkit.texts.words import long_date

TEMPLATES = Path(__file__).parent / "templates"
OFFICES = ("chair", "secretary", "observer", "press")
CRISES = 3
PERIODS = (45, 90)
DEBRIEF = 20
TABLE_SOURCES = (
    "nato-members",
    "nato-defexp-2025",
    "peacesciencer",
    "factbook-2020",
    "nato-article-4",
    "bailey-strezhnev-voeten-2017",
)
"""What the figures on the cards of real allies come from."""


class RolesError(ValueError):
    """content/roles.yml is not as it should be; the text has one line for each problem, with entry and field."""


@dataclass(frozen=True)
class Interest:
    """What an ally wants in the play (`so`). For a real ally it rests on a fact with its day and source key."""

    so: str
    fact: str = ""
    as_of: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Card:
    """The card of one ally; `id` is an ISO code, or a letter for a fictional ally."""

    id: str
    name: str
    portrait: str
    interests: tuple[Interest, ...]
    red_line: str
    live_with: str


@dataclass(frozen=True)
class Seats:
    """Who sits at the table: `offices` maps an office to a number of learners, `allies` holds ids of cards."""

    name: str
    learners: int
    deck: str
    offices: dict[str, int]
    allies: tuple[str, ...]


@dataclass(frozen=True)
class Roles:
    """Everything in roles.yml. `real` and `fictional` map an id to its `Card`; the rest is as in the file."""

    as_of: date
    rules: list[str]
    real: dict[str, Card]
    fictional: dict[str, Card]
    offices: dict[str, dict[str, Any]]
    sets: dict[str, Seats]
    injects: list[dict[str, Any]]
    decision_sheet: list[str]
    chair_script: list[dict[str, Any]]
    clock: dict[int, list[dict[str, Any]]]
    debrief: list[dict[str, Any]]


def roles(path: Path | None = None) -> Roles:
    """Return the checked content of roles.yml, or of another file.

    Raises
    ------
    RolesError
        If an entry lacks a field, names a source that is not in references.bib, or a sum is not right.
    """
    return _roles(path or course.current().content / "roles.yml")


@cache
def _roles(path: Path) -> Roles:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = problems(data)
    if found:
        raise RolesError("\n".join(f"{path.name}: {problem}" for problem in found))
    names = load("members").set_index("iso3")["name"]
    return Roles(
        as_of=data["as_of"],
        rules=data["rules"],
        real={entry["iso3"]: _card(entry, entry["iso3"], names[entry["iso3"]]) for entry in data["real"]},
        fictional={
            entry["letter"]: _card(entry, entry["letter"], f"Ally {entry['letter']}") for entry in data["fictional"]
        },
        offices=data["offices"],
        sets={
            name: Seats(name, entry["learners"], entry["deck"], entry["offices"], tuple(entry["allies"]))
            for name, entry in data["sets"].items()
        },
        injects=data["injects"],
        decision_sheet=data["decision_sheet"],
        chair_script=data["chair_script"],
        clock=data["clock"],
        debrief=data["debrief"],
    )


def problems(data: dict[str, Any]) -> list[str]:
    """Return what is wrong with the content of a roles file, each as ``entry: field: message``; empty if nothing is."""
    if not isinstance(data, dict):
        return ["the file holds no fields"]
    missing = [f"{field.name}: is missing" for field in fields(Roles) if not data.get(field.name)]
    return missing or [*_facts(data), *_decks(data), *_sets(data), *_minutes(data)]


def cards_html(set_name: str) -> str:
    """Return the pack of one set (``"12"``, ``"20"``, ``"30"``, ``"all"``, ``"fictional"``) as a page that prints on A4.

    Raises
    ------
    KeyError
        If there is no such set; the text names those that there are.
    """
    import jinja2

    found = roles()
    if set_name not in found.sets:
        raise KeyError(f"There is no set {set_name!r}. There are: {', '.join(found.sets)}.")
    seats = found.sets[set_name]
    deck = getattr(found, seats.deck)
    cards = [deck[id] for id in seats.allies]
    keys = sorted(
        {interest.source for card in cards for interest in card.interests if interest.source}
        | set(TABLE_SOURCES if seats.deck == "real" else ())
    )
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["day"] = long_date
    environment.filters["short"] = lambda key: references.link(key).short
    return environment.get_template("roles.html").render(
        roles=found,
        seats=seats,
        cards=cards,
        figures={card.id: figures(card.id) for card in cards} if seats.deck == "real" else {},
        crises=range(1, CRISES + 1),
        sources=[references.link(key) for key in keys],
    )


def pages(built: Path) -> list[Path]:
    """Write the packs where `course build teaching` writes, and return the paths."""
    return write(built / "roles")


def write(folder: Path) -> list[Path]:
    """Write the pack of every set into a folder, as ``council-20.html`` and so on, and return the paths.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"council-{name}.html" for name in roles().sets}
    for name, path in paths.items():
        path.write_text(cards_html(name), encoding="utf-8", newline="\n")
    return list(paths.values())


def figures(iso3: str) -> tuple[str, ...]:
    """Return what the course's tables say of an ally, a line each, with year and edition."""
    ally = _figures().loc[iso3]
    talks = int(ally["talks"])
    return (
        f"Member since {long_date(ally['accession_date'])}",
        f"From the capital to Moscow: {ally['distance_to_moscow_km']:,.0f} km",
        f"Defence spending in 2025: {ally['share_of_gdp_pct']:.1f} % of GDP (estimate, edition of August 2025)"
        if ally["armed_forces"]
        else "No armed forces of its own",
        f"Land border with Russia: {ally['length_km']:,.0f} km" if ally["length_km"] else "No land border with Russia",
        f"Asked for talks under Article 4, up to September 2025: {('never', 'once')[talks] if talks < 2 else f'{talks} times'}",
        f"In the UN votes of 2019: place {ally['place']:.0f} of 32, counted from the United States",
    )


@cache
def _figures() -> pd.DataFrame:
    """Return one row for each ally: kilometres, per cent of GDP, requests for talks, and place by UN votes."""
    members = load("members").set_index("iso3")[["accession_date", "armed_forces"]]
    capitals = load("capitals").query("end.isna()").set_index("iso3")["distance_to_moscow_km"]
    share = (
        load("defence_expenditure").query("year == 2025 and edition == '2025'").set_index("iso3")["share_of_gdp_pct"]
    )
    border = load("borders").query("neighbour == 'RUS' and end.isna()").groupby("iso3")["length_km"].sum()
    talks = (
        load("article_4_5_events")
        .query("article == 4 and role == 'asked'")
        .groupby("iso3")["event"]
        .nunique()
        .rename("talks")
    )
    votes = load("un_ideal_points").query("year == 2019").set_index("iso3")["ideal_point"]
    table = members.join([capitals, share, border, talks, votes])
    table["place"] = table["ideal_point"].rank(ascending=False)
    return table.fillna({"length_km": 0, "talks": 0})


def _card(entry: dict[str, Any], id: str, name: str) -> Card:
    interests = tuple(
        Interest(**interest) if isinstance(interest, dict) else Interest(interest) for interest in entry["interests"]
    )
    return Card(id, name, entry.get("portrait", ""), interests, entry["red_line"], entry["live_with"])


def _facts(data: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the cards, one by one."""
    for entry in data["real"]:
        name = f"ally {entry.get('iso3', '(no iso3)')}"
        yield from _common(entry, name)
        for number, interest in enumerate(entry.get("interests") or ()):
            place = f"{name}: interests[{number}]"
            if not isinstance(interest, dict) or set(interest) != {"fact", "as_of", "source", "so"}:
                yield f"{place}: needs exactly fact, as_of, source and so"
                continue
            if not isinstance(interest["as_of"], date):
                yield f"{place}.as_of: must be a day such as 2025-09-23"
            elif interest["as_of"] > data["as_of"]:
                yield f"{place}.as_of: is later than the file's own as_of"
            if interest["source"] not in references.library():
                yield f"{place}.source: references.bib has no entry {interest['source']!r}"
    for entry in data["fictional"]:
        name = f"fictional ally {entry.get('letter', '(no letter)')}"
        yield from _common(entry, name)
        if not entry.get("portrait"):
            yield f"{name}: portrait: is missing"


def _common(entry: dict[str, Any], name: str) -> Iterator[str]:
    for field in ("red_line", "live_with"):
        if not isinstance(entry.get(field), str) or not entry[field].strip():
            yield f"{name}: {field}: is missing"
    if not 2 <= len(entry.get("interests") or ()) <= 3:
        yield f"{name}: interests: there must be two or three"


def _decks(data: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the two decks as a whole."""
    members = sorted(load("members")["iso3"])
    given = sorted(str(entry.get("iso3")) for entry in data["real"])
    if given != members:
        wrong = sorted(set(given) ^ set(members)) or sorted({iso3 for iso3 in given if given.count(iso3) > 1})
        yield f"real: iso3: every member must be there once; look at {', '.join(wrong)}"
    letters = [entry.get("letter") for entry in data["fictional"]]
    if letters != list("ABCDEFGHIJKLMNOP"):
        yield "fictional: letter: the letters must run from A to P"
    for office in OFFICES:
        if not {"title", "task", "steps"} <= set(data["offices"].get(office) or ()):
            yield f"offices {office}: needs title, task and steps"
    if len(data["injects"]) != CRISES:
        yield f"injects: there must be {CRISES}"


def _sets(data: dict[str, Any]) -> Iterator[str]:
    for name, entry in data["sets"].items():
        place = f"set {name}"
        if entry.get("deck") not in ("real", "fictional"):
            yield f"{place}: deck: must be real or fictional"
            continue
        known = {card.get("iso3") or card.get("letter") for card in data[entry["deck"]]}
        unknown = [ally for ally in entry["allies"] if ally not in known]
        if unknown:
            yield f"{place}: allies: the deck has no {', '.join(map(str, unknown))}"
        if len(set(entry["allies"])) != len(entry["allies"]):
            yield f"{place}: allies: one is there twice"
        if set(entry["offices"]) != set(OFFICES):
            yield f"{place}: offices: must name {', '.join(OFFICES)}"
        seated = sum(entry["offices"].values()) + len(entry["allies"])
        if seated != entry["learners"]:
            yield f"{place}: learners: {seated} seats for {entry['learners']} learners"


def _minutes(data: dict[str, Any]) -> Iterator[str]:
    """Yield plans whose minutes do not add up."""
    for period in PERIODS:
        total = sum(row["minutes"] for row in data["clock"].get(period, ()))
        if total != period:
            yield f"clock {period}: minutes: they add up to {total}"
    total = sum(row["minutes"] for row in data["debrief"])
    if total != DEBRIEF:
        yield f"debrief: minutes: they add up to {total}, not {DEBRIEF}"
