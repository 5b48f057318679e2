"""The layers of docs/architecture.md hold: what may import what, imports inside functions counted too."""

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import lessonkit
import nato_course

LAYERS = (
    ("course",),
    ("data", "figures", "frontend", "texts", "vendor"),
    ("judging",),
    ("bank", "kinds"),
    ("progress",),
    ("exercises", "explorer", "lookup"),
    ("concept_test", "review"),
    ("build", "pages"),
    ("classroom", "teaching"),
    ("cli", "doctor", "server", "verbs"),
)
"""The rooms of the engine, the lowest first: a room imports from its own layer and from those below."""
OPEN = {"course", "data", "explorer", "figures", "frontend", "lookup", "progress", "texts", "verbs"}
"""The rooms of the engine that a course may use. Notebooks reach the others through the verbs."""
PACKAGES = {package.__name__: Path(package.__file__).parent for package in (lessonkit, nato_course)}


def name_of(package: str, place: Path) -> str:
    return ".".join([package, *(part for part in place.with_suffix("").parts if part != "__init__")])


@cache
def modules() -> dict[str, Path]:
    """Return name -> file of every module of both packages."""
    return {
        name_of(package, path.relative_to(home)): path
        for package, home in PACKAGES.items()
        for path in sorted(home.rglob("*.py"))
    }


def imported(source: str, known) -> set[str]:
    """Return the known modules that a source imports; what is imported for type checks only does not count."""
    found, nodes = set(), [ast.parse(source)]
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            found |= {full if full in known else node.module for full in inner.values()}
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            nodes += ast.iter_child_nodes(node)
    return found & set(known)


@cache
def arrows() -> dict[str, set[str]]:
    """Return module -> the modules that it imports."""
    return {name: imported(path.read_text("utf-8"), modules()) - {name} for name, path in modules().items()}


def circle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as trouble:
        return trouble.args[1]
    return []


def room(module: str) -> str:
    """Return the room of a module: "kinds" for lessonkit.kinds.choice.kind; "" for a package itself."""
    return module.partition(".")[2].partition(".")[0]


def of_engine(module: str) -> bool:
    return module.partition(".")[0] == "lessonkit"


def test_the_graph_counts_imports_in_functions_and_leaves_out_those_for_types():
    source = "import a.b\nif TYPE_CHECKING:\n    from a import c\n\ndef f():\n    from a import d, name\n    import elsewhere\n"
    assert imported(source, {"a", "a.b", "a.c", "a.d"}) == {"a", "a.b", "a.d"}
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == {"a", "b", "c"}
    assert sum(map(len, arrows().values())) > 500


def test_no_circle_among_modules():
    assert circle(arrows()) == []


def test_every_room_of_the_engine_has_a_layer():
    rooms = {room(name) for name in modules() if of_engine(name)} - {""}
    assert rooms == {one for layer in LAYERS for one in layer}


def test_no_arrow_leads_to_a_higher_layer():
    level = {one: place for place, layer in enumerate(LAYERS) for one in layer} | {"": 0}
    assert [
        f"{name} -> {other}"
        for name, others in arrows().items()
        for other in others
        if of_engine(name) and of_engine(other) and level[room(other)] > level[room(name)]
    ] == []


def test_the_engine_imports_no_course():
    assert [name for name, others in arrows().items() if of_engine(name) and not all(map(of_engine, others))] == []


def test_the_course_uses_the_open_rooms_only():
    used = {
        room(other) for name, others in arrows().items() if not of_engine(name) for other in others if of_engine(other)
    }
    assert used - {""} == OPEN


def test_the_page_on_architecture_names_every_layer_in_order():
    page = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| \d+ \| ([^|]+) \|", page, re.M)
    named = [tuple(sorted(word.strip().strip("`") for word in row.split(","))) for row in rows]
    assert named == [tuple(sorted(layer)) for layer in reversed(LAYERS)]
