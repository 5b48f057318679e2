"""The course's data tables: ``load("rainfall")`` returns one as a typed DataFrame, ``load()`` lists them."""

import hashlib
import html
import io
import json
import sys
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, overload
from zlib import crc32

import numpy as np
import pandas as pd

from lessonkit import course

ATTRS = ("name", "title", "source", "edition", "licence", "retrieved")
DROPPED = 8  # an altered copy leaves out one row in eight
SCALED = (0.8, 1.25)
NO_TABLES = "This course has no tables."


class UnknownTable(KeyError):
    """A name that is not one of the tables'."""

    def __str__(self) -> str:
        return str(self.args[0])


class TableFileError(RuntimeError):
    """The file of a table is missing, or is not as it was made."""


@overload
def load(name: str) -> pd.DataFrame: ...


@overload
def load(name: None = None) -> "Tables": ...


def load(name: str | None = None) -> "pd.DataFrame | Tables":
    """Return the table `name` as a DataFrame, a fresh copy that may be changed; without a name, the list of tables.

    The units are in the column names and in ``data/datapackage.json``; ``.attrs`` holds title, source, edition,
    licence and the day of retrieval.

    Raises
    ------
    UnknownTable
        (a KeyError) if there is no such table; its text gives the nearest name.
    TableFileError
        If the file is missing or was edited.
    """
    if name is None:
        return Tables()
    return _parsed(_known(name)).copy()


def altered(seed: int) -> Callable[..., "pd.DataFrame | Tables"]:
    """Return a `load` that gives altered copies of the tables, always the same ones for the same seed.

    Rows are shuffled, an eighth of them left out, and the measures of each row multiplied by a factor between
    0.8 and 1.25. Keys, years, dates, coordinates and yes/no columns stay. An answer that was worked out from the
    tables is still right on such a copy; a number that was typed in is not.
    """

    def load_altered(name: str | None = None) -> "pd.DataFrame | Tables":
        return Tables() if name is None else _altered(_known(name), seed)

    return load_altered


class Tables:
    """The list of tables; shows each with its number of rows and its title."""

    def __init__(self) -> None:
        self.rows = [(resource["name"], resource["rows"], resource["title"]) for resource in package()["resources"]]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _, _ in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        width = max(map(len, self), default=0)
        lines = [f"{name:<{width}}  {rows:>5} rows  {title}" for name, rows, title in self.rows]
        return "\n".join(lines) or NO_TABLES

    def _repr_html_(self) -> str:
        head = '<tr><th scope="col">Table</th><th scope="col">Rows</th><th scope="col">What it holds</th></tr>'
        body = "".join(
            f'<tr><th scope="row"><code>{html.escape(name)}</code></th><td>{rows}</td><td>{html.escape(title)}</td></tr>'
            for name, rows, title in self.rows
        )
        return f"<table><caption>The course's data tables</caption><thead>{head}</thead><tbody>{body}</tbody></table>"


def package() -> dict[str, Any]:
    """Return the data package's description, ``data/datapackage.json``."""
    sys.audit("lessonkit.part", str(_description()), "")  # all of it is used
    return _package(_description())


def _description() -> Path:
    return course.current().tables / "datapackage.json"


