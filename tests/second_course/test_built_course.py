"""The second course is built once, and all that comes of a built course is there: pages, slides, the learners' copy."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from support.garden import Garden

FOLDERS = ("lessons", "exercises", "solutions")


@pytest.fixture(scope="module")
def built(chromium, tmp_path_factory) -> Garden:
    """The course with its notebooks. The browser is for the pictures in them."""
    garden = Garden.planted(tmp_path_factory.mktemp("built"))
    said = garden.course("build")
    assert said.count("Built ") == 8
    return garden


def test_what_is_built_is_up_to_date(built):
    assert built.course("build", "--check") == "All notebooks are up to date.\n"


def test_every_notebook_gives_its_stored_outputs(built, tmp_path):
    def run(folder: str) -> str:
        nbval = ("--nbval", "--nbval-current-env", "--nbval-cell-timeout=120")
        return built.of(tmp_path / folder).run(
            "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "support.kernels", *nbval, folder
        )

    with ThreadPoolExecutor() as pool:  # each folder has a learner of its own: solutions answer their questions
        assert all(" passed in " in said for said in pool.map(run, FOLDERS))


def test_slides_and_worksheets_are_made_of_it(built):
    said = built.course("build", "teaching")
    pages = built.root / "teaching" / "built"
    kinds = ("slides", "worksheets", "large-print", "keys")
    assert said.count("Wrote ") == 2 * len(kinds)
    read = {kind: (pages / kind / "00-how-seeds-wake.html").read_text(encoding="utf-8") for kind in kinds}
    assert "<title>Slides: lesson 00, How seeds wake</title>" in read["slides"]
    assert "Most seeds come up at 3 cm" in read["slides"]  # from the explorer's first mission
    assert "Put a dry bean and a wet bean on the table." in read["slides"]  # from the plan
    assert "The northern lands" in read["worksheets"]
    assert "Avaria" in read["keys"]
    assert "Put each plant where it belongs." in read["large-print"]


def test_a_learners_copy_answers_and_receives(built, tmp_path):
    copy = Garden(tmp_path / "copy", tmp_path / "home")
    held = "how-much-water/one-millimetre"
    said = built.course("release", "--class", copy.root, "--hold", held)
    assert said.endswith("Exercises held back: 1.\n")
    assert {path.name for path in copy.root.iterdir()} == {
        *("README.md", "content", "course.toml", "data", "exercises", "lessons", "pages.json", "src")
    }
    assert "[lesson 00](lessons/00-how-seeds-wake.ipynb)" in (copy.root / "README.md").read_text(encoding="utf-8")
    assert not (copy.root / "content" / "teaching").exists()
    packed = (copy.root / "content" / "exercises" / "how-seeds-wake.yml").read_text(encoding="utf-8")
    assert "What makes a seed swell?" not in packed
    ends = f"[Session(bank.get(name)).answer('a')['outcome'] for name in ('how-seeds-wake/r1', '{held}')]"
    assert copy.value(f"value = [*{ends}, answer('how-seeds-wake/what-it-needs', False)]") == [
        *("correct", "received", "partly")
    ]
