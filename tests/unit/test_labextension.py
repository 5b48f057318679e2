"""The JupyterLab extension: what is built belongs to its sources, and is where JupyterLab finds it. Needs no Node."""

import importlib.util
import json
import sys
from pathlib import Path

from support.tiny_course import ROOT

HOME = ROOT / "engine" / "labextension"


def builder():
    spec = importlib.util.spec_from_file_location("labextension_build", HOME / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_built_belongs_to_the_sources():
    made = builder()
    assert made.MARK.read_text(encoding="utf-8").strip() == made.digest(), "run: python engine/labextension/build.py"


def test_jupyterlab_finds_it():
    made = json.loads((HOME / "built" / "package.json").read_text(encoding="utf-8"))
    installed = Path(sys.prefix, "share", "jupyter", "labextensions", made["name"])
    assert (installed / made["jupyterlab"]["_build"]["load"]).exists()
    assert (installed / "sources.sha256").read_text() == (HOME / "built" / "sources.sha256").read_text()


def test_the_lock_names_no_place():
    lock = json.loads((HOME / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
