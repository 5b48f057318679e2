"""`course doctor`: each check sees the broken set-up that it is there for, and the good one."""

import sys
from importlib import metadata

import pytest

from lessonkit import doctor

GOOD_PAGE = {"federated_extensions": [{"name": name} for name in doctor.EXTENSIONS], "disabledExtensions": []}


def trouble(finding, *words):
    assert not finding.well
    assert finding.advice
    for word in words:
        assert word in finding.seen


def test_an_old_python():
    trouble(doctor.python((3, 10, 4)), "3.10.4", "3.11")
    assert doctor.python((3, 11, 0)).well


def test_packages_against_the_lock(tmp_path):
    lock = tmp_path / "lock"
    lock.write_text(
        "# made by: a==b\nhere==1.0 \\\n    --hash=sha256:0\nelsewhere==1.0 ; sys_platform == 'nowhere' \\\n    --hash=sha256:0\n"
    )
    assert doctor.packages(lock, {"here": "1.0"}.__getitem__).well
    trouble(doctor.packages(lock, {"here": "2.0"}.__getitem__), "here is 2.0, tested with 1.0")

    def none(name):
        raise metadata.PackageNotFoundError(name)

    trouble(doctor.packages(lock, none), "here is missing")


def test_many_wrong_packages_are_told_in_one_line(tmp_path):
    lock = tmp_path / "lock"
    lock.write_text("".join(f"p{number}==1 \\\n" for number in range(9)))
    trouble(doctor.packages(lock, lambda name: "2"), "p0 is 2", "and 6 more")


def test_the_settings_of_jupyterlab(tmp_path):
    trouble(doctor.jupyterlab(tmp_path), "settings")
    (tmp_path / doctor.settings()).parent.mkdir(parents=True)
    (tmp_path / doctor.settings()).touch()
    assert doctor.jupyterlab(tmp_path).well


def test_a_kernel_in_another_python(tmp_path):
    trouble(doctor.kernel(str(tmp_path / "python")), "another Python")
    assert doctor.kernel("python").well
    assert doctor.kernel(sys.executable).well
    assert doctor.kernel().well


@pytest.mark.parametrize("name", doctor.EXTENSIONS)
def test_a_widget_extension_that_is_missing_or_off(name):
    assert doctor.widgets(GOOD_PAGE).well
    without = [extension for extension in GOOD_PAGE["federated_extensions"] if extension["name"] != name]
    trouble(doctor.widgets(GOOD_PAGE | {"federated_extensions": without}), "missing", name)
    off = doctor.widgets(GOOD_PAGE | {"disabledExtensions": [f"{name}:plugin"]})
    trouble(off, "switched off", name)
    assert off.advice == f"jupyter labextension enable {name}"


def test_the_widgets_of_this_environment():
    assert doctor.widgets().well


def test_a_changed_table():
    from lessonkit.data.tables import TableFileError

    def load(name=None):
        if name == "b":
            raise TableFileError("the table b was edited")
        return ["a", "b"]

    trouble(doctor.tables(load), "the table b was edited")
    assert doctor.tables(lambda name=None: ["a"]).well


def test_progress_that_cannot_be_kept(tmp_path):
    assert doctor.progress(tmp_path / "new").well
    file = tmp_path / "a file"
    file.touch()
    trouble(doctor.progress(file / "folder"), "cannot be saved")


def test_a_full_disk():
    trouble(doctor.space(12), "12 MB")
    assert doctor.space(5000).well


def test_a_second_copy(tmp_path):
    other = tmp_path / "nato_course"
    other.mkdir()
    assert doctor.copies([str(tmp_path)]).well
    (other / "__init__.py").touch()
    trouble(doctor.copies([str(tmp_path), "/nowhere"]), str(other))


def test_a_check_that_breaks_is_told():
    def kernel():
        raise RuntimeError("no such thing")

    trouble(doctor._careful(kernel), "no such thing")


def test_the_report(monkeypatch, capsys):
    good, bad = doctor.Finding("Disk", True, "fine"), doctor.Finding("Kernel", False, "off", "Switch it on.")
    monkeypatch.setattr(doctor, "CHECKS", (lambda: bad, lambda: good))
    assert doctor.main() == 1
    said = capsys.readouterr().out
    assert said.index("Disk: fine") < said.index("Kernel: off") < said.index("Switch it on.")
    assert "1 of 2 checks found trouble" in said
    monkeypatch.setattr(doctor, "CHECKS", (lambda: good,))
    assert doctor.main() == 0
    assert "Nothing is wrong" in capsys.readouterr().out
