"""Files from a class are untrusted: each gets one line, the rest is graded, nothing is run."""

import gzip
import io
import json
import os
import pickle
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessonkit.bank import bank
from lessonkit.classroom import grading, marking, marks, reading, report
from support.classroom import made_of, save

GOOD = made_of({"who-pays/r1": ["b"]}, "Good")
NAMES = [item.full_id for item in bank.load_bank()]
QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def zipped():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.json", b"0" * 50_000_000)
    return buffer.getvalue()


class Trap:
    def __reduce__(self):
        return os.mkdir, ("trap-was-sprung",)


HOSTILE = {
    "empty": b"",
    "blank": b" \n\t ",
    "truncated": json.dumps(GOOD).encode()[:-40],
    "utf-16": json.dumps(GOOD).encode("utf-16"),
    "latin-1": json.dumps(GOOD | {"learner": "Zo\u00eb"}, ensure_ascii=False).encode("latin-1"),
    "huge": b'{"format": "' + b"a" * (reading.MOST_BYTES + 10) + b'"}',
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "list": b"[1, 2]",
    "not-ours": b'{"cells": [], "nbformat": 4}',
    "old": json.dumps(GOOD | {"version": 0}).encode(),
    "new": json.dumps(GOOD | {"version": 99}).encode(),
    "odd-version": json.dumps(GOOD | {"version": [1]}).encode(),
    "true-version": json.dumps(GOOD | {"version": True}).encode(),
    "nan": json.dumps(GOOD | {"score": float("nan")}).encode(),
    "big-number": b'{"format": "nato-course-submission", "version": ' + b"9" * 10_000 + b"}",
    "zip": zipped(),
    "gzip": gzip.compress(b"0" * 50_000_000),
    "pickle": pickle.dumps(Trap()),
    "pdf": b"%PDF-1.7 ...",
    "nul": b"\0" * 1000,
    "script": b"<script>alert(1)</script>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_line_and_the_rest_is_graded(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    save(tmp_path / "class", f"{name}.json", HOSTILE[name])
    save(tmp_path / "class", "good.json", GOOD)
    room, paths = grading.grade(tmp_path / "class", tmp_path / "out")
    [(file, why)] = room.refused
    assert file == f"{name}.json"
    assert why.endswith((".", "?"))
    assert "\n" not in why
    assert len(why) < 200
    assert [one.learner for one in room.learners] == ["Good"]
    assert all(path.stat().st_size for path in paths)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class", "out"]


def test_links_and_pipes_are_not_followed(tmp_path):
    folder = tmp_path / "class"
    save(folder, "good.json", GOOD)
    save(tmp_path, "secret.json", GOOD | {"learner": "Secret"})
    (folder / "link.json").symlink_to(tmp_path / "secret.json")
    (folder / "gone.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe.json")
    room = grading.read_class(folder)
    assert [one.learner for one in room.learners] == ["Good"]
    assert dict(room.refused) == dict.fromkeys(("gone.json", "link.json", "pipe.json"), "It is not a plain file.")


def test_too_many_files_are_refused_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_FILES", 2)
    for n in range(3):
        save(tmp_path, f"{n}.json", GOOD)
    with pytest.raises(reading.Refused, match="Sort them into several folders"):
        grading.read_class(tmp_path)


def test_half_characters_can_be_written(tmp_path):
    name = next(item.full_id for item in bank.load_bank() if item.kind == "written")
    broken = made_of(
        {name: [{"text": "\ud800 and half"}]}, "\udfff", predictions={"shared-shield": {"payers": "\ud800"}}
    )
    save(tmp_path / "class", "a.json", json.dumps(broken))
    room, paths = grading.grade(tmp_path / "class", tmp_path / "out")
    assert room.learners
    assert all(path.read_text(encoding="utf-8-sig") for path in paths)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@QUICK
@given(
    fields=st.dictionaries(
        st.sampled_from(["learner", "scope", "made", "answers", "hints", "predictions", "concept_test", "extra"]),
        json_values,
    )
)
def test_any_field_may_be_anything(tmp_path_factory, fields):
    folder = tmp_path_factory.mktemp("class")
    save(folder, "a.json", GOOD | fields)
    room = grading.read_class(folder)
    assert len(room.learners) == 1
    page = report.page(report.sections(room))
    assert "<script" not in page
    list(marks.moodle(room)), list(marks.canvas(room)), list(marks.google(room)), list(marks.by_exercise(room))


@QUICK
@given(
    name=st.sampled_from(NAMES),
    answers=st.lists(st.fixed_dictionaries({"answer": json_values}, optional={"at": json_values}), max_size=4),
)
def test_any_answer_is_judged_without_a_traceback(name, answers):
    work = reading.Submission(
        "Ada", "a.json", "course", None, reading._Reader().named({name: answers}, reading._Reader().answers)
    )
    for result in marking.mark(work).results.values():
        assert result.history.points is None or 0 <= result.history.points <= 1


@QUICK
@given(text=st.text(alphabet=st.sampled_from("=+-@\t\r\n ,;\"'|ab1"), max_size=12))
def test_no_name_becomes_a_formula(text):
    assert not marks.safe(text).lstrip(" ").startswith(marks.FORMULA)
    assert not reading.clean_name(text).count("\n")
