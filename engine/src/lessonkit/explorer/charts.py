"""What the explorers' bqplot charts share: colours, axes, figures and the claim in the corner.

Colours are the frame's, as CSS variables, so one drawing serves the light and the dark theme.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import bqplot
import ipywidgets
import numpy as np

INK, SOFT, LINE, ACCENT, NEAR, PAPER = (
    f"var(--nc-{name})" for name in ("ink", "soft", "line", "accent", "near", "paper")
)

Scales = Mapping[str, bqplot.Scale]


def linear(low: float = 0.0, high: float = 1.0) -> bqplot.LinearScale:
    """Return a scale that begins and ends exactly there."""
    return bqplot.LinearScale(min=low, max=high, allow_padding=False)


def axis(scale: bqplot.Scale, label: str, tick_style: dict[str, str] | None = None, **options: Any) -> bqplot.Axis:
    """Return an axis without grid lines; `options` are bqplot's."""
    return bqplot.Axis(
        scale=scale,
        label=label,
        label_color=SOFT,
        color=LINE,
        grid_lines="none",
        tick_style={"fill": SOFT, "font-size": "12px", **(tick_style or {})},
        **{"label_offset": "36px", **options},
    )


def figure(
    marks: Sequence[bqplot.Mark], axes: Sequence[bqplot.Axis], margin: dict[str, int] | None = None, **layout: str
) -> bqplot.Figure:
    """Return a figure without toolbar: it is shown as one picture, and a picture holds no buttons."""
    layout = {"height": "320px", "width": "auto", "min_width": "0", **layout}
    return bqplot.Figure(
        marks=marks,
        axes=axes,
        fig_margin={"top": 10, "bottom": 56, "left": 46, "right": 52, **(margin or {})},
        padding_x=0,
        padding_y=0,
        background_style={"fill": PAPER},
        display_toolbar=False,
        layout=ipywidgets.Layout(**layout),
    )


def claim(lines: int = 1) -> bqplot.Label:
    """Return a label in the chart's top left corner, with scales of its own so that no figure moves it."""
    return bqplot.Label(
        x=[0.015] * lines,
        y=[0.95 - 0.075 * line for line in range(lines)],
        text=[""] * lines,
        scales={"x": linear(), "y": linear()},
        colors=[INK],
        default_size=14,
        font_weight="bold",
    )


def curve(scales: Scales, colour: str, style: str = "solid", width: float = 2.5) -> bqplot.Lines:
    """Return a line, empty at first."""
    return bqplot.Lines(x=[], y=[], scales=scales, colors=[colour], line_style=style, stroke_width=width)


def labels(scales: Scales, colours: Sequence[str], **options: Any) -> bqplot.Label:
    """Return names beside points, empty at first, which may reach beyond the axes; `options` are bqplot's."""
    options = {"x_offset": 6, "y_offset": 4, "default_size": 12, "font_weight": "normal", **options}
    return bqplot.Label(x=[], y=[], text=[], scales=scales, colors=list(colours), apply_clip=False, **options)


def step(top: float) -> float:
    """Return a round number that goes up to five times into an axis from 0 to ``top``."""
    top = max(top, 1e-9)
    power = 10.0 ** math.floor(math.log10(top))
    return next(power * part for part in (0.2, 0.5, 1, 2) if top / (power * part) <= 5)


def ticks(top: float, low: float = 0.0) -> np.ndarray:
    """Return the round numbers from ``low`` to ``top``, for an axis that may begin below 0."""
    size = step(top)
    first = int(np.ceil(low / size - 1e-9))  # a whole number, so that 0 is never −0
    return size * np.arange(first, np.floor(top / size + 1e-9) + 1)


class Categories:
    """Categories side by side, such as allies, with their codes turned under the axis."""

    def __init__(self, codes: Sequence[str], label: str):
        self.scale = linear(-0.7, len(codes) - 0.3)
        self.axis = axis(
            self.scale,
            label,
            label_offset="44px",
            # bqplot sets a turned label beside its tick; this puts it below.
            tick_style={"font-size": "11px", "text-anchor": "end", "transform": "translate(-13px, 8px) rotate(-90deg)"},
        )
        self.name(codes)

    def name(self, codes: Sequence[str]) -> None:
        """Show these codes, from left to right."""
        self.places = np.arange(len(codes))
        labels = {str(place): code for place, code in enumerate(codes)}
        if self.axis.tick_labels != labels:
            self.scale.max = len(codes) - 0.3
            with self.axis.hold_sync():
                self.axis.tick_values, self.axis.tick_labels = self.places, labels

    def bars(self, y: bqplot.Scale, heights: np.ndarray | None = None) -> bqplot.Bars:
        """Return one bar for each category, of height 0 unless said."""
        heights = np.zeros(len(self.places)) if heights is None else heights
        scales = {"x": self.scale, "y": y}
        return bqplot.Bars(x=self.places, y=heights, scales=scales, colors=[ACCENT], padding=0.25)
