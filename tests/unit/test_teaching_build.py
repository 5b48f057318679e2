"""Teaching pages: what is cut out of a lesson, what stands on slides and paper, and that a hostile text stays text."""

import copy
import json
import re
from functools import cache
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from lessonkit import course
from lessonkit.bank import bank, markdown
from lessonkit.bank.item import Item, Lesson
from lessonkit.build import BuildError
from lessonkit.cli import main as cli
from lessonkit.cli.command import MISUSED
from lessonkit.teaching import charts, deck, fit, lesson_text, markup, notes, paper, slides, sources, worksheets
from lessonkit.teaching.settings import settings
from lessonkit.teaching.slide import Slide
from lessonkit.teaching.tables import Table
from lessonkit.texts.lessons import lesson, lessons

SAMPLE = Path(__file__).parents[1] / "fixtures" / "exercises" / "sample.yml"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }} [x](javascript:alert(3)) ](http://evil.test)"
TAUGHT = [one for one in lessons() if one.teaches]


@cache
def sections_of(stem):
    return lesson_text.read(course.current().root / "lessons" / f"{stem}.ipynb")


def made_notebook(*cells):
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    )


# -- text -----------------------------------------------------------------------------------------


def test_a_paragraph_is_cut_between_sentences_only():
    text = '**They do. All of them.** John F. Kennedy said [one. Two](https://a.test) in 1961<!--{x}-->. It cost 3.5 %. "Why? Because," he said. $a. B$ is set.'
    assert markup.sentences(text) == [
        "**They do. All of them.**",
        "John F. Kennedy said [one. Two](https://a.test) in 1961.",
        "It cost 3.5 %.",
        '"Why? Because," he said.',
        "$a. B$ is set.",
    ]
    assert markup.sentences("") == [] and markup.sentences("No end") == ["No end"]


def test_html_is_text_a_link_its_words_and_a_formula_mathml():
    assert markup.inline("a <b onclick=x> [c](javascript:alert(1)) *d*") == "a &lt;b onclick=x&gt; c <em>d</em>"
    assert markup.inline("1. not a list\n# nor a heading") == "1. not a list # nor a heading"
    assert markup.unlinked("a [b](https://x.test/y_(z)#w) [c](d)") == "a b c"
    shown = markup.inline("for $q_i$")
    assert "<msub><mi>c</mi><mn>1</mn></msub>" in markup.typeset(
        "<p>($c_1$ rises) &lt;b&gt;</p>"
    ) and "$" not in markup.typeset("<p>$r^*$?</p>")
    assert markup.typeset("<p>US$5 and $6, or $ 7 $</p>") == "<p>US$5 and $6, or $ 7 $</p>"
    assert "<script" not in markup.typeset("$&lt;script&gt;x$")
    assert "<math" in shown and "<msub><mi>q</mi><mi>i</mi></msub>" in shown and "$" not in shown


def test_a_notebook_becomes_sections():
    cell = nbformat.v4.new_code_cell('load("members")')
    frame = pd.DataFrame({"iso3": ["EST"], "share_of_gdp": [3.4]})
    cell.outputs = [nbformat.v4.new_output("execute_result", {"text/html": frame.to_html(), "text/plain": "x"})]
    top, claim = lesson_text.sections(
        made_notebook(
            "# T\n\nLead.",
            "## One\n\nText<!--{x}--> here.\n\n- a\n- b\n\n$$x^2$$",
            "### Two\n\n| a | b |\n|---|---|\n| 1 | 2 |",
            cell,
        )
    )
    assert (top.title, claim.title, [child.title for child in claim.children]) == ("T", "One", ["Two"])
    assert claim.parts == [
        lesson_text.Paragraph("Text here."),
        lesson_text.Bullets(("a", "b")),
        lesson_text.Formula("x^2"),
    ]
    assert claim.children[0].parts == [
        Table(("a", "b"), (("1", "2"),)),
        Table(("iso3", "share of gdp"), (("EST", "3.4"),), ("members",)),
    ]


