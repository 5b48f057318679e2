"""Measure the course beside what a user would pick instead, and print a table.

Usage: python benchmarks/run.py
"""

import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import environments
import grading
from environments import HERE, ROOT
from rows import once, show


def timed_in(python: str, before: str, code: str, runs: int = 7) -> float:
    """Return the median seconds that `code` takes in a fresh process after `before`."""
    script = f"{before}\nimport time\nstart = time.perf_counter()\n{code}\nprint(time.perf_counter() - start)"
    return statistics.median(float(output(python, script)) for _ in range(runs))


def output(python: str, script: str, **extra) -> str:
    env = os.environ | {"NATO_COURSE_HOME": tempfile.mkdtemp()} | extra
    return subprocess.run(
        [python, "-c", script], check=True, capture_output=True, text=True, env=env, cwd=HERE
    ).stdout.split("\n")[-2]


def imports(peers: str, otter: str) -> list[tuple]:
    base = "import pandas, ipywidgets"
    ours = "from nato_course import load, explore, exercise, check, hint, solution, progress"
    return [
        ("import, s", "nato_course", timed_in(peers, base, ours)),
        ("", "matplotlib.pyplot", timed_in(peers, base, "import matplotlib.pyplot")),
        ("", "plotly.graph_objects", timed_in(peers, base, "import plotly.graph_objects")),
        ("", "otter", timed_in(otter, "import pandas", "import otter")),
    ]


OUR_CHECK = """
import statistics, time
from lessonkit.exercises import bank
item = bank.get("who-pays/us-share")
item.logic.check(item, "65")
times = []
for _ in range(500):
    start = time.perf_counter(); item.logic.check(item, "65"); times.append(time.perf_counter() - start)
print(1000 * statistics.median(times))
"""

OTTER_CHECK = """
import os, statistics, tempfile, time
folder = tempfile.mkdtemp()
os.chdir(folder)
os.mkdir("tests")
open("tests/q1.py", "w").write('''OK_FORMAT = True
test = {"name": "q1", "points": 1, "suites": [{"cases": [{"code": ">>> abs(share - 65.6) < 0.5\\\\nTrue", "hidden": False, "locked": False}], "scored": True, "setup": "", "teardown": "", "type": "doctest"}]}
''')
import otter
grader = otter.Notebook(tests_dir="tests")
names = {"share": 65.0}
grader.check("q1", global_env=names)
times = []
for _ in range(100):
    start = time.perf_counter(); grader.check("q1", global_env=names); times.append(time.perf_counter() - start)
print(1000 * statistics.median(times))
"""


def checks(peers: str, otter: str) -> list[tuple]:
    return [
        ("check, ms", "nato_course (number)", float(output(peers, OUR_CHECK))),
        ("", "otter Notebook.check", float(output(otter, OTTER_CHECK))),
    ]


MODEL = """
import numpy as np
from nato_course import load
from nato_course.explorers.shared_shield.model import THETAS, solve
gdp = load("gdp").query("producer == 'NATO' and edition == '2024' and year == 2024").dropna(subset="gdp_usd_m")
gdp = gdp[gdp.iso3 != "ISL"].sort_values("gdp_usd_m")
def burdens(theta):
    return 100 * solve(gdp.gdp_usd_m.to_numpy(), 0.03, theta).burdens
def words(theta):
    rows = "".join(f"<tr><th>{code}</th><td>{share:.2f}</td></tr>" for code, share in zip(gdp.iso3, burdens(theta)))
    return f"<p class='told'>At {theta:g} the largest ally pays {burdens(theta)[-1]:.2f} %.</p><table>{rows}</table>"
"""

# What each is to do: 31 bars, a sentence and a table of 31 rows, all of which follow a slider. Of each: the cell, what is
# watched, a mark of the chart, the slider, and what to press first.
CONTENDERS = {
    "nato_course": (
        """
from nato_course import explore
from nato_course.explorers.shared_shield.explorer import SharedShield
from lessonkit.progress.store import store
store().predict("shared-shield", {ask.name: 5 for ask in SharedShield.asks})
store().mark("shared-shield", 2 + len(SharedShield.missions))
explore("shared-shield")
""",
        ".nc-plot, .nc-reading, .nc-table",
        ".nc-plot rect",
        "input[data-key=theta]",
        "Show as table",
    ),
    "bqplot": (
        MODEL
        + """
import bqplot
from ipywidgets import HTML, SelectionSlider, VBox
scales = {"x": bqplot.OrdinalScale(), "y": bqplot.LinearScale(min=0, max=5)}
bars = bqplot.Bars(x=list(gdp.iso3), y=burdens(0.0), scales=scales)
figure = bqplot.Figure(marks=[bars], axes=[bqplot.Axis(scale=scales["x"]), bqplot.Axis(scale=scales["y"], orientation="vertical")])
slider, told = SelectionSlider(options=THETAS, value=0.0), HTML(words(0.0))
def move(change):
    bars.y = burdens(change["new"])
    told.value = words(change["new"])
slider.observe(move, "value")
VBox([slider, figure, told])
""",
        ".bqplot, .widget-html",
        ".bqplot .bar, .bqplot rect",
        ".noUi-handle",
        "",
    ),
    "interact + matplotlib": (
        MODEL
        + """
%matplotlib inline
import matplotlib.pyplot as plt
from IPython.display import HTML, display
from ipywidgets import SelectionSlider, interact
def draw(theta):
    plt.figure(figsize=(8, 3)); plt.bar(gdp.iso3, burdens(theta)); plt.xticks(rotation=90); plt.show()
    display(HTML(words(theta)))
interact(draw, theta=SelectionSlider(options=THETAS, value=0.0))
""",
        # Only what interact draws into: the slider beside it changes too.
        ".jp-OutputArea-output .jp-OutputArea, .widget-output",
        ".jp-OutputArea img",
        ".noUi-handle",
        "",
    ),
    "plotly FigureWidget": (
        MODEL
        + """
import plotly.graph_objects as go
from ipywidgets import HTML, SelectionSlider, VBox
figure = go.FigureWidget(go.Bar(x=gdp.iso3, y=burdens(0.0)), layout=dict(width=800, height=300))
slider, told = SelectionSlider(options=THETAS, value=0.0), HTML(words(0.0))
def move(change):
    figure.data[0].y = burdens(change["new"])
    told.value = words(change["new"])
slider.observe(move, "value")
VBox([slider, figure, told])
""",
        ".js-plotly-plot, .widget-html",
        ".js-plotly-plot .bars path",
        ".noUi-handle",
        "",
    ),
}

