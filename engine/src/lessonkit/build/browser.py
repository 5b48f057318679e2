"""Find a Chromium or Chrome for the browser tests and for the pictures in built notebooks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

# For use without a window: nothing of the browser's own goes to the network.
ARGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
if hasattr(os, "geteuid") and os.geteuid() == 0:
    ARGS.append("--no-sandbox")  # Chromium refuses to start as root with its sandbox


def find() -> str | None:
    """Return the path of a browser that starts, or None."""
    for path in _candidates():
        if _starts(path):
            return str(path)
    return None


def _candidates() -> Iterator[str | Path]:
    for name in NAMES:
        if found := shutil.which(name):
            yield found
    if sys.platform == "darwin":
        yield from MACOS
    if os.name == "nt":
        folders = [os.environ[name] for name in WINDOWS_FOLDERS if name in os.environ]
        yield from (Path(folder, tail) for folder in folders for tail in WINDOWS)
    if playwright := _playwright_browser():
        yield playwright


def _playwright_browser() -> str | None:
    """Return where Playwright keeps its own Chromium, whether it is there or not."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _starts(path: str | Path) -> bool:
    if not Path(path).is_file():
        return False
    if os.name == "nt":
        return True  # there, asking for the version opens a window
    # Some systems ship a `chromium-browser` that only says how to install the real one.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def ensure() -> tuple[str, str]:
    """Return (path, reason): a browser's path, installing one if need be, or "" and why there is none."""
    if path := find():
        return path, ""
    for install in (_install_by_playwright, _install_by_apt):
        if install() and (path := find()):
            return path, ""
    return "", "no Chromium or Chrome was found, and neither Playwright nor apt could install one"


def _install_by_playwright() -> bool:
    return _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _install_by_apt() -> bool:
    """Install Debian's package; only root may, and only Debian and its kin have apt-get."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return _run(["apt-get", "update"], quiet) and _run(["apt-get", "install", "-y", "chromium"], quiet)


def _run(command: list[str], env: dict[str, str] | None = None) -> bool:
    try:
        return subprocess.run(command, env=env, timeout=600).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