def test_tables_of_pandas_keep_names_and_levels():
    named = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["x", "y"], name="who"))
    assert Table.of_html(named.to_html()) == Table(("who", "n"), (("x", "1"), ("y", "2")))
    levels = pd.DataFrame(
        [[1, 2]],
        index=pd.Index([2024], name="year"),
        columns=pd.MultiIndex.from_tuples([("2024", "agreed"), ("2026", "core")]),
    )
    assert Table.of_html(levels.to_html()).columns == ("year", "2024 agreed", "2026 core")


def test_a_cut_table_says_how_much_is_missing():
    cut = Table(("a", "b"), (("1", "word " * 40),) * 9).cut(2, 2)
    assert (len(cut.rows), cut.of, cut.cut(1, 2).of) == (2, 9, 9)
    assert cut.rows[0][1].endswith("word …") and len(cut.rows[0][1]) < 95


def test_notes_of_a_lesson_plan(tmp_path):
    assert notes.read(tmp_path / "none.md") == {}
    (tmp_path / "a.md").write_text(
        "# Plan\n\n## Slides\n\n- **Who pays?** Ask first.\n  Then wait.\n- **Two readings**\n\n## Other\n\n- **Not this** no\n",
        encoding="utf-8",
    )
    found = notes.read(tmp_path / "a.md")
    assert found == {"Who pays?": "Ask first. Then wait.", "Two readings": ""}
    assert notes.unmatched(found, ["Who pays?", "Other"]) == ["Two readings"] and notes.unmatched({}, []) == []
    assert (
        notes.find(found, "Who pays") == "Ask first. Then wait."
        and notes.find(found, "Two readings: a or b?") == ""
        and notes.find(found, "Else") is None
    )
    (tmp_path / "b.md").write_text("# Plan without slides\n", encoding="utf-8")
    assert notes.read(tmp_path / "b.md") == {}


# -- slides ---------------------------------------------------------------------------------------


def test_a_plan_chooses_claims_and_speaks_first():
    one = lesson("who-pays")
    plan = {"Thirty-one dots are few": "Draw <dots>."}
    found = slides.candidates(one, sections_of(one.stem), bank.lesson(one.slug), plan, [])
    [(slide, rank)] = [pair for pair in found if pair[0].title == "Thirty-one dots are few"]
    assert rank == 0 and slide.notes[0] == "Draw &lt;dots&gt;."


@pytest.mark.parametrize("one", TAUGHT, ids=lambda one: one.number)
def test_every_lesson_gives_the_steps_of_a_class(one):
    found = slides.candidates(one, sections_of(one.stem), bank.lesson(one.slug), {}, [])
    kickers = [re.sub(r" \d\d\.\w+", "", slide.kicker) for slide, rank in found if rank is None]
    assert kickers[:3] == [f"Lesson {one.number}", "Question", "Answer"] and kickers[-3:] == [
        "Question",
        "Answer",
        "Exit ticket, on paper",
    ]
    assert {"Before you look", "Explore, in pairs", "Disputed"} <= set(kickers)
    assert sorted(rank for _, rank in found if rank is not None) == list(range(len(found) - len(kickers)))
    for slide, _ in found:
        assert slide.title and (slide.texts or slide.points or slide.columns or slide.exhibit)
    answer = next(n for n, (slide, _) in enumerate(found) if slide.kicker.startswith("Answer"))
    assert found[answer - 1][0].kicker == found[answer][0].kicker.replace("Answer", "Question")


def slide_of(points=0, rows=0, title="T"):
    table = Table(("a",), (("x",),) * rows) if rows else None
    return Slide(
        markup.inline(title),
        points=tuple(markup.inline(f"p{n}") for n in range(points)),
        exhibit=table,
        notes=(markup.inline("n"),),
    )


def size(slide):
    return len(slide.points) + len(slide.texts) + (len(slide.exhibit.rows) if slide.exhibit else 0)


