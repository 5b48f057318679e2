"""A learner hands in, a teacher grades: what is in the file, what is judged, what the class is told."""

import csv
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lessonkit.bank import bank
from lessonkit.classroom import grading, marking, marks, reading, report, submission, summary
from lessonkit.concept_test import forms
from lessonkit.exercises.session import Session
from lessonkit.explorer import asks
from lessonkit.progress.store import Store
from lessonkit.texts.lessons import lessons
from support.classroom import made_of, save, tries_with

WHO_PAYS = list(bank.lesson("who-pays").items)
ARTICLE_5 = "who-pays/r1"  # its wrong options show M01, M04 and M08
[WRONG, WRONG_TOO, *_] = sorted(  # the first shows M01
    (given for _, given in bank.get(ARTICLE_5).logic.mistaken(bank.get(ARTICLE_5))),
    key=lambda given: bank.get(ARTICLE_5).logic.check(bank.get(ARTICLE_5), given).misconception or "",
)


@pytest.fixture
def keeper(tmp_path):
    store = Store(tmp_path / "home")
    yield store
    store.close()


def read(tmp_path, content, name="a.json"):
    return reading.read(save(tmp_path, name, content), tmp_path)


# -- the file -------------------------------------------------------------------------------------


def test_a_submission_holds_answers_and_no_verdict(keeper, tmp_path):
    for item in WHO_PAYS:
        if item.kind not in ("code",):
            for answer in tries_with(item):
                Session(item, keeper).answer(answer)
    keeper.hint_used(ARTICLE_5)
    keeper.predict("shared-shield", {"payers": 3.0})
    made = submission.collect(keeper, "06", "  Ada\nLovelace ")
    assert made["learner"] == "Ada Lovelace"
    assert made["scope"] == "who-pays"
    assert set(made["answers"]) == {item.full_id for item in WHO_PAYS if item.kind != "code"}
    assert all(set(entry) == {"at", "answer"} for tries in made["answers"].values() for entry in tries)
    assert made["hints"] == {ARTICLE_5: 1}
    assert made["predictions"] == {"shared-shield": {"payers": 3.0}}
    assert "outcome" not in json.dumps(made)
    assert "correct" not in made


def test_a_submission_of_one_lesson_holds_no_other(keeper):
    Session(bank.get("how-thirty-two-say-yes/r1"), keeper).answer("a")
    assert submission.collect(keeper, "who-pays")["answers"] == {}
    assert list(submission.collect(keeper)["answers"]) == ["how-thirty-two-say-yes/r1"]


def test_the_preview_says_what_is_in_it(keeper):
    Session(bank.get(ARTICLE_5), keeper).answer(WRONG)
    said = submission.preview(submission.collect(keeper, "06"))
    assert "lesson 06: Who pays?" in said
    assert "the file names nobody" in said
    assert "1 exercise answered, with 1 try" in said
    assert "Ada" in submission.preview(submission.collect(keeper, "06", "Ada"))


def test_it_fits_its_schema(keeper):
    import jsonschema

    schema = json.loads(submission.SCHEMA.read_text(encoding="utf-8"))
    Session(bank.get(ARTICLE_5), keeper).answer(WRONG)
    jsonschema.validate(submission.collect(keeper, "course", "Ada"), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(submission.collect(keeper) | {"verdict": "correct"}, schema)


def test_a_file_is_never_overwritten(keeper, tmp_path):
    made = submission.collect(keeper, "course", "../../Ada; rm")
    first, second = submission.write(made, tmp_path), submission.write(made, tmp_path)
    assert first != second
    assert first.parent == second.parent == tmp_path
    assert sorted(path.suffix for path in tmp_path.glob("nato*")) == [".json", ".json"]
    assert reading.read(first, tmp_path).learner == "../../Ada; rm"


def test_nobodys_file_is_replaced_when_many_hand_in_at_once(keeper, tmp_path):
    made = submission.collect(keeper)
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda n: submission.write(made | {"learner": ""}, tmp_path), range(40)))
    assert len(set(paths)) == len(list(tmp_path.glob("nato*.json"))) == 40


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_leaves_no_half_file(keeper, tmp_path, monkeypatch):
    real = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda self, *rest, **more: (
            (real(self, *rest, **more).close(), real(Path("/dev/full"), "w"))[1]
            if self.suffix == ".json"
            else real(self, *rest, **more)
        ),
    )
    with pytest.raises(OSError, match="No space left"):
        submission.write(submission.collect(keeper), tmp_path)
    assert list(tmp_path.glob("nato*")) == []


