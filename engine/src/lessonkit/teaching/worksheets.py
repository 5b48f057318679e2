"""Worksheets, their large-print form and answer keys, as pages of HTML for the printer."""

from lessonkit.bank.item import Lesson as Exercises
from lessonkit.explorer import asks
from lessonkit.teaching import paper, sources
from lessonkit.teaching.charts import Chart, for_paper
from lessonkit.teaching.lesson_text import Bullets, Paragraph, Section
from lessonkit.teaching.rendering import render
from lessonkit.texts.lessons import Lesson

RUN_COLUMNS = 8


def worksheet(
    lesson: Lesson, sections: list[Section], exercises: Exercises, charts: list[Chart], large: bool = False
) -> str:
    """Return a lesson's worksheet; `large` sets it in 18 points or more, in one column."""
    table = sources.main_table(lesson, sections)
    return render(
        "worksheet.html",
        lesson=lesson,
        large=large,
        asks=[(ask, ask.spec()) for name in lesson.explorers for ask in asks(name)],
        missions=[part.items for section in _named(sections, "explore") for part in section.of(Bullets)[:1]],
        retrieval=[paper.task(item) for item in exercises.retrieval],
        tasks=[paper.task(item) for item in exercises.exercises],
        exit=paper.task(exercises.exit) if exercises.exit else None,
        reflection=[part.text for section in _named(sections, "exit ticket") for part in section.of(Paragraph)[:1]],
        table=table,
        origins=sources.origins(table) if table else [],
        pack=sources.pack(lesson, sections),
        runs=[(chart, chart.table.cut(sources.ROWS, RUN_COLUMNS)) for chart in for_paper(charts)],
    )


def key(lesson: Lesson, exercises: Exercises) -> str:
    """Return a lesson's answer key: answers, reasons and typical mistakes."""
    return render("key.html", lesson=lesson, large=False, answers=[paper.answer(item) for item in exercises.items])


def _named(sections: list[Section], beginning: str) -> list[Section]:
    return [section for section in sections if section.title.casefold().startswith(beginning)]