def test_a_slide_that_is_too_large_is_cut_and_loses_nothing():
    cut = fit.parts(slide_of(points=7), lambda slide: size(slide) > 3)
    assert [len(part.points) for part in cut] == [3, 3, 1] and [point for part in cut for point in part.points] == list(
        slide_of(points=7).points
    )
    assert cut[0].title == "T" and all(
        "(continued)" in part.title and part.title.count("continued") == 1 and not part.notes for part in cut[1:]
    )
    assert [
        (size(part), len(part.points)) for part in fit.parts(slide_of(points=3, rows=6), lambda slide: size(slide) > 7)
    ] == [(7, 3)]
    assert [
        (len(part.points), part.shape) for part in fit.parts(slide_of(points=3, rows=6), lambda slide: size(slide) > 4)
    ] == [(3, ""), (0, "table")]
    with pytest.raises(BuildError, match="The slide “T” holds a part that is larger"):
        fit.parts(slide_of(points=2), lambda slide: True)


def test_fourteen_slides_the_best_claims_in_the_order_of_the_lesson():
    given = [
        (slide_of(1, title="first"), None),
        *((slide_of(1, title=f"claim {n}"), n) for n in (3, 0, 2, 1)),
        *[(slide_of(1, title="last"), None)] * 10,
    ]
    shown = fit.fitted(given, lambda slide: False)
    assert [str(slide.title) for slide in shown[:4]] == ["first", "claim 0", "claim 2", "claim 1"] and len(
        shown
    ) == fit.MOST


def test_a_deck_loads_nothing_but_what_lies_beside_it():
    page = BeautifulSoup(deck.page([slide_of(2, 2)], "A <deck>"), "html.parser")
    assert page.title.string == "A <deck>" and page.html["lang"] == "en"
    assert [tag.get("src") or tag.get("href") for tag in page.select("[src], [href]")] == [
        "reveal/reset.css",
        "reveal/reveal.css",
        "reveal/reveal.js",
        "reveal/notes.js",
    ]
    assert all(
        (deck.REVEAL / name).exists() for name in ("reset.css", "reveal.css", "reveal.js", "notes.js", "LICENSE")
    )
    assert [note.get_text(strip=True) for note in page.select("section aside.notes")] == ["n"]


# -- charts ---------------------------------------------------------------------------------------


def chart(**parts):
    told = {
        "explorer": "x",
        "title": "X",
        "moment": "start",
        "number": 1,
        "mission": "Set **a**. How many? Go on.",
        "asked": (),
        "found": "",
        "controls": (("A", "1"),),
        "reading": "One. Two.",
        "caption": "C",
        "table": Table(("n",), (("1",),)),
        "wall": "d2FsbA==",
        "paper": "cGFwZXI=",
        "width": 800,
        "height": 336,
        "letters": 18.0,
        "slide": True,
        "sheet": True,
    }
    return charts.Chart(**told | parts)


@pytest.fixture
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("NATO_COURSE_HOME", str(tmp_path / "progress"))


def test_an_explorer_is_shown_as_missions_begin_and_end(own_home):
    runs = [run for _, run in settings("shared-shield")]
    assert [(run.number, run.moment) for run in runs] == [
        (1, "start"),
        (1, "done"),
        (2, "done"),
        (3, "start"),
        (3, "done"),
    ]
    assert [(run.slide, run.sheet) for run in runs] == [
        (False, True),
        (True, False),
        (True, True),
        (False, True),
        (True, False),
    ]
    assert [run.controls for run in runs] == [(("Spill-over θ", value),) for value in ("0", "1", "0.01")] + [
        (("Year", value),) for value in ("2014", "2024")
    ]
    assert (
        "31 of 31 allies pay" in runs[0].reading
        and "1 of 31 allies pays" in runs[1].reading
        and runs[1].found.startswith("**One.**")
    )
    assert [len(run.table["rows"]) for run in runs] == [31] * 5 and not runs[0].found


def test_nobodys_guess_is_shown(own_home):
    [gone] = [run for _, run in settings("subtract-one") if (run.number, run.moment) == (1, "done")]
    assert (
        "no single share" in gone.found
        and "guess" not in f"{gone.found} {gone.reading} {gone.table}".casefold()
        and "nearest" not in gone.found
    )


