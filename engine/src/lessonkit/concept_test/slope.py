"""Before and after as a slope chart: one line for each part of the course, drawn as SVG, with a table of the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from lessonkit import course
from lessonkit.bank.item import Item
from lessonkit.concept_test import result

WIDTH, TOP, HEIGHT, LEFT, RIGHT = 600, 34, 200, 170, 330
GAP = 20
"""Room between two labels, in px."""
ALL = "All questions"


@dataclass(frozen=True)
class Slope:
    """Right answers before and after, of `total` questions that both forms asked."""

    name: str
    before: int
    after: int
    total: int

    @property
    def words(self) -> str:
        """The change in words: "History: 2 of 5 before, 4 of 5 after"."""
        return f"{self.name}: {self.before} of {self.total} before, {self.after} of {self.total} after"


def slopes(
    before: Sequence[Item[Any]], after: Sequence[Item[Any]], kept_before: result.Kept, kept_after: result.Kept
) -> list[Slope]:
    """Return the change over all questions that both forms ask, then in each part of the course."""
    first = {item.id: item for item in before}
    pairs = [(first[item.id], item) for item in after if item.id in first]
    parts = {page.number: page.part for page in course.current().lessons}
    groups: dict[str, list[tuple[Item[Any], Item[Any]]]] = {ALL: pairs, **{part: [] for part in parts.values()}}
    for pair in pairs:
        if part := parts.get(pair[1].objective[:2]):
            groups[part].append(pair)
    return [
        Slope(
            name,
            sum(result.is_right(item, kept_before.get(item.id)) for item, _ in group),
            sum(result.is_right(item, kept_after.get(item.id)) for _, item in group),
            len(group),
        )
        for name, group in groups.items()
        if group
    ]


def html(found: Sequence[Slope]) -> str:
    """Return the chart with its table; nothing when no question was asked twice."""
    if not found:
        return ""
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{escape(one.name)}</th>'
        f'<td role="cell">{one.before} of {one.total}</td><td role="cell">{one.after} of {one.total}</td></tr>'
        for one in found
    )
    table = (
        '<table role="table"><caption>Right answers, for the questions that both forms ask</caption>'
        '<thead role="rowgroup"><tr role="row"><th scope="col">Part of the course</th><th scope="col">Before</th>'
        f'<th scope="col">After</th></tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )
    return f"<h4>Part by part</h4>{_drawing(found)}{table}"


def _drawing(found: Sequence[Slope]) -> str:
    label = "Share of right answers before and after the course. " + ". ".join(one.words for one in found) + "."
    left, right = _places([one.before for one in found], found), _places([one.after for one in found], found)
    lines = "".join(_line(one, *ends) for one, *ends in zip(found, left, right, strict=True))
    height = max(TOP + HEIGHT, *left, *right) + 12
    heads = "".join(
        f'<text x="{x}" y="14" text-anchor="{anchor}" font-weight="600">{head}</text>'
        for x, anchor, head in ((LEFT, "end", "Before the course"), (RIGHT, "start", "After it"))
    )
    return (
        f'<svg class="nc-slopes" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'font-size="13" fill="currentColor">{heads}{lines}</svg>'
    )


def _line(one: Slope, left: float, right: float) -> str:
    whole = one.name == ALL
    look = 'stroke="var(--nc-accent)" stroke-width="4"' if whole else 'stroke="var(--nc-soft)" stroke-width="2"'
    weight = ' font-weight="600"' if whole else ""
    ends = _y(one.before, one), _y(one.after, one)
    return (
        f'<line x1="{LEFT + 10}" y1="{ends[0]:.0f}" x2="{RIGHT - 10}" y2="{ends[1]:.0f}" {look} stroke-linecap="round"/>'
        f'<text x="{LEFT}" y="{left + 4:.0f}" text-anchor="end"{weight}>{one.before} of {one.total}</text>'
        f'<text x="{RIGHT}" y="{right + 4:.0f}"{weight}>{one.after} of {one.total} {escape(one.name)}</text>'
    )


def _y(right: int, one: Slope) -> float:
    """Return the height of a share on the chart: all right is at the top."""
    return TOP + HEIGHT * (1 - right / one.total)


def _places(counts: Sequence[int], found: Sequence[Slope]) -> list[float]:
    """Return where the labels of one side stand: at the ends of their lines, or lower where they would meet."""
    wanted = [_y(count, one) for count, one in zip(counts, found, strict=True)]
    placed, last = dict[int, float](), -float("inf")
    for place in sorted(range(len(wanted)), key=wanted.__getitem__):
        placed[place] = last = max(wanted[place], last + GAP)
    return [placed[place] for place in range(len(wanted))]
