"""The whole build: plan, make, execute, photograph, seal, write."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from nbformat import NotebookNode, from_dict

from lessonkit import course
from lessonkit.build import BuildError, notebook, teaching_texts
from lessonkit.build.execute import execute
from lessonkit.build.hashing import LOCK
from lessonkit.build.pictures import PICTURE, Studio, album
from lessonkit.build.plan import Book, books
from lessonkit.build.stamps import Stamps
from lessonkit.build.workshop import Workshop
from lessonkit.pages import built

ALWAYS = (LOCK, "content/lessons/", "content/exercises/")
"""What every notebook is made from: also which texts and exercises there are."""
KERNELS = 2
"""Notebooks that run at the same time."""


def build(names: Iterable[str] = (), progress: Callable[[list[Book]], Iterable[Book]] = iter) -> list[str]:
    """Build the notebooks that are not up to date; return their names.

    `progress` wraps the list of notebooks, as tqdm does.

    Raises
    ------
    BuildError
        If content is wrong, a cell fails, or a notebook holds work that the build would overwrite.
    """
    stamps = Stamps()
    stale = [book for book in books(names) if stamps.state(book)]
    if stale:
        stamps.files.keep_all()
        _build(stale, stamps, progress)
    texts = teaching_texts.stale()
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [book.name for book in stale] + [path.relative_to(course.current().root).as_posix() for path in texts]


def _build(stale: list[Book], stamps: Stamps, progress: Callable[[list[Book]], Iterable[Book]]) -> None:
    pool = ThreadPoolExecutor(KERNELS)
    try:
        with Workshop() as workshop, Studio() as studio:
            if any(_pictures_expected(book, stamps) for book in stale):
                studio.prepare()
            # All content is read before the first kernel starts: its errors come at once.
            made = {book: workshop.make("lessonkit.build.making:make", book.kind, book.page.slug) for book in stale}
            tools, cameras = (workshop.record(f"lessonkit.build.{name}") for name in ("execute", "pictures"))
            notebooks = {book: from_dict(nb) for book, (nb, _) in made.items()}
            for book, nb in notebooks.items():
                _refuse_to_lose_work(book, nb, stamps)
            albums = {book: album(book.path) if _only_text_changed(book, stamps) else {} for book in stale}
            runs = {book: pool.submit(execute, nb, book.name, book.path.parent) for book, nb in notebooks.items()}
            for book in progress(stale):
                record = [*made[book][1], *tools, *runs[book].result()]
                nb = notebooks[book]
                if studio.photograph(nb, book.name, albums[book]):
                    record += cameras
                notebook.write(nb, book.path)
                built.keep(book.name, nb)
                stamps.seal(book, nb, {*ALWAYS, *stamps.files.names(record)})
    finally:
        pool.shutdown(cancel_futures=True)


def _only_text_changed(book: Book, stamps: Stamps) -> bool:
    """Tell whether the pictures of the last build still hold.

    So an unchanged widget keeps its bytes, and an edit of the text needs no browser.
    """
    changed = stamps.changed(book)
    return changed is not None and set(changed) <= {book.source}


def _pictures_expected(book: Book, stamps: Stamps) -> bool:
    """Guess, before a notebook runs, whether it needs new pictures: most likely if it had some."""
    if not book.path.exists() or _only_text_changed(book, stamps):
        return False
    return PICTURE in book.path.read_text(encoding="utf-8", errors="replace")


def _refuse_to_lose_work(book: Book, made: NotebookNode, stamps: Stamps) -> None:
    """Stop if cells were written in the notebook itself, and the text does not say the same."""
    if not stamps.edited(book, made):
        return
    way = f"Bring it into {book.source}" if book.kind == "lessons" else "Move the notebook to a place of your own"
    raise BuildError(
        f"{book.name} holds text that was typed into the notebook. {way}. To drop it, delete the notebook. Then build again."
    )
