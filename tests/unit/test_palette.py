"""The colours of charts: clear on both grounds, and apart for eyes that see no red or no green."""

import itertools
import re

import numpy as np
import pytest

from lessonkit.explorer.charts import COLOURS
from lessonkit.frontend import css

GROUNDS = {"light": "#ffffff", "dark": "#111111"}  # JupyterLab's paper
# What linear RGB looks like to them: Machado, Oliveira and Fernandes 2009, at full severity.
SEEN = {
    "all": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1, 1.08883])
LEAST_APART = 12  # CIE 1976; about 2 can just be told apart side by side


def linear(colour):
    """Give a colour as linear RGB."""
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """Give linear RGB as CIE L*a*b*."""
    part = XYZ @ rgb / WHITE
    x, y, z = np.where(part > 0.008856, np.cbrt(part), 7.787 * part + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one, other):
    """Give the contrast of two colours as WCAG defines it."""
    low, high = sorted(float(XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def palette(theme):
    """Give the colours of charts in a theme, by name."""
    found = dict(re.findall(r"--nc-(\w+): light-dark\((#\w{6}, #\w{6})\)", css("chart.css")))
    return {name: found[name].split(", ")[theme == "dark"] for name in COLOURS}


@pytest.mark.parametrize("theme", GROUNDS)
def test_each_colour_is_clear_on_its_ground(theme):
    for name, colour in palette(theme).items():
        assert contrast(colour, GROUNDS[theme]) >= 4.5, name  # names of lines are written in it


@pytest.mark.parametrize("theme", GROUNDS)
@pytest.mark.parametrize("eyes", SEEN)
def test_no_two_colours_look_alike(theme, eyes):
    seen = {name: lab(np.clip(SEEN[eyes] @ linear(colour), 0, 1)) for name, colour in palette(theme).items()}
    for one, other in itertools.combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= LEAST_APART, (one, other)
