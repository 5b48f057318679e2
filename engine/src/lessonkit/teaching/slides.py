"""Which slides a lesson has, and what stands on each: made from the lesson's own sentences and exercises."""

import re
from dataclasses import replace

from markupsafe import Markup, escape

from lessonkit.bank.item import Lesson as Exercises
from lessonkit.explorer import asks
from lessonkit.explorer.inputs import Ask, AskChoice
from lessonkit.teaching import markup, notes
from lessonkit.teaching.charts import Chart, for_slides
from lessonkit.teaching.lesson_text import Bullets, Formula, Paragraph, Picture, Section
from lessonkit.teaching.questions import exit_ticket, first, question
from lessonkit.teaching.slide import Slide
from lessonkit.teaching.tables import Table
from lessonkit.texts.lessons import Lesson

MOST = 14
ROWS, COLUMNS = 6, 4
POINTS = 3
LONGEST_SETTING, LONGEST_TITLE = 90, 120
BOLD, WORD, FEWEST_WORDS = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"[^\W\d_]+"), 4
"""What is bold and has as many words is a claim, not a name or a number."""
SHORT = 60
"""Signs: a shorter sentence brings the next one along."""
NO_POINT = ("Source:", "Sources:")
# Sections that give a lesson its rhythm and make no claim.
RHYTHM = (
    "before you start",
    "what do you expect",
    "explore",
    "two readings",
    "in code",
    "practise",
    "read critically",
    "talk about it",
    "now",
    "exit ticket",
    "sources",
    "your brief",
)
AFTER_THE_CLAIMS = ("in code", "practise")


def candidates(
    lesson: Lesson, sections: list[Section], exercises: Exercises, plan: dict[str, str], charts: list[Chart]
) -> list[tuple[Slide, int | None]]:
    """Return the slides in the order of a lesson, each with its rank: None if it must be shown, else 0 for the first choice."""
    claims = _claims(sections)
    shown = [_chart(chart) for chart in for_slides(charts)]
    ranked: list[object] = [id(section) for section in _ranked(claims, plan)]
    ranked[1:1] = shown  # one claim comes first, then the charts, then the other claims
    start = next((n for n, section in enumerate(sections) if _starts(section, "explore")), len(sections))
    hooks = [section for section in claims if section in sections[:start]]
    steps = [
        *((slide, None) for slide in [_title(lesson, sections[0]), *question(first(exercises.retrieval))]),
        *((_claim(section), ranked.index(id(section))) for section in hooks),
        *((slide, None) for slide in [*_predict(lesson), *_explore(sections)]),
        *((slide, ranked.index(slide)) for slide in shown),
        *((_claim(section), ranked.index(id(section))) for section in claims if section not in hooks),
        *(
            (slide, None)
            for slide in [
                *_readings(sections),
                *question(first(exercises.exercises)),
                *exit_ticket(exercises.exit, _reflection(sections)),
            ]
        ),
    ]
    return [(_with_note(slide, plan), rank) for slide, rank in steps]


def _with_note(slide: Slide, plan: dict[str, str]) -> Slide:
    said = notes.find(plan, slide.title.striptags()) if plan else None
    return replace(slide, notes=(markup.inline(said), *slide.notes)) if said else slide


# -- the parts of a lesson ------------------------------------------------------------------------


def _starts(section: Section, *words: str) -> bool:
    return section.title.casefold().startswith(words)


def _claims(sections: list[Section]) -> list[Section]:
    """Return the sections that make a claim: those up to the code part that are no step of the lesson's rhythm."""
    end = next((n for n, section in enumerate(sections) if _starts(section, *AFTER_THE_CLAIMS)), len(sections))
    found = [
        part for section in sections[1:end] if not _starts(section, *RHYTHM) for part in (section, *section.children)
    ]
    return [section for section in found if section.of(Paragraph)]


def _ranked(sections: list[Section], plan: dict[str, str]) -> list[Section]:
    """Put first what the plan names, then what shows a table or a formula."""
    return sorted(
        sections,
        key=lambda section: (
            notes.find(plan, section.title) is None,
            not section.of(Table) and not section.of(Formula),
        ),
    )


def _title(lesson: Lesson, top: Section) -> Slide:
    said = [markup.inline(part.text) for part in top.of(Paragraph)[1:]]
    keys = "Keys: arrows turn the page, S opens these notes in a window of their own, F fills the screen, Esc shows all slides. To print, add ?print-pdf to the address."
    return Slide(
        markup.inline(lesson.title),
        f"Lesson {lesson.number}",
        (Markup("<p class=lead>{}</p>").format(lesson.question),),
        tuple(markup.inline(text) for text in lesson.objectives),
        notes=(Markup(keys), *said),
        first=True,
    )


def _predict(lesson: Lesson) -> list[Slide]:
    """Show what the first explorer asks, so that a class can guess with hands up."""
    asked = [ask for name in lesson.explorers[:1] for ask in asks(name)]
    if not asked:
        return []
    hint = "Count the guesses and write the spread on the board. A prediction is never marked."
    return [
        Slide(
            Markup("Write down what you expect"),
            "Before you look",
            points=tuple(map(_asked, asked)),
            notes=(Markup(hint),),
        )
    ]


