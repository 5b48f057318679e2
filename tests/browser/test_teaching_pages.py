"""Slides, worksheets and keys in a real browser: nothing overflows, nothing leaves the machine, and they print."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from lessonkit import course
from lessonkit.teaching import charts
from support.pages import axe

LESSONS = ("02-twelve-to-thirty-two", "06-who-pays")
BUILD = "import sys, nato_course; from lessonkit.teaching.run import build; print(len(build(sys.argv[1:])))"
BEYOND_ITS_SLIDE = """() => {
    const slide = Reveal.getCurrentSlide().querySelector('.slide'), frame = slide.getBoundingClientRect();
    return [...slide.querySelectorAll('*')].filter((node) => {
        const box = node.getBoundingClientRect();
        return box.width > 0 && (box.right > frame.right + 1 || box.bottom > frame.bottom + 1 || box.left < frame.left - 1 || box.top < frame.top - 1);
    }).map((node) => node.outerHTML.slice(0, 80));
}"""
SEEN = """() => {
    const title = Reveal.getCurrentSlide().querySelector('h1'), box = title.getBoundingClientRect();
    return title.contains(document.elementFromPoint(box.left + 5, box.top + box.height / 2)) && box.top > 0;
}"""
SMALL_TEXT = """(least) => [...document.querySelectorAll('main *')].filter((node) =>
    [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && parseFloat(getComputedStyle(node).fontSize) < least
).map((node) => node.outerHTML.slice(0, 80))"""


SMALL_TEXT_ON_CHARTS = """(least) => [...document.querySelectorAll('.charted *')].filter((node) =>
    [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && parseFloat(getComputedStyle(node).fontSize) < least
).map((node) => node.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The pages of two lessons, made in a process of its own as the command makes them."""
    root, here = tmp_path_factory.mktemp("course"), course.current()
    for name in ("content", "data"):
        shutil.copytree(here.root / name, root / name)
    shutil.copy(here.root / course.FILE, root)
    (root / "lessons").mkdir()
    for name in LESSONS:
        shutil.copy(here.root / "lessons" / f"{name}.ipynb", root / "lessons")
    # Charts of one lesson are taken; the other has none, as far as this build knows.
    file = root / "teaching" / "built" / "charts" / "time-machine.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({charts.MADE_FROM: {}, "runs": []}), encoding="utf-8")
    plan = root / "teaching" / "lessons" / f"{LESSONS[1]}.md"
    plan.parent.mkdir(parents=True)
    plan.write_text(
        "## Slides\n\n- **Thirty-one dots are few** A note of the plan.\n- **No such slide** Lost.\n", encoding="utf-8"
    )
    made = subprocess.run(
        [sys.executable, "-c", BUILD, *LESSONS],
        env=os.environ | {course.VARIABLE: str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.stdout.strip() == "13", made.stderr  # four pages a lesson, and five packs of role cards
    assert made.stderr.splitlines()[0].startswith("Taking the charts of 1 of 2 explorers in JupyterLab.")
    assert made.stderr.splitlines()[1:] == [
        f"teaching/lessons/{LESSONS[1]}.md, Slides: no slide begins with “No such slide”."
    ]
    return root / "teaching" / "built"


@pytest.fixture(scope="module")
def page(chromium):
    """A page that keeps a list of what it asked of the network, and of its errors."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.outside, page.trouble = [], []
    page.on(
        "request",
        lambda request: None if re.match("(file|data|blob|about):", request.url) else page.outside.append(request.url),
    )
    page.on("requestfailed", lambda request: page.trouble.append(request.url))
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    yield page
    context.close()


def open_deck(page, built, name, how=""):
    page.goto(f"{(built / 'slides' / name).as_uri()}.html{how}")
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    return page.evaluate("Reveal.getTotalSlides()")


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("name", LESSONS)
def test_no_slide_overflows(page, built, name):
    total = open_deck(page, built, name)
    assert 8 <= total <= 14
    seen = []
    for _ in range(total):
        assert page.evaluate(SEEN) and page.evaluate(BEYOND_ITS_SLIDE) == []
        seen.append(page.evaluate("Reveal.getCurrentSlide().querySelector('h1').textContent"))
        page.keyboard.press("ArrowRight")
    assert len(seen) == total and page.evaluate("Reveal.isLastSlide()")
    assert (
        page.evaluate("[...document.images].every((image) => image.alt && image.naturalWidth > 0)")
        and page.evaluate("document.images.length") > 0
    )
    assert page.evaluate("document.documentElement.lang") == "en" and name[:2] in page.title()
    assert page.outside == [] and page.trouble == []


def test_charts_can_be_read_from_the_back_of_a_room(page, built):
    total = open_deck(page, built, LESSONS[1])
    assert 10 <= total <= 14
    shown = page.evaluate(
        """[...document.querySelectorAll('.charted')].map((slide) => {
            const image = slide.querySelector('img');
            return [slide.querySelector('h1').textContent, image.alt, slide.querySelector('.words').textContent.trim(),
                parseFloat(image.style.width), image.naturalWidth, image.naturalHeight];
        })"""
    )
    assert [title for title, *_ in shown][1] == "One number fits and the pattern does not" and len(shown) == 3
    held = json.loads((built / "charts" / "shared-shield.json").read_text(encoding="utf-8"))["runs"]
    readings = [run["reading"] for run in held]
    for _, alt, words, wide, pixels, high in shown:
        assert (
            alt in readings
            and words.startswith("What it shows.")
            and alt.startswith(words.removeprefix("What it shows.").strip())
        )
        assert wide > 1000 or wide * high / pixels > 500, "a flat chart takes the width, a tall one the height"
        assert pixels > wide and 0.8 < pixels / high < 3
    assert [run["letters"] >= 18 for run in held] == [True] * 5 and [bool(run["wall"]) for run in held] == [
        run["slide"] for run in held
    ]
    assert page.evaluate(SMALL_TEXT_ON_CHARTS, 18) == []


def test_charts_on_paper_are_grey(page, built):
    page.goto((built / "worksheets" / f"{LESSONS[1]}.html").as_uri())
    greys = page.evaluate(
        """[...document.querySelectorAll('img.chart')].map((image) => {
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
            const drawn = canvas.getContext('2d');
            drawn.drawImage(image, 0, 0);
            const data = drawn.getImageData(0, 0, canvas.width, canvas.height).data;
            let coloured = 0, dark = 0;
            for (let n = 0; n < data.length; n += 4) {
                coloured += Math.max(data[n], data[n + 1], data[n + 2]) - Math.min(data[n], data[n + 1], data[n + 2]) > 6;
                dark += data[n] < 90;
            }
            return [coloured, dark > 1000];
        })"""
    )
    assert greys == [[0, True]] * 3


def test_a_measure_that_finds_nothing_would_be_no_measure(page, built):
    open_deck(page, built, LESSONS[1])
    page.evaluate("Reveal.getCurrentSlide().querySelector('ul').innerHTML += '<li>one more</li>'.repeat(9)")
    assert page.evaluate(BEYOND_ITS_SLIDE)


def test_the_plan_speaks_in_the_notes(page, built):
    open_deck(page, built, LESSONS[1])
    notes = "[...document.querySelectorAll('aside.notes')].map((note) => note.textContent).join(' ')"
    assert (
        "A note of the plan." in page.evaluate(notes)
        and page.evaluate("document.querySelectorAll('aside.notes').length") > 6
    )


def test_slides_print_one_a_page(page, built):
    total = open_deck(page, built, LESSONS[1])
    open_deck(page, built, LESSONS[1], "?print-pdf")
    page.wait_for_function("(total) => document.querySelectorAll('.pdf-page').length === total", arg=total)
    assert pages_of(page.pdf(prefer_css_page_size=True)) == total


@pytest.mark.parametrize("folder", ["worksheets", "large-print", "keys"])
def test_paper_prints_on_both_formats(page, built, folder):
    page.goto((built / folder / f"{LESSONS[0]}.html").as_uri())
    assert all(3 <= pages_of(page.pdf(format=paper)) <= 40 for paper in ("A4", "Letter"))
    page.set_viewport_size({"width": 680, "height": 900})  # 180 mm, the width of the text on A4
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert page.evaluate("document.documentElement.lang") == "en" and page.title()
    assert page.outside == [] and page.trouble == []


def test_large_print_is_large(page, built):
    large, usual = ((built / folder / f"{LESSONS[0]}.html").as_uri() for folder in ("large-print", "worksheets"))
    page.goto(large)
    assert page.evaluate(SMALL_TEXT, 24) == []  # 18 points
    page.goto(usual)
    assert page.evaluate(SMALL_TEXT, 24)


# On the screen axe takes the text of a slide for hidden and passes its contrast unseen; the print view shows it all.
@pytest.mark.parametrize(
    ("path", "scheme", "contrasts"),
    [
        *(("slides/06-who-pays.html?print-pdf", scheme, 50) for scheme in ("light", "dark")),
        ("worksheets/06-who-pays.html", "dark", 50),
        ("worksheets/02-twelve-to-thirty-two.html", "light", 50),
        ("keys/06-who-pays.html", "light", 50),
        ("slides/06-who-pays.html#/7", "light", 0),
    ],
)
def test_pages_read_well_in_light_and_dark(page, built, path, scheme, contrasts):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{built.as_uri()}/{path}")
    if path.startswith("slides"):
        page.wait_for_function("window.Reveal && Reveal.isReady()")
    if path.endswith("print-pdf"):
        page.wait_for_function("document.querySelectorAll('.pdf-page h1').length > 9")
    found, looked_at = axe(page, "html")
    assert found == [] and looked_at.get("color-contrast", 0) >= contrasts
