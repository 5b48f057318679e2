"""A made-up rule: a depth of 3 cm is best, and a dry bed halves what comes up."""

BEST_CM = 3


def sprouting(depth_cm: int, watered: bool) -> float:
    """Return the share of seeds that come up, in per cent."""
    share = max(0.0, 90.0 - 15.0 * abs(depth_cm - BEST_CM))
    return share if watered else share / 2
