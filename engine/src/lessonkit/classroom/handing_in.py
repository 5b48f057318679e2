"""The button that writes a submission: the learner sees what is in it first."""

import os
from pathlib import Path

import anywidget
import traitlets

from lessonkit import course, frontend
from lessonkit.classroom import submission
from lessonkit.progress.store import store
from lessonkit.texts.lessons import lesson


def drop_folder() -> Path:
    """Return where submissions are written: the variable ``…_DROP`` of the course, or ``submissions/`` in the course's folder.

    A hub sets the variable to a folder that the teacher can read.
    """
    return Path(os.environ.get(course.current().variable("DROP")) or course.current().root / "submissions")


class Slip(anywidget.AnyWidget):
    """What a submission holds, a box for a name, and the button that writes it.

    Messages from the browser are ``{"do": "look", "learner": …}`` and ``{"do": "write", "learner": …}``; any other is
    ignored. ``view`` holds ``title``, ``lines`` (what the file would hold), ``longest`` (of a name) and ``say``
    (what happened last: tone, head, text).
    """

    _esm = frontend.esm("frame.js", "guard.js", "slip.js")
    _css = frontend.css("base.css", "slip.css")
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(view={"title": _title(scope), "lines": [], "longest": submission.LONGEST_NAME, "say": None})
        self.on_msg(self._receive)

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, dict) or message.get("do") not in ("look", "write"):
            return
        name = message.get("learner")
        made = submission.collect(store(), self.scope, name if isinstance(name, str) else "")
        self.view = {
            **self.view,
            "lines": submission.preview(made).splitlines(),
            "say": self._say(made) if message["do"] == "write" else None,
        }

    def _say(self, made: submission.Made) -> dict[str, str]:
        if not made["answers"] and not made["predictions"]:
            return {
                "tone": "note",
                "head": "Nothing to hand in yet",
                "text": "Answer a question first. Then come back and press the button again.",
            }
        try:
            folder = drop_folder()
            folder.mkdir(parents=True, exist_ok=True)
            path = submission.write(made, folder)
        except OSError as trouble:
            return {
                "tone": "bad",
                "head": "The file could not be written",
                "text": f"{trouble.strerror or trouble}. Ask your teacher, or type in a terminal: course submit --to FOLDER",
            }
        return {
            "tone": "good",
            "head": "Written",
            "text": f"{path.name} is in the folder “{path.parent.name}”. Give this file to your teacher.",
        }

    def __repr__(self) -> str:
        return f"{self.view['title']}\nRun this cell to see what the file would hold. Nothing is written until you press the button."


def submit(name: str = "course") -> Slip:
    """Show what a submission would hold, with a button that writes it.

    Parameters
    ----------
    name
        A lesson by number or name, or ``"course"``.

    Raises
    ------
    UnknownLesson
        If there is no such lesson; the text names the nearest.
    """
    return Slip("course" if name == "course" else lesson(name).slug)


def _title(scope: str) -> str:
    what = "the whole course" if scope == "course" else f"lesson {lesson(scope).number}, {lesson(scope).title}"
    return f"Hand in your work: {what}"
