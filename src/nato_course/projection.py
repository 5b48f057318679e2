"""The course's two maps: their size in px, and where on them a place in degrees is.

"europe" is equal-area (Lambert), from Iceland to the Urals, with the United States and Canada small in a corner.
"world" is Equal Earth (Šavrič, Patterson & Jenny 2018) without Antarctica.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Lines = list[np.ndarray]
"""Lines of points, each of shape (n, 2)."""
Projection = Callable[[Lines], tuple[np.ndarray, np.ndarray]]
"""Gives x and y of all the points, in Earth radii, from longitude and latitude in degrees."""


@dataclass(frozen=True)
class Panel:
    """A rectangle of a map, with the projection that fills it and the countries that it shows.

    Attributes
    ----------
    scale
        px to an Earth radius.
    centre
        Where the projection's origin is, in px.
    box
        Left, top, right and bottom, in px.
    grid
        px between two places that a line may go through.
    only, without
        The countries that are shown, or not shown; all if both are empty.
    margin
        How far outside the box shapes go on, in px, so that no edge is seen at its frame.
    """

    project: Projection
    scale: float
    centre: tuple[float, float]
    box: tuple[float, float, float, float]
    grid: float
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    margin: float = 12

    def shows(self, code: str) -> bool:
        """Say whether a country belongs in this rectangle."""
        return code in self.only if self.only else code not in self.without

    def in_px(self, lines: Lines) -> np.ndarray:
        """Return the points of all the lines in px, shape (n, 2), from longitude and latitude in degrees."""
        x, y = self.project(lines)
        return np.stack([self.centre[0] + self.scale * x, self.centre[1] - self.scale * y], axis=1)


@dataclass(frozen=True)
class View:
    """A map: width and height in px, and its panels, the large one first."""

    width: int
    height: int
    panels: tuple[Panel, ...]


def place(view: str, lat: float, lon: float) -> tuple[float, float] | None:
    """Return where a place in degrees is on a map's large panel, in px; None if it is not on it."""
    panel = VIEWS[view].panels[0]
    [(x, y)] = panel.in_px([np.array([[lon, lat]], float)]).tolist()
    left, top, right, bottom = panel.box
    return (round(x, 1), round(y, 1)) if left < x < right and top < y < bottom else None


def _lambert(lon0: float, lat0: float) -> Projection:
    """Return the Lambert azimuthal equal-area projection about a place (Snyder 1987, p. 185)."""

    def project(lines: Lines) -> tuple[np.ndarray, np.ndarray]:
        lon, lat = np.concatenate(lines).T
        lam, phi, phi0 = np.radians(lon - lon0), np.radians(lat), np.radians(lat0)
        k = np.sqrt(2 / np.maximum(1 + np.sin(phi0) * np.sin(phi) + np.cos(phi0) * np.cos(phi) * np.cos(lam), 1e-6))
        return k * np.cos(phi) * np.sin(lam), k * (
            np.cos(phi0) * np.sin(phi) - np.sin(phi0) * np.cos(phi) * np.cos(lam)
        )

    return project


def _equal_earth(cut: float) -> Projection:
    """Return the Equal Earth projection whose edge is the meridian `cut`.

    A line that goes over the edge is drawn whole, on the side where its middle is.
    """

    def project(lines: Lines) -> tuple[np.ndarray, np.ndarray]:
        turns = [360 * np.floor((line[:, 0].min() / 2 + line[:, 0].max() / 2 - cut) / 360) for line in lines]
        lon, lat = np.concatenate(lines).T
        lam = np.radians(lon - np.repeat(turns, [len(line) for line in lines]) - cut - 180)
        theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(lat)))
        square = theta * theta
        a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
        slope = a1 + 3 * a2 * square + square**3 * (7 * a3 + 9 * a4 * square)
        return 2 * np.sqrt(3) * lam * np.cos(theta) / (3 * slope), theta * (
            a1 + a2 * square + square**3 * (a3 + a4 * square)
        )

    return project


NORTH_AMERICA = ("CAN", "USA")
VIEWS = {
    "europe": View(
        900,
        680,
        (
            Panel(_lambert(15, 52), 1000, (455, 360), (0, 0, 900, 680), grid=0.4, without=NORTH_AMERICA),
            Panel(_lambert(-98, 52), 142, (88, 240), (6, 150, 172, 312), grid=0.4, only=NORTH_AMERICA, margin=0),
        ),
    ),
    # Cut at 169° west, in the Bering Strait, so that the cut goes through no mainland.
    "world": View(960, 424, (Panel(_equal_earth(-169), 177, (480, 240), (0, 0, 960, 424), grid=0.5),)),
}
