"""What this learner has done: one SQLite file in the learner's own data folder.

The file holds attempts, drafts, hints, predictions, the step and the missions reached in an explorer, the place in
each page, later rounds of an exercise (reviews), the answers to the concept test, notes, and choices such as "my
country". It holds no name. Every write is one transaction, so a killed kernel loses at most the answer that was being
written. Trouble with the disk never stops a lesson: the store then goes on in memory and says so once.
"""

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from weakref import WeakMethod

import platformdirs

from lessonkit import course
from lessonkit.progress.record import Attempt, Trial

FILE = "progress.sqlite"
SCHEMA_VERSION = 3
SCHEMA = """
create table if not exists attempt (
    id integer primary key, exercise text not null, at text not null, answer text not null,
    outcome text not null, score real not null, misconception text);
create index if not exists attempt_exercise on attempt (exercise);
create table if not exists hint (
    id integer primary key, exercise text not null, at text not null);
create table if not exists prediction (
    explorer text primary key, at text not null, given text not null);
create table if not exists step (
    explorer text primary key, step integer not null);
create table if not exists mission (
    explorer text not null, mission text not null, state text not null, at text not null,
    primary key (explorer, mission));
create table if not exists choice (
    name text primary key, value text not null);
create table if not exists review (
    id integer primary key, exercise text not null, round integer not null, at text not null, answer text not null,
    outcome text not null, score real not null, misconception text);
create index if not exists review_exercise on review (exercise, round);
create table if not exists note (
    name text primary key, at text not null, text text not null);
create table if not exists test_answer (
    form text not null, question text not null, at text not null, answer text not null, primary key (form, question));
create table if not exists test_end (
    form text primary key, at text not null);
create table if not exists place (
    page text primary key, at text not null, cell text not null, offset real not null);
create table if not exists draft (
    exercise text not null, round integer not null, at text not null, answer text not null, primary key (exercise, round));
create table if not exists restart (
    exercise text primary key, attempt integer not null, hint integer not null);
"""
TABLES = (
    "attempt",
    "hint",
    "prediction",
    "step",
    "mission",
    "choice",
    "review",
    "test_answer",
    "test_end",
    "place",
    "note",
    "draft",
    "restart",
)

FOUND, SKIPPED = "found", "skipped"
"""How a mission ended. A skipped one can still be found, but not the other way round."""
OF_EXERCISES = ("attempt", "hint", "review", "draft", "restart")
SINCE = "id > coalesce((select {0} from restart where restart.exercise = {0}.exercise), 0)"
"""Rows written since the exercise was begun again."""


def home() -> Path:
    """Return the folder for progress: the variable ``…_HOME`` of the course, or the user's data folder.

    A hub or a test sets the variable; a learner never needs to.
    """
    name = course.current().name
    chosen = os.environ.get(course.current().variable("HOME"))
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir(name, appauthor=False))


