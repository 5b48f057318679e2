#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Start the course.

    python3 start.py               set up when needed, open JupyterLab
    python3 start.py test          set up with the test tools, run every test
    python3 start.py test --quick  the same, but only what takes a minute

Standard library only. The syntax is plain on purpose: an old Python must be able to read this
file as far as the sentence that asks for a newer one.
"""

from __future__ import print_function

import sys

OLDEST = (3, 11)  # what the course's code needs
NEWEST = (3, 14)  # the newest Python for which every locked package has a ready-made file


def wrong_python(version, others=()):
    """Return "" when this Python fits, else a sentence; `others` are commands of Pythons that fit."""
    if OLDEST <= tuple(version[:2]) <= NEWEST:
        return ""
    wanted = "%d.%d to %d.%d" % (OLDEST + NEWEST)
    text = "This is Python %d.%d. The course needs Python %s." % (version[0], version[1], wanted)
    if others:
        return text + " One is on this machine. Type:  %s start.py" % others[0]
    return text + " Install one (from python.org, or with your system's package manager) and start again."


def fitting_pythons():
    """Return the commands of Pythons on this machine that fit, newest first."""
    import os
    import subprocess

    found = []
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        name = "3.%d" % minor
        command = ["py", "-" + name] if os.name == "nt" else ["python" + name]
        try:
            pipe = subprocess.PIPE
            child = subprocess.Popen(command + ["-c", "pass"], stdout=pipe, stderr=pipe)
            child.communicate()
        except OSError:
            continue
        if child.returncode == 0:
            found.append(" ".join(command))
    return found


if __name__ == "__main__" and wrong_python(sys.version_info):
    sys.exit(wrong_python(sys.version_info, fitting_pythons()))

import argparse
import contextlib
import errno
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
import traceback
import urllib.error
import urllib.request
import webbrowser

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
SETUP = "2"  # raise it when the steps below change, so that every set-up is brought up to date
SPACE_MB = {"run": 700, "test": 1200}  # measured: 423 and 773 MB in .venv, and 79 MB or more of downloads
# What pip copies into .venv, also when it installs the packages in place: a change of it needs a set-up.
COPIED = (("src", "nato_course", "lab"), ("engine", "labextension", "built"))
LOCKS = {"run": "requirements.lock", "test": os.path.join("tests", "requirements.lock")}


# jsonschema imports one package only to check a kind of address that JupyterLab does not use, and
# that import takes more than half of the whole start (measured: 1.4 s of 2.4 s). It does without.
JUPYTERLAB = (
    "import runpy, sys; sys.modules['rfc3987_syntax'] = None; "
    "runpy.run_module('jupyterlab', run_name='__main__', alter_sys=True)"
)


class Trouble(Exception):
    """Something that stops the start; the text is written for the learner."""


# What pip says, and what it means. The first that matches is told.
PIP_SAYS = (
    (
        ("no space left on device", "errno 28", "not enough space on the disk", "winerror 112"),
        "The disk is full. Free some space and start again.",
    ),
    (
        ("do not match the hashes",),
        "A package that arrived is not the one this course was tested with, so it was not installed. "
        "The download may be damaged, or your network may change files. Start again; if it happens "
        "again, try another network.",
    ),
    (
        ("certificate_verify_failed", "sslerror", "certificate verify failed"),
        "The package source could not prove who it is (a certificate was refused). On a company or "
        "school network, ask how pip is set up there.",
    ),
    (
        (
            "newconnectionerror",
            "failed to establish a new connection",
            "name resolution",
            "getaddrinfo failed",
            "connection refused",
            "network is unreachable",
            "read timed out",
            "connecttimeout",
            "connection aborted",
            "connection broken",
            "remote end closed",
            "proxyerror",
            "cannot connect to proxy",
        ),
        "The packages could not be fetched: no connection to the package source. "
        "The first start needs the network; later ones do not. Check the connection and start again.",
    ),
    (
        ("permission denied", "winerror 5", "access is denied", "winerror 32"),
        "The folder .venv may not be written to, or another program holds it open. "
        "Close other windows of the course, check the folder's rights and start again.",
    ),
    (
        ("no matching distribution found",),
        "The package source has no file for this Python on this system. "
        "Python 3.12 on 64-bit Windows, macOS or Linux is the safest choice.",
    ),
)


def explain(text):
    """Turn what pip or the system said into a sentence for the learner."""
    lower = text.lower()
    for marks, sentence in PIP_SAYS:
        if any(mark in lower for mark in marks):
            return sentence
    return "It failed with these words: " + last_line(text)


def last_line(text):
    said = [line.strip() for line in text.splitlines() if line.strip()]
    return said[-1] if said else "(none)"


# --- the state of .venv -------------------------------------------------------------------------


def venv_python():
    """Return the path of the Python in .venv."""
    return os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")


def key(kind):
    """Return what a finished set-up of this kind ("run" or "test") would be stamped with."""
    files = ["pyproject.toml", os.path.join("engine", "pyproject.toml"), LOCKS[kind]]
    for copied in COPIED:
        for folder, _, names in os.walk(os.path.join(ROOT, *copied)):
            files += [os.path.relpath(os.path.join(folder, name), ROOT) for name in names]
    digest = hashlib.sha256((SETUP + "\n" + ROOT).encode("utf-8"))
    for name in sorted(files):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(name.encode("utf-8") + b"\0" + file.read())
    return digest.hexdigest()


def stamp_file():
    return os.path.join(VENV, "course-setup.json")


def read_stamp():
    """Return {"run": key, "test": key} of what is finished; None when there is no stamp at all."""
    try:
        with open(stamp_file(), encoding="utf-8") as file:
            stamp = json.load(file)
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(stamp):
    """Write the stamp in one step: a reader sees the old one or the new one."""
    with open(stamp_file() + ".new", "w", encoding="utf-8") as file:
        json.dump(stamp, file)
    os.replace(stamp_file() + ".new", stamp_file())


def runs():
    """Say whether the Python in .venv starts and fits."""
    code = "import sys, pip; sys.exit(not %r <= sys.version_info[:2] <= %r)" % (OLDEST, NEWEST)
    try:
        return subprocess.call([venv_python(), "-c", code], env=environment(), **QUIET) == 0
    except OSError:
        return False


def damaged():
    """Say whether files of installed packages are missing from .venv."""
    code = (
        "import importlib.metadata as m, sys\n"
        "import pip, jupyterlab, lessonkit, nato_course\n"
        "sys.exit(any(d.files is None or any(not f.locate().exists() for f in d.files if f.suffix != '.pyc')"
        " for d in m.distributions()))"
    )
    try:
        return subprocess.call([venv_python(), "-c", code], env=environment(), **QUIET) != 0
    except OSError:
        return True


def environment():
    """Return the environment for everything that runs in .venv.

    The learner's own Python paths and Jupyter configuration are kept out, so that the course
    starts the same on every machine. Their JupyterLab settings (theme, font size) are kept.
    """
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    env.setdefault("JUPYTERLAB_SETTINGS_DIR", os.path.join(os.path.expanduser("~"), ".jupyter", "lab", "user-settings"))
    env.update(
        JUPYTER_CONFIG_DIR=os.path.join(VENV, "etc", "jupyter"),
        JUPYTER_DATA_DIR=os.path.join(VENV, "share", "jupyter"),
        IPYTHONDIR=os.path.join(VENV, "etc", "ipython"),
        PYTHONUTF8="1",
        # So that `course` is found in JupyterLab's own terminal.
        PATH=os.pathsep.join([os.path.dirname(venv_python()), os.environ.get("PATH", os.defpath)]),
    )
    return env


QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextlib.contextmanager
def alone():
    """Let one start at a time set up: the system frees the lock when its holder ends, however it ends."""
    os.makedirs(VENV, exist_ok=True)
    told = False
    with open(os.path.join(VENV, "start.lock"), "a+") as file:
        while not try_lock(file):
            if not told:
                print("Another start of the course is at work here. Waiting for it ...")
                told = True
            time.sleep(0.3)
        yield


def try_lock(file):
    """Lock an open file without waiting; say whether that worked."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


