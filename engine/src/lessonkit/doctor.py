"""``course doctor``: say in plain words what is wrong with a set-up, and what to do about it."""

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from lessonkit import course

OLDEST = (3, 11)
LOW_MB = 200  # under this, a notebook may not be saved
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
ANEW = "Stop the course, delete the folder .venv and run: python3 start.py"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is well, what was seen, and what to do if it is not."""

    name: str
    well: bool
    seen: str
    advice: str = ""


def diagnose() -> list[Finding]:
    """Look at everything; a check that itself breaks is a finding, not an error."""
    return [_careful(check) for check in CHECKS]


def main() -> int:
    """Print the report; return 0 when all is well, else 1."""
    findings = diagnose()
    print(report(findings))
    return 0 if all(finding.well for finding in findings) else 1


def report(findings: Iterable[Finding]) -> str:
    """Return the findings as text, those with trouble last, where they are seen."""
    findings = sorted(findings, key=lambda finding: not finding.well)
    lines = []
    for finding in findings:
        lines.append(f"{'well   ' if finding.well else 'TROUBLE'}  {finding.name}: {finding.seen}")
        if finding.advice:
            lines.append(f"         What to do: {finding.advice}")
    bad = sum(not finding.well for finding in findings)
    lines.append("")
    if bad:
        lines.append(f"{bad} of {len(findings)} checks found trouble.")
    else:
        lines.append(
            "Nothing is wrong with this set-up. If a page stays blank, use a current Firefox, Chrome, Edge or Safari."
        )
    return "\n".join(lines)


def _careful(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except Exception as trouble:
        return Finding(check.__name__.capitalize(), False, f"this could not be checked ({trouble})", ANEW)


# --- the checks; what each looks at can be given, so that a test can show it a broken one ---------


def python(version: Sequence[Any] = sys.version_info) -> Finding:
    """The Python that runs the course."""
    seen = ".".join(str(part) for part in version[:3])
    if tuple(version[:2]) >= OLDEST:
        return Finding("Python", True, seen)
    return Finding(
        "Python", False, f"{seen}; the course needs 3.11 or newer", "Install a newer Python, then run: python3 start.py"
    )


def packages(lock: Path | None = None, installed: Callable[[str], str] = metadata.version) -> Finding:
    """Every package that the lock names for this system, in the locked version."""
    lock = lock or _root() / "requirements.lock"
    if not lock.exists():
        return Finding("Packages", True, "this course has no list of tested versions")
    pins = list(_pins(lock))
    wrong = []
    for name, version in pins:
        try:
            there = installed(name)
        except metadata.PackageNotFoundError:
            there = "missing"
        if there != version:
            wrong.append(f"{name} is {there}, tested with {version}")
    if wrong:
        more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
        return Finding("Packages", False, "; ".join(wrong[:3]) + more, ANEW)
    return Finding("Packages", True, f"{len(pins)} packages, each in the tested version")


def _pins(lock: Path) -> Iterator[tuple[str, str]]:
    from packaging.requirements import Requirement

    for line in lock.read_text(encoding="utf-8").splitlines():
        if "==" not in line or line.lstrip().startswith("#"):
            continue
        requirement = Requirement(line.rstrip(" \\"))
        if requirement.marker is None or requirement.marker.evaluate():
            yield requirement.name, next(iter(requirement.specifier)).version


def settings() -> str:
    """Return where the course's settings for JupyterLab are, below the Python's own folder."""
    return f"share/jupyter/lab/settings/overrides.d/{course.current().name}.json"


def jupyterlab(folder: Path = Path(sys.prefix)) -> Finding:
    """JupyterLab, and the course's settings for it."""
    version = metadata.version("jupyterlab")
    if not (_package() / "lab" / settings()).is_file():
        return Finding("JupyterLab", True, f"{version}; this course has no settings for it")
    if not (folder / settings()).is_file():
        advice = f"In the course's folder, run: {sys.executable} -m pip install --no-deps --no-build-isolation -e ."
        return Finding("JupyterLab", False, f"{version}, but the course's settings for it are not installed", advice)
    return Finding("JupyterLab", True, f"{version}, with the course's settings")


