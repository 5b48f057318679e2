"""The concept test: parallel forms, answers kept and not judged, a fair result, no traceback for any message."""

import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessonkit import course
from lessonkit.bank import markdown
from lessonkit.bank.validate import problems
from lessonkit.concept_test import forms, report, result, slope
from lessonkit.concept_test.sitting import Sitting, form_to_take, standing
from lessonkit.concept_test.widget import ConceptTest
from lessonkit.progress.store import Store
from nato_course import concept_test

BEFORE, AFTER = (forms.form(name) for name in forms.LETTERS)
PAIRS = list(zip(BEFORE.exercises, AFTER.exercises, strict=True))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path)


def keys(form, right=True):
    """Answers to a whole form: all right, or all with the first wrong option."""
    return {
        item.id: item.logic.solution(item) if right else next(iter(item.logic.mistaken(item)))[1]
        for item in form.exercises
    }


def answer(sitting, answers):
    for question, key in answers.items():
        sitting.choose(question, key)
    return sitting


# -- the two forms ---------------------------------------------------------------------------------


def test_each_form_is_valid_and_has_twenty_choices_of_four():
    for path in forms.files():
        assert problems(path) == []
    for form in (BEFORE, AFTER):
        assert len(form.exercises) == 20
        assert not form.retrieval
        assert form.exit is None
        assert {(item.kind, len(item.options)) for item in form.exercises} == {("choice", 4)}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].id)
def test_a_pair_asks_about_the_same_ideas_in_other_words(pair):
    before, after = pair
    assert (before.id, before.title, before.objective) == (after.id, after.title, after.objective)
    assert forms.ideas(before) == forms.ideas(after) != set()
    assert before.prompt != after.prompt
    assert not {option["text"] for option in before.options} & {option["text"] for option in after.options}
    assert course.current().teaches(before.objective[:2])


def test_at_least_twenty_misconceptions_are_probed_and_no_key_is_volatile():
    assert len(set().union(*(forms.ideas(item) for item in BEFORE.exercises))) >= 20
    assert not any(item.volatile for form in (BEFORE, AFTER) for item in form.exercises)


@pytest.mark.parametrize("name", ["befor", "", None, 7, ["before"], "before/duty"])
def test_a_wrong_form_gets_one_sentence(name):
    with pytest.raises(KeyError) as caught:
        concept_test(name)
    assert "'before' and 'after'" in str(caught.value)
    assert "\n" not in str(caught.value)


# -- taking a form ---------------------------------------------------------------------------------


def test_answers_are_kept_and_survive_the_kernel(store, tmp_path):
    answer(Sitting(BEFORE, store), {"duty": "a", "use": "b"}).choose("duty", "c")
    store.close()
    assert Sitting(BEFORE, Store(tmp_path)).look()["answers"] == {"duty": "c", "use": "b"}


@pytest.mark.parametrize("form", [BEFORE, AFTER], ids=lambda form: form.slug)
def test_nothing_that_is_sent_while_a_form_is_taken_tells_right_from_wrong(form, store):
    item = form.exercises[0]
    states = []
    for _, wrong in [(None, item.logic.solution(item)), *item.logic.mistaken(item)]:
        store.reset(form=form.slug)
        state = Sitting(form, store).choose(item.id, wrong)
        states.append(state | {"answers": {}})
    assert all(state == states[0] for state in states)
    sent = json.dumps(ConceptTest(form, store).view) + json.dumps(states)
    for each in form.exercises:
        assert each.title not in sent
        assert each.explanation.strip()[:40] not in sent
        assert not [text for _, text in each.logic.listed(each) if text.strip()[:40] in sent]


def test_form_a_tells_only_how_many_are_kept(store):
    sitting = answer(Sitting(BEFORE, store), {"duty": "a", "use": "b"})
    state = sitting.finish()
    assert state["phase"] == "kept"
    assert "2 of 20" in state["html"]
    assert "until after the course" in state["html"]
    assert sitting.words() == "2 of 20 questions answered.\nHanded in. Nothing is shown until after the course."


def test_what_is_handed_in_stays_as_it_is(store):
    sitting = answer(Sitting(BEFORE, store), {"duty": "a"})
    other_notebook = Sitting(BEFORE, store)
    sitting.finish()
    for each in (sitting, other_notebook):
        assert each.choose("duty", "c")["answers"] == {"duty": "a"}
    store.keep_answer("before", "duty", "c")
    assert store.kept_answers("before") == {"duty": "a"}