# -- marks ----------------------------------------------------------------------------------------


def marked(answers, **more):
    work = reading.Submission(
        "Ada",
        "a.json",
        "course",
        None,
        {name: tuple(reading.Answer(None, given) for given in tries) for name, tries in answers.items()},
        **more,
    )
    return marking.mark(work)


@pytest.mark.parametrize(
    "item", [item for item in bank.load_bank() if item.kind not in ("code", "written")], ids=lambda item: item.full_id
)
def test_the_solution_earns_a_point_and_a_mistake_its_misconception(item):
    result = marked({item.full_id: tries_with(item)}).results[item.full_id]
    assert result.history.points == 1
    assert result.history.first_try
    for _, answer in item.logic.mistaken(item):
        verdict = item.logic.check(item, answer)
        result = marked({item.full_id: [answer]}).results[item.full_id]
        assert [(one.outcome, one.score, one.misconception) for one in result.history.tries] == [
            (verdict.outcome, verdict.score, verdict.misconception)
        ]


def test_points_for_first_and_second_try():
    right, wrong = tries_with(bank.get(ARTICLE_5))[0], WRONG
    points = {
        tuple(tries): marked({ARTICLE_5: tries}).results[ARTICLE_5].history.points
        for tries in ([right], [wrong, right], [wrong, wrong], [wrong, WRONG_TOO, right])
    }
    assert list(points.values()) == [1, 0.5, 0, 0]


def test_an_answer_that_cannot_be_checked_costs_no_try():
    right = tries_with(bank.get(ARTICLE_5))[0]
    assert marked({ARTICLE_5: [None, "z", 7, right]}).results[ARTICLE_5].history.points == 1


def test_code_is_kept_and_not_run(tmp_path):
    trap = tmp_path / "trap"
    result = marked(
        {"who-pays/burden": [{"source": f"open({str(trap)!r}, 'w')\ncheck('who-pays/burden', 1)"}]}
    ).results["who-pays/burden"]
    assert result.judge == marking.BY_RERUN
    assert result.history.points is None
    assert "open(" in result.text
    assert not trap.exists()


def test_texts_wait_for_a_person():
    name = next(item.full_id for item in bank.load_bank() if item.kind == "written")
    result = marked({name: [{"text": "First."}, {"text": "Second, but longer."}]}).results[name]
    assert (result.judge, result.text, result.history.points) == (marking.BY_A_PERSON, "Second, but longer.", None)


def test_unknown_exercises_are_counted_and_left_out():
    assert marked({"who-pays/no-such": ["a"], ARTICLE_5: [WRONG]}, dropped=2).left_out == 3


def test_minutes_leave_out_a_break():
    when = [
        reading._when(f"2026-11-24T{hour}:{minute:02d}:00Z")
        for hour, minute in (("08", 0), ("08", 4), ("11", 0), ("11", 3))
    ]
    work = reading.Submission("Ada", "a", "course", None, {ARTICLE_5: tuple(reading.Answer(at, WRONG) for at in when)})
    assert marking.mark(work).minutes == {"who-pays": 7.0}


# -- the class ------------------------------------------------------------------------------------


@pytest.fixture
def room(tmp_path):
    """Ada holds M01, Ben held it and improved, Cleo never did; Dan's file is broken."""
    folder = tmp_path / "class"
    item = bank.get(ARTICLE_5)
    save(
        folder,
        "ada.json",
        made_of({ARTICLE_5: tries_with(item, "M01")}, "Ada", predictions={"shared-shield": {"payers": 1}}),
    )
    save(folder, "Ben_17_file/work.json", made_of({ARTICLE_5: tries_with(item, "M01", improve=True)}))
    save(folder, "cleo.json", made_of({ARTICLE_5: tries_with(item)}, "=cmd|' /C calc'!A0"))
    save(folder, "dan.json", '{"format": "nato-course-submission", ')
    save(folder, ".hidden.json", "{}")
    return grading.read_class(folder)