BROWSER_SECONDS = 1800  # for all that in_browser.py does; each of its own waits has a limit too


def in_browser(peers: str) -> list[tuple]:
    """First draw and slider to chart, measured in JupyterLab in a real browser."""
    script = HERE / "in_browser.py"
    keys = ("cell", "watched", "mark", "handle", "press")
    cells = {name: dict(zip(keys, told, strict=True)) for name, told in CONTENDERS.items()}
    task = {"contenders": cells, "lessons": [str(lesson) for lesson in LESSONS]}
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [peers, str(script), folder],
                input=json.dumps(task),
                capture_output=True,
                text=True,
                timeout=BROWSER_SECONDS,
                env=os.environ | {"NATO_COURSE_HOME": str(Path(folder) / "home")},
            )
        except subprocess.TimeoutExpired:
            return [("browser", "not measured", f"no end in {BROWSER_SECONDS} s")]
    if done.returncode:
        return [("browser", "not measured", done.stderr.strip().split("\n")[-1])]
    result = json.loads(done.stdout.split("\n")[-2])
    rows = [("first draw, s", name, figure["draw"]) for name, figure in result["contenders"].items()]
    rows += [("slider to last change, ms", name, figure["slide"]) for name, figure in result["contenders"].items()]
    rows += [("run all, s", name, seconds) for name, seconds in result["lessons"].items()]
    rows += [("load, browser part", "before, after", result["load"])]
    return once(rows)


LESSONS = sorted((ROOT / "lessons").glob("*.ipynb"))

MEMORY = {
    "bare kernel": "",
    **{f"nato_course, all of {lesson.stem[:2]}": str(lesson) for lesson in LESSONS},
    "matplotlib, one chart": "import pandas\nimport matplotlib.pyplot as plt\nplt.bar(range(31), range(31)); plt.savefig('/dev/null' if __import__('os').name != 'nt' else 'nul', format='png')",
    "plotly, one chart": "import pandas\nimport plotly.graph_objects as go\nfigure = go.FigureWidget(go.Bar(x=list(range(31)), y=list(range(31))))",
}

KERNEL = """
import json, sys, nbformat
from nbclient import NotebookClient
book = nbformat.read(sys.argv[1], 4) if sys.argv[1].endswith(".ipynb") else nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(sys.argv[1])])
book.cells.append(nbformat.v4.new_code_cell("import os, psutil; print(psutil.Process().memory_info().rss / 2**20)"))
book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
NotebookClient(book, timeout=120).execute()
print(book.cells[-1].outputs[-1]["text"].strip())
"""


def memory(peers: str) -> list[tuple]:
    rows = []
    for name, source in MEMORY.items():
        env = os.environ | {"NATO_COURSE_HOME": tempfile.mkdtemp()}
        done = subprocess.run(
            [peers, "-c", KERNEL, source or "pass"], check=True, capture_output=True, text=True, env=env
        )
        rows.append(("kernel memory, MiB", name, float(done.stdout.split("\n")[-2])))
    return once(rows)


def suites(peers: str) -> list[tuple]:
    rows = []
    for name, flags in {"nbval, strict": ["--nbval"], "nbmake": ["--nbmake"]}.items():
        start = time.perf_counter()
        command = [peers, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadfile", *flags]
        subprocess.run([*command, "lessons", "exercises", "solutions"], check=True, capture_output=True, cwd=ROOT)
        rows.append(("all notebooks, s", name, time.perf_counter() - start))
    return once(rows)


def main() -> None:
    peers, otter = environments.peers(), environments.otter()
    show(
        [
            *imports(peers, otter),
            *checks(peers, otter),
            *in_browser(peers),
            *memory(peers),
            *suites(peers),
            *grading.measured(peers),
        ]
    )


if __name__ == "__main__":
    main()
