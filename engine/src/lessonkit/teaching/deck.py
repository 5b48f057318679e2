"""Slides as one page of reveal.js, through nbconvert's exporter for slides."""

import shutil
from pathlib import Path

import nbformat
from markupsafe import Markup
from nbconvert.exporters import SlidesExporter

from lessonkit.teaching.rendering import FOLDER, render
from lessonkit.teaching.slide import Slide

REVEAL = Path(__file__).parents[1] / "vendor" / "reveal"
CSS = FOLDER / "deck" / "deck.css"
HTML = "text/html"


def page(slides: list[Slide], title: str) -> str:
    """Return the deck as a page that loads only the files of reveal.js beside it."""
    exporter = SlidesExporter(template_name="deck", extra_template_basedirs=[str(FOLDER)])
    body, _ = exporter.from_notebook_node(_notebook(slides, title), {"deck_css": CSS.read_text(encoding="utf-8")})
    return str(body)


def copy_reveal(folder: Path) -> None:
    """Put the files of reveal.js beside the slides."""
    shutil.copytree(REVEAL, folder / "reveal", dirs_exist_ok=True)


def slide_html(slide: Slide) -> Markup:
    """Return what stands on one slide."""
    return render("slide.html", slide=slide)


def measuring_page() -> str:
    """Return a page with one empty slide, styled as in the deck; its height follows its content."""
    css = "".join((REVEAL / name).read_text(encoding="utf-8") for name in ("reset.css", "reveal.css")) + CSS.read_text(
        encoding="utf-8"
    )
    free = ".slide { height: auto !important; } .reveal .slides, .reveal .slides section { display: block !important; position: static !important; width: 1280px; }"
    return f'<!doctype html><html lang="en"><style>{css}{free}</style><div class="reveal"><div class="slides"><section></section></div></div></html>'


def _notebook(slides: list[Slide], title: str) -> nbformat.NotebookNode:
    """A slide is a raw cell of HTML, and its notes another: nbconvert passes them on as they are."""
    cells = []
    for slide in slides:
        cells.append(_cell(slide_html(slide), "slide"))
        if slide.notes:
            cells.append(_cell(render("notes.html", slide=slide), "notes"))
    made: nbformat.NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata={"title": title})
    return made


def _cell(html: Markup, slide_type: str) -> nbformat.NotebookNode:
    metadata = {"raw_mimetype": HTML, "slideshow": {"slide_type": slide_type}}
    cell: nbformat.NotebookNode = nbformat.v4.new_raw_cell(str(html), metadata=metadata)
    return cell