def test_the_class_names_who_holds_what(room):
    assert [one.learner for one in room.learners] == ["=cmd|' /C calc'!A0", "Ada", "Ben_17_file"]
    [row] = room.misconceptions
    assert (row.id, row.met, row.shown, row.improved, row.holding, row.where) == (
        "M01",
        3,
        ("Ada", "Ben_17_file"),
        ("Ben_17_file",),
        ("Ada",),
        ("06.R1",),
    )
    [row] = room.exercises
    assert (row.answered, row.first, row.second, row.misconceptions) == (
        3,
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
        (("M01", 2),),
    )
    assert room.refused == (("dan.json", "It is not JSON, or not the whole of it. Ask for the file again."),)


def test_an_improvement_in_another_exercise_counts():
    # The same misconception later answered rightly elsewhere, by the clock and not by the order of the course.
    early, late = reading._when("2026-11-24T08:00:00Z"), reading._when("2026-11-24T09:00:00Z")
    other = next(
        item
        for item in bank.load_bank()
        if "M01" in summary.named_in(item) and item.full_id != ARTICLE_5 and item.kind == "choice"
    )
    answers = {
        ARTICLE_5: (reading.Answer(early, WRONG),),
        other.full_id: (reading.Answer(late, other.logic.solution(other)),),
    }
    after = summary.gather([marking.mark(reading.Submission("Ada", "a", "course", None, answers))])
    assert [row.improved for row in after.misconceptions if row.id == "M01"] == [("Ada",)]
    swapped = {
        ARTICLE_5: (reading.Answer(late, WRONG),),
        other.full_id: (reading.Answer(early, other.logic.solution(other)),),
    }
    before = summary.gather([marking.mark(reading.Submission("Ada", "a", "course", None, swapped))])
    assert [row.holding for row in before.misconceptions if row.id == "M01"] == [("Ada",)]


def test_both_forms_of_the_concept_test_are_set_side_by_side(tmp_path):
    before, after = (forms.form(name).exercises for name in ("before", "after"))
    right = {item.id: item.logic.solution(item) for item in after}
    first = {item.id: item.logic.solution(item) for item in before}
    wrong = next(key for key, option in zip("abcd", before[0].options, strict=True) if option.get("misconception"))
    held = before[0].options["abcd".index(wrong)]["misconception"]
    for name, test in {
        "Ada": {"before": first | {before[0].id: wrong}, "after": right},
        "Ben": {"before": first, "after": right},
        "Cleo": {"after": right},
    }.items():
        save(tmp_path, f"{name}.json", made_of({}, name, concept_test=test))
    room = grading.read_class(tmp_path)
    assert [one.learner for one in room.tested] == ["Ada", "Ben"]
    assert [
        (one.concept_test.right_before, one.concept_test.right_after, one.concept_test.gain) for one in room.tested
    ] == [(19, 20, 1.0), (20, 20, None)]
    assert room.class_gain == pytest.approx(1.0)
    assert {row.id: row.gone for row in room.ways if row.gone} == {held: ("Ada",)}
    assert not any(row.held or row.new for row in room.ways)
    assert "19 of 20" in report.sections(room)["gain"]
    assert "Nobody" in report.sections(summary.Class(()))["gain"]


def test_only_forms_that_were_handed_in_are_in_the_file(keeper):
    item = forms.form("before").exercises[0]
    keeper.keep_answer("before", item.id, "a")
    assert submission.collect(keeper)["concept_test"] == {}
    keeper.end_form("before")
    made = submission.collect(keeper)
    assert made["concept_test"] == {"before": {item.id: "a"}}
    assert "form A of the concept test" in submission.preview(made)
    assert submission.collect(keeper, "06")["concept_test"] == {}


@pytest.mark.parametrize("name", sorted({name for one in lessons() for name in one.explorers}))
def test_the_predictions_of_every_explorer_are_counted(tmp_path, name):
    given = {ask.name: next(iter(ask.options)) if hasattr(ask, "options") else ask.low for ask in asks(name)}
    save(tmp_path, "a.json", made_of({}, "Ada", predictions={name: given}))
    room = grading.read_class(tmp_path)
    assert given
    assert [row.question for row in room.predictions] == [ask.label for ask in asks(name)]
    assert all(row.question in report.sections(room)["predictions"].unescape() for row in room.predictions)


