"""The question widget's Python side, the still panel, and the colours of the style sheet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonkit import frontend
from lessonkit.exercises.panel import Panel, plain
from lessonkit.exercises.question import Question

VIEW = {
    "id": "a/b",
    "number": "06.2",
    "kind": "choice",
    "title": "What an ally must do",
    "minutes": 2,
    "prompt": "",
    "options": [],
}


class Scripted:
    """A session that notes what it is asked, and fails when it is told to."""

    def __init__(self, trouble=None):
        self.asked = []
        self.trouble = trouble
        self.state = {"outcome": None, "say": [], "tries": 0}
        self.draft = None

    def _note(self, *asked):
        self.asked.append(asked)
        if self.trouble:
            raise self.trouble
        return {"outcome": "incorrect", "say": [], "tries": len(self.asked)}

    def answer(self, value):
        return self._note("answer", value)

    def hint(self):
        return self._note("hint")

    def reset(self):
        return self._note("reset")

    def score(self, scores):
        return self._note("score", scores)

    def keep(self, value):
        self.draft = value
        self.state = self._note("draft", value)


def sent_by(question):
    """Collect what the widget sends to the browser besides its traits."""
    sent = []
    question.send = lambda content, buffers=None: sent.append(content)
    return sent


# -- messages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ({"do": "check", "answer": "b"}, ("answer", "b")),
        ({"do": "check"}, ("answer", None)),
        ({"do": "hint"}, ("hint",)),
        ({"do": "reset"}, ("reset",)),
        ({"do": "score", "scores": [2, 1]}, ("score", [2, 1])),
        ({"do": "draft", "answer": "3."}, ("draft", "3.")),
    ],
)
def test_each_message_reaches_the_session_and_is_confirmed(message, asked):
    session = Scripted()
    question = Question(VIEW, session)
    sent = sent_by(question)
    question._handle_custom_msg(message, [])
    assert session.asked == [asked]
    assert question.state["tries"] == 1
    assert sent == [{"handled": message["do"]}]


def test_a_draft_goes_to_the_page_and_is_gone_once_it_is_forgotten():
    session = Scripted()
    session.draft = "half a sen"
    question = Question(VIEW, session)
    assert question.draft == {"answer": "half a sen"}
    session.draft = None
    question._receive(None, {"do": "check", "answer": "b"}, [])
    assert question.draft == {}


def test_the_text_form_says_that_the_answer_is_shown():
    session = Scripted()
    session.state = {"outcome": "incorrect", "done": True}
    assert repr(Question(VIEW, session)).endswith("answered: the answer is shown")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
    max_leaves=8,
)


@given(anything | st.fixed_dictionaries({"do": anything}, optional={"answer": anything}))
def test_a_message_of_any_other_sort_is_ignored(message):
    do = message.get("do") if isinstance(message, dict) else None
    if do in ("check", "hint", "reset", "score", "draft"):
        return
    session = Scripted()
    question = Question(VIEW, session)
    sent = sent_by(question)
    question._receive(question, message, [])
    assert session.asked == []
    assert sent == []
    assert question.state == session.state


@given(anything)
def test_an_answer_of_any_sort_is_handed_on_unchanged(answer):
    session = Scripted()
    Question(VIEW, session)._receive(None, {"do": "check", "answer": answer}, [])
    assert len(session.asked) == 1
    assert session.asked[0][1] is answer


@pytest.mark.parametrize("do", ["check", "hint", "reset", "score", "draft"])
def test_trouble_in_a_session_becomes_an_escaped_note(do):
    question = Question(VIEW, Scripted(RuntimeError("<b>disk</b>")))
    sent = sent_by(question)
    question._receive(question, {"do": do}, [])
    (note,) = question.state["say"]
    assert note["tone"] == "note"
    assert note["head"] == "I cannot check this"
    assert "RuntimeError: &lt;b&gt;disk&lt;/b&gt;" in note["html"]
    assert sent == [{"handled": do}]


@pytest.mark.parametrize(
    ("outcome", "standing"),
    [
        (None, "not answered yet"),
        ("unanswered", "not answered yet"),
        ("correct", "answered: right"),
        ("partly", "answered: nearly"),
        ("incorrect", "answered: not yet"),
        ("uncheckable", "answered: could not be checked"),
    ],
)
def test_the_text_form_is_two_plain_lines(outcome, standing):
    session = Scripted()
    session.state = {"outcome": outcome}
    question = Question(VIEW, session)
    assert repr(question) == f"Question 06.2 (choice): What an ally must do\n{standing}"
    bundle, _ = question._repr_mimebundle_()
    assert bundle["text/plain"] == repr(question)


# -- the panel ------------------------------------------------------------------------------------


def test_a_panel_says_the_same_as_text_and_as_html():
    say = [
        {"tone": "bad", "head": "Not yet", "html": "<p>Read <em>it</em>\nagain.</p><ul><li>one</li><li>two</li></ul>"},
        {"tone": "note", "head": "The answer", "html": "<pre><code>for a in b:\n    total += a\n</code></pre>"},
    ]
    panel = Panel(say, "The shield", "try 2 of 2")
    assert repr(panel) == (
        "The shield · try 2 of 2\nNot yet: Read it again.\n- one\n- two\nThe answer: for a in b:\n    total += a"
    )
    shown = panel._repr_html_()
    assert '<div class="nc-say nc-bad"><b>Not yet</b>' in shown
    assert '<div class="nc-say nc-note"><b>The answer</b>' in shown


@given(st.text(), st.text(), st.text())
def test_plain_text_in_a_panel_is_escaped(head, text, title):
    shown = Panel.note(head, text)._repr_html_()
    titled = Panel([], title, title)._repr_html_()
    for tags in (re.findall(r"<\s*/?\s*([a-z]+)", shown), re.findall(r"<\s*/?\s*([a-z]+)", titled)):
        assert set(tags) <= {"style", "div", "b", "p", "strong", "span"}


def test_a_panel_obeys_no_tag_in_a_name():
    shown = Panel.note("No exercise <script>", "<img src=x onerror=alert(1)>")._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert repr(Panel.note("Which one", "a < b & c")) == "Which one: a < b & c"


def test_an_unknown_tone_is_a_note():
    assert 'class="nc-say nc-note"' in Panel([{"tone": '"><x', "head": "h", "html": ""}])._repr_html_()


def test_a_panel_stays_small():
    assert len(Panel.note("Right", "So it is.")._repr_html_()) < 5_000


@given(st.text(alphabet="<>/pblia &;\n", max_size=40))
def test_plain_never_fails_and_leaves_no_blank_line(markup):
    assert "" not in plain(markup).split("\n")[1:]


# -- files and colours ----------------------------------------------------------------------------


def test_scripts_are_joined_in_order_into_one_module():
    module = Question._esm
    assert module.index("function guard(") < module.index("PARTS.choice = ") < module.index("export default")
    assert module.count("export default") == 1


def test_a_missing_file_is_an_error():
    with pytest.raises(FileNotFoundError):
        frontend.css("no-such.css")


def test_nothing_is_loaded_from_the_network():
    for text in (Question._esm, Question._css):
        addresses = set(re.findall(r"https?://[^\s\"')]+", text))
        assert addresses <= {"http://www.w3.org/2000/svg"}
        assert "@import" not in text
        assert "import(" not in text


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """Return the contrast ratio of two colours as in WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(theme):
    """Return {name: colour} of base.css in a theme; the paper also as JupyterLab has it."""
    found = re.findall(r"--nc-([a-z-]+):[^;]*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", frontend.css("base.css"))
    named = {name: pair[theme == "dark"] for name, *pair in found}
    return named | {"lab-paper": {"light": "#ffffff", "dark": "#111111"}[theme]}


PAPERS = ("paper", "lab-paper", "wash", "accent-wash")
TEXTS = [(ink, paper) for ink in ("ink", "soft", "accent") for paper in PAPERS]
TEXTS += [(tone, paper) for tone in ("good", "near", "bad") for paper in (f"{tone}-wash", "paper", "lab-paper")]
TEXTS += [(ink, f"{tone}-wash") for ink in ("ink", "soft", "accent") for tone in ("good", "near", "bad")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "paper"), TEXTS)
def test_text_has_a_contrast_of_four_and_a_half(theme, text, paper):
    named = colours(theme)
    assert contrast(named[text], named[paper]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("line", ["edge", "focus"])
def test_borders_of_controls_and_the_focus_ring_have_a_contrast_of_three(theme, line):
    named = colours(theme)
    assert min(contrast(named[line], named[paper]) for paper in PAPERS) >= 3


def test_contrast_is_computed_as_in_the_standard():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
