"""The search for a browser, on made-up machines."""

import os
import stat

import pytest

from lessonkit.build import browser

posix_only = pytest.mark.skipif(os.name == "nt", reason="the made-up browsers are shell scripts")


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A machine without any browser; gives the folder on its PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "MACOS", ())
    monkeypatch.setattr(browser, "_playwright_browser", lambda: None)
    return tmp_path


def program(folder, name, code):
    file = folder / name
    file.write_text(f"#!/bin/sh\n{code}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


@posix_only
def test_the_first_that_starts_is_taken(bare):
    assert browser.find() is None
    program(bare, "chromium-browser", "exit 1")  # one that only says how to install the real one
    assert browser.find() is None
    chrome = program(bare, "google-chrome", "echo Chrome 156")
    assert browser.find() == chrome


@posix_only
def test_one_is_installed_when_there_is_none(bare, monkeypatch):
    monkeypatch.setattr(browser, "_install_by_playwright", lambda: False)
    monkeypatch.setattr(browser, "_install_by_apt", lambda: bool(program(bare, "chromium", "exit 0")))
    assert browser.ensure() == (str(bare / "chromium"), "")


def test_none_can_be_had(bare, monkeypatch, capsys):
    monkeypatch.setattr(browser, "_run", lambda *_: False)
    path, reason = browser.ensure()
    assert path == "" and "no Chromium or Chrome" in reason