def test_form_a_is_closed_once_form_b_is_handed_in(store):
    Sitting(AFTER, store).finish()
    state = Sitting(BEFORE, store).choose("duty", "a")
    assert state["phase"] == "closed"
    assert state["answers"] == {}
    assert 'reset("concept-test")' in state["html"]


def test_an_answer_that_the_form_no_longer_offers_is_dropped(store):
    store.keep_answer("before", "duty", "z")
    store.keep_answer("before", "gone", "a")
    assert Sitting(BEFORE, store).answers == {}


def test_trouble_with_the_disk_is_told_and_stops_nothing(tmp_path):
    (tmp_path / "file").touch()
    store = Store(tmp_path / "file" / "x")
    sitting = Sitting(BEFORE, store)
    assert "cannot be saved" in sitting.look()["notice"]
    assert sitting.choose("duty", "a")["answers"] == {"duty": "a"}
    assert sitting.finish()["phase"] == "kept"


def test_progress_gets_one_line(store):
    assert standing(store) == ""
    answer(Sitting(BEFORE, store), {"duty": "a"})
    assert standing(store) == "Concept test: form A has 1 of 6 questions answered."
    Sitting(BEFORE, store).finish()
    assert "form A is handed in" in standing(store)
    answer(Sitting(AFTER, store), {"duty": "a"})
    assert standing(store) == "Concept test: form B has 1 of 6 questions answered."
    Sitting(AFTER, store).finish()
    assert 'concept_test("after") shows the result' in standing(store)


# -- the result ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(0.5, 0.75, 0.5), (0, 1, 1), (0.25, 0.25, 0), (0.5, 0.25, -0.5), (0.95, 1, 1), (1, 1, None), (1, 0.5, None)],
)
def test_the_gain_is_the_share_won_of_what_was_missing(before, after, expected):
    assert result.gain(before, after) == (None if expected is None else pytest.approx(expected))


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_the_gain_grows_with_the_second_score_and_is_one_at_most(before, one, other):
    low, high = sorted((one, other))
    gains = [result.gain(before / 20, after / 20) for after in (low, high)]
    assert gains == [None, None] if before == 20 else gains[0] <= gains[1] <= 1


def ways(kept_before, kept_after):
    found = result.compare(BEFORE.exercises, AFTER.exercises, kept_before, kept_after)
    return found, {standing.id: standing.way for standing in found.standings}


def choosing(form, name):
    """All answers right but one, which names a misconception."""
    for item in form.exercises:
        for key, option in zip("abcd", item.options, strict=True):
            if option.get("misconception") == name:
                return keys(form) | {item.id: key}
    raise AssertionError(name)


def test_each_way_of_a_misconception():
    found, way = ways(choosing(BEFORE, "M16") | {"reading": choosing(BEFORE, "M30")["reading"]}, choosing(AFTER, "M30"))
    assert (way["M16"], way["M30"], way["M01"]) == ("gone", "held", "never held")
    assert ways(keys(BEFORE), choosing(AFTER, "M24"))[1]["M24"] == "new"
    assert (found.right_before, found.right_after) == (18, 19)
    assert found.gain == pytest.approx(0.5)


def test_a_question_left_open_counts_as_not_right_and_says_nothing_of_its_ideas():
    open_one = {name: key for name, key in keys(AFTER).items() if name != "reading"}
    found, way = ways(keys(BEFORE), open_one)
    assert found.right_after == 19
    assert way["M30"] == "cannot be said"
    assert way["M08"] == "never held", "other questions offer it too"


def finished(store, before, after):
    if before is not None:
        answer(Sitting(BEFORE, store), before).finish()
    sitting = answer(Sitting(AFTER, store), after)
    return sitting, sitting.finish()


def test_the_result_has_scores_ideas_and_a_reason_for_each_question(store):
    sitting, state = finished(store, keys(BEFORE, right=False), keys(AFTER))
    assert state["phase"] == "result"
    assert state["html"].count("<details>") == 20
    text = sitting.words()
    assert "Right before the course: 0 of 20. After it: 20 of 20." in text
    assert "Normalised gain: 1.00" in text
    for first, second in PAIRS:
        assert f"{second.title}: before not right, after right" in text
        assert report.plain(markdown.html(first.logic.listed(first)[0][1])) in text
        for item in (first, second):
            assert report.plain(item.html(item.explanation)) in text
    assert Sitting(BEFORE, store).look()["phase"] == "kept"


