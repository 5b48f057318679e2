"""The figures of a run as a page: tables of what was measured, and sums on paper for larger classes."""

import statistics
from dataclasses import dataclass
from datetime import UTC, datetime

import psutil

from class_on_hub.hour import BEGIN, PAUSE, Notes
from class_on_hub.use import MIB, Use

START, LESSON, ANSWERED = "start their servers, all at once", "run all of lesson 06, all at once", "hand in"
MINUTES = 45
"""A lesson's length, for the sums."""
QUIET = 0.5
"""A higher load average before the run means that other work was running."""
STARTING = 10
"""Minutes in which a large class starts, for the sums."""


@dataclass(frozen=True)
class Found:
    """One run. `load` is the load average before and after; `client` the test's own processor time in seconds."""

    learners: int
    notes: Notes
    versions: dict[str, str]
    begun: float
    seconds: float
    load: tuple[float, float]
    client: float
    graded: int
    wrong: int
    grading: float


def text(found: Found) -> str:
    """Return the page in Markdown."""
    parts = [_head(found), _times(found), _memory(found), _kill(found), _failures(found)]
    if found.notes.uses.get(ANSWERED):
        parts.append(_paper(found))
    return "\n\n".join(parts) + "\n"


def machine() -> str:
    """Return the kind of machine: cores and memory."""
    return f"{psutil.cpu_count()} cores, {psutil.virtual_memory().total / 1e9:.0f} GB"


def _head(found: Found) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    return f"""# One run of the load test

`python deploy/jupyterhub/load_test.py --learners {found.learners}` on {datetime.fromtimestamp(found.begun, UTC):%d %B %Y, %H:%M} UTC,
{found.seconds:.0f} seconds in all. Machine: {machine()}. Versions: {versions}.

The load average of the machine was {found.load[0]:.1f} before the run and {found.load[1]:.1f} at its end. The test itself plays the
{found.learners} browsers on the same machine and took {found.client:.0f} seconds of processor time. Real browsers run elsewhere, and they
also draw: that is not measured here.{_busy(found.load[0])}"""


def _busy(load: float) -> str:
    return "\n\nOther work was running on the machine: on a quiet one the times are shorter." if load > QUIET else ""


def _times(found: Found) -> str:
    notes = found.notes
    rows = [
        ("server start, all at once: from the button to JupyterLab's page", notes.starts),
        ("notebooks brought by the link", notes.pulls),
        ("kernel of lesson 06 started, all at once", notes.opens),
        ("one cell of lesson 06, everyone runs all cells at once", notes.cells_at_once),
        ("all cells of lesson 06, everyone at once", notes.lesson_at_once),
        ("one cell, each learner at their own pace", notes.cells_at_pace),
        ("one answer judged, each learner at their own pace", notes.answers),
        ("hand in, all at once", notes.hand_ins),
    ]
    return _table(
        "## Times, in seconds",
        ["what", "how many", "median", "95th percentile", "most"],
        [(words, str(len(values)), *_spread(values, 3)) for words, values in rows if values],
    ) + (f"\n\nAt their own pace: a pause of {PAUSE[0]:.0f} to {PAUSE[1]:.0f} seconds before each answer.")


def _memory(found: Found) -> str:
    rows = []
    for words, moment in (
        ("server alone", START),
        ("server and the kernel of lesson 06", LESSON),
        ("server and two kernels, at the end", ANSWERED),
    ):
        uses = found.notes.uses.get(moment, [])
        if uses:
            rows.append((f"{words}: proportional (PSS)", *_spread([one.pss for one in uses], 0)))
            rows.append((f"{words}: resident (RSS)", *_spread([one.rss for one in uses], 0)))
    last = found.notes.uses.get(ANSWERED, [])
    if last:
        rows.append(("highest so far, sum over the processes", *_spread([one.peak for one in last], 0)))
    table = _table("## Memory of one learner, in MiB", ["what", "median", "95th percentile", "most"], rows)
    if not last:
        return table
    hub = found.notes.hub[ANSWERED]
    return f"""{table}

Two learners on one machine share pages, so proportional memory is what adds up there. A limit must hold the resident memory.
The hub had {hub["hub"].pss:.0f} MiB and its proxy {hub["proxy"].pss:.0f} MiB. By proportional memory **{_per_gb(last):.1f} learners fit into 1 GB**,
each with a server and two open notebooks."""


