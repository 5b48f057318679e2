"""A folder for submissions on a machine where each learner has an account of their own.

    sudo python3 drop_folder.py make FOLDER --group TEACHERS
    sudo python3 drop_folder.py collect FOLDER TO

Everyone may put something into FOLDER; only its owner and the group TEACHERS may list it. Nobody may take away
what belongs to another (the sticky bit). What is put there belongs to the group TEACHERS (the set-group-ID bit),
so that a learner's own sub-folder can be read by the teachers when the learner's umask is 027.

Standard library only: it runs with the system's Python.
"""

import argparse
import grp
import os
import pwd
import shutil
import stat
import sys
from pathlib import Path

MODE = 0o3773
"""Owner and group: everything. Others: enter and add, not list. Sticky and set-group-ID."""
MOST_BYTES = 2_000_000
"""`course grade` reads no larger file."""


def make(folder: Path, group: int) -> None:
    """Make a drop folder, or mend its rights when it is there.

    Parameters
    ----------
    folder
        The folder; its parents are made when missing.
    group
        The number of the group that may list it.

    Raises
    ------
    OSError
        If the folder cannot be made, or its rights cannot be set.
    """
    folder.mkdir(parents=True, exist_ok=True)
    os.chown(folder, -1, group)
    folder.chmod(MODE)


def collect(folder: Path, to: Path) -> list[str]:
    """Copy every submission to ``TO/ACCOUNT/FILE`` and return what was left out, one sentence each.

    The account is the owner of the file, whatever name the learner typed and whatever the folder is called. Links,
    pipes and very large files are left out: this runs with a teacher's rights, and a link could lead anywhere.

    Raises
    ------
    OSError
        If `to` cannot be written, or `folder` cannot be listed.
    """
    left_out = []
    for parent, folders, files in os.walk(folder, onerror=_raise):
        folders.sort()
        for name in sorted(files):
            path = Path(parent, name)
            why = _copy(path, to)
            if why:
                left_out.append(f"{path.relative_to(folder)}: {why}")
    return left_out


def _raise(trouble: OSError):
    raise trouble


def _copy(path: Path, to: Path) -> str:
    """Copy one file; return why not, or an empty text."""
    try:
        # Without waiting for the other end of a pipe, and without following a link.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as trouble:
        return f"It cannot be opened ({trouble.strerror})."
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            return "It is not a plain file."
        if about.st_size > MOST_BYTES:
            return f"It is larger than {MOST_BYTES // 1_000_000} MB, which no submission is."
        place = to / account(about.st_uid)
        place.mkdir(parents=True, exist_ok=True)
        with (place / path.name).open("wb") as copy:
            shutil.copyfileobj(file, copy)
        os.utime(place / path.name, (about.st_atime, about.st_mtime))
    return ""


def account(number: int) -> str:
    """Return the name of an account, or its number when it has no name any more."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(description="Make a drop folder for submissions, or collect what is in it.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    making = commands.add_parser("make", help="make the folder, or mend its rights")
    making.add_argument("folder", type=Path)
    making.add_argument("--group", required=True, help="the teachers' group, by name")
    making.set_defaults(run=_make)
    collecting = commands.add_parser("collect", help="copy the submissions, sorted by account")
    collecting.add_argument("folder", type=Path)
    collecting.add_argument("to", type=Path)
    collecting.set_defaults(run=_collect)
    options = parser.parse_args(arguments)
    try:
        return options.run(options)
    except OSError as trouble:
        print(f"{trouble.filename or options.folder}: {trouble.strerror}", file=sys.stderr)
        return 1


def _make(options) -> int:
    try:
        group = grp.getgrnam(options.group).gr_gid
    except KeyError:
        print(f"There is no group {options.group} on this machine.", file=sys.stderr)
        return 2
    make(options.folder, group)
    return 0


def _collect(options) -> int:
    left_out = collect(options.folder, options.to)
    print("\n".join([*left_out, f"The submissions are in {options.to}. Now run: course grade {options.to}"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
