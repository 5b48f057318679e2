"""What start.py says: each sentence, without a set-up."""

import ast
import re
import runpy
import sys

import pytest

from support.tiny_course import ROOT, START


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 15)])
def test_a_python_that_does_not_fit(version, monkeypatch, start):
    assert start.wrong_python(version).startswith(
        f"This is Python {version[0]}.{version[1]}. The course needs Python 3.11 to 3.14."
    )
    assert start.wrong_python(version, ["python3.12"]).endswith("python3.12 start.py")
    monkeypatch.setattr(sys, "version_info", (*version, 0, "final", 0))
    monkeypatch.setenv("PATH", "")  # to ask every Python of this machine takes seconds
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(START), run_name="__main__")
    assert ended.value.code.startswith(f"This is Python {version[0]}.{version[1]}.")


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_a_python_that_fits(version, start):
    assert start.wrong_python(version) == ""


def test_an_old_python_can_read_the_file():
    tree = ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 6))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.AsyncFunctionDef)  # Python 2 stops at these
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, newer)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not [f.name for f in functions if f.returns or f.args.kwonlyargs]


def test_only_the_standard_library():
    tree = ast.parse(START.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_no_venv_module(missing, monkeypatch, start):
    real = start.importlib.util.find_spec
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None if name == missing else real(name))
    with pytest.raises(start.Trouble, match=r"apt install python3.*-venv"):
        start.check_machine("run")


@pytest.mark.parametrize(("kind", "free"), [("run", 699), ("test", 1199)])
def test_too_little_space(kind, free, monkeypatch, start):
    usage = type("Usage", (), {"free": free * 10**6})
    monkeypatch.setattr(start.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(start.Trouble, match=f"has {free} MB free. The set-up needs {free + 1} MB"):
        start.check_machine(kind)
    usage.free = 2 * 10**9
    start.check_machine(kind)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("OSError: [WinError 112] There is not enough space on the disk", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "certificate"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "no connection"),
        (
            "NewConnectionError: [Errno 11001] getaddrinfo failed\nERROR: No matching distribution found",
            "no connection",
        ),
        ("ProxyError('Cannot connect to proxy.', OSError", "no connection"),
        ("ERROR: [Errno 13] Permission denied: 'x'", "may not be written to"),
        ("PermissionError: [WinError 32] The process cannot access the file", "may not be written to"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "no file for this Python"),
        ("something\nnew\n\n", "these words: new"),
        ("", "these words: (none)"),
    ],
)
def test_what_pip_says_in_plain_words(said, told, start):
    assert told in start.explain(said)


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), PermissionError(13, "Permission denied", "x")]
)
def test_trouble_with_the_disk_is_a_sentence(error, monkeypatch, start, capsys):
    def fail(*_):
        raise error

    monkeypatch.setattr(start, "learn", fail)
    assert start.main([]) == 1
    assert re.search("disk is full|may not be written to: x", capsys.readouterr().err)


def test_the_stamp_covers_what_a_set_up_is_made_of(tmp_path, monkeypatch, start):
    for name in (
        "requirements.lock",
        "pyproject.toml",
        "engine/pyproject.toml",
        "tests/requirements.lock",
        "src/nato_course/lab/a.json",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("old")
    monkeypatch.setattr(start, "ROOT", str(tmp_path))
    keys = [start.key("run")]
    assert start.key("run") == keys[0]
    for name in ("requirements.lock", "pyproject.toml", "engine/pyproject.toml", "src/nato_course/lab/a.json"):
        (tmp_path / name).write_text("new")
        keys.append(start.key("run"))
    monkeypatch.setattr(start, "SETUP", "next")
    keys.append(start.key("run"))
    keys.append(start.key("test"))
    assert len(set(keys)) == 7


@pytest.mark.parametrize(
    ("text", "stamp"), [(None, None), ("", {}), ("{", {}), ("[1]", {}), ('{"run": "k"}', {"run": "k"})]
)
def test_a_stamp_is_read_whatever_is_in_it(text, stamp, tmp_path, monkeypatch, start):
    monkeypatch.setattr(start, "VENV", str(tmp_path))
    if text is not None:
        (tmp_path / "course-setup.json").write_text(text)
    assert start.read_stamp() == stamp


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock"])
def test_the_locks_name_no_source(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
    pins = re.findall(r"^([a-z0-9._-]+)==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z]", text, re.MULTILINE)) > 50  # every package has a hash


def test_the_locks_agree():
    learner, tests = (
        dict(re.findall(r"^(\S+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "tests/requirements.lock")
    )
    assert {name for name in learner if tests.get(name, learner[name]) != learner[name]} == set()
    assert {"jupyterlab", "ipywidgets", "anywidget", "pandas"} <= set(learner) & set(tests)
