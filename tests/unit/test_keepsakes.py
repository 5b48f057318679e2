"""Notes, the ending of a lesson, the certificate: what is written is kept, and what is said is so."""

import json
from datetime import date
from html.parser import HTMLParser

import pytest

from lessonkit.bank import bank
from lessonkit.bank.misconceptions import misconceptions, named
from lessonkit.cli import main as cli
from lessonkit.keepsakes import certificate, ending, note
from lessonkit.progress.overview import progress
from lessonkit.progress.store import Store, store
from lessonkit.texts.lessons import START, lesson, lessons

SLUG = "who-pays"
TAUGHT = [one for one in lessons() if one.teaches]


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path))
    return tmp_path


def sent(widget, message):
    """Give a widget a message of the browser; return what it sends back."""
    replies = []
    widget.send = replies.append
    widget._receive(widget, message, None)
    return replies


# -- notes -----------------------------------------------------------------------------------------


def test_a_note_is_kept_and_comes_back_in_a_new_store(own_home):
    made = note.note(f"{SLUG}/missions")
    keys = list(made.prompts)
    assert len(keys) == 3 and made.texts == dict.fromkeys(keys, "")
    assert sent(made, {"do": "keep", "key": keys[1], "text": "Yes: “all” pay. 🙂"}) == [{"kept": keys[1], "notice": ""}]
    assert made.texts[keys[1]] == "Yes: “all” pay. 🙂"
    assert Store(own_home).note(keys[1]) == "Yes: “all” pay. 🙂"
    assert note.note(f"{SLUG}/missions").texts == made.texts


def test_a_note_can_be_emptied():
    made = note.note(f"{SLUG}/start")
    (key,) = made.prompts
    sent(made, {"do": "keep", "key": key, "text": "A sentence."})
    sent(made, {"do": "keep", "key": key, "text": ""})
    assert note.note(f"{SLUG}/start").texts == {key: ""}


@pytest.mark.parametrize("text", [None, 7, ["x"], {"a": 1}])
def test_what_is_no_text_changes_nothing(text):
    made = note.note(f"{SLUG}/start")
    (key,) = made.prompts
    sent(made, {"do": "keep", "key": key, "text": "A sentence."})
    assert sent(made, {"do": "keep", "key": key, "text": text}) == [{"kept": key, "notice": ""}]
    assert made.texts == {key: "A sentence."}


@pytest.mark.parametrize(
    "message", [None, "keep", {}, {"do": "keep"}, {"do": "keep", "key": "other/start/1"}, {"do": "x"}]
)
def test_other_messages_are_ignored(message):
    assert sent(note.note(f"{SLUG}/start"), message) == []
    assert store().note("other/start/1") == ""


def test_a_long_or_broken_text_is_kept_as_far_as_it_can_be():
    made = note.note(f"{SLUG}/start")
    (key,) = made.prompts
    sent(made, {"do": "keep", "key": key, "text": "\ud800" + "x" * 5000})
    assert store().note(key) == "?" + "x" * (note.LONGEST - 1)


def test_notes_end_with_everything_else_and_stay_when_one_lesson_is_reset():
    store().keep_note(f"{SLUG}/start/1", "A sentence.")
    store().reset(lesson=SLUG)
    assert store().note(f"{SLUG}/start/1") == "A sentence."
    store().reset()
    assert store().note(f"{SLUG}/start/1") == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [(f"{SLUG}/mission", f"{SLUG}/missions"), (f"{SLUG}/", "Did you mean"), ("who/start", SLUG), (None, "no lesson")],
)
def test_an_unknown_note_is_told_in_one_sentence(name, words):
    with pytest.raises(KeyError) as caught:
        note.note(name)
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_the_plain_forms_hold_every_prompt_and_no_text_of_the_learner():
    store().keep_note(f"{SLUG}/missions/1", "secret")
    made = note.note(f"{SLUG}/missions")
    for form in (repr(made), made._repr_html_()):
        assert "Mission 3" in form and "secret" not in form


# -- endings ---------------------------------------------------------------------------------------


def card(slug=SLUG):
    return ending.ending(slug)


def test_the_empty_states_are_sentences():
    state = card().state
    assert (state["start"], state["first"], state["dropped"]) == ("", ending.NO_ANSWER, ending.NONE_DROPPED)
    store().record(f"{SLUG}/r1", "x", "incorrect", 0)
    assert card().state["first"] == ending.NONE_FIRST


def test_the_sentence_from_the_start_stands_beside_the_one_from_now():
    made = card()
    store().keep_note(f"{SLUG}/start/1", "The big ones do.")
    sent(made, {"do": "look"})
    assert made.state["start"] == "The big ones do."
    assert sent(made, {"do": "keep", "key": f"{SLUG}/end", "text": "It depends."}) == [
        {"kept": f"{SLUG}/end", "notice": ""}
    ]
    assert card().texts == {f"{SLUG}/end": "It depends."}
    assert store().note(f"{SLUG}/start/1") == "The big ones do."


def test_only_what_was_right_at_the_first_try_counts():
    first, second, *_ = bank.lesson(SLUG).items
    store().record(first.full_id, "x", "correct", 1)
    store().record(second.full_id, "x", "incorrect", 0)
    store().record(second.full_id, "x", "correct", 1)
    assert card().state["first"] == f"1 of {len(bank.lesson(SLUG).items)} questions: {first.title}."