# --- setting up ---------------------------------------------------------------------------------


def set_up(kind):
    """Bring .venv to what `kind` needs. Does nothing when it is there already."""
    wanted = key(kind)
    stamp = read_stamp()
    if stamp and stamp.get(kind) == wanted and os.path.exists(venv_python()):
        return
    # A stamp without keys means that an earlier set-up was interrupted. No stamp and a Python that
    # runs means that somebody made .venv by hand: it is used, not thrown away.
    keep = stamp != {} and runs()
    check_machine(kind)
    if keep:
        print("Bringing the set-up in .venv up to date.")
    else:
        print("Setting up the course in .venv. This happens once and takes a minute or two.")
    began = time.time()
    tell(1, "Using the private Python that is there" if keep else "Making a private Python")
    if not keep:
        write_stamp({})
        empty_venv()
        make_venv()
    install_packages(kind)
    write_stamp({})
    tell(3, "Installing the course itself")
    pip(["--no-deps", "--no-index", "--no-build-isolation", "--editable", "engine", "--editable", "."])
    write_stamp({"run": key("run"), kind: wanted})  # the test lock holds all that the run lock holds
    print("Set up in %d seconds." % (time.time() - began))


def tell(step, text, end="\n"):
    print("  %d/3 %s" % (step, text), end=end, flush=True)