def test_a_gain_that_has_no_value_is_said_to_have_none(store):
    assert "Normalised gain: undefined" in finished(store, keys(BEFORE), keys(AFTER))[0].words()


def test_fewer_right_answers_give_a_gain_below_zero(store):
    before = keys(BEFORE, right=False) | {"duty": BEFORE.exercises[0].logic.solution(BEFORE.exercises[0])}
    text = finished(store, before, keys(AFTER, right=False))[0].words()
    assert "Normalised gain: −0.05. That is the change in right answers (−1)" in text


def test_without_form_a_there_is_a_result_and_no_gain(store):
    text = finished(store, None, choosing(AFTER, "M24"))[0].words()
    assert "Right after the course: 19 of 20. Form A was not handed in" in text
    assert "Ukraine is covered held" in text
    assert "chosen after the course" in text
    assert "before not right" not in text


def test_a_held_idea_names_the_lesson_to_read_again(store):
    html = finished(store, None, choosing(AFTER, "M12"))[1]["html"]
    assert 'Read again: <a href="../lessons/01-why-bind-yourself.ipynb">' in html


# -- the short test --------------------------------------------------------------------------------


SHORT = course.current().concept_test["short"]
SHORT_BEFORE, SHORT_AFTER = (forms.shortened(form) for form in (BEFORE, AFTER))


def lengths(store):
    return tuple(len(form_to_take(name, store=store).exercises) for name in forms.LETTERS)


def test_the_short_forms_are_six_pairs_from_all_four_parts_of_the_course():
    assert [item.id for item in SHORT_BEFORE.exercises] == [item.id for item in SHORT_AFTER.exercises]
    assert {item.id for item in SHORT_BEFORE.exercises} == set(SHORT)
    assert len(SHORT) == 6
    parts = {page.number: page.part for page in course.current().pages if page.teaches}
    assert {parts[item.objective[:2]] for item in SHORT_BEFORE.exercises} == set(parts.values())
    places = [item.logic.solution(item) for item in SHORT_BEFORE.exercises]
    assert max(map(places.count, "abcd")) <= 3


def test_a_learner_gets_the_short_test_and_the_full_one_for_the_asking(store):
    assert lengths(store) == (6, 6)
    assert len(form_to_take("before", full=True, store=store).exercises) == 20
    assert len(concept_test("before").view["questions"]) == 6
    assert "6 questions · about 5 min" in concept_test("before").view["meta"]
    assert len(concept_test("before", full=True).view["questions"]) == 20


def test_what_was_begun_in_full_stays_full_and_form_b_is_as_long_as_form_a(store):
    answer(Sitting(BEFORE, store), {"duty": "a", "use": "b"})
    assert lengths(store) == (20, 6), "form A is not handed in, so form B may still be short"
    Sitting(BEFORE, store).finish()
    assert lengths(store) == (20, 20)


def test_answers_of_the_short_form_count_in_the_full_one(store):
    answer(Sitting(SHORT_BEFORE, store), {"duty": "a"})
    assert Sitting(form_to_take("before", full=True, store=store), store).answers == {"duty": "a"}


def test_a_short_test_is_compared_over_its_six_questions(store):
    answer(Sitting(SHORT_BEFORE, store), keys(SHORT_BEFORE, right=False)).finish()
    sitting = answer(Sitting(form_to_take("after", store=store), store), keys(SHORT_AFTER))
    html = sitting.finish()["html"]
    assert "Right before the course: 0 of 6. After it: 6 of 6." in html
    assert html.count("<details>") == 6
    assert "With 6 questions" in html


def test_a_short_form_a_and_a_full_form_b_are_compared_over_what_both_asked(store):
    answer(Sitting(SHORT_BEFORE, store), keys(SHORT_BEFORE)).finish()
    sitting = answer(Sitting(form_to_take("after", full=True, store=store), store), keys(AFTER))
    assert "Right before the course: 6 of 6. After it: 6 of 6." in sitting.finish()["html"]


def test_a_class_is_compared_over_what_both_forms_asked():
    short, full = keys(SHORT_BEFORE), keys(AFTER)
    assert [len(form.exercises) for form in forms.pair(short, full)] == [6, 6]
    assert [len(form.exercises) for form in forms.pair(keys(BEFORE), full)] == [20, 20]


