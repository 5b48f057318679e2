"""The whole build: plan, make, execute, photograph, seal, write."""

from collections.abc import Callable, Iterable

from lessonkit import course
from lessonkit.build import BuildError, exercise_books, hashing, lessons, notebook, pictures, teaching_texts
from lessonkit.build.execute import execute
from lessonkit.build.plan import Book, books


def build(names: Iterable[str] = (), progress: Callable = iter) -> list[str]:
    """Build the notebooks that are not up to date; return their names.

    `progress` wraps the list of notebooks, as tqdm does.

    Raises
    ------
    BuildError
        If content is wrong, a cell fails, or a notebook holds work that the build would overwrite.
    """
    stale = [book for book in books(names) if hashing.state(book)]
    # All content is read before the first kernel starts: its errors come at once.
    made = {book: _make(book) for book in stale}
    for book, nb in made.items():
        _refuse_to_lose_work(book, nb)
    with pictures.Studio() as studio:
        for book in progress(stale):
            nb = execute(made[book], book.name, book.path.parent)
            studio.photograph(nb, book)
            hashing.seal(nb, book)
            notebook.write(nb, book.path)
    texts = teaching_texts.stale()
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [book.name for book in stale] + [path.relative_to(course.current().root).as_posix() for path in texts]


def _make(book: Book):
    makers = {"lessons": lessons.make, "exercises": exercise_books.exercises, "solutions": exercise_books.solutions}
    return makers[book.kind](book)


def _refuse_to_lose_work(book: Book, made) -> None:
    """Stop if cells were written in the notebook itself, and the text does not say the same."""
    if not hashing.edited(book, made):
        return
    way = f"Bring it into {book.source}" if book.kind == "lessons" else "Move the notebook to a place of your own"
    raise BuildError(
        f"{book.name} holds text that was typed into the notebook. {way}. To drop it, delete the notebook. Then build again."
    )