def check_machine(kind):
    """Raise Trouble when this machine cannot hold the set-up."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        version = "%d.%d" % sys.version_info[:2]
        raise Trouble(
            "This Python came without its venv module. On Debian or Ubuntu, type:  "
            "sudo apt install python%s-venv   On other systems, install Python from python.org. "
            "Then start again." % version
        )
    free = shutil.disk_usage(ROOT).free // 10**6
    if free < SPACE_MB[kind]:
        raise Trouble(
            "The disk has %d MB free. The set-up needs %d MB. Free some space and start again." % (free, SPACE_MB[kind])
        )


def empty_venv():
    """Remove what an earlier set-up left, but for the lock file, which is in use, and the stamp."""
    for name in os.listdir(VENV):
        path = os.path.join(VENV, name)
        if name in ("start.lock", "course-setup.json"):
            continue
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.remove(path)


def make_venv():
    # When start.py is run by the Python in .venv, the one it was made from makes the new one.
    base = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run(
        [base, "-m", "venv", VENV], capture_output=True, text=True, errors="replace", env=environment()
    )
    if made.returncode:
        raise Trouble("A private Python could not be made in .venv. " + explain(made.stdout + made.stderr))


def install_packages(kind):
    """Install what the locks of this kind name, with every file checked against its hash."""
    names = [LOCKS["run"]] + ([LOCKS["test"]] if kind == "test" else [])
    total = len({line.split("==")[0] for name in names for line in lines(name) if "==" in line})
    seen = []

    def watch(line):
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen.append(line)
            progress(len(seen))
        elif line.startswith("Installing collected"):
            # Only from here on is what was there changed: without network, an older set-up stays good.
            write_stamp({})
            print(end="\r" if sys.stdout.isatty() else "")
            tell(2, "Installing packages (the longest step)      ")

    def progress(count):
        text = "Fetching packages: %d of %d" % (min(count, total), total)
        if sys.stdout.isatty():
            tell(2, text, end="\r")
        elif count % 40 == 1:
            tell(2, text)

    wanted = [part for name in names for part in ("--requirement", name)]
    pip(["--require-hashes", "--no-deps", "--only-binary", ":all:"] + wanted, watch)


def lines(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read().splitlines()


def pip(arguments, watch=lambda line: None):
    """Run pip install in .venv; keep all that it says in .venv/install.log."""
    options = ["--disable-pip-version-check", "--no-input", "--retries", "2", "--progress-bar", "off"]
    options += ["--no-warn-script-location", "--no-user"]
    command = [venv_python(), "-m", "pip", "install"] + options + arguments
    said = []
    with open(os.path.join(VENV, "install.log"), "a", encoding="utf-8") as log:
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        try:
            for line in child.stdout:
                said.append(line)
                log.write(line)
                watch(line)
        finally:
            if sys.exc_info()[0]:
                child.terminate()
            child.wait()
    if child.returncode:
        raise Trouble(explain("".join(said)) + " The full record is in %s." % os.path.join(".venv", "install.log"))


# --- JupyterLab ---------------------------------------------------------------------------------


def pick_port(asked=None):
    """Return a free port; raise Trouble when the one that was asked for is not free."""
    if asked is not None and not 0 < asked < 65536:
        raise Trouble("A port is a number from 1 to 65535. %d is not." % asked)
    for port in [asked] if asked else range(8888, 8988):
        with socket.socket() as probe:
            if os.name != "nt":  # as the server does: a port that was just closed counts as free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError as error:
                if asked and error.errno == errno.EACCES:
                    raise Trouble("This system does not let you use port %d. Take one above 1024." % asked)
    if asked:
        raise Trouble(
            "Port %d is taken by another program. Give another number, or leave --port out: "
            "then a free one is found." % asked
        )
    raise Trouble("No free port was found between 8888 and 8987. Give one with --port.")


def answers(port, token):
    """Say whether our own server answers there."""
    request = urllib.request.Request(
        "http://127.0.0.1:%d/api/status" % port, headers={"Authorization": "token " + token}
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by way of a proxy
    try:
        with direct.open(request, timeout=5) as reply:
            return reply.status == 200
    except (OSError, urllib.error.URLError):
        return False


def start_server(port, token):
    """Start JupyterLab and return its process once it answers."""
    command = [venv_python(), "-c", JUPYTERLAB, "--no-browser"]
    for name, value in (
        ("ip", "127.0.0.1"),
        ("port", port),
        ("port_retries", 0),
        ("root_dir", ROOT),
        ("answer_yes", True),
        ("allow_root", True),  # in a container there is often no other user
        # For authors jupytext keeps notebook and text in step. A reader's saving must not reach the text.
        ("jpserver_extensions", "jupyterlab_jupytext=False"),
    ):
        command.append("--ServerApp.%s=%s" % (name, value))
    log_name = os.path.join(VENV, "jupyter-%d.log" % port)
    with open(log_name, "w", encoding="utf-8") as log:
        # The token goes by the environment: other users can read a command line.
        env = dict(environment(), JUPYTER_TOKEN=token)
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        deadline = time.time() + 120
        while server.poll() is None and time.time() < deadline:
            if answers(port, token):
                return server
            time.sleep(0.1)
    except BaseException:
        stop(server)
        raise
    stop(server)
    with open(log_name, encoding="utf-8", errors="replace") as log:
        said = last_line(log.read())
    raise Trouble(
        "JupyterLab did not start. Its last line was: %s The full record is in %s."
        % (said, os.path.relpath(log_name, ROOT))
    )


def stop(server):
    """End the server; it ends its kernels."""
    if server.poll() is None:
        server.terminate()
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def has_screen():
    """Say whether a browser window can be opened; a text browser would take over the terminal."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def learn(port, browser):
    """Set up, open JupyterLab on the course's home and stay until it ends."""
    with alone():  # until the server holds its port, so that two starts take two ports
        port = pick_port(port)
        set_up("run")
        token = secrets.token_hex(24)
        print("Starting JupyterLab ...", flush=True)
        try:
            server = start_server(port, token)
        except (Trouble, OSError):
            if not damaged():
                raise
            print("Some files of the set-up are missing. Making it anew.")
            write_stamp({})
            set_up("run")
            server = start_server(port, token)
    try:
        address = "http://127.0.0.1:%d/lab?token=%s" % (port, token)
        print("Open this address: " + address)
        print("To stop the course, press Ctrl-C here.", flush=True)
        if browser and has_screen():
            webbrowser.open(address)
        server.wait()
    except KeyboardInterrupt:
        stop(server)
        print("\nThe course has stopped. Your notebooks and progress are saved on this machine.")
        return 0
    print("JupyterLab has ended.")
    return 0 if server.returncode == 0 else 1


