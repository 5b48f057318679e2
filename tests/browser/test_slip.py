"""Handing in, in a real JupyterLab: by keyboard, what is in the file comes before the file."""

import json

import pytest

FRESH = """
import os
from lessonkit.bank import bank
from lessonkit.exercises.session import Session
from lessonkit.progress.store import store
os.environ["NATO_COURSE_DROP"] = {drop!r}
store().reset()
Session(bank.get("who-pays/r1"), store()).answer("a")
"""
SLIP = "from nato_course import submit\nsubmit('06')"


@pytest.fixture(scope="module")
def drop(tmp_path_factory):
    return tmp_path_factory.mktemp("drop") / "in"


@pytest.fixture(scope="module")
def notebook(lab, drop):
    return lab([FRESH.format(drop=str(drop)), SLIP])


def test_a_learner_sees_what_is_in_it_and_writes_it(notebook, drop):
    page = notebook.page
    slip = page.locator(".nc-slip")
    slip.get_by_text("1 exercise answered, with 1 try").wait_for()
    slip.get_by_text("none, so the file names nobody").wait_for()
    assert not drop.exists()
    name = page.get_by_role("textbox", name="Your name or number")
    name.focus()
    page.keyboard.type("Ada dd")
    page.keyboard.press("Tab")
    slip.get_by_text("Name or number: Ada dd").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Written", exact=True).wait_for()
    [file] = drop.iterdir()
    assert json.loads(file.read_text(encoding="utf-8"))["learner"] == "Ada dd"
    assert len(notebook.cells()[0]) == 2, "no key reached the notebook"
    notebook.clean_in_both_themes(".nc-slip", color_contrast=9)
    notebook.fine()
