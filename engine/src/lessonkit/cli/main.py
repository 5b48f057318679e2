"""The command ``course``."""

import argparse
import difflib
import os
import sys
from datetime import date
from pathlib import Path

from lessonkit import course

OK, FAILED, MISUSED = 0, 1, 2
NO_TOOLS = "The build needs the authors' tools, and {} is missing. Install them with: pip install -e .[author]"


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 well, 1 a problem found, 2 wrong use."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not hasattr(options, "run"):
        parser.print_help()
        return MISUSED
    try:
        return options.run(options)
    except BrokenPipeError:  # the reader has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = _command(
        argparse.ArgumentParser,
        prog="course",
        description="Build and look after the course.",
        example="course build who-pays",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    build = _command(
        commands.add_parser,
        "build",
        help="make the notebooks from content/",
        description="Make lessons/, exercises/ and solutions/ from content/. Notebooks that are up to date are skipped.\n"
        "With the word teaching first: make slides, worksheets, large print and answer keys, in teaching/built/.",
        example="course build\n  course build 06 start-here\n  course build --check\n  course build teaching\n  course build teaching 06",
    )
    build.add_argument(
        "lessons",
        nargs="*",
        metavar="LESSON",
        help="number, name or both: 06, who-pays or 06-who-pays (all, if none is given)",
    )
    build.add_argument("--check", action="store_true", help="change nothing; fail if a notebook is not up to date")
    build.set_defaults(run=_build)

    doctor = _command(
        commands.add_parser,
        "doctor",
        help="look whether this computer can run the course",
        description="Look whether this computer can run the course, and say what to do if not.",
        example="course doctor",
    )
    doctor.set_defaults(run=_doctor)

    submit = _command(
        commands.add_parser,
        "submit",
        help="write your work into one file, for your teacher",
        description="Show what a file of your answers would hold, and write it if you say yes.",
        example='course submit 06\n  course submit --name "A. Learner" --to Desktop',
    )
    submit.add_argument(
        "lesson",
        nargs="?",
        default="course",
        metavar="LESSON",
        help="number or name of a lesson (the whole course, if none is given)",
    )
    submit.add_argument("--name", default="", help="a name or number to be known by; without it the file names nobody")
    submit.add_argument(
        "--to", metavar="FOLDER", type=Path, help="where the file goes (the folder submissions/ of the course)"
    )
    submit.add_argument("--yes", action="store_true", help="write it without asking")
    submit.set_defaults(run=_submit)

    grade = _command(
        commands.add_parser,
        "grade",
        help="judge the files of a class: marks and a report",
        description="Judge every submission of a folder anew. Writes marks for a gradebook and a report of the class.",
        example="course grade submissions\n  course grade submissions --to results\n  course grade submissions --rerun",
    )
    grade.add_argument("folder", metavar="FOLDER", type=Path, help="holds the files, also in sub-folders")
    grade.add_argument("--to", metavar="FOLDER", type=Path, help="where the results go (FOLDER-results)")
    grade.add_argument(
        "--rerun",
        action="store_true",
        help="run the answers in code too, each in a process of its own with limits. The limits stop accidents, not "
        "a person who means harm: such code can read your files. Leave it out if you do not trust a file",
    )
    grade.set_defaults(run=_grade)

    release = _command(
        commands.add_parser,
        "release",
        help="make the learners' copy of the course",
        description="Make a copy for learners: no solutions, and no key that can be read at a glance.",
        example="course release --class ../nato-for-class-10b\n  course release --class ../nato-for-class-10b --hold 06 --hold who-pays/us-share",
    )
    release.add_argument("--class", dest="out", metavar="FOLDER", type=Path, required=True, help="the new folder")
    release.add_argument(
        "--hold",
        action="append",
        default=[],
        metavar="NAME",
        help="a lesson, an exercise or all: the copy says only that an answer is received, and you have the key",
    )
    release.set_defaults(run=_release)

    export = _command(
        commands.add_parser,
        "export",
        help="write the exercises for Moodle, Canvas or Anki",
        description="Write the exercises of lessons as a file for another program: moodle (Moodle XML), qti (a QTI 2.1 "
        "package for Canvas and others), anki (a deck of cards) or gift (plain text). The file holds the answers.",
        example="course export moodle --to nato.xml\n  course export qti 06 who-pays --to nato.zip\n  course export anki 01 02 --to nato.apkg",
    )
    export.add_argument(
        "format", metavar="FORMAT", choices=("moodle", "qti", "anki", "gift"), help="moodle, qti, anki or gift"
    )
    export.add_argument("lessons", nargs="*", metavar="LESSON", help="number, name or both (all, if none is given)")
    export.add_argument("--to", metavar="FILE", type=Path, required=True, help="the file to write")
    export.set_defaults(run=_export)

    data = _command(
        commands.add_parser,
        "data",
        help="make data tables from a producer's file",
        description="Make tables of data/ from a producer's file.",
        example="course data make world-bank-population population.csv",
    )
    data_commands = data.add_subparsers(title="commands", metavar="COMMAND", required=True)
    make = _command(
        data_commands.add_parser,
        "make",
        help="show what a new file would change, or write it",
        description="Make the tables of one producer and show what changes. Nothing is written without --write.",
        example="course data make nato-expenditure tables-2025.xlsx\n  course data make nato-expenditure tables-2025.xlsx --write\n  course data make members",
    )
    make.add_argument("name", metavar="NAME", help="the maker, such as nato-expenditure or members")
    make.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        type=Path,
        help="the producer's file; tables that were typed by hand need none",
    )
    make.add_argument("--write", action="store_true", help="write the tables into data/")
    make.set_defaults(run=_data_make)

    exercises = _command(
        commands.add_parser,
        "exercises",
        help="check the exercises",
        description="Work on the exercises in content/exercises.",
        example="course exercises check who-pays",
    )
    exercise_commands = exercises.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = _command(
        exercise_commands.add_parser,
        "check",
        help="check the files against the rules of each kind",
        description="Check the exercises of lessons and print each problem as file:line: exercise: field: message.",
        example="course exercises check\n  course exercises check 06",
    )
    check.add_argument("lessons", nargs="*", metavar="LESSON", help="number, name or both (all, if none is given)")
    check.set_defaults(run=_exercises_check)

    claims = _command(
        commands.add_parser,
        "claims",
        help="list the facts that will change, or those to look at again",
        description="List the dated facts of content/claims.yml, the one to look at first on top.\n"
        "With --due only those to look at again by a day; then the exit code is 1 if there is one.",
        example="course claims\n  course claims --due\n  course claims --due 2027-08-01",
    )
    claims.add_argument(
        "--due",
        metavar="DATE",
        nargs="?",
        const=date.today,
        type=_date,
        help="a day such as 2027-08-01 (today, if none is given)",
    )
    claims.set_defaults(run=_claims)
    return parser