def test_slides_show_missions_done_and_paper_how_they_begin():
    runs = [
        chart(number=number, reading=reading, slide=slide, sheet=sheet)
        for number, reading, slide, sheet in (
            (1, "a", False, True),
            (1, "b", True, False),
            (2, "c", True, True),
            (3, "d", True, True),
        )
    ]
    assert [one.reading for one in charts.for_slides(runs)] == ["b", "c", "d"] and [
        one.reading for one in charts.for_paper(runs)
    ] == ["a", "c", "d"]
    two = [*runs, *(chart(explorer="y", number=number, reading=f"y{number}") for number in (1, 2, 3))]
    assert [one.reading for one in charts.for_slides(two)] == ["b", "c", "y1"]
    assert charts.for_slides([chart(number=number) for number in (1, 2)]) == [chart()]


def test_a_chart_that_holds_only_what_learners_did_is_not_printed():
    assert not any(run.slide or run.sheet for _, run in settings("council-in-tray"))


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        ({}, "How many?"),
        ({"asked": ("Think. Who pays?",)}, "Who pays?"),
        ({"mission": "Set it. Watch."}, "Watch."),
        ({"found": "**9 %.** Then. **One number fits all of them**, so."}, "One number fits all of them"),
        (
            {"found": "One of the allies pays for all the others in this model. " + "Long. " * 40},
            "One of the allies pays for all the others in this model." + " Long." * 10,
        ),
        ({"found": "Yes."}, "How many?"),
    ],
)
def test_a_chart_has_a_claim_or_a_question_for_its_title(parts, title):
    one = lesson("who-pays")
    found = slides.candidates(one, sections_of(one.stem), bank.lesson(one.slug), {}, [chart(**parts)])
    [(slide, rank)] = [pair for pair in found if pair[0].shape == "chart"]
    assert (slide.title, rank, slide.kicker) == (title, 1, "X · A: 1")
    page = BeautifulSoup(deck.slide_html(slide), "html.parser")
    assert (
        page.img["alt"] == "One. Two." and page.select_one(".words").get_text(strip=True) == "What it shows.One. Two."
    )


def test_a_long_reading_goes_on_in_the_notes():
    given = Slide(markup.inline("T"), texts=(slides.shows(["One.", "Two."]),), exhibit=chart())
    [cut] = fit.parts(given, lambda slide: "Two" in slide.texts[0])
    assert cut.texts == (slides.shows(["One."]),) and cut.notes == ("One. Two.",)
    with pytest.raises(BuildError, match="leaves no room for its reading"):
        fit.parts(given, lambda slide: True)


def test_default_runs_are_on_the_worksheet():
    one = lesson("who-pays")
    page = BeautifulSoup(
        worksheets.worksheet(
            one, sections_of(one.stem), bank.lesson(one.slug), [chart(), chart(number=2, reading="Three.")]
        ),
        "html.parser",
    )
    assert [image["alt"] for image in page.select("img.chart")] == ["One. Two.", "Three."] and {
        image["src"] for image in page.select("img.chart")
    } == {"data:image/png;base64,cGFwZXI="}
    assert [section.find_next("table").caption.get_text() for section in page.select(".run")] == ["C", "C"]


@pytest.mark.slow
def test_only_what_changed_is_photographed_again(tmp_path, monkeypatch):
    asked = []

    class Darkroom:
        def charts(self, explorers):
            asked.append(explorers)
            told = vars(chart()) | {"table": {"caption": "C", "columns": ["n"], "rows": [["1"]]}}
            return {explorer: [told | {"explorer": explorer}] for explorer in explorers}

        def close(self):
            pass

    monkeypatch.setattr(charts, "Darkroom", Darkroom)
    wanted = [lesson("06"), lesson("13")]
    first = charts.of_lessons(tmp_path, wanted)
    assert asked == [["shared-shield", "who-helps-most", "next-crisis"]] and [
        one.explorer for one in first["13-ukraine-and-the-next-crisis"]
    ] == ["who-helps-most", "next-crisis"]
    assert charts.of_lessons(tmp_path, wanted) == first and len(asked) == 1
    file = tmp_path / "next-crisis.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    code = {name for name in kept["made from"] if name.endswith((".py", ".js"))}
    model, frame = "nato_course/explorers/next_crisis/model.py", "lessonkit/explorer/frame.py"
    assert {model, frame, "nato_course/explorers/next_crisis/view.js", "lessonkit/teaching/darkroom.py"} <= code
    # An edit of slides, of exercises or of another explorer takes no picture anew.
    assert {name for name in code if name.startswith("lessonkit/teaching/")} == {
        f"lessonkit/teaching/{name}.py" for name in ("__init__", "darkroom", "settings")
    }
    assert not any(name.startswith(("lessonkit/kinds/", "nato_course/explorers/who_helps_most/")) for name in code)
    assert {"requirements.lock", "data/ukraine_support.csv"} & kept["made from"].keys() == {"requirements.lock"}
    for damaged in (json.dumps(kept | {"made from": kept["made from"] | {model: "old"}}), "{"):
        file.write_text(damaged, encoding="utf-8")
        assert charts.of_lessons(tmp_path, wanted) == first and asked.pop() == ["next-crisis"]