def test_a_course_without_a_short_test_has_the_full_one_only(store, monkeypatch):
    monkeypatch.setitem(course.current().concept_test, "short", [])
    assert lengths(store) == (20, 20)
    assert forms.pair({"duty": "a"})[0] == BEFORE


def test_a_question_that_no_form_has_is_told(monkeypatch):
    monkeypatch.setitem(course.current().concept_test, "short", ["duty", "dutty"])
    with pytest.raises(course.CourseError, match="no question 'dutty'"):
        forms.shortened(BEFORE)


# -- the widget ------------------------------------------------------------------------------------


def widget(form, store):
    made = ConceptTest(form, store)
    made.sent = []
    made.send = lambda content, buffers=None: made.sent.append(content)
    return made


def test_messages_are_carried_out_and_confirmed(store):
    made = widget(BEFORE, store)
    made._receive(made, {"do": "choose", "question": "duty", "answer": "b"}, [])
    assert made.state["answers"] == {"duty": "b"}
    made._receive(made, {"do": "finish"}, [])
    assert made.state["phase"] == "kept"
    assert made.sent == [{"handled": "choose"}, {"handled": "finish"}]


def test_the_plain_text_is_stable_and_says_how_far_one_is(store):
    made = widget(BEFORE, store)
    assert (
        repr(made)
        == "Concept test, form A (before the course · 20 questions · about 15 min)\n0 of 20 questions answered."
    )
    assert made._repr_mimebundle_()["text/plain"] == repr(made)


def test_trouble_becomes_a_note(store):
    made = widget(BEFORE, store)
    made._sitting.choose = lambda *_: 1 / 0
    made._receive(made, {"do": "choose", "question": "duty", "answer": "b"}, [])
    assert "ZeroDivisionError" in made.state["notice"]
    assert made.sent == [{"handled": "choose"}]


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.sampled_from(["duty", "a", "before", "choose"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(
    anything
    | st.fixed_dictionaries({"do": anything | st.just("choose")}, optional={"question": anything, "answer": anything})
)
def test_no_message_raises_or_keeps_what_was_not_asked(store, message):
    made = widget(BEFORE, store)
    made._receive(made, message, [])
    assert "notice" in made.state
    assert not made.state["notice"]
    assert set(made.state["answers"]) <= {"duty"}
    assert set(made.state["answers"].values()) <= {"a"}


# -- the slope chart -------------------------------------------------------------------------------


def test_the_chart_has_a_line_for_all_questions_and_one_for_each_part():
    half = {item.id: item.logic.solution(item) for item in BEFORE.exercises[:10]}
    whole, *parts = slope.slopes(BEFORE.exercises, AFTER.exercises, half, keys(AFTER))
    assert whole == slope.Slope(slope.ALL, 10, 20, 20)
    assert [sum(values) for values in zip(*((one.before, one.after, one.total) for one in parts), strict=True)] == [
        10,
        20,
        20,
    ]
    assert [one.name for one in parts] == [
        part for part in course.current().parts if part in {one.name for one in parts}
    ]
    drawn = slope.html([whole, *parts])
    assert drawn.count("<line") == len(parts) + 1 and drawn.count('scope="row"') == len(parts) + 1
    assert "All questions: 10 of 20 before, 20 of 20 after" in drawn


def test_only_questions_of_both_forms_are_compared():
    (whole, *_) = slope.slopes(BEFORE.exercises[:6], AFTER.exercises, {}, keys(AFTER))
    assert (whole.before, whole.after, whole.total) == (0, 6, 6)
    assert slope.html(slope.slopes((), AFTER.exercises, {}, {})) == ""


def test_labels_of_one_side_never_meet():
    same = [slope.Slope(str(n), 1, 2, 4) for n in range(5)]
    places = sorted(slope._places([one.before for one in same], same))
    assert all(low - high >= slope.GAP for high, low in itertools.pairwise(places))


def test_the_result_shows_the_chart_only_beside_form_a(store):
    _, state = finished(store, keys(BEFORE, right=False), keys(AFTER))
    assert "nc-slopes" in state["html"]
    assert "nc-slopes" not in report.html((BEFORE.exercises, AFTER.exercises, None, keys(AFTER)))
    said = report.text((BEFORE.exercises, AFTER.exercises, keys(BEFORE), keys(AFTER)))
    assert "All questions 20 of 20 20 of 20" in said and "After it All" not in said
