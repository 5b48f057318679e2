"""Run the tests and say what ran. `python3 start.py test` calls it, once the test tools are installed.

python3 start.py test                      everything
python3 start.py test --quick              no browser, no notebooks, no made-up examples, nothing slow: a minute
python3 start.py test tests/unit -k store  what else follows goes to pytest
"""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree

from lessonkit.build import browser

QUICK = ["-m", "not browser and not notebooks and not slow and not hypothesis"]
# One worker more than cores: tests of the browser wait for a third of their time.
# A file's tests share a page of JupyterLab, so they stay with one worker. Root's conftest.py puts the long files first.
WORKERS = str(min((os.cpu_count() or 1) + 1, 4))
SHARED_OUT = ["--numprocesses", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder"]
REPORT = Path(sys.prefix) / "test-report.xml"


def main(arguments: list[str]) -> int:
    """Run pytest with the project's settings and return its exit code."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # many Pythons start here: let them keep what they compiled
    more = [word for word in arguments if word != "--quick"]
    if "--quick" in arguments:
        more += QUICK
    else:
        os.environ["NATO_COURSE_BROWSER"], os.environ["NATO_COURSE_NO_BROWSER"] = browser.ensure()
    command = [sys.executable, "-m", "pytest", *SHARED_OUT, "--junitxml", str(REPORT), "--hypothesis-profile", "ci"]
    REPORT.unlink(missing_ok=True)
    code = subprocess.call(command + more)
    if REPORT.exists():
        print(summary(REPORT))
    return code


def summary(report: Path) -> str:
    """Return the groups of tests that ran, and every reason for a skip, as text."""
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[tuple[str, str]] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        group = group_of(case.get("classname") or case.get("name") or "")
        skipped = case.find("skipped")
        if skipped is not None:
            groups[group]["skipped"] += 1
            reasons[group, skipped.get("message") or "no reason given"] += 1
        elif case.find("failure") is not None or case.find("error") is not None:
            groups[group]["failed"] += 1
        else:
            groups[group]["passed"] += 1
    text = ["", "What ran:"]
    for group, count in sorted(groups.items()):
        text.append(f"  {group:<20} {count['passed']:5} passed {count['failed']:5} failed {count['skipped']:5} skipped")
    text += [f"Skipped: {group}, {number}: {reason}" for (group, reason), number in sorted(reasons.items())]
    return "\n".join(text)


def group_of(name: str) -> str:
    """Return the folder that a test belongs to: "tests.unit.test_x" is of "tests/unit"."""
    parts = name.replace("/", ".").split(".")
    return "/".join(parts[:2]) if parts[0] == "tests" else parts[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
