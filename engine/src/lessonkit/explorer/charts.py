"""What the explorers' bqplot charts share: colours, axes, figures and the claim in the corner.

Colours are the frame's, as CSS variables, so one drawing serves the light and the dark theme.
"""

import bqplot
import ipywidgets

INK, SOFT, LINE, ACCENT, NEAR, PAPER = (
    f"var(--nc-{name})" for name in ("ink", "soft", "line", "accent", "near", "paper")
)


def linear(low: float = 0.0, high: float = 1.0) -> bqplot.LinearScale:
    """Return a scale that begins and ends exactly there."""
    return bqplot.LinearScale(min=low, max=high, allow_padding=False)


def axis(scale, label: str, tick_style: dict | None = None, **options) -> bqplot.Axis:
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


def figure(marks, axes, margin: dict | None = None, **layout) -> bqplot.Figure:
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
