"""The charts of the two fearful neighbours: phase plane and time paths, real figures and their fit.

Two sides are told apart by line or mark and by a name on it, never by colour alone.
"""

import numpy as np

from lessonkit.explorer.charts import AMBER, BLUE, INK, SOFT, TEAL, Chart, axis, dots, line, rows, sign
from lessonkit.explorer.texts import words
from nato_course.explorers.two_fearful_neighbours.model import Figures, Path, Race

WORDS = words("two-fearful-neighbours")
TOPS = (1, 2, 5, 10)  # what the arms axes can reach; beyond the last the picture is cut off
EVERY = 8  # of the 1,201 points of a path, one in eight is drawn
Line = tuple[list[float], list[float]]  # x and y of its two ends


class RacePair:
    """The model: arms against arms on the left, arms over time on the right."""

    def __init__(self, years: int):
        self.years, self.words = years, WORDS.each("model.chart")
        self.plane, self.paths = Chart("1 1 300px"), Chart("1 1 300px")
        self.figures = (self.plane, self.paths)

    def draw(self, race: Race, path: Path, titles: tuple[str, str]) -> None:
        """Show one race. titles: of the left and of the right chart."""
        top = next((top for top in TOPS if max(path.x.max(), path.y.max()) <= top), TOPS[-1])
        t, x, y = (values[::EVERY] for values in (path.t, path.x, path.y))
        inside = np.maximum(x, y) <= top
        t, x, y = t[inside], x[inside], y[inside]
        self._draw_plane(race, x, y, 1.08 * top, titles[0])
        together = abs(x[-1] - y[-1]) < 0.06 * top
        names = (self.words["both"], "") if together else ("X", "Y")
        self.paths.show(
            axis(self.words["years"], 0, self.years, ticks=range(0, self.years + 1, 20), digits=0),
            axis(self.words["arms"], 0, 1.08 * top, digits=2),
            [
                line(t, x, colour=BLUE, name=names[0]),
                line(t, y, colour=AMBER, dash="dashed", name=names[1]),
            ],
            title=titles[1],
        )

    def _draw_plane(self, race: Race, x: np.ndarray, y: np.ndarray, top: float, title: str) -> None:
        """The path, and the two lines on which a side does not change."""
        still = []
        for name, colour, dash, found in (
            (self.words["still_x"], INK, "dotted", across(race.m, -race.r, race.a, top)),
            (self.words["still_y"], TEAL, "dashed", across(race.b, race.s, race.n, top)),
        ):
            if found:
                still.append(line(*found, colour=colour, dash=dash, width=1.5, name=name, says=["", ""]))
        at = [f"X {over:.2f}, Y {up:.2f}" for over, up in zip(x, y, strict=True)]
        start = {"x": x[0], "y": y[0], "name": self.words["start"], "label": self.words["start"], "must": True}
        end = {"x": x[-1], "y": y[-1], "name": self.words["end"]}
        self.plane.show(
            axis(self.words["x"], 0, top, digits=2),
            axis(self.words["y"], 0, top, digits=2),
            [
                *still,
                line(x, y, colour=BLUE, says=at, name=self.words["path"], quiet=True),
                dots([start | {"say": at[0], "hollow": True}, end | {"say": at[-1]}], colour=BLUE, size=5),
            ],
            title=title,
        )


def across(rise: float, shift: float, run: float, top: float) -> Line | None:
    """Return the part of the line run * y = rise * x + shift inside the square from 0 to top, or None."""
    if run == 0:
        x = -shift / rise if rise else -1.0
        return ([x, x], [0.0, top]) if 0 <= x <= top else None
    points = [(x, (rise * x + shift) / run) for x in (0.0, top)]
    if rise:
        points += [((run * y - shift) / rise, y) for y in (0.0, top)]
    inside = sorted({point for point in points if all(-1e-9 <= value <= top + 1e-9 for value in point)})
    if len(inside) < 2:
        return None
    (x0, y0), (x1, y1) = inside[0], inside[-1]
    return [x0, x1], [y0, y1]


class RealPair:
    """Real figures over the years on the left; on the right each year's change, fitted and real."""

    def __init__(self) -> None:
        self.levels, self.changes = Chart("1 1 300px"), Chart("1 1 300px")
        self.figures = (self.levels, self.changes)

    def draw(self, figures: Figures, unit: str, titles: tuple[str, str]) -> None:
        """Show both sides. titles: of the left and of the right chart."""
        years, usa, sun, fits = figures
        said, (west, east) = WORDS.each("real.chart"), WORDS.each("real.sides").values()
        self.levels.show(
            axis(said["year"], 1948, 1990, ticks=range(1950, 1990, 10), plain=True),
            axis(unit, 0, 1.08 * float(max(usa.max(), sun.max())), digits=1),
            [line(years, usa, colour=BLUE, name=west), line(years, sun, colour=AMBER, dash="dashed", name=east)],
            title=titles[0],
        )
        reach = 1.08 * float(max(np.abs(np.concatenate([fit.changes, fit.fitted])).max() for fit in fits))
        looks = ({"colour": BLUE}, {"colour": AMBER, "shape": "triangle"})
        self.changes.show(
            axis(said["fitted"], -reach, reach),
            axis(said["change"], -reach, reach, digits=2),
            [
                line([-reach, reach], [-reach, reach], colour=SOFT, dash="dotted", width=1.5, mute=True),
                *(
                    dots(
                        rows(x=fit.fitted, y=fit.changes, name=[f"{name}, {year}" for year in years[1:]]),
                        size=3.5,
                        **look,
                    )
                    for name, fit, look in zip((west, east), fits, looks, strict=True)
                ),
            ],
            title=titles[1],
            key=[sign(west, BLUE), sign(east, AMBER, "triangle"), sign(said["same"], SOFT, "dash")],
        )
