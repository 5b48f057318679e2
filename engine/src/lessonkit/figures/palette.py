"""The colours of figures: one name, two values, for paper that is white and for paper that is nearly black.

They are the colours of the explorers' charts, ``frontend/base.css`` and ``frontend/chart.css``, and stay apart for eyes
that see no red or no green. ``tests/unit/test_figures.py`` proves their contrast. An SVG in an ``<img>`` sees no variable
of its page, but it knows the page's ``color-scheme``: so it brings both sets along.
"""

PAPER = "paper"
COLOURS = {
    PAPER: ("#ffffff", "#111111"),
    "ink": ("#1d2733", "#e6ecf2"),
    "soft": ("#566372", "#a9b6c4"),
    "line": ("#d5dce4", "#3a4653"),
    "land": ("#dfe5eb", "#2f3b47"),
    "blue": ("#1f63b5", "#7db4f2"),
    "amber": ("#9a6700", "#e0a030"),
    "green": ("#1d8060", "#5fdca0"),
    "red": ("#8c1c2f", "#e0707c"),
    "purple": ("#55207f", "#a070f0"),
}
"""Name -> value on light paper, value on dark paper."""
FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
SMALL = 420
"""Width in px below which a figure is a small picture: only its large words are shown."""


def colour(name: str) -> str:
    """Return a colour for use in an SVG.

    Raises
    ------
    ValueError
        If the palette has no such colour.
    """
    if name not in COLOURS:
        raise ValueError(f"The palette has no colour {name!r}: it has {', '.join(COLOURS)}.")
    return f"var(--{name})"


def style(size: int, large: int) -> str:
    """Return the style sheet of a figure whose words have these sizes in px."""
    light, dark = (";".join(f"--{name}:{pair[side]}" for name, pair in COLOURS.items()) for side in (0, 1))
    return (
        f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"text{{font:{size}px {FONT};fill:var(--ink)}}.b{{font-weight:600}}.l{{font-size:{large}px;font-weight:700}}"
        ".h{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}"
        f"@media(max-width:{SMALL}px){{text:not(.l){{display:none}}}}"
    )
