"""The engine serves a course about something else, before anything is built: its verbs, its classes, its exports."""

import json
import zipfile

import pytest

pytestmark = pytest.mark.slow

VERBS = """
from collections import Counter
from lessonkit import kinds
from lessonkit.explorer.check import problems
from lessonkit.lookup import lists
exercises = Counter(item.kind for lesson in bank.load_bank().lessons.values() for item in lesson.exercises)
value = {
    "kinds": {kind: exercises[kind] for kind in kinds.folders()},
    "explorer": [repr(explore("seed-bed")), *problems("seed-bed")],
    "new": repr(progress()),
    "nothing missed": str(review()),
    "judged": {
        item.full_id: [item.kind, answer(item.full_id, False), answer(item.full_id)]
        for item in bank.load_bank() if item.kind != "written" and item.lesson.number == "00"
    },
    "begun": repr(progress()),
    "missed": str(review()),
    "drawn": str(look_back()),
    "reset": [repr(reset("how-seeds-wake")), repr(progress("how-seeds-wake"))],
    "words": [repr(define("mm")), repr(define("NAC"))],
    "sources": repr(sources("how-much-water")),
    "now": repr(now("how-much-water")),
    "lists": {name: look_up(name).part.count for name in lists()},
    "own unit": Session(bank.get("how-much-water/litres-of-rain")).answer("256 l")["outcome"],
    "own name": bank.get("how-much-water/litres-of-rain").evaluate("litres(2, 3)"),
}
try:
    concept_test("before")
except KeyError as trouble:
    value["no test"] = str(trouble)
"""
HAND_IN = """
from lessonkit.cli.main import main
answer("how-seeds-wake/first-need", right)
answer("how-much-water/who-sells", right)
item = bank.get("how-seeds-wake/mean-depth")
answer(item.full_id, right, f"{item.solution}\\ncheck('{item.full_id}', {item.name})")
value = main(["submit", "--name", name, "--to", folder, "--yes"])
"""


@pytest.fixture(scope="module")
def told(garden, tmp_path_factory) -> dict:
    """What the verbs say to somebody who answers every question of the first lesson, first wrong and then right."""
    return garden.of(tmp_path_factory.mktemp("learner")).value(VERBS)


def test_its_exercises_are_sound(garden):
    assert garden.course("exercises", "check") == "No problems in 2 files.\n"


def test_the_doctor_finds_nothing_to_mend(garden, tmp_path):
    assert "Nothing is wrong with this set-up." in garden.of(tmp_path).course("doctor")


def test_each_kind_is_there_and_judged(told):
    ends = [end for _, *end in told["judged"].values()]
    assert all(wrong in ("incorrect", "partly") and right == "correct" for wrong, right in ends)
    assert told["kinds"] == dict.fromkeys(told["kinds"], 2)
    assert {kind for kind, *_ in told["judged"].values()} | {"written"} == set(told["kinds"])


def test_progress_counts_and_reset_forgets(told):
    assert told["new"].splitlines() == [
        "00 How seeds wake: not started, 10 questions, 2 missions and 2 questions with code",
        "01 How much water?: not started, 10 questions and 2 questions with code",
        "Next: 00.R1 What is in a seed",
    ]
    assert "00 How seeds wake: 9 of 12 done: 9 at the second try; and 2 of 2 with code" in told["begun"]
    assert told["reset"] == [
        "Lesson 00 is forgotten. Run its cells again to begin.",
        "00 How seeds wake: not started, 10 questions, 2 missions and 2 questions with code\nNext: 00.R1 What is in a seed",
    ]


def test_looking_back_draws_ten_and_what_was_missed_comes_back(told):
    assert len(told["drawn"].splitlines()) == 11
    assert "Nothing to review." in told["nothing missed"]
    assert "The next question comes back" in told["missed"]


def test_words_sources_and_dated_facts(told, garden):
    assert told["words"][0].startswith("millimetre of rain (mm): As much rain as")
    assert told["words"][1].startswith("The glossary has no entry 'NAC'.")
    assert "Drop and Cloud (2026). Eight weeks of rain on one bed." in told["sources"]
    assert told["now"] == "- In this made-up garden two of eight weeks had no rain. (as of 1 June 2026)"
    assert "content/claims.yml:1: dry-weeks" in garden.course("claims")


def test_lists_of_every_course_and_one_of_its_own(told):
    assert told["lists"] == {
        "glossary": "2 words",
        "plants": "8 plants",
        "sources": "2 sources",
        "changes": "2 dated facts",
    }


def test_it_needs_no_concept_test(told):
    assert told["no test"] == "This course has no concept test."


def test_its_explorer_has_words_without_a_fault(told):
    assert told["explorer"] == ["The seed bed\nPredict first. At which depth does most come up?"]


def test_its_own_names_are_known_in_exercises(told):
    assert told["own name"] == 6


def test_its_own_words_for_a_unit_can_be_typed(told):
    assert told["own unit"] == "correct"


def test_a_class_hands_in_and_is_graded(garden, tmp_path):
    for name, right in (("A", True), ("B", False)):
        given = f"name, right, folder = {name!r}, {right}, {str(tmp_path / 'class')!r}\n"
        assert garden.of(tmp_path / name).value(given + HAND_IN) == 0
    [file, _] = sorted((tmp_path / "class").iterdir())
    assert file.name.startswith("garden-course-A-")
    assert json.loads(file.read_text(encoding="utf-8"))["format"] == "garden-course-submission"
    said = garden.course("grade", tmp_path / "class", "--to", tmp_path / "results", "--rerun")
    assert said.startswith("Learners: 2. Notes on files: 0.\n")
    head, *rows = (tmp_path / "results" / "marks-moodle.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "A Garden in Notebooks 01 How much water?" in head
    assert rows == ["A,2,1", "B,1,0.67"]  # the cell of code is right in both files
    report = (tmp_path / "results" / "report.html").read_text(encoding="utf-8")
    assert "Class report, A Garden in Notebooks" in report
    assert "Seeds need light" in report  # the misconception that B's answer shows
    assert (tmp_path / "results" / "report.ipynb").exists()


def test_exports_bear_its_name(garden, tmp_path):
    said = garden.value(
        "from lessonkit.cli.main import main\n"
        f"value = [main(['export', form, '--to', f'{tmp_path}/{{form}}']) for form in ('moodle', 'qti', 'anki', 'gift')]"
    )
    assert said == [0, 0, 0, 0]
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as package:
                content = b"\n".join(package.read(name) for name in package.namelist())
        for text in ("A Garden in Notebooks", "01 How much water?", "northern-lands"):
            assert text.encode() in content, (file.name, text)