def _asked(ask: Ask | AskChoice) -> Markup:
    spec = ask.spec()
    options = spec["hint"] if spec["kind"] == "number" else " · ".join(option["text"] for option in spec["options"])
    return Markup("{}<br><span class=dim>{}</span>").format(spec["label"], options)


def _explore(sections: list[Section]) -> list[Slide]:
    found = []
    for section in sections:
        if _starts(section, "explore"):
            tasks = [markup.inline(item) for part in section.of(Bullets)[:1] for item in part.items]
            picture = next(iter(section.of(Picture)), None)
            said = tuple(markup.inline(part.text) for part in section.of(Paragraph))
            found.append(
                Slide(
                    markup.inline(_capital(section.title.partition(":")[2].strip() or section.title)),
                    "Explore, in pairs",
                    points=tuple(tasks),
                    exhibit=picture,
                    notes=said,
                )
            )
    return found


def _chart(chart: Chart) -> Slide:
    """Show a chart with the question of its mission and its reading; what the mission says when it is done goes into the notes."""
    kicker = (
        f"{chart.title} · {chart.setting}" if chart.setting and len(chart.setting) < LONGEST_SETTING else chart.title
    )
    notes = (Markup("When the mission is done: {}").format(markup.inline(chart.found)),) if chart.found else ()
    return Slide(
        escape(_headline(chart)), kicker, (shows(markup.sentences(chart.reading)),), exhibit=chart, notes=notes
    )


def shows(sentences: list[str]) -> Markup:
    """Return the reading of a chart, or its first sentences, as its caption."""
    return Markup("<p><b>What it shows.</b> {}</p>").format(markup.inline(" ".join(sentences)))


def _headline(chart: Chart) -> str:
    """Return what is claimed or found when the mission is done; else what was asked before it, or in it, or the last thing to do."""
    claims = [
        claim.rstrip(".")
        for claim in BOLD.findall(chart.found)
        if claim[0].isupper() and len(WORD.findall(claim)) >= FEWEST_WORDS
    ]
    found = _as_title(markup.sentences(chart.found))
    told = markup.sentences(chart.mission)
    questions = [
        text
        for label in (*chart.asked, chart.mission)
        for text in markup.sentences(label)
        if text.endswith("?") and len(text) <= LONGEST_TITLE
    ]
    return markup.words([*claims, *([found] if len(found) >= SHORT else []), *questions, told[-1]][0])


def _as_title(sentences: list[str]) -> str:
    """Return the first sentences, as many as fit into a title."""
    titles = [" ".join(sentences[:kept]) for kept in range(len(sentences) + 1)]
    return max((title for title in titles if len(title) <= LONGEST_TITLE), key=len)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _claim(section: Section) -> Slide:
    """Take the beginning of each paragraph; the rest goes into the notes."""
    exhibit = next((part for part in section.parts if isinstance(part, Table | Formula)), None)
    if isinstance(exhibit, Table):
        exhibit = exhibit.cut(ROWS, COLUMNS)
    split = [markup.sentences(part.text) for part in section.of(Paragraph)]
    told = [number for number, own in enumerate(split) if not own[0].startswith(NO_POINT)][:POINTS]
    begun = [_beginning(own) if number in told else 0 for number, own in enumerate(split)]
    points = [" ".join(own[:kept]) for own, kept in zip(split, begun, strict=True) if kept]
    rest = [" ".join(own[kept:]) for own, kept in zip(split, begun, strict=True)]
    return Slide(
        markup.inline(section.title),
        points=tuple(map(markup.inline, points)),
        exhibit=exhibit,
        notes=tuple(markup.inline(text) for text in rest if text),
    )


def _beginning(sentences: list[str]) -> int:
    """Return how many sentences make a point: one, or two if the first is short."""
    return 2 if len(sentences) > 1 and len(markup.words(sentences[0])) < SHORT else min(1, len(sentences))


# -- two readings ---------------------------------------------------------------------------------


def _readings(sections: list[Section]) -> list[Slide]:
    """Show both sides of each dispute, equally long: two sentences each."""
    found = []
    for section in sections:
        sides = _sides(section) if _starts(section, "two readings") else []
        if len(sides) == 2:
            columns = tuple((markup.inline(name), markup.inline(" ".join(said[:2]))) for name, said in sides)
            rest = tuple(markup.inline(f"{name}: {' '.join(said[2:])}") for name, said in sides if said[2:])
            found.append(Slide(markup.inline(section.title), "Disputed", columns=columns, notes=rest))
    return found


def _sides(section: Section) -> list[tuple[str, list[str]]]:
    """Return (name, sentences) of the first two readings: sub-sections, or paragraphs that begin in bold."""
    if section.children:
        named = [
            (child.title.partition(":")[2].strip() or child.title, child.of(Paragraph)) for child in section.children
        ]
        return [(_capital(name), markup.sentences(parts[0].text)) for name, parts in named if parts][:2]
    bold = [part.text[2:].partition("**") for part in section.of(Paragraph) if part.text.startswith("**")]
    return [(name, markup.sentences(said)) for name, _, said in bold][:2]


def _reflection(sections: list[Section]) -> list[Markup]:
    return [
        markup.inline(part.text)
        for section in sections
        if _starts(section, "exit ticket")
        for part in section.of(Paragraph)
    ]
