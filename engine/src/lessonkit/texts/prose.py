"""Checks of a lesson's prose: numbers that come from data, links, and signs of money that would begin a formula.

A number is followed by what it should be: ``61.7<!--{us_share:.1f}-->``. Nothing is replaced.
"""

import re
from collections.abc import Iterator
from typing import Any

from lessonkit.data.names import namespace
from lessonkit.texts import references

NUMBER = re.compile(r"<!--(\{.*?\})-->")
LINK = re.compile(r"https?://[^\s<>\"'`\])]+")
FENCE = re.compile(r"^(`{3,}).*?^\1`*[ \t]*$", re.MULTILINE | re.DOTALL)

FORMULA = re.compile(r"\$\$.*?\$\$", re.DOTALL)
DOLLAR = re.compile(r"(?<!\\)\$")
MONEY = re.compile(r"[A-Za-z]\\?\$ ?\d")

# Typographic forms that mean the same in a number: minus signs, and spaces that do not break.
SAME = str.maketrans({"−": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " "})


def problems(text: str, given: str, name: str, formulas: bool = True) -> list[str]:
    """Return what is wrong with the numbers, links and formulas of a text, each as "file, line: message".

    `given` is Python that defines the names used in the number comments. Without `formulas`, as in a widget, "$" is only a
    sign of money.
    """
    prose = FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)
    found = [*_numbers(prose, given), *_links(prose), *(_dollars(prose) if formulas else ())]
    return [f"{name}, line {_line(prose, at)}: {message}" for at, message in sorted(found)]


def _numbers(prose: str, given: str) -> Iterator[tuple[int, str]]:
    marks = list(NUMBER.finditer(prose))
    if not marks:
        return
    try:
        names = prepared(given)
    except Exception as trouble:
        yield 0, f"the code under `given` fails ({_plain(trouble)})"
        return
    for mark in marks:
        try:
            expected = eval(f'f"""{mark[1]}"""', names)
        except Exception as trouble:
            yield mark.start(), f"{mark[0]} cannot be worked out ({_plain(trouble)})"
            continue
        line = prose[: mark.start()].rpartition("\n")[2]
        if not ends_with(line, expected):
            found = line.split(" ")[-1] or "nothing"
            yield mark.start(), f"expected {expected} from {mark[0]}, found {found}"


def prepared(given: str) -> dict[str, Any]:
    """Run the code under `given` and return its names, beside those that every expression of the course sees."""
    names = namespace()
    exec(compile(given, "given", "exec"), names)
    return names


def ends_with(line: str, expected: str) -> bool:
    """Say whether a line ends with this number, and not with a longer one or the other sign."""
    line, expected = line.translate(SAME), expected.translate(SAME)
    if not expected or not line.endswith(expected):
        return False
    before = line[: -len(expected)]
    longer = re.search(r"\d[.,]?$", before) and expected[0].isdigit()
    negative = re.search(r"(^|[^\w])-$", before) and expected[0].isdigit()
    return not longer and not negative


def _links(prose: str) -> Iterator[tuple[int, str]]:
    known = {reference.url for reference in references.library().values()}
    for match in LINK.finditer(prose):
        url = match[0].rstrip(".,;:")
        if url not in known and url.split("#")[0] not in known:
            yield match.start(), f"the link {url} is not in references.bib"


def _dollars(prose: str) -> Iterator[tuple[int, str]]:
    """Tell where "$" means money: two of them in a block are shown as a formula, escaped or not."""
    text = FORMULA.sub(lambda formula: " " * len(formula[0]), prose)
    for money in MONEY.finditer(text):
        yield money.start(), "“$” begins a formula: write “US dollars”"
    for block in re.finditer(r"(?:[^\n]+\n?)+", text):
        if len(DOLLAR.findall(block[0])) % 2:
            yield block.start(), "a “$” stands alone here: a formula needs two, money needs a word"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _plain(trouble: Exception) -> str:
    return f"{type(trouble).__name__}: {trouble}"
