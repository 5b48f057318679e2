"""The figures of the lesson on deterrence."""

import numpy as np
import pandas as pd

from lessonkit.figures.canvas import Canvas
from lessonkit.figures.charts import Bar, bars
from lessonkit.figures.figure import Drawing
from lessonkit.figures.words import Words
from nato_course.explorers.would_you_attack import model
from nato_course.explorers.would_you_attack.explorer import BASE_RATES
from nato_course.figures.common import latest_nato, members, percent

CASE = {"prize": 100, "alone": 0.99, "allied": 0.09, "cost_alone": 5, "cost_allied": 60}
"""The numbers of the explorer's first mission."""
ATTACKER, TARGET = 146, 1.5
"""The strength of each of the two states, in the units of the allies' budgets."""
FEW = 10


def _sizes() -> pd.Series:
    return latest_nato("2024", 2024)["spending_usd_m"].sort_values() / 1000


def cover(words: Words) -> Drawing:
    """Draw each ally as large as its budget: would it come?"""
    sizes = _sizes().iloc[::-1]
    canvas = Canvas(260)
    radius = (sizes / sizes.max()) ** 0.5 * 120
    canvas.dot(124, 130, radius.iloc[0], "blue")
    x, row = 262.0, 0
    for one in radius.iloc[1:]:
        wide = max(one, 7)
        if x + 2 * wide > 632:
            x, row = 262.0, row + 1
        canvas.dot(x + wide, 110 + 62 * row, wide, "blue")
        x += 2 * wide + 6
    canvas.text(262, 40, words("ask"), large=True)
    names = members().set_index("iso3")["name"]
    canvas.text(124, 136, names[sizes.index[0]], "middle", "paper", bold=True)
    table = pd.DataFrame({words("ally"): [names[code] for code in sizes.index], words("money"): sizes.to_numpy()})
    return Drawing(
        canvas, table, ("defence_expenditure: 2014-2024",), {"n": len(sizes), "first": names[sizes.index[0]]}
    )


def rates(words: Words) -> Drawing:
    """Set the published rates beside the tipping point of the first mission."""
    point = 100 * model.threshold(**CASE)
    keys = ("since_1945", "defence", "since_1816", "until_1944")
    found = dict(zip(keys, (100 * rate for rate in BASE_RATES), strict=True))
    rows = [Bar(words(key), rate, "blue" if rate > point else "amber") for key, rate in found.items()]
    canvas, scale = bars(rows, percent, foot=34, high=80)
    canvas.line(scale(point), 0, scale(point), canvas.height - 28, "ink", 2, dashed=True)
    canvas.text(scale(point), canvas.height - 8, words("point", value=point), "middle", bold=True)
    table = pd.DataFrame({words("count"): [row.name for row in rows], words("kept"): list(found.values())})
    values = {"above": sum(rate > point for rate in found.values()), "n": len(found), "point": point}
    return Drawing(canvas, table, (), values | {"low": min(found.values()), "high": max(found.values())})


def odds(words: Words) -> Drawing:
    """Compare the attacker's chance without the smallest allies and without the largest."""
    sizes = _sizes()

    def chance(out: list[str]) -> float:
        mass = model.distribution(sizes, np.where(sizes.index.isin(out), 0.0, 0.5), 0.0)
        defence = TARGET + model.STEP * np.arange(len(mass))
        return 100 * float(model.expected(mass, model.odds(ATTACKER, defence)))

    found = {"all": chance([]), "few": chance(list(sizes.index[:FEW])), "largest": chance([sizes.index[-1]])}
    rows = [Bar(words(key, n=FEW), value, "amber" if key == "largest" else "blue") for key, value in found.items()]
    canvas, _ = bars(rows, percent)
    table = pd.DataFrame({words("who"): [row.name for row in rows], words("wins"): list(found.values())})
    values = {"n": FEW} | found | {"few_money": sizes[:FEW].sum(), "largest_money": sizes.iloc[-1]}
    return Drawing(canvas, table, ("defence_expenditure: 2014-2024",), values)
