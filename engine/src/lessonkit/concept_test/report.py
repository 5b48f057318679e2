"""The result of the concept test as HTML and as plain text."""

from collections.abc import Sequence
from html import escape
from typing import Any

from lessonkit.bank import markdown
from lessonkit.bank.item import Item
from lessonkit.bank.misconceptions import misconceptions
from lessonkit.concept_test import result, slope
from lessonkit.exercises.panel import plain
from lessonkit.exercises.session import sources_html
from lessonkit.texts.lessons import lessons

TOO_LATE = (
    "Form B is handed in already, so form A can no longer show what you thought before the course. "
    'To begin both anew, run reset("concept-test").'
)
WAYS = {
    result.HELD: "chosen before and after",
    result.NEW: "chosen only after",
    result.GONE: "chosen only before",
    result.UNKNOWN: "a question was left open",
    result.NEVER: "chosen in neither form",
}


Both = tuple[Sequence[Item[Any]], Sequence[Item[Any]], result.Kept | None, result.Kept]
"""The questions of form A and form B and the answers to each, as `result.compare` takes them."""


def kept(answered: int, total: int, compared: bool) -> str:
    """Return what stands after form A is handed in: how many answers are kept, and nothing about them."""
    where = (
        "They are set beside form B in its result."
        if compared
        else "Nothing is shown until after the course: it would teach to the test."
    )
    return f"<p><strong>Kept: {answered} of {total} questions answered.</strong> {where}</p>"


def text(both: Both) -> str:
    """Return the whole result as plain text."""
    return plain(html(both))


def html(both: Both) -> str:
    """Return the whole result: the scores, each misconception, and every question with its reason."""
    before, after, kept_before, kept_after = both
    found = result.compare(before, after, kept_before, kept_after)
    parts = [_scores(found)]
    if kept_before is not None:
        parts.append(slope.html(slope.slopes(before, after, kept_before, kept_after)))
    parts.append(_ideas(found, after, kept_after))
    parts.append("<h4>Question by question</h4>")
    parts += [_pair(n, *pair, kept_before, kept_after) for n, pair in enumerate(zip(before, after, strict=True), 1)]
    return "".join(parts)


def _scores(found: result.Result) -> str:
    after = f"{found.right_after} of {found.total}"
    before = found.right_before
    if before is None:
        return f"<p><strong>Right after the course: {after}.</strong> Form A was not handed in, so there is no gain to compute.</p>"
    scores = f"Right before the course: {before} of {found.total}. After it: {after}."
    return f"<p><strong>{scores}</strong></p>{_gain(found, before)}"


def _gain(found: result.Result, before: int) -> str:
    if found.gain is None:
        return "<p>Normalised gain: undefined. Every answer was right before, so there was nothing left to gain.</p>"
    missing, won = found.total - before, found.right_after - before
    shown, change = (text.replace("-", "−") for text in (f"{found.gain:.2f}", f"{won:+d}" if won else "0"))
    return (
        f"<p>Normalised gain: <strong>{shown}</strong>. That is the change in right answers ({change}) divided by those "
        f"not right before ({missing}). With {found.total} questions, one or two can go either way by chance.</p>"
    )


def _ideas(found: result.Result, after: Sequence[Item[Any]], kept_after: result.Kept) -> str:
    known, places = misconceptions(), _places(after, kept_after)
    rows, rest = [], []
    for standing in sorted(found.standings, key=lambda standing: result.STANDINGS.index(standing.way)):
        row = known[standing.id]
        way = _after_only(standing) if found.right_before is None else standing.way
        if way == result.NEVER:
            rest.append(row["name"])
            continue
        says = _after_words(standing) if found.right_before is None else WAYS[way]
        again = f" {places[standing.id]}" if way in (result.HELD, result.NEW) else ""
        rows.append(
            f'<tr role="row"><th scope="row" role="rowheader">{escape(row["name"])}</th>'
            f'<td role="cell"><strong>{escape(way)}</strong><br><small>{escape(says)}</small></td>'
            f'<td role="cell">{escape(row["fact"])}{again}</td></tr>'
        )
    table = (
        # Roles are spelled out: on a narrow page the rows become blocks, and some browsers then drop the table.
        '<table role="table"><caption>Ideas that your answers named</caption><thead role="rowgroup"><tr role="row">'
        '<th scope="col">Idea</th><th scope="col">State</th><th scope="col">What answers it</th></tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table>'
        if rows
        else "<p>Your answers named no misconception.</p>"
    )
    never = f"<p>Never held in this test: {escape('; '.join(rest))}.</p>" if rest else ""
    return f"<h4>Idea by idea</h4>{table}{never}"


def _after_only(standing: result.Standing) -> str:
    if standing.after is None:
        return result.UNKNOWN
    return result.HELD if standing.after else result.NEVER


def _after_words(standing: result.Standing) -> str:
    return WAYS[result.UNKNOWN] if standing.after is None else "chosen after the course"


def _places(items: Sequence[Item[Any]], kept: result.Kept) -> dict[str, str]:
    """Return, for each misconception that was chosen, a link to the lesson that the first such question belongs to."""
    found: dict[str, str] = {}
    for item in items:
        if name := result.idea(item, kept.get(item.id)):
            found.setdefault(name, _again(item))
    return found


def _again(item: Item[Any]) -> str:
    number = item.objective[:2]
    lesson = next((lesson for lesson in lessons() if lesson.number == number), None)
    # Lessons, exercises and solutions are sibling folders, so this path works in all three.
    return (
        f'Read again: <a href="../lessons/{lesson.stem}.ipynb">{number} {escape(lesson.title)}</a>.' if lesson else ""
    )


def _pair(n: int, first: Item[Any], second: Item[Any], kept_before: result.Kept | None, kept_after: result.Kept) -> str:
    halves = [_half("Form B, after", second, kept_after)]
    outcome = _word(second, kept_after)
    if kept_before is not None:
        halves.insert(0, _half("Form A, before", first, kept_before))
        outcome = f"before {_word(first, kept_before)}, after {outcome}"
    return f"<details><summary>{n}. {escape(second.title)}: {outcome}</summary>{''.join(halves)}</details>"


def _word(item: Item[Any], kept: result.Kept) -> str:
    key = kept.get(item.id)
    return "left open" if not key else "right" if result.is_right(item, key) else "not right"


def _half(head: str, item: Item[Any], kept: result.Kept) -> str:
    key = kept.get(item.id)
    texts = {entry["key"]: entry["html"] for entry in item.logic.parts(item)["options"]}
    said = f"<p>You chose:</p><blockquote>{texts[key]}</blockquote>" if key else "<p>You left it open.</p>"
    if key and not result.is_right(item, key):
        said += markdown.html(item.logic.check(item, key).message)
    right = (
        ""
        if result.is_right(item, key)
        else f"<p>The answer:</p><blockquote>{texts[item.logic.solution(item)]}</blockquote>"
    )
    return f"<h5>{head}: {_word(item, kept)}</h5>{item.html(item.prompt)}{said}{right}{item.html(item.explanation)}{sources_html(item)}"
