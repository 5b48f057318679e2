"""Slides, worksheets and keys in a real browser: nothing overflows, nothing leaves the machine, and they print."""

import re
import shutil
import subprocess
import sys

import pytest

from nato_course.paths import ROOT

LESSONS = ("02-twelve-to-thirty-two", "06-who-pays", "09-the-succession-race")
BUILD = "import sys; from pathlib import Path; from nato_course.teaching.run import build; print(len(build(Path(sys.argv[1]), sys.argv[2:])))"
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


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The pages of three lessons, made in a process of its own as the command makes them."""
    root = tmp_path_factory.mktemp("course")
    for name in LESSONS:
        for path in (f"lessons/{name}.ipynb", f"content/lessons/{name}.md"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, root / path)
    plan = root / "teaching" / "lessons" / f"{LESSONS[1]}.md"
    plan.parent.mkdir(parents=True)
    plan.write_text("## Slides\n\n- **Thirty-one dots are few** A note of the plan.\n", encoding="utf-8")
    made = subprocess.run([sys.executable, "-c", BUILD, root, *(name[:2] for name in LESSONS)], capture_output=True, text=True, check=False)
    assert made.stdout.strip() == "12", made.stderr
    return root / "teaching" / "built"


@pytest.fixture(scope="module")
def page(chromium):
    """A page that keeps a list of what it asked of the network, and of its errors."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.outside, page.trouble = [], []
    page.on("request", lambda request: None if re.match("(file|data|blob|about):", request.url) else page.outside.append(request.url))
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
    assert 8 <= total <= 12
    seen = []
    for _ in range(total):
        assert page.evaluate(SEEN) and page.evaluate(BEYOND_ITS_SLIDE) == []
        seen.append(page.evaluate("Reveal.getCurrentSlide().querySelector('h1').textContent"))
        page.keyboard.press("ArrowRight")
    assert len(seen) == total and page.evaluate("Reveal.isLastSlide()")
    assert page.evaluate("[...document.images].every((image) => image.alt && image.naturalWidth > 0)") and page.evaluate("document.images.length") > 0
    assert page.evaluate("document.documentElement.lang") == "en" and name[:2] in page.title()
    assert page.outside == [] and page.trouble == []


def test_a_measure_that_finds_nothing_would_be_no_measure(page, built):
    open_deck(page, built, LESSONS[1])
    page.evaluate("Reveal.getCurrentSlide().querySelector('ul').innerHTML += '<li>one more</li>'.repeat(9)")
    assert page.evaluate(BEYOND_ITS_SLIDE)


def test_the_plan_speaks_in_the_notes(page, built):
    open_deck(page, built, LESSONS[1])
    notes = "[...document.querySelectorAll('aside.notes')].map((note) => note.textContent).join(' ')"
    assert "A note of the plan." in page.evaluate(notes) and page.evaluate("document.querySelectorAll('aside.notes').length") > 6


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
        *((path, scheme, 50) for path in ("worksheets/06-who-pays.html", "keys/06-who-pays.html", "slides/06-who-pays.html?print-pdf") for scheme in ("light", "dark")),
        ("slides/06-who-pays.html#/7", "light", 0),
    ],
)
def test_pages_read_well_in_light_and_dark(page, built, axe, path, scheme, contrasts):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{built.as_uri()}/{path}")
    if path.startswith("slides"):
        page.wait_for_function("window.Reveal && Reveal.isReady()")
    found, looked_at = axe(page, "html")
    assert found == [] and looked_at.get("color-contrast", 0) >= contrasts
