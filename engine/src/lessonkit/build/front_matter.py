"""The head of a lesson's text, in one readable form.

jupytext writes the head anew at each sync, sorted and folded. The build puts it back, so that
an edit in JupyterLab changes only the lines that were edited.
"""

import re
from pathlib import Path

import yaml

from lessonkit.build import BuildError

ORDER = ("number", "slug", "title", "question", "minutes", "objectives", "needs", "explorers", "sources", "given")
INLINE = ("minutes", "explorers")


class _Dumper(yaml.SafeDumper):
    """Lists indented below their key, several lines of text as a block."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


class _InlineDict(dict):
    pass


class _InlineList(list):
    pass


def _text(dumper, value):
    style = "|" if "\n" in value else '"' if re.fullmatch(r"[\d.]*", value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    _InlineDict, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)
)
_Dumper.add_representer(
    _InlineList, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)
)


def tidy(path: Path) -> str:
    """Return a lesson's text, with its head in the one form; write it if that changed it.

    Raises
    ------
    BuildError
        If the head is missing or is not YAML.
    """
    before = path.read_text(encoding="utf-8")
    after = tidied(before, f"content/lessons/{path.name}")
    if after != before:
        path.write_text(after, encoding="utf-8", newline="\n")
    return after


def tidied(text: str, name: str) -> str:
    """Return a text with its head in the one form. A head with comments is left as it is."""
    head, body = _split(text, name)
    if any(line.lstrip().startswith("#") for line in head.split("\n  given:")[0].splitlines()):
        return text
    return f"---\n{_dump(_parse(head, name))}---\n{body}"


def nato(path: Path) -> dict:
    """Return what stands under `nato:` in the head of a lesson's text."""
    name = f"content/lessons/{path.name}"
    return _parse(_split(path.read_text(encoding="utf-8"), name)[0], name)["nato"]


def _split(text: str, name: str) -> list[str]:
    if not text.startswith("---\n") or "\n---\n" not in text:
        raise BuildError(f"{name}: the text must begin with a head between two lines of ---")
    return text.removeprefix("---\n").split("\n---\n", 1)


def _parse(head: str, name: str) -> dict:
    try:
        fields = yaml.safe_load(head)
    except yaml.YAMLError as trouble:
        raise BuildError(f"{name}: the head is not YAML ({trouble})") from None
    if not isinstance(fields, dict) or not isinstance(fields.get("nato"), dict):
        raise BuildError(f"{name}: the head has no part named nato")
    return fields


def _dump(fields: dict) -> str:
    nato = {key: fields["nato"][key] for key in sorted(fields["nato"], key=_place)}
    if nato.get("given"):
        # jupytext drops the line end after the last line of a block.
        nato["given"] = nato["given"].rstrip("\n") + "\n"
    nato |= {key: _inline(nato[key]) for key in INLINE if key in nato}
    ordered = {key: fields[key] for key in fields if key != "nato"} | {"nato": nato}
    return yaml.dump(ordered, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)


def _place(key: str) -> int:
    return ORDER.index(key) if key in ORDER else len(ORDER)


def _inline(value):
    return _InlineDict(value) if isinstance(value, dict) else _InlineList(value)
