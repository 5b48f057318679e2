"""The course's part of the server, asked as a browser asks it, in a server of its own."""

import json
import shutil
import urllib.error
import urllib.request

import pytest

from lessonkit import course
from lessonkit.build.server import Server
from lessonkit.pages import files

LESSON, BOOK = "lessons/06-who-pays.ipynb", "exercises/06-who-pays.ipynb"


class Asked:
    """A server that serves a small copy of the course."""

    def __init__(self, server, root):
        self.server, self.root = server, root

    def __call__(self, what, method="GET", body=None, token=True):
        """Return the status and what was answered, as JSON has it."""
        headers = {"Authorization": f"token {self.server.token}"} if token else {}
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.server.address}/{what}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, json.loads(reply.read() or "null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or "null")

    def save(self, name, content):
        return self(f"api/contents/{name}", "PUT", {"type": "notebook", "format": "json", "content": content})


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    root, real = tmp_path_factory.mktemp("course"), course.current().root
    for name in (course.FILE, "pages.json"):
        shutil.copy(real / name, root)
    for name in ("content", "data"):
        (root / name).symlink_to(real / name)
    for page in ("00-start-here", "05-does-a-promise-deter", "06-who-pays", "15-look-back"):
        for kind in ("lessons", "exercises"):
            if (real / kind / f"{page}.ipynb").exists():
                (root / kind).mkdir(exist_ok=True)
                shutil.copy(real / kind / f"{page}.ipynb", root / kind)
    with course.using(course.Course.read(root)), Server(tmp_path_factory.mktemp("home"), root) as server:
        yield Asked(server, root)


def test_a_page_tells_its_neighbours_and_what_the_build_made(ask):
    status, page = ask(f"lessonkit/page?path={LESSON}")
    assert status == 200
    assert (page["slug"], page["kind"], page["next"], page["place"]) == ("who-pays", "lesson", None, None)
    assert page["previous"] == {"path": "lessons/05-does-a-promise-deter.ipynb", "title": "05 Does a promise deter?"}
    assert page["beside"]["path"] == BOOK
    cells = json.loads((ask.root / LESSON).read_text(encoding="utf-8"))["cells"]
    assert set(page["cells"]) == {cell["id"] for cell in cells if cell["cell_type"] == "code"}
    assert ask(f"lessonkit/page?path={BOOK}")[1]["previous"]["path"] == LESSON


def test_what_the_build_made_is_not_taken_from_the_notebook(ask):
    before = ask(f"lessonkit/page?path={LESSON}")[1]["cells"]
    raw = (ask.root / LESSON).read_bytes()
    strange = {"cells": [{"id": "x", "cell_type": "code", "source": "import os", "metadata": {}, "outputs": []}]}
    (ask.root / LESSON).write_text(json.dumps(strange), encoding="utf-8")
    assert ask(f"lessonkit/page?path={LESSON}")[1]["cells"] == before
    (ask.root / LESSON).write_bytes(raw)


@pytest.mark.parametrize(
    "path",
    ["", "README.md", "06-who-pays.ipynb", "lessons/06.ipynb", "../lessons/06-who-pays.ipynb", "a" * 2000, "%00"],
)
def test_anything_else_is_no_page(ask, path):
    assert ask(f"lessonkit/page?path={path}") == (404, {"message": "This is not a page of the course.", "reason": None})


def test_a_copy_of_a_page_elsewhere_is_no_page(ask):
    (ask.root / "mine" / "lessons").mkdir(parents=True)
    shutil.copy(ask.root / LESSON, ask.root / "mine" / "lessons")
    assert ask(f"lessonkit/page?path=mine/{LESSON}")[0] == 404


def test_the_place_is_kept(ask):
    assert ask("lessonkit/place", "PUT", {"path": LESSON, "cell": "abc", "offset": -12.5})[0] == 204
    assert ask(f"lessonkit/page?path={LESSON}")[1]["place"] == {"cell": "abc", "offset": -12.5}
    assert ask("lessonkit/home")[1]["go_on"]["path"] == LESSON


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"x" * 20_000,
        {"path": LESSON},
        {"path": LESSON, "cell": 3, "offset": 0},
        {"path": LESSON, "cell": "a" * 65, "offset": 0},
        {"path": LESSON, "cell": "a", "offset": True},
        {"path": LESSON, "cell": "a", "offset": 10**400},
        b'{"path": "%s", "cell": "a", "offset": NaN}' % LESSON.encode(),
    ],
)
def test_a_place_that_is_none_is_refused_with_a_sentence(ask, body):
    status, said = ask("lessonkit/place", "PUT", body)
    assert status == 400
    assert said["message"].endswith(".")