@cache
def _package(description: Path) -> dict[str, Any]:
    try:
        described: dict[str, Any] = json.loads(description.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TableFileError("The file data/datapackage.json is missing. Put the course's data folder back.") from None
    except ValueError as trouble:
        raise TableFileError(
            f"The file data/datapackage.json cannot be read: {trouble}. Put the original back."
        ) from None
    return described


def key(name: str) -> list[str]:
    """Return the columns that together name a row of the table."""
    return list(_resource(name)["schema"]["primaryKey"])


def fields(name: str) -> list[dict[str, Any]]:
    """Return the description of each column of the table."""
    return list(_resource(name)["schema"]["fields"])


def path(name: str) -> Path:
    """Return where the table's file is."""
    return course.current().tables / str(_resource(name)["path"])


def typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with the table's columns, dtypes, row order and ``.attrs``.

    A column that `frame` lacks becomes empty.
    """
    resource = _resource(name)
    columns = {field["name"]: _column(field, frame) for field in fields(name)}
    result = pd.DataFrame(columns).sort_values(resource["schema"]["primaryKey"], ignore_index=True)
    result.attrs = {attr: _attr(resource, attr) for attr in ATTRS}
    result.attrs |= {attr: resource[attr] for attr in course.current().data.get("attrs", ()) if attr in resource}
    return result


def store(name: str, frame: pd.DataFrame) -> Path:
    """Write the table's file and note its fingerprint and number of rows in ``datapackage.json``."""
    text = typed(name, frame).to_csv(index=False, lineterminator="\n")
    path(name).write_text(text, encoding="utf-8", newline="\n")
    _package.cache_clear()  # another table may have been described since
    described = package()
    resource = next(resource for resource in described["resources"] if resource["name"] == name)
    resource["rows"] = len(frame)
    resource["fingerprint"] = _fingerprint(text)
    _description().write_text(
        json.dumps(described, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
    )
    forget()
    return path(name)


def forget() -> None:
    """Forget what was read: the next call reads the files again."""
    for kept in (_package, _by_name, _parsed_file):
        kept.cache_clear()


def _resource(name: str) -> dict[str, Any]:
    # For the record of what a notebook is made from: this table's description, not all of them.
    sys.audit("lessonkit.part", str(_description()), name)
    return _resources()[name]


def _resources() -> dict[str, dict[str, Any]]:
    return _by_name(_description())


@cache
def _by_name(description: Path) -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource for resource in _package(description)["resources"]}


def _known(name: object) -> str:
    """Return `name` if it is a table's, else raise UnknownTable with one sentence."""
    if not _resources():
        raise UnknownTable(NO_TABLES)
    if not isinstance(name, str):
        raise UnknownTable(
            f'load() needs the name of a table in quotation marks, such as load("{next(iter(_resources()))}"), '
            f"not a value of type {type(name).__name__}."
        )
    if name in _resources():
        return str(name)
    nearest = get_close_matches(name[:100].lower(), _resources(), n=1, cutoff=0)[0]
    shown = name if len(name) <= 40 else name[:40] + "…"
    raise UnknownTable(f'There is no table named {shown!r}; the nearest name is "{nearest}" (load() lists all tables).')


def _parsed(name: str) -> pd.DataFrame:
    """Return the table as it is in its file. The frame is shared: copy it before you hand it out."""
    return _parsed_file(name, path(name))


@cache
def _parsed_file(name: str, file: Path) -> pd.DataFrame:
    put_back = f"Put the original back: git checkout data/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise TableFileError(f"The file data/{file.name} is missing. {put_back}") from None
    except (OSError, UnicodeError) as trouble:
        raise TableFileError(
            f"The file data/{file.name} cannot be read ({type(trouble).__name__}). {put_back}"
        ) from None
    if _fingerprint(text) != _resource(name)["fingerprint"]:
        raise TableFileError(
            f"The file data/{file.name} was edited, so its numbers are not the course's any more. {put_back}"
        )
    return typed(name, pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, na_values=[""]))


def _fingerprint(text: str) -> str:
    """Return the SHA-256 of the text; read_text has made all line ends alike."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _column(field: dict[str, Any], frame: pd.DataFrame) -> pd.Series:
    """Return one column with the dtype that its field in the schema asks for."""
    name, kind = field["name"], field["type"]
    values = frame[name] if name in frame else pd.Series(index=frame.index, dtype=object)
    if kind == "number":
        return pd.to_numeric(values).astype("float64")
    if kind == "integer":
        return pd.to_numeric(values).astype("Int64")
    if kind == "date":
        return pd.to_datetime(values, format="%Y-%m-%d").astype("datetime64[us]")
    if kind == "boolean":
        return values.replace({"True": True, "False": False}).astype("boolean")
    choices = field.get("constraints", {}).get("enum")
    return values.astype(pd.CategoricalDtype(choices) if choices else "str")


def _attr(resource: dict[str, Any], attr: str) -> str:
    if attr == "source":
        return "; ".join(source["title"] for source in resource["sources"])
    if attr == "licence":
        return "; ".join(licence["title"] for licence in resource["licenses"])
    return str(resource[attr])


def _altered(name: str, seed: int) -> pd.DataFrame:
    frame = _parsed(name)
    random = np.random.default_rng([seed, crc32(name.encode())])
    kept = random.permutation(len(frame))[: len(frame) - max(1, len(frame) // DROPPED)]
    changed = frame.iloc[kept].reset_index(drop=True)
    factor = random.uniform(*SCALED, size=len(changed))
    kept_units = course.current().data.get("not_scaled", ())
    for field in fields(name):
        if "unit" not in field or field["unit"] in kept_units:
            continue
        scaled = changed[field["name"]] * factor
        changed[field["name"]] = scaled.round().astype("Int64") if field["type"] == "integer" else scaled
    return changed