def _date(text: str) -> date:
    """Read a day from the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2027-08-01") from None


def _command(make, *names, example: str, **options):
    """Make a parser whose help ends with an example."""
    options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
    return make(*names, epilog=f"example:\n  {example}", **options)


def _build(options) -> int:
    if options.lessons[:1] == ["teaching"]:
        return _build_teaching(options)
    from lessonkit.build import BuildError
    from lessonkit.build.check import check
    from lessonkit.build.plan import NoSuchLesson

    try:
        if options.check:
            return _report(check(course.current().root, options.lessons), "All notebooks are up to date.")
        try:
            from lessonkit.build.run import build
        except ModuleNotFoundError as trouble:
            return _fail(NO_TOOLS.format(trouble.name))
        built = build(course.current().root, options.lessons, _bar)
    except NoSuchLesson as trouble:
        return _fail(str(trouble), MISUSED)
    except BuildError as trouble:
        return _fail(str(trouble))
    print("\n".join(f"Built {name}" for name in built) or "All notebooks are up to date.")
    return OK


def _build_teaching(options) -> int:
    from lessonkit.build import BuildError
    from lessonkit.build.plan import NoSuchLesson

    if options.check:
        return _fail("Teaching pages are not kept in the course's folder, so there is nothing to check.", MISUSED)
    try:
        from lessonkit.teaching.run import build
    except ModuleNotFoundError as trouble:
        return _fail(NO_TOOLS.format(trouble.name))
    try:
        written = build(course.current().root, options.lessons[1:], _lessons_bar)
    except NoSuchLesson as trouble:
        return _fail(str(trouble), MISUSED)
    except BuildError as trouble:
        return _fail(str(trouble))
    print("\n".join(f"Wrote {path.relative_to(course.current().root).as_posix()}" for path in written))
    return OK


def _lessons_bar(lessons):
    from tqdm import tqdm

    return tqdm(lessons, unit="lesson", disable=None, leave=False)


def _bar(books):
    """Show which notebook is being built; silent when nobody watches a terminal."""
    from tqdm import tqdm

    shown = tqdm(books, unit="notebook", disable=None, leave=False)
    for book in shown:
        shown.set_description(book.name)
        yield book


def _doctor(options) -> int:
    from lessonkit import doctor

    return doctor.main()


def _submit(options) -> int:
    from lessonkit.classroom import submission
    from lessonkit.classroom.handing_in import drop_folder
    from lessonkit.progress.store import store
    from lessonkit.texts.lessons import UnknownLesson

    try:
        made = submission.collect(store(), options.lesson, options.name)
    except UnknownLesson as trouble:
        return _fail(str(trouble), MISUSED)
    print(submission.preview(made))
    if not options.yes and not _agreed("Write the file? [y/n] "):
        print("Nothing was written.")
        return OK
    folder = options.to or drop_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        print(f"Written: {submission.write(made, folder)}")
    except OSError as trouble:
        return _fail(f"The file cannot be written into {folder}: {trouble.strerror or trouble}")
    return OK


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _grade(options) -> int:
    from lessonkit.classroom.grading import grade
    from lessonkit.classroom.reading import Refused

    if not options.folder.is_dir():
        return _fail(f"{options.folder} is no folder. Give the folder that holds the submissions.", MISUSED)
    folder = options.folder.resolve()
    out = options.to or folder.with_name(f"{folder.name}-results")
    try:
        room, paths = grade(folder, out, _files_bar, options.rerun)
    except Refused as trouble:
        return _fail(str(trouble))
    except OSError as trouble:
        return _fail(f"The results cannot be written into {out}: {trouble.strerror or trouble}")
    print(f"Learners: {len(room.learners)}. Notes on files: {len(room.refused)}.")
    print("\n".join([*(f"  {name}: {why}" for name, why in room.refused), *(f"Wrote {path}" for path in paths)]))
    return OK


def _release(options) -> int:
    from lessonkit.classroom.release import CannotRelease, release

    try:
        held = release(options.out, tuple(options.hold))
    except CannotRelease as trouble:
        return _fail(str(trouble), MISUSED)
    except OSError as trouble:
        return _fail(f"The copy cannot be written into {options.out}: {trouble.strerror or trouble}")
    print(f"The learners' copy is in {options.out}. Exercises held back: {len(held)}.")
    return OK


def _export(options) -> int:
    from lessonkit.classroom.exports import export
    from lessonkit.texts.lessons import UnknownLesson

    try:
        number, carried = export(options.format, options.lessons, options.to)
    except UnknownLesson as trouble:
        return _fail(str(trouble), MISUSED)
    except ModuleNotFoundError as trouble:
        return _fail(
            f"This format needs a package that is missing: {trouble.name}. Install it with: pip install -e .[class]"
        )
    except ValueError as trouble:
        return _fail(str(trouble))
    except OSError as trouble:
        return _fail(f"The file cannot be written to {options.to}: {trouble.strerror or trouble}")
    print(f"{number} questions are in {options.to}. It holds the answers: keep it from learners.")
    print("\n".join(["Left out:", *(f"  {kind}: {one.lost}" for kind, one in carried.items() if one.lost)]))
    return OK


def _files_bar(files):
    from tqdm import tqdm

    return tqdm(files, unit="file", disable=None, leave=False)


def _data_make(options) -> int:
    PRODUCERS, MakerError, write = _makers("PRODUCERS", "MakerError", "write")

    if options.name not in PRODUCERS:
        near = difflib.get_close_matches(options.name, PRODUCERS, 1, 0.3)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(PRODUCERS)}."
        return _fail(f"There is no maker {options.name}. {hint}", MISUSED)
    try:
        tables = PRODUCERS[options.name](options.file)
    except MakerError as trouble:
        return _fail(str(trouble))
    except OSError as trouble:
        return _fail(f"{options.file} cannot be read: {trouble.strerror or trouble}")
    for name, table in tables.items():
        print(f"{name}: {_changes(name, table)}")
        if options.write:
            write(name, table)
    print("Written. Now run: course build" if options.write else "Nothing is written yet. To write: add --write")
    return OK


def _changes(name: str, table) -> str:
    from lessonkit.data import tables as data

    (difference,) = _makers("difference")

    return difference(data.load(name), table) if data.path(name).exists() else f"a new table of {len(table)} rows"


def _exercises_check(options) -> int:
    from lessonkit.bank.validate import problems as problems_of
    from lessonkit.build.plan import NoSuchLesson, books

    try:
        chosen = books(course.current().root, options.lessons)
        forms = [
            file
            for book in chosen
            for file in (course.current().root / "content" / "concept_test").glob(f"{book.stem[:2]}-*.yml")
        ]
        files = sorted({*(book.bank for book in chosen if book.bank.exists()), *forms})
        problems = [problem for file in files for problem in problems_of(file)]
    except NoSuchLesson as trouble:
        return _fail(str(trouble), MISUSED)
    lines = [f"{p.file}:{p.line}: {p.exercise}: {p.field}: {p.message}" for p in problems]
    return _report(lines, f"No problems in {len(files)} file{'s' if len(files) > 1 else ''}.")


def _claims(options) -> int:
    from lessonkit.texts import claims

    day = options.due() if callable(options.due) else options.due
    try:
        found = claims.by_review() if day is None else claims.due(day)
        lines = [_claim(claim, claims.places()) for claim in found]
    except (ValueError, KeyError) as trouble:
        return _fail(str(trouble))
    if day is not None:
        lines.append(f"{len(found) or 'No'} claim{'' if len(found) == 1 else 's'} to look at again by {day}.")
    print("\n".join(lines))
    return FAILED if found and day is not None else OK


def _claim(claim, places: dict[str, int]) -> str:
    from lessonkit.texts.lessons import lesson

    used = ", ".join(lesson(slug).stem for slug in claim.lessons)
    return f"content/claims.yml:{places[claim.id]}: {claim.id}: as of {claim.as_of}, review by {claim.review_by}; in {used}"


def _report(problems: list[str], well: str) -> int:
    if not problems:
        print(well)
        return OK
    return _fail("\n".join(problems))


def _fail(message: str, code: int = FAILED) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())


def _makers(*names: str) -> list:
    """Return what the course's package has for making tables."""
    return [course.current().imported(f"{course.current().package}.makers:{name}") for name in names]