def test_without_a_browser_one_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr("lessonkit.build.browser.find", lambda: None)
    with pytest.raises(BuildError, match="need Chromium, Chrome or Edge, and none was found"):
        charts.of_lessons(tmp_path, [lesson("06")])
    assert list(tmp_path.iterdir()) == []


# -- paper ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample():
    return bank.read(SAMPLE)


def test_each_kind_has_its_paper_form(sample):
    page = BeautifulSoup(
        worksheets.worksheet(lesson("who-pays"), sections_of("06-who-pays"), sample, []), "html.parser"
    )
    special = {"code": "pre", "countries": "svg.map path.choice", "critique": "blockquote", "classify": "td.tick .box"}
    for item in sample.items:
        task = page.find(id=f"t-{item.full_id.replace('/', '-')}").parent
        assert task.select(".box, .line, .lines i, .slots i"), f"{item.kind} has no place for an answer"
        assert task.select(special.get(item.kind, "h3")), item.kind
        assert ("Needs a computer" in task.get_text()) == item.logic.in_cell
    assert len(page.select(".card")) == sum(len(paper.task(item).cards) for item in sample.items) > 0


@pytest.mark.parametrize("one", TAUGHT, ids=lambda one: one.number)
def test_a_worksheet_asks_everything_and_tells_no_key(one):
    exercises, sections = bank.lesson(one.slug), sections_of(one.stem)
    text = " ".join(
        BeautifulSoup(worksheets.worksheet(one, sections, exercises, [], large=one.number == "06"), "html.parser")
        .get_text(" ")
        .split()
    )
    assert all(item.title in text for item in exercises.items)
    for item in exercises.items:
        why = " ".join(markup.words(item.fill(item.explanation)).split())
        assert why and why not in text
    key = BeautifulSoup(worksheets.key(one, exercises), "html.parser")
    assert len(key.select("section.task")) == len(exercises.items)
    assert len(key.select("section h3")) == sum(bool(item.logic.reasons(item)) for item in exercises.items)


def test_the_letters_of_the_key_put_the_cards_in_order(sample):
    for item in sample.items:
        task, answer = paper.task(item), paper.answer(item)
        assert bool(task.cards) == bool(answer.letters)
        if item.kind == "order":
            cards = dict(task.cards)
            right = [markdown.html(item.fill(entry["text"])) for entry in item.items]
            assert [cards[letter] for letter in answer.letters.split()] == right


def test_an_exercise_that_is_held_back_has_a_task_and_no_key(sample):
    open_one = next(item for item in sample.items if item.kind == "choice")
    held = Item(
        {
            "id": "x",
            "kind": "choice",
            "title": "T",
            "minutes": 1,
            "withheld": True,
            "view": open_one.logic.view(open_one),
        },
        sample,
        "99.1",
    )
    assert paper.task(held).view["options"]
    answer = paper.answer(held)
    assert "Your teacher has the answer" in answer.key and not answer.mistakes


def test_the_data_table_names_source_and_edition():
    one = lesson("who-pays")
    table = sources.main_table(one, sections_of(one.stem))
    page = worksheets.worksheet(one, sections_of(one.stem), bank.lesson(one.slug), [])
    assert table.columns[:2] == ("Place", "Spending (billion US dollars)") and len(table.rows) <= sources.ROWS
    for origin in sources.origins(table):
        assert str(origin["edition"]) in page
    fallback = sources.main_table(lesson("does-a-promise-deter"), [])
    assert (
        fallback.loads == ("defence_expenditure",)
        and fallback.columns[0] == "state"
        and fallback.rows[0][0] == "Albania"
    )


