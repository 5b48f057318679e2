"""Read a number the way a person types it: marks for thousands, decimal commas, units."""

import math
import re

from lessonkit import course

SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2008\u2009\u200a\u202f\u2002\u2003\u2005\u2006"), " ")
MINUS = dict.fromkeys(map(ord, "−–‒﹣－"), "-")
APOSTROPHES = dict.fromkeys(map(ord, "'’_"), None)
INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u2060\u200b\ufeff"), None)
SCALES = {
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
PERCENT = {"%", "percent", "per cent", "pct"}
POINTS = {"percentage points", "percentage point", "pp"}
TIMES = {"times", "time", "×", "x", "fold", "-fold"}
FILLERS = {"of", "us", "in", "the", "current", "constant"}
"""Words that may stand in a unit and decide nothing."""
WORDS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        map(str, range(21)),
        strict=True,
    )
)
ABOUT = re.compile(r"^(about|approximately|approx\.?|roughly|around|nearly|circa|ca\.?|≈|~|=|[a-z] ?=)\s*", re.I)
DIGITS = r"(?:\d[\d.,]*(?: \d{3}(?:[.,]\d+)?)*|[.,]\d+)"
NUMBER = re.compile(rf"[-+]?{DIGITS}(?:[eE][-+]?\d+| ?/ ?{DIGITS})?")
WORD = re.compile(rf"^(minus )?({'|'.join(WORDS)})\b", re.I)


def readings(text: str, unit: str = "", named: str = "") -> list[float]:
    """Return the numbers that a text can mean, the likeliest first; empty when it is no number.

    "1 588", "1,588" and "1.588,0" are 1588; "12,5" is 12.5; "3/2" is 1.5; "two" is 2; "61.7 %" is 61.7 where the
    unit is per cent and 0.617 elsewhere. "1,588" may also be 1.588, which comes second. Where the unit has a scale,
    "2 000 000 000 euros" is 2 billion euros.

    Parameters
    ----------
    text
        What was typed.
    unit
        The unit that is asked for; "" where there is none.
    named
        The question. Without a unit, words that it names may follow the number ("3 states"), and no others.
    """
    found = parts(text)
    if found is None:
        return []
    digits, tail = found
    factors = _factors(tail, unit, named)
    numbers = [number * factor for number in values(digits) for factor in factors]
    asked = _scale(unit)[0]
    if asked != 1.0:  # nobody has 99 463 659 000 billion euros
        numbers.sort(key=lambda number: abs(number) >= asked)
    return numbers


def parts(text: str) -> tuple[str, str] | None:
    """Return (digits, what follows) of a text with exactly one number and a unit at most."""
    if len(text) > 200:
        return None
    text = text.translate(SPACES | MINUS | APOSTROPHES | INVISIBLE).strip()
    text = ABOUT.sub("", ABOUT.sub("", text))
    text = re.sub(r"^([-+]?)\s*(us)?[$€£]\s*", r"\1", text, flags=re.I)
    text = re.sub(r"^([-+])\s+", r"\1", text)
    text = WORD.sub(lambda word: ("-" if word[1] else "") + WORDS[word[2].casefold()], text)
    match = NUMBER.match(text)
    if not match:
        return None
    tail = " ".join(text[match.end() :].split()).casefold()
    return (match.group(), tail.rstrip(". ")) if not re.search(r"\d", tail) or _is_unit(tail) else None


def _is_unit(tail: str) -> bool:
    # The only units with a digit: km2, m2, and a year that prices are held at.
    return bool(re.fullmatch(r"k?m[23]|.*\b(19|20)\d\d( (us)?\$| dollars| prices)?", tail))


def values(digits: str) -> list[float]:
    """Return the numbers that digits with marks can mean, without a unit; of a fraction, what it comes to."""
    if "/" in digits:
        above, below = map(values, digits.split("/"))
        return [above[0] / below[0]] if above and below and below[0] else []
    power = re.search(r"[eE][-+]?\d+$", digits)
    exponent = power.group() if power else ""
    mantissa = digits.removesuffix(exponent)
    mantissa = mantissa.rstrip(".,") if mantissa[-1:] in ".," else mantissa
    body = mantissa.replace(" ", "")
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        decimal = "." if body.rindex(".") > body.rindex(",") else ","
        forms = [_with(body, decimal)] if body.count(decimal) == 1 else []
    elif commas == 1:
        whole, fraction = body.lstrip("+-").split(",")
        thousands = len(fraction) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0") and " " not in mantissa
        forms = [body.replace(",", ""), body.replace(",", ".")] if thousands else [body.replace(",", ".")]
    elif commas > 1 or dots > 1:
        mark = "," if commas else "."
        groups = body.split(mark)[1:]
        forms = (
            [body.replace(mark, "")] if all(len(group) in (2, 3) for group in groups) and len(groups[-1]) == 3 else []
        )
    else:
        forms = [body]
    numbers = []
    for form in forms:
        try:
            number = float(form + exponent)
        except ValueError:
            continue
        if math.isfinite(number):
            numbers.append(number)
    return numbers


def _with(body: str, decimal: str) -> str:
    other = "," if decimal == "." else "."
    return body.replace(other, "").replace(decimal, ".")


def _factors(tail: str, unit: str, named: str) -> list[float]:
    """Return what a typed unit can multiply the number by; nothing if it is another unit than asked for."""
    unit, tail = _tidy(unit), _tidy(tail)
    scale, rest = _scale(tail)
    asked, kept = _scale(unit)
    if tail in PERCENT or tail in POINTS:
        return _percent(tail, unit)
    if unit in PERCENT:
        return [1.0] if not tail or tail.startswith(("% ", "percent ", "per cent ")) else []
    if rest and not (_agree(rest, kept) if kept else _named(rest, named)):
        return []
    if scale != 1.0:
        # "1.6 million" in an answer without a scale is 1 600 000.
        return [scale / asked]
    return [1.0, 1 / asked] if asked != 1.0 else [1.0]


def _percent(tail: str, unit: str) -> list[float]:
    if unit in PERCENT:
        return [1.0]
    return [0.01] if tail in PERCENT and (not unit or unit in TIMES) else []


def _tidy(unit: str) -> str:
    """Return a unit in one form: "day(s)" is days, "(km)" is km."""
    return unit.casefold().translate(SPACES).replace("(s)", "s").strip(" ().")


def _scale(text: str) -> tuple[float, set[str]]:
    """Return (scale, other words) of a unit: "US$ bn" is (1e9, {"$"})."""
    for dollars in ("us$", "usd", "us dollars", "dollars"):
        text = text.replace(dollars, "$")
    words = re.findall(r"[^\s.,]+", text.replace("$", "$ "))
    scale = math.prod(SCALES.get(word, 1.0) for word in words)
    return scale, {word.rstrip("s") for word in words if word not in SCALES and word not in FILLERS}


def _named(typed: set[str], question: str) -> bool:
    """Tell whether what follows a number without a unit is a word of the question, or says that it is a ratio."""
    words = {word.rstrip("s") for word in re.findall(r"\w+", question.casefold())}
    return typed <= words | TIMES


SAME = {"km²": "km2", "kilometre": "km", "kilometer": "km", "€": "euro", "eur": "euro"} | dict.fromkeys(TIMES, "time")
"""Words for one unit; without their plural s. A course adds its own."""


def _agree(typed: set[str], asked: set[str]) -> bool:
    own = course.current().units
    same = SAME | {word: unit for unit, words in own.items() for word in words}
    return bool({same.get(word, word) for word in typed} & {same.get(word, word) for word in asked})