def _kill(found: Found) -> str:
    notes = found.notes
    if not notes.back_after:
        return "## A killed server\n\nNot reached in this run."
    return f"""## A killed server

One learner's server was ended with SIGKILL. The learner pressed the start button again each second; JupyterLab's page was
back after {notes.back_after[0]:.0f} seconds. JupyterHub looks after its servers every 30 seconds, so it can take that long. Kernels of the
killed server still running then: {notes.kernels_left}. Every answer was there again: {"yes" if notes.kept else "no"}."""


def _failures(found: Found) -> str:
    failures = found.notes.failures
    lines = "\n".join(f"- {line}" for line in failures) or "None."
    return f"""## Failures

{lines}

`course grade` read the drop folder in {found.grading:.1f} seconds: {found.graded} of {found.learners} learners. Marks that
differ from what was answered: {found.wrong}."""


def _per_gb(uses: list[Use]) -> float:
    return 1e9 / (statistics.median(one.pss for one in uses) * MIB)


def _paper(found: Found) -> str:
    """Return sums for larger classes. Every figure follows from this run's medians; none was measured."""
    notes = found.notes
    last = notes.uses[ANSWERED]
    memory = statistics.median(one.pss for one in last) * MIB / 1e9
    alone = statistics.median(one.rss for one in last) * MIB / 1e9
    start = statistics.median(one.cpu for one in notes.uses[START])
    work = statistics.median(one.cpu for one in last) - start
    hub = (notes.hub[START]["hub"].cpu - notes.hub[BEGIN]["hub"].cpu) / found.learners
    rows = []
    for learners in (1_000, 100_000):
        rows.append(
            (
                f"{learners:,}",
                f"{learners * memory:,.0f} GB",
                f"{learners * alone:,.0f} GB",
                f"{learners * start / (60 * STARTING):,.0f}",
                f"{learners * work / (60 * MINUTES):,.0f}",
                f"{learners * hub / 60:,.0f}",
            )
        )
    table = _table(
        "## On paper: larger classes (arithmetic, not measured)",
        [
            "learners at the same time",
            "memory",
            "memory if nothing is shared",
            f"cores while all start within {STARTING} minutes",
            f"cores during {MINUTES} minutes",
            "minutes of one hub's core to start all",
        ],
        rows,
    )
    return f"""{table}

The sums use this run's medians. A learner with two notebooks open needs {memory * 1000:.0f} MB, or {alone * 1000:.0f} MB where no page is
shared, as on separate machines. Processor time: {start:.1f} seconds to start a server, {work:.1f} seconds for the kernels, the lesson and the
exercises, and {hub:.2f} seconds of the hub's own for each start. The sums leave out rest and peaks: plan at least twice the cores.

JupyterHub is one process on one core. So one hub cannot start everyone in less time than the last column says. For 100,000
learners take many hubs, one for each school or district: with 1,000 learners each, the first row repeats. If one
learner in ten works at a time, a tenth of the second row is enough."""


def _spread(values: list[float], digits: int) -> tuple[str, str, str]:
    """Return median, 95th percentile (nearest rank) and maximum."""
    ordered = sorted(values)
    rank = -(-95 * len(ordered) // 100) - 1
    return tuple(f"{value:,.{digits}f}" for value in (statistics.median(ordered), ordered[rank], ordered[-1]))


def _table(title: str, head: list[str], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join("---" if n == 0 else "--:" for n in range(len(head))) + "|"]
    return "\n".join([title, "", *lines, *("| " + " | ".join(row) + " |" for row in rows)])