def kernel(command: str | None = None) -> Finding:
    """The Python that JupyterLab starts for a notebook is this one."""
    if command is None:
        from jupyter_client.kernelspec import KernelSpecManager

        command = KernelSpecManager().get_kernel_spec("python3").argv[0]
    # A bare name means: the Python that runs JupyterLab.
    here = command in ("python", "python3") or Path(command).parent == Path(sys.executable).parent
    if here:
        return Finding("Kernel", True, "notebooks run in this environment")
    return Finding(
        "Kernel",
        False,
        f"notebooks run in another Python ({command}), which may not have the course's packages",
        f"Run: {sys.executable} -m ipykernel install --sys-prefix",
    )


def widgets(page: dict[str, Any] | None = None) -> Finding:
    """The three extensions that draw the course's widgets are there and switched on."""
    page = _page() if page is None else page
    there = {extension["name"] for extension in page["federated_extensions"]}
    off = page["disabledExtensions"]
    missing = [name for name in EXTENSIONS if name not in there]
    disabled = [name for name in EXTENSIONS if any(one == name or one.startswith(f"{name}:") for one in off)]
    if missing:
        return Finding("Widgets", False, f"missing: {', '.join(missing)}; charts and questions will not show", ANEW)
    if disabled:
        return Finding(
            "Widgets",
            False,
            f"switched off: {', '.join(disabled)}; charts and questions will not show",
            " && ".join(f"jupyter labextension enable {name}" for name in disabled),
        )
    return Finding("Widgets", True, "all three extensions are there and switched on")


def _page() -> Any:
    from jupyter_core.paths import jupyter_path
    from jupyterlab.commands import get_app_dir
    from jupyterlab_server.config import get_page_config

    return get_page_config(jupyter_path("labextensions"), str(Path(get_app_dir(), "settings")))


def tables(load: Callable[..., Iterable[str]] | None = None) -> Finding:
    """Each data table can be read and is as it was made."""
    from lessonkit.data import tables

    read = load or tables.load
    wrong = []
    names = list(read())
    for name in names:
        try:
            read(name)
        except (tables.TableFileError, OSError, ValueError) as trouble:
            wrong.append(str(trouble))
    if wrong:
        return Finding("Data", False, " ".join(wrong), "Fetch the folder data/ of the course again.")
    return Finding("Data", True, f"{len(names)} tables, unchanged")


def progress(folder: Path | None = None) -> Finding:
    """The file with the learner's progress can be read and written."""
    from lessonkit.progress.store import Store, home

    store = Store(folder or home())
    notice, path = store.notice, store.path
    store.close()
    if notice:
        return Finding(
            "Progress", False, notice, f"Check that you may write to {path.parent}, and that its disk has space."
        )
    return Finding("Progress", True, f"kept in {path}")


def space(free_mb: int | None = None) -> Finding:
    """There is room on the disk to save notebooks."""
    free_mb = shutil.disk_usage(_root()).free // 10**6 if free_mb is None else free_mb
    if free_mb < LOW_MB:
        return Finding("Disk", False, f"{free_mb} MB free", "Free some space: notebooks and progress may not be saved.")
    return Finding("Disk", True, f"{free_mb:,} MB free")


def copies(places: Iterable[str] | None = None) -> Finding:
    """No second copy of the course can be imported in place of this one."""
    name, here = course.current().package, _package()
    found = {Path(place or ".").resolve() / name for place in (sys.path if places is None else places)}
    others = sorted(str(folder) for folder in found if (folder / "__init__.py").is_file() and folder != here)
    if others:
        return Finding(
            "Copies",
            False,
            f"a second copy of the course is in {', '.join(others)}",
            "Remove it, or its folder from PYTHONPATH: Python may take the wrong one.",
        )
    return Finding("Copies", True, f"one copy of the course, in {here}")


def _package() -> Path:
    return Path(str(import_module(course.current().package).__file__)).resolve().parent


def _root() -> Path:
    return course.current().root


CHECKS = (python, packages, jupyterlab, kernel, widgets, tables, progress, space, copies)
