"""Rows of the table that a benchmark prints: a label, what was measured, a figure or a text."""


def once(rows: list[tuple]) -> list[tuple]:
    """Keep a row's label only where it changes."""
    return [(label if not n or label != rows[n - 1][0] else "", *rest) for n, (label, *rest) in enumerate(rows)]


def show(rows: list[tuple]) -> None:
    """Print rows as a table."""
    for label, name, figure in rows:
        print(
            f"{label:22} {name:36} {figure:>10.3g}"
            if isinstance(figure, float)
            else f"{label:22} {name:36} {figure:>10}"
        )
