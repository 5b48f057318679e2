"""The workshop works in a process of its own and tells what each piece of work read."""

import pytest

from lessonkit.build import BuildError
from lessonkit.build.hashing import Files
from lessonkit.build.workshop import Workshop


@pytest.fixture(scope="module")
def workshop():
    with Workshop() as opened:
        yield opened


def names(record) -> set[str]:
    return Files().names(record)


def test_it_tells_the_result_and_the_record(workshop):
    nb, record = workshop.make("lessonkit.build.making:make", "solutions", "who-pays")
    assert nb["metadata"]["course"]["slug"] == "who-pays"
    assert {"lessonkit/bank/bank.py", "content/exercises/who-pays.yml", "course.toml"} <= names(record)
    assert "content/exercises/start-here.yml" not in names(record)


def test_what_was_imported_before_is_in_the_record_again(workshop):
    first = names(workshop.record("lessonkit.build.plan"))
    assert "lessonkit/course.py" in first
    assert names(workshop.record("lessonkit.build.plan")) == first


def test_a_refusal_is_raised_here(workshop):
    with pytest.raises(BuildError, match="There is no lesson 'who-pay'"):
        workshop.record("lessonkit.build.plan:find", "who-pay")


def test_a_missing_package_is_named(workshop):
    with pytest.raises(ModuleNotFoundError) as trouble:
        workshop.record("no_such_package")
    assert trouble.value.name == "no_such_package"


def test_a_fault_comes_with_its_traceback(workshop):
    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*in page.*There is no lesson 'no-such-lesson'"):
        workshop.record("lessonkit.build.making:make", "lessons", "no-such-lesson")


def test_what_is_printed_is_no_answer(workshop):
    assert workshop.make("builtins:print", "Hello") == (None, [])


def test_what_a_figure_is_drawn_from_is_in_the_record(workshop):
    nb, record = workshop.make("lessonkit.build.making:make", "lessons", "twelve-to-thirty-two")
    assert any("data:image/svg+xml" in cell["source"] for cell in nb["cells"])
    words, maker = "content/figures/twelve-to-thirty-two.yml", "nato_course/figures/twelve_to_thirty_two.py"
    assert {words, maker, "lessonkit/figures/land.py", "data/borders.csv", "data/map-europe.json"} <= names(record)
    assert "content/figures/who-pays.yml" not in names(record)
