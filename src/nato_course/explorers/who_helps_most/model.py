"""Who gives most aid: one table of gifts, several honest rankings.

A ranking needs two choices. What is counted: aid that was promised (commitments), or aid that was tied to a
named package (allocations), and of the latter all kinds or the military kind alone. And what it is divided by:

    eur    nothing: thousand million euros
    gdp    the donor's GDP: per cent
    head   the donor's inhabitants: euros each
    share  all donors of the ranking together: per cent

Counts and definitions are those of Christoph Trebesch and others, the Ukraine Support Tracker. Pure functions on
pandas objects; a donor without a figure to divide by is left out of that ranking, never set to zero.
"""

from collections.abc import Collection

import pandas as pd

UNITS = ("eur", "gdp", "head", "share")


def given(support: pd.DataFrame, measure: str, kind: str, since: tuple[int, int] | None = None) -> pd.Series:
    """Return what each donor gave, in thousand million euros, largest first.

    support: one row for each donor, month, measure and kind, with ``eur_bn``. The kind "total" already holds the
    others, so exactly one kind is taken. A sum may fall when an amount below zero takes a promise back.
    since: (year, month), the first month that counts; without it, all months.

    Raises
    ------
    ValueError
        If the table has no row of that measure and kind (promises are not split by kind).
    """
    rows = support[(support["measure"] == measure) & (support["kind"] == kind)]
    if rows.empty:
        raise ValueError(f"The table has no {measure} of the kind {kind!r}.")
    if since is not None:
        year, month = since
        rows = rows[(rows["year"] > year) | ((rows["year"] == year) & (rows["month"] >= month))]
    return ordered(rows.groupby("iso3")["eur_bn"].sum())


def in_unit(amounts: pd.Series, unit: str, gdp: pd.Series, people: pd.Series) -> pd.Series:
    """Return amounts in thousand million euros as another unit, largest first.

    gdp: thousand million euros by donor. people: inhabitants by donor. A donor without one is left out.

    Raises
    ------
    ValueError
        If the unit is not one of ``UNITS``.
    """
    if unit not in UNITS:
        raise ValueError(f"There is no unit {unit!r}; there are {', '.join(UNITS)}.")
    if unit == "gdp":
        return ordered((100 * amounts / gdp.reindex(amounts.index)).dropna())
    if unit == "head":
        return ordered((1e9 * amounts / people.reindex(amounts.index)).dropna())
    if unit == "share" and amounts.sum() > 0:
        return ordered(100 * amounts / amounts.sum())
    return ordered(amounts)


def ordered(values: pd.Series) -> pd.Series:
    """Return values from the largest to the smallest; equal ones by code."""
    return values.sort_index().sort_values(ascending=False, kind="stable")


def first(values: pd.Series, number: int = 3) -> list[str]:
    """Return the codes of the first ``number`` donors of a ranking."""
    return list(values.index[:number])


def place(values: pd.Series, code: str) -> int | None:
    """Return the place of a donor, 1 for the first, or None if the ranking leaves it out."""
    return list(values.index).index(code) + 1 if code in values.index else None


def balance(amounts: pd.Series, some: Collection[str], others: Collection[str]) -> float:
    """Return what ``some`` donors gave less what ``others`` gave; a donor without a row gave nothing that was found."""
    return float(amounts[amounts.index.isin(list(some))].sum() - amounts[amounts.index.isin(list(others))].sum())