def test_the_newer_of_two_files_counts_and_two_lessons_join(tmp_path):
    right = tries_with(bank.get(ARTICLE_5))
    save(tmp_path, "old.json", made_of({ARTICLE_5: [WRONG]}, "Ada", "who-pays", made="2026-11-01T08:00:00Z"))
    save(tmp_path, "new.json", made_of({ARTICLE_5: right}, "ADA", "who-pays", made="2026-11-02T08:00:00Z"))
    save(
        tmp_path,
        "other.json",
        made_of({"start-here/first-question": ["a"]}, "Ada", "start-here", made="2026-11-01T09:00:00Z"),
    )
    room = grading.read_class(tmp_path)
    assert len(room.learners) == 1
    assert set(room.learners[0].results) == {ARTICLE_5, "start-here/first-question"}
    assert room.learners[0].results[ARTICLE_5].history.points == 1
    assert room.refused == (("old.json", "A newer file of the same learner, new.json, counts instead."),)


def test_edited_verdicts_are_not_believed(tmp_path):
    made = made_of({ARTICLE_5: [WRONG]}, "Ada", verdict="correct", score=100)
    made["answers"][ARTICLE_5][0] |= {"outcome": "correct", "score": 1.0}
    save(tmp_path, "a.json", made)
    assert grading.read_class(tmp_path).learners[0].results[ARTICLE_5].history.points == 0


# -- what a gradebook and a reader get ------------------------------------------------------------


def rows(path):
    return list(csv.reader(path.open(encoding="utf-8-sig", newline="")))


def test_the_tables_fit_the_gradebooks(room, tmp_path):
    moodle, canvas, google, long = (rows(path) for path in marks.write(room, tmp_path))
    assert moodle[0][0] == "Identifier"
    assert moodle[0][1].startswith("NATO in Notebooks 06 Who pays?")
    assert [row[1] for row in moodle[1:]] == ["1", "0", "0.5"]
    assert canvas[0][:5] == list(marks.CANVAS)
    assert canvas[1][0].strip() == "Points Possible"
    assert float(canvas[1][5]) == marks.possible(bank_lesson())
    assert canvas[3][5] == "0"
    assert google[0][:3] == list(marks.GOOGLE)
    assert long[0][1].startswith("06.R1")
    assert {len(row) for row in long} == {2}


def bank_lesson():
    from lessonkit.texts.lessons import lesson

    return lesson("who-pays")


def test_no_cell_is_a_formula(room, tmp_path):
    for path in marks.write(room, tmp_path):
        for cell in (cell for row in rows(path)[1:] for cell in row if cell):
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_the_report_names_them_and_escapes_them(room, tmp_path):
    html, book = report.write(room, tmp_path, tmp_path)
    text = html.read_text(encoding="utf-8")
    assert "M01" in text
    assert "Ben_17_file" in text
    assert "=cmd|&#39; /C calc&#39;!A0" in text
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")
    stored = json.loads(book.read_text(encoding="utf-8"))
    assert sum(cell["cell_type"] == "code" for cell in stored["cells"]) == 1 + len(report.SECTIONS)


def test_a_script_in_a_name_or_a_text_stays_text(tmp_path):
    name = next(item.full_id for item in bank.load_bank() if item.kind == "written")
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    save(tmp_path, "a.json", made_of({name: [{"text": evil}], "who-pays/burden": [{"source": evil}]}, evil))
    text = report.page(report.sections(grading.read_class(tmp_path)))
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text


def test_an_empty_folder_gives_an_empty_report(tmp_path):
    room = grading.read_class(tmp_path)
    assert room.learners == ()
    assert "No submission could be read." in report.page(report.sections(room))
    assert all(path.exists() for path in marks.write(room, tmp_path))


@pytest.mark.notebooks
def test_the_notebook_runs(room, tmp_path):
    from nbclient import NotebookClient
    from nbformat import read as read_notebook

    _, book = report.write(room, tmp_path, tmp_path)
    nb = NotebookClient(read_notebook(book, 4), kernel_name="python3").execute()
    assert [out.output_type for cell in nb.cells for out in cell.get("outputs", [])] == ["execute_result"] * len(
        report.SECTIONS
    )