class Store:
    """The progress of one learner.

    Parameters
    ----------
    folder
        Where the file lives; made when missing.

    Notes
    -----
    No method raises for disk trouble. `notice` then holds one sentence to show.
    """

    def __init__(self, folder: Path):
        self.path = Path(folder) / FILE
        self.saved = True
        self._notice = ""
        self._lock = threading.RLock()
        self._watching: list[WeakMethod[Callable[[], None]]] = []
        self._db = self._open()

    # -- what others call ------------------------------------------------------------------

    @property
    def notice(self) -> str:
        """Return the trouble that the learner has not been told yet, and forget it."""
        told, self._notice = self._notice, ""
        return told

    def record(
        self, exercise: str, answer: object, outcome: str, score: float, misconception: str | None = None
    ) -> None:
        """Add one attempt. `answer` is stored as JSON; what JSON cannot hold is stored as text."""
        row = (exercise, _now(), json.dumps(answer, default=_as_text), outcome, float(score), misconception)
        self._write(
            "insert into attempt (exercise, at, answer, outcome, score, misconception) values (?,?,?,?,?,?)", row
        )
        self._tell()

    def watch(self, act: Callable[[], None]) -> None:
        """Call a method after each attempt and each reset, as long as its object lives."""
        self._watching.append(WeakMethod(act))

    def _tell(self) -> None:
        for one in list(self._watching):
            if act := one():
                act()
            else:
                self._watching.remove(one)

    def attempts(self, exercise: str) -> list[Attempt]:
        """Return the attempts at one exercise since it was last begun again, oldest first."""
        return self._attempts(exercise, SINCE.format("attempt"))

    def all_attempts(self, exercise: str) -> list[Attempt]:
        """Return the attempts at one exercise since it was last reset, with those before it was begun again."""
        return self._attempts(exercise, "true")

    def _attempts(self, exercise: str, which: str) -> list[Attempt]:
        rows = self._read(
            f"select at, answer, outcome, score, misconception from attempt where exercise = ? and {which} order by id",
            (exercise,),
        )
        return [Attempt(at, _from_json(answer), *rest) for at, answer, *rest in rows]

    def begin_again(self, exercise: str) -> None:
        """Begin one exercise anew. What was done before stays in the record, and decides how the exercise ended."""
        self._write(
            "insert or replace into restart values (?, (select coalesce(max(id), 0) from attempt), "
            "(select coalesce(max(id), 0) from hint))",
            (exercise,),
        )
        self.keep_draft(exercise, None)

    def keep_draft(self, exercise: str, answer: object, round: int = 0) -> None:
        """Keep what is typed or placed and not yet an answer; None forgets it."""
        if answer is None:
            self._write("delete from draft where exercise = ? and round = ?", (exercise, int(round)))
        else:
            row = (exercise, int(round), _now(), json.dumps(answer, default=_as_text))
            self._write("insert or replace into draft values (?,?,?,?)", row)

    def draft(self, exercise: str, round: int = 0) -> object:
        """Return what was typed or placed since the last answer; None for nothing."""
        rows = self._read("select answer from draft where exercise = ? and round = ?", (exercise, int(round)))
        return _from_json(rows[0][0]) if rows else None

    def record_round(
        self,
        exercise: str,
        round: int,
        answer: object,
        outcome: str,
        score: float,
        misconception: str | None = None,
    ) -> None:
        """Add one attempt in a later round (1, 2, …). The attempts of the lesson itself stay as they are."""
        row = (exercise, int(round), _now(), json.dumps(answer, default=_as_text), outcome, float(score), misconception)
        self._write(
            "insert into review (exercise, round, at, answer, outcome, score, misconception) values (?,?,?,?,?,?,?)",
            row,
        )

    def round_attempts(self, exercise: str, round: int) -> list[Attempt]:
        """Return the attempts of one later round, oldest first."""
        rows = self._read(
            "select at, answer, outcome, score, misconception from review where exercise = ? and round = ? order by id",
            (exercise, int(round)),
        )
        return [Attempt(at, _from_json(answer), *rest) for at, answer, *rest in rows]

    def forget_round(self, exercise: str, round: int) -> None:
        """Forget one later round of an exercise."""
        self._write("delete from review where exercise = ? and round = ?", (exercise, int(round)))

    def trials(self) -> list[Trial]:
        """Return every attempt at every exercise in all its rounds: round by round, oldest first."""
        rows = self._read(
            "select exercise, 0 as round, at, outcome, score, id from attempt "
            "union all select exercise, round, at, outcome, score, id from review order by round, id"
        )
        return [Trial(*row[:5]) for row in rows]

    def hints(self, exercise: str) -> int:
        """Return how many hints were opened for one exercise since it was last begun again."""
        since = SINCE.format("hint")
        rows: list[tuple[int]] = self._read(f"select count(*) from hint where exercise = ? and {since}", (exercise,))
        return rows[0][0]

    def hint_used(self, exercise: str) -> None:
        """Note that one more hint was opened."""
        self._write("insert into hint (exercise, at) values (?,?)", (exercise, _now()))

    def predict(self, explorer: str, values: dict[str, Any]) -> None:
        """Keep a learner's prediction; a new one replaces the old."""
        self._write(
            "insert or replace into prediction values (?,?,?)", (explorer, _now(), json.dumps(values, default=_as_text))
        )

    def prediction(self, explorer: str) -> dict[str, Any]:
        """Return the prediction kept for an explorer, or an empty dict."""
        rows = self._read("select given from prediction where explorer = ?", (explorer,))
        given = _from_json(rows[0][0]) if rows else {}
        return given if isinstance(given, dict) else {}

    def mark(self, explorer: str, step: int) -> None:
        """Remember the step reached in an explorer."""
        self._write("insert or replace into step values (?,?)", (explorer, int(step)))

    def step(self, explorer: str) -> int:
        """Return the step reached in an explorer; 0 is the prediction."""
        rows: list[tuple[int]] = self._read("select step from step where explorer = ?", (explorer,))
        return rows[0][0] if rows else 0

    def keep_place(self, page: str, cell: str, offset: float) -> None:
        """Remember where a reader is in a page: at so many pixels below the top of a cell."""
        self._write("insert or replace into place values (?,?,?,?)", (page, _now(), cell, offset))

    def place(self, page: str) -> dict[str, Any] | None:
        """Return where the reader was in a page: `cell` and `offset`; None if nothing is known."""
        rows = self._read("select cell, offset from place where page = ?", (page,))
        return {"cell": rows[0][0], "offset": rows[0][1]} if rows else None

    def last_page(self) -> str:
        """Return the page that was read last, such as "lessons/06-who-pays.ipynb"; empty if none was."""
        rows: list[tuple[str]] = self._read("select page from place order by at desc, rowid desc limit 1")
        return rows[0][0] if rows else ""

    def end_mission(self, explorer: str, mission: str, state: str) -> None:
        """Remember that a mission was `FOUND` or `SKIPPED`; one that was found stays so."""
        self._write(
            "insert into mission values (?,?,?,?) on conflict do update set state = excluded.state, at = excluded.at "
            "where state <> ?",
            (explorer, mission, state, _now(), FOUND),
        )

    def missions(self, explorer: str) -> dict[str, str]:
        """Return the missions of an explorer that ended, by name: `FOUND` or `SKIPPED`."""
        return dict(self._read("select mission, state from mission where explorer = ?", (explorer,)))

    def choose(self, name: str, value: str) -> None:
        """Keep a choice for the whole course, such as "country"; an empty value takes it back."""
        self._write("insert or replace into choice values (?,?)", (name, value))

    def chosen(self, name: str) -> str:
        """Return a choice for the whole course, or an empty text."""
        rows: list[tuple[str]] = self._read("select value from choice where name = ?", (name,))
        return rows[0][0] if rows else ""

    def keep_answer(self, form: str, question: str, answer: str) -> None:
        """Keep the answer to one question of a concept test's form; once the form has ended, it stays as it is."""
        self._write(
            "insert or replace into test_answer select ?,?,?,? where not exists (select 1 from test_end where form = ?)",
            (form, question, _now(), answer, form),
        )

    def kept_answers(self, form: str) -> dict[str, str]:
        """Return the answers kept for one form of the concept test, by question."""
        return dict(self._read("select question, answer from test_answer where form = ?", (form,)))

    def end_form(self, form: str) -> None:
        """Note that a form of the concept test is handed in; a second time changes nothing."""
        self._write("insert or ignore into test_end values (?,?)", (form, _now()))

    def form_ended(self, form: str) -> str:
        """Return when a form was handed in (UTC, ISO 8601), or an empty text."""
        rows: list[tuple[str]] = self._read("select at from test_end where form = ?", (form,))
        return rows[0][0] if rows else ""

    def keep_note(self, name: str, text: str) -> None:
        """Keep what the learner wrote under this name, in place of what was there."""
        self._write("insert or replace into note values (?,?,?)", (name, _now(), text))

    def note(self, name: str) -> str:
        """Return what the learner wrote under this name, or an empty text."""
        rows: list[tuple[str]] = self._read("select text from note where name = ?", (name,))
        return rows[0][0] if rows else ""

    def mistakes(self) -> dict[str, str]:
        """Return each misconception that an answer named, with the time of the last such answer (UTC, ISO 8601)."""
        return dict(
            self._read(
                "select misconception, max(at) from "
                "(select misconception, at from attempt union all select misconception, at from review) "
                "where misconception is not null group by misconception"
            )
        )

    def reset(
        self,
        exercise: str | None = None,
        lesson: str | None = None,
        explorer: str | None = None,
        form: str | None = None,
    ) -> None:
        """Forget one exercise, one lesson's exercises, one explorer, one form of the test, or (no argument) everything."""
        if exercise is not None:
            for table in OF_EXERCISES:
                self._write(f"delete from {table} where exercise = ?", (exercise,))
        if lesson is not None:
            for table in OF_EXERCISES:
                self._write(f"delete from {table} where substr(exercise, 1, ?) = ?", (len(lesson) + 1, f"{lesson}/"))
        if explorer is not None:
            for table in ("prediction", "step", "mission"):
                self._write(f"delete from {table} where explorer = ?", (explorer,))
        if form is not None:
            for table in ("test_answer", "test_end"):
                self._write(f"delete from {table} where form = ?", (form,))
        if {exercise, lesson, explorer, form} == {None}:
            for table in TABLES:
                self._write(f"delete from {table}")
        self._tell()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    # -- the file, and what can go wrong with it -------------------------------------------

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(self.path)
        except sqlite3.OperationalError as trouble:
            return self._in_memory(trouble, _read_only(self.path))
        except sqlite3.DatabaseError:
            return self._replace_damaged()
        except OSError as trouble:
            return self._in_memory(trouble)

    def _replace_damaged(self) -> sqlite3.Connection:
        """Set the unreadable file aside, under a dated name, and begin a new one."""
        try:
            with _only_one(self.path.with_suffix(".lock")):
                try:
                    # Another notebook may have replaced it while this one waited.
                    return _connect(self.path)
                except sqlite3.DatabaseError:
                    kept = _free_name(self.path)
                    self.path.replace(kept)
                    # A journal of the damaged file must not be played into the new one.
                    with suppress(FileNotFoundError):
                        Path(f"{self.path}-journal").replace(f"{kept}-journal")
                    self._notice = (
                        f"Your progress file could not be read. It is kept as {kept.name}, and a new one was begun."
                    )
                    return _connect(self.path)
        except (OSError, sqlite3.Error) as trouble:
            return self._in_memory(trouble)

    def _in_memory(self, trouble: Exception, old: sqlite3.Connection | None = None) -> sqlite3.Connection:
        """Go on without the file, with what can still be read of it."""
        self.saved = False
        self._notice = (
            f"Your answers cannot be saved: {_in_plain_words(trouble)}. "
            "You can go on, but they will be lost when this notebook closes."
        )
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with suppress(sqlite3.Error):
            if old is not None:
                old.backup(memory)
                old.close()
        memory.executescript(SCHEMA)
        return memory

    def _write(self, sql: str, row: tuple[object, ...] = ()) -> None:
        self._run(sql, row)

    def _read(self, sql: str, row: tuple[object, ...] = ()) -> list[Any]:
        return self._run(sql, row)

    def _run(self, sql: str, row: tuple[object, ...]) -> list[Any]:
        with self._lock:
            try:
                return self._db.execute(sql, row).fetchall()
            except sqlite3.OperationalError as trouble:
                self._db = self._in_memory(trouble, self._db)
            except sqlite3.DatabaseError:
                self._db.close()
                self._db = self._replace_damaged()
            return self._db.execute(sql, row).fetchall()


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    try:
        # A rollback journal, not a write-ahead log: it also works in home folders on a network disk.
        db.execute("pragma journal_mode = delete")
        if db.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the progress file is damaged")
        version = db.execute("pragma user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise sqlite3.OperationalError("the progress file was made by a newer version of the course")
        db.executescript(f"begin immediate; {SCHEMA} pragma user_version = {SCHEMA_VERSION}; commit;")
    except BaseException:
        db.close()
        raise
    return db


def _read_only(path: Path) -> sqlite3.Connection | None:
    """Open a file that can be read though not written, so that earlier answers still show."""
    try:
        return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) if path.is_file() else None
    except (OSError, ValueError, sqlite3.Error):
        return None