def test_a_dropped_idea_was_shown_and_then_put_right():
    item = next(item for item in bank.lesson(SLUG).items if named(item.data))
    idea = sorted(named(item.data))[0]
    store().record(item.full_id, "x", "incorrect", 0, idea)
    assert card().state["dropped"] == ending.NONE_DROPPED
    store().record(item.full_id, "x", "correct", 1)
    said = card().state["dropped"]
    assert misconceptions()[idea]["name"] in said and misconceptions()[idea]["fact"] in said


def test_a_right_answer_in_a_review_puts_an_idea_right():
    item = next(item for item in bank.lesson(SLUG).items if named(item.data))
    idea = sorted(named(item.data))[0]
    store().record(item.full_id, "x", "incorrect", 0, idea)
    store().record_round(item.full_id, 1, "x", "correct", 1)
    assert misconceptions()[idea]["name"] in card().state["dropped"]
    assert card().state["first"] == ending.NONE_FIRST, "a review is no first try"


def test_an_idea_that_came_back_is_not_dropped(monkeypatch):
    times = iter(f"2026-11-24T10:00:0{second}+00:00" for second in range(9))
    monkeypatch.setattr("lessonkit.progress.store._now", lambda: next(times))
    item = next(item for item in bank.lesson(SLUG).items if named(item.data))
    idea = sorted(named(item.data))[0]
    store().record("other/exercise", "x", "incorrect", 0, idea)
    store().record(item.full_id, "x", "correct", 1)
    assert misconceptions()[idea]["name"] in card().state["dropped"]
    store().record("other/exercise", "x", "incorrect", 0, idea)
    assert card().state["dropped"] == ending.NONE_DROPPED


def test_what_comes_next_has_title_minutes_and_address():
    step = ending.after(lesson("article-5-article-4"))
    assert step == ending.Step("Lesson 05: Does a promise deter? (about 45 minutes)", "05-does-a-promise-deter.ipynb")
    assert ending.after(lessons()[-1]) is None
    assert step.url in card("article-5-article-4")._repr_html_()


@pytest.mark.parametrize("about", TAUGHT, ids=lambda about: about.slug)
def test_every_lesson_has_a_question_to_answer_twice_and_help_with_the_second(about):
    made = ending.Ending(about)
    assert about.notes[START] and made.view["question"].rstrip(".").endswith(("?", "reason"))
    assert about.ending
    json.dumps(made.view | made.state)


def test_named_finds_ideas_in_any_field():
    data = {"misconception": "M1", "rows": [{"a": {"misconception": "M2"}}], "misconceptions": {"use": "M3"}, "x": 1}
    assert named(data) == {"M1", "M2", "M3"}


# -- the certificate -------------------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_without_an_answer_there_is_no_certificate():
    assert certificate.page("Ada", date(2026, 11, 24)) == ""


def test_it_says_what_was_done_by_whom_and_when():
    for item in bank.lesson(SLUG).items[:3]:
        store().record(item.full_id, "x", "correct", 1)
    page = certificate.page("  Ada \n <b>Lovelace</b> & Co ", date(2026, 11, 24))
    assert "Ada &lt;b&gt;Lovelace&lt;/b&gt; &amp; Co" in page and "<b>" not in page
    assert "24 November 2026" in page
    [state] = [state for state in progress().states if state.done]
    assert f"{state.done} of {state.total}" in page and state.done > 0 and page.count('<th scope="row">') == 2
    assert "No school, office or organisation stands behind this page" in page
    outside = [attrs for tag, attrs in _Tags(page).tags if {"src", "href"} & set(attrs) or tag == "script"]
    assert outside == [], "it loads nothing"


def test_without_a_name_there_is_a_line_to_write_one():
    store().record(f"{SLUG}/r1", "x", "correct", 1)
    assert 'class="name blank"' in certificate.page(" ", date(2026, 11, 24))


def test_the_widget_makes_the_page_and_keeps_no_name(own_home):
    made = certificate.certificate()
    sent(made, {"do": "make", "learner": "Ada"})
    assert made.made == {"page": "", "say": certificate.NOTHING}
    store().record(f"{SLUG}/r1", "x", "correct", 1)
    sent(made, {"do": "make", "learner": "Ada Lovelace"})
    assert "Ada Lovelace" in made.made["page"]
    assert b"Lovelace" not in Store(own_home).path.read_bytes()
    sent(made, {"do": "make", "learner": 7})
    assert 'class="name blank"' in made.made["page"]
    assert sent(made, ["make"]) == []


def test_the_command_writes_the_page_or_says_why_not(tmp_path, capsys):
    file = tmp_path / "mine.html"
    assert cli.main(["certificate", "--to", str(file)]) == 1
    assert certificate.NOTHING in capsys.readouterr().err and not file.exists()
    store().record(f"{SLUG}/r1", "x", "correct", 1)
    assert cli.main(["certificate", "--name", "Ada", "--to", str(file)]) == 0
    assert "Ada" in file.read_text(encoding="utf-8")
    assert cli.main(["certificate", "--to", str(tmp_path / "none" / "x.html")]) == 1
    assert "cannot be written" in capsys.readouterr().err
