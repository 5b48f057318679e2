"""The class report in a real browser: readable in both themes, offline, and hostile texts stay text."""

import pytest

from lessonkit.bank import bank
from lessonkit.classroom import grading
from lessonkit.concept_test import forms
from support.classroom import made_of, save, tries_with
from support.pages import axe

EVIL = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Return the address of a report on eight learners, one of them hostile, and a broken file."""
    folder = tmp_path_factory.mktemp("class")
    written = next(item.full_id for item in bank.load_bank() if item.kind == "written")
    before, after = (
        {item.id: item.logic.solution(item) for item in forms.form(name).exercises} for name in ("before", "after")
    )
    for n in range(8):
        answers = {
            item.full_id: tries_with(item, "M08" if n % 2 else "M01", improve=n > 4)
            for item in bank.lesson("who-pays").items
            if item.kind not in ("code", "written")
        }
        answers |= {
            written: [{"text": EVIL if n == 7 else "In 1949 the treaty was about three things, but one came first."}],
            "who-pays/burden": [{"source": EVIL}],
        }
        save(
            folder,
            f"{n}.json",
            made_of(
                answers,
                EVIL if n == 7 else f"Learner {n}",
                predictions={"shared-shield": {"payers": n}},
                concept_test={"before": before, "after": after},
            ),
        )
    save(folder, "broken.json", '{"format"')
    _, paths = grading.grade(folder, folder.parent / "out")
    return next(path for path in paths if path.name == "report.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_reads_well_and_asks_for_nothing(chromium, report, scheme):
    page = chromium.new_page(viewport={"width": 1100, "height": 900}, color_scheme=scheme)
    trouble, asked = [], []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report)
    found, looked_at = axe(page, "body")
    assert found == [] and looked_at["color-contrast"] > 100
    assert page.title() == "Class report, NATO in Notebooks" and trouble == []
    assert asked == [report]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#glance"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


def test_it_prints(chromium, report):
    page = chromium.new_page()
    page.goto(report)
    assert page.pdf().count(b"/Type /Page\n") >= 3
    page.close()