@contextmanager
def _only_one(lock: Path, patience: float = 5.0) -> Iterator[None]:
    """Hold a lock file; one left by a killed process is taken over after `patience` seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if time.monotonic() > until:
                break
            time.sleep(0.05)
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink()


def _free_name(path: Path) -> Path:
    stem = f"{path.stem}-damaged-{date.today().isoformat()}"
    kept, number = path.with_name(f"{stem}.sqlite"), 2
    while kept.exists():
        kept, number = path.with_name(f"{stem}-{number}.sqlite"), number + 1
    return kept


def _in_plain_words(trouble: Exception) -> str:
    text = str(trouble).lower()
    if "full" in text or "no space" in text:
        return "the disk is full"
    if "readonly" in text or "read-only" in text or "permission" in text:
        return "the folder for progress cannot be written"
    if "locked" in text:
        return "another program holds the progress file"
    if "newer version" in text:
        return "the progress file was made by a newer version of the course"
    return "the folder for progress cannot be used"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _as_text(value: object) -> str:
    try:
        return str(value)[:1000]
    except Exception:
        return "(an answer that cannot be shown)"


def _from_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


_store: Store | None = None


def store() -> Store:
    """Return this process's store, opened at first use (again when `home` has changed)."""
    global _store
    folder = home()
    if _store is None or _store.path.parent != folder:
        if _store is not None:
            _store.close()
        _store = Store(folder)
    return _store