@pytest.mark.parametrize(
    ("what", "method"),
    [
        ("page?path=x", "GET"),
        ("place", "PUT"),
        ("restore", "POST"),
        ("home", "GET"),
        ("country", "PUT"),
        ("cover", "GET"),
    ],
)
def test_without_the_token_there_is_nothing(ask, what, method):
    assert ask(f"lessonkit/{what}", method, None if method == "GET" else {}, token=False)[0] == 403


def test_the_home_has_the_road(ask):
    status, home = ask("lessonkit/home")
    assert status == 200
    assert home["title"] == course.current().title
    pages = {page["slug"]: page for part in home["parts"] for page in part["pages"]}
    assert list(pages) == ["start-here", "does-a-promise-deter", "who-pays", "look-back"]
    assert pages["who-pays"]["words"] == f"0 of {pages['who-pays']['total']} done"
    assert pages["who-pays"]["exercises"]["path"] == BOOK
    assert home["review"]["due"] == 0


def test_my_country_is_one_of_the_course(ask):
    assert ask("lessonkit/country", "PUT", {"code": "DNK"})[0] == 204
    assert ask("lessonkit/home")[1]["country"]["chosen"] == "DNK"
    for wrong in ("XXX", None, 3, ["DNK"]):
        assert ask("lessonkit/country", "PUT", {"code": wrong})[0] == 400
    assert ask("lessonkit/country", "PUT", {"code": ""})[0] == 204


def test_progress_is_told_as_a_table(ask):
    assert "06 <a href" in ask("lessonkit/progress")[1]["html"]


def test_a_page_that_was_only_run_keeps_its_bytes_and_its_date(ask):
    path = ask.root / LESSON
    raw, date = path.read_bytes(), path.stat().st_mtime_ns
    content = ask(f"api/contents/{LESSON}")[1]["content"]
    content["metadata"]["language_info"]["version"] = "9.9"
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], 77
    assert ask.save(LESSON, content)[0] == 200
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (raw, date)


def test_a_page_is_restored_with_what_the_learner_wrote(ask):
    path = ask.root / BOOK
    raw = path.read_bytes()
    content = ask(f"api/contents/{BOOK}")[1]["content"]
    mine = {"id": "mine", "cell_type": "markdown", "source": "My note.", "metadata": {}}
    content["cells"] = [*content["cells"][3:], mine]
    assert ask.save(BOOK, content)[0] == 200
    status, said = ask("lessonkit/restore", "POST", {"path": BOOK})
    assert (status, said["changed"], said["own"]) == (200, True, 1)
    cells = files.parsed(path.read_bytes())["cells"]
    assert [cell for cell in cells if cell["id"] != "mine"] == files.parsed(raw)["cells"]
    assert cells[-1]["source"] == ["My note."]
    path.write_bytes(raw)


def test_only_a_page_can_be_restored(ask):
    assert ask("lessonkit/restore", "POST", {"path": "README.md"})[0] == 404
    assert ask("lessonkit/restore", "POST", {"path": [1]})[0] == 404
    assert ask("lessonkit/restore", "POST", b"\xff")[0] == 400