def test_a_source_comes_with_our_words_only_where_the_lesson_has_them():
    one = lesson("who-pays")
    said = {reference.key: text for reference, text in sources.pack(one, sections_of(one.stem))}
    assert said["alley-2021"].startswith("[Joshua Alley]") and said["alley-2021"].endswith(
        "little evidence that small partners ride on large ones."
    )
    assert said["world-bank-population"] == ""


# -- hostile content ------------------------------------------------------------------------------


def poisoned(data):
    """Put a hostile text at the end of every text that is shown."""
    shown = (
        "title",
        "prompt",
        "text",
        "feedback",
        "explanation",
        "claim",
        "claim_source",
        "unit",
        "missed",
        "model_answer",
        "starter",
    )
    if isinstance(data, dict):
        return {
            key: f"{value} {HOSTILE if key != 'starter' else '# ' + HOSTILE}"
            if key in shown and isinstance(value, str)
            else poisoned(value)
            for key, value in data.items()
        }
    return [poisoned(value) for value in data] if isinstance(data, list | tuple) else data


def assert_harmless(html, scripts):
    page = BeautifulSoup(html, "html.parser")
    assert "alert(1)" in page.get_text()  # it is shown, as text
    assert len(page.find_all("script")) == scripts and not page.select("iframe, object, [onerror], [onclick]")
    assert all(image["src"].startswith("data:image/png;base64,") for image in page.select("img"))
    assert not [
        tag
        for tag in page.select("[href]")
        if not re.match(r"https?://|reveal/|#harmful-link", tag["href"]) or "evil" in tag["href"]
    ]
    assert "{{ 7*7 }}" in page.get_text()


def hostile_chart():
    return chart(
        explorer=f"x {HOSTILE}",
        title=HOSTILE,
        mission=HOSTILE,
        asked=(HOSTILE,),
        found=HOSTILE,
        controls=((HOSTILE, HOSTILE),),
        reading=HOSTILE,
        caption=HOSTILE,
        table=Table((HOSTILE,), ((HOSTILE,),)),
    )


def test_hostile_exercises_stay_text(sample):
    made = {item.id: Item(poisoned(copy.deepcopy(item.data)), sample, item.number) for item in sample.items}
    spoilt = Lesson(
        "99",
        "sample",
        HOSTILE,
        SAMPLE,
        tuple(made[i.id] for i in sample.retrieval),
        tuple(made[i.id] for i in sample.exercises),
        made.get(sample.exit.id) if sample.exit else None,
    )
    one = lesson("who-pays")
    sections = list(
        lesson_text.sections(
            made_notebook(
                f"# T {HOSTILE}",
                f"## Claim {HOSTILE}\n\nFirst {HOSTILE}.\n\n| a {HOSTILE} |\n|---|\n| b |",
                f"## Exit ticket\n\n{HOSTILE}",
            )
        )
    )
    for large in (False, True):
        assert_harmless(worksheets.worksheet(one, sections, spoilt, [hostile_chart()], large), scripts=0)
    assert_harmless(worksheets.key(one, spoilt), scripts=0)
    shown = [
        slide for slide, _ in slides.candidates(one, sections, spoilt, {f"Claim {HOSTILE}": HOSTILE}, [hostile_chart()])
    ]
    assert_harmless(deck.page(shown, HOSTILE), scripts=3)


# -- the command ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["teaching", "who-pay"], "There is no lesson 'who-pay'. Did you mean 'who-pays'?\n"),
        (["teaching", "00"], "00-start-here is not one of the lessons that teach, so it has no teaching pages.\n"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(arguments, message, capsys):
    assert cli.main(["build", *arguments]) == MISUSED
    assert capsys.readouterr().err == message


def test_a_lesson_that_is_not_built_is_named(tmp_path):
    with pytest.raises(BuildError, match=r"lessons/06-who-pays.ipynb is missing. Build it first with: course build"):
        lesson_text.read(tmp_path / "lessons" / "06-who-pays.ipynb")
