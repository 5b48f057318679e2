"""To insert a lesson, an author adds its files and one line in course.toml. All numbers and links follow."""

import pytest

from support.garden import Garden

pytestmark = pytest.mark.slow

TEXT = """\
---
course:
  title: Which soil?
  question: Which soil holds water?
  minutes: {core: 5, extension: 0}
  objectives:
    - Say which soil holds water.
  needs: Nothing.
---

# Which soil?

See lesson {number}`how-much-water`.
"""
EXERCISES = """\
exercises:
  - id: sand
    kind: choice
    title: Sand
    objective: 1
    minutes: 1
    prompt: Does sand hold water?
    options:
      - {text: "No.", correct: true}
      - {text: "Yes.", feedback: Look under it.}
      - {text: In part., feedback: Which part?}
    explanation: It runs through.
"""
LINE = '    { slug = "which-soil", part = "Seeds and water" },\n'
READ = """
from lessonkit import course
from lessonkit.build.making import make
def text(kind, slug):
    return "\\n".join(cell["source"] for cell in make(kind, slug)["cells"])
value = {
    "pages": [page.stem for page in course.current().pages],
    "lesson before": text("lessons", "how-seeds-wake"),
    "lesson": text("lessons", "which-soil"),
    "lesson after": text("lessons", "how-much-water"),
    "exercises": text("exercises", "which-soil"),
    "exercises after": text("exercises", "how-much-water"),
    "look it up": text("lessons", "look-it-up"),
    "progress": repr(progress()),
    "word": define("mm")._repr_html_(),
    "old answers": [answer("how-much-water/one-millimetre"), repr(progress("02"))],
}
"""


@pytest.fixture(scope="module")
def longer(tmp_path_factory) -> Garden:
    """The course with a lesson between its two."""
    garden = Garden.planted(tmp_path_factory.mktemp("longer"))
    (garden.root / "content" / "lessons" / "which-soil.md").write_text(TEXT, encoding="utf-8")
    (garden.root / "content" / "exercises" / "which-soil.yml").write_text(EXERCISES, encoding="utf-8")
    toml = garden.root / "course.toml"
    next_line = '    { slug = "how-much-water"'
    toml.write_text(toml.read_text(encoding="utf-8").replace(next_line, LINE + next_line), encoding="utf-8")
    return garden


@pytest.fixture(scope="module")
def told(longer) -> dict:
    """What the pages say."""
    return longer.value(READ)


def test_numbers_of_later_lessons_follow(told):
    assert told["pages"] == ["00-how-seeds-wake", "01-which-soil", "02-how-much-water", "03-look-it-up"]
    assert "Lesson 02 goes on from here." in told["lesson before"]
    assert "See lesson 02." in told["lesson"]
    assert "Its exercise 00.3 counts days." in told["lesson after"]
    assert "| 01 | [Which soil?](01-which-soil.ipynb) | Which soil holds water? |" in told["look it up"]


def test_links_follow(told):
    assert "[sprout](03-look-it-up.ipynb#sprout)" in told["lesson before"]
    assert "[the exercise notebook](../exercises/02-how-much-water.ipynb)" in told["lesson after"]
    assert "[lesson 01](../lessons/01-which-soil.ipynb)" in told["exercises"]
    assert '<a href="../lessons/02-how-much-water.ipynb">02</a>' in told["word"]


def test_numbers_of_exercises_follow(told):
    assert "## 01.1 Sand" in told["exercises"]
    assert "Objective 01.1: Say which soil holds water." in told["exercises"]
    assert "## 02.1 One millimetre\n\n1 minute. Objective 02.1: Turn millimetres" in told["exercises after"]


def test_progress_knows_the_lesson_and_answers_belong_to_names(told):
    assert told["progress"].splitlines()[:3] == [
        "00 How seeds wake: not started, 10 questions, 2 missions and 2 questions with code",
        "01 Which soil?: not started, 1 question",
        "02 How much water?: not started, 10 questions and 2 questions with code",
    ]
    assert told["old answers"][0] == "correct"
    assert told["old answers"][1].startswith("02 How much water?: 1 of 10 done")


def test_the_build_asks_for_its_notebooks(longer):
    missing = longer.course("build", "--check", code=1)
    assert "lessons/01-which-soil.ipynb is missing." in missing
    assert "solutions/02-how-much-water.ipynb is missing." in missing