# --- tests --------------------------------------------------------------------------------------


def test(arguments):
    """Set up with the test tools and hand over to tests/run.py, with the same arguments."""
    with alone():
        set_up("test")
    return subprocess.call([venv_python(), os.path.join("tests", "run.py")] + arguments, cwd=ROOT, env=environment())


# --- the command --------------------------------------------------------------------------------


def read_arguments(argv):
    parser = argparse.ArgumentParser(
        prog="start.py",
        description="Set up the course when needed and open it in JupyterLab.",
        epilog="python3 start.py test  sets up the test tools and runs every test, test --quick those of a minute; "
        "what follows goes to pytest.",
    )
    parser.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    parser.add_argument("--port", type=int, help="the port to use; without it a free one is found")
    return parser.parse_args(argv)


def main(argv):
    # A shell that starts a program in the background has it ignore Ctrl-C; this one must end its server.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        if argv[:1] == ["test"]:
            return test(argv[1:])
        asked = read_arguments(argv)
        return learn(asked.port, not asked.no_browser)
    except Trouble as trouble:
        print("\n%s" % trouble, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. The next start repairs what is half-made.", file=sys.stderr)
        return 130
    except PermissionError as error:
        print(
            "\nThis file may not be written to: %s. Check the rights of the course's folder." % error.filename,
            file=sys.stderr,
        )
    except OSError as error:
        print("\n%s" % explain("errno %s %s" % (error.errno, error)), file=sys.stderr)
    except Exception:
        with open(os.path.join(ROOT, ".venv", "start-error.log"), "w", encoding="utf-8") as log:
            traceback.print_exc(file=log)
        print(
            "\nSomething failed that this program did not expect. The record is in .venv/start-error.log.",
            file=sys.stderr,
        )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
