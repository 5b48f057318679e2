"""Run the course's code and a learner's cell again, on the real tables or on altered ones.

Nothing that runs here shows or changes anything in the notebook: output is swallowed,
names live in a fresh space, and `load` gives the tables of that run, however it is
imported. What cannot be run again raises `Unreplayable`, and the visible verdict stands:
a right answer must never be marked wrong because the check was clumsy.
"""

import ast
import builtins
import copy
import io
import symtable
import sys
import time
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib import import_module
from typing import Any, Protocol, TypeAlias

from lessonkit import course
from lessonkit.data.names import namespace
from lessonkit.judging import plain
from lessonkit.judging.placeholder import BLANK, ____

CELL = "<cell>"
TABLES = "lessonkit.data.tables"
SHOWN = {"check", "hint", "solution", "exercise", "explore", "progress", "reset", "now", "sources", "display"}
"""Calls that show something or count a try; they are left out of a replay."""
ANSWER = "__answer__"
SECONDS = 2.0
"""So long may a learner's cells run again."""


Load: TypeAlias = Callable[..., Any]
"""What stands for ``load`` in a run."""
Names: TypeAlias = dict[str, Any]


class Exercise(Protocol):
    """What is known of the exercise that is checked: its name, and the code that comes before it."""

    full_id: str
    given: str


class Unreplayable(Exception):
    """This code cannot be run again on other tables."""


class TooSlow(BaseException):
    """Code took longer than it may; not an Exception, so that a learner's `except` does not catch it."""


# -- spaces to run in -------------------------------------------------------------------------


def space(load: Load) -> Names:
    """Return a fresh namespace whose `load`, and whatever imports it, is this one."""
    names = namespace() | {"load": load, BLANK: ____, "__name__": "__main__"}
    names["__builtins__"] = vars(builtins) | {"__import__": _importer(load)}
    return names


def _importer(load: Load) -> Callable[..., types.ModuleType]:
    def fetch(
        name: str,
        globals: Names | None = None,
        locals: Names | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> types.ModuleType:
        if level == 0 and name == course.current().package:
            __import__(name)
            return _stand_in(sys.modules[name], load=load)
        if level == 0 and name == TABLES:
            made = _stand_in(import_module(name), load=load)
            # `import lessonkit.data.tables` binds the outermost name, so the way down to the table must be new too.
            return (
                made
                if fromlist
                else _stand_in(sys.modules["lessonkit"], data=_stand_in(sys.modules["lessonkit.data"], tables=made))
            )
        return __import__(name, globals, locals, fromlist, level)

    return fetch


def _stand_in(module: types.ModuleType, **names: object) -> types.ModuleType:
    """Return a module that has these names, and the real module's others."""
    double = types.ModuleType(module.__name__)
    vars(double).update(names, __getattr__=lambda name: _silent if name in SHOWN else getattr(module, name))
    return double


def _silent(*_: object, **__: object) -> None:
    return None


@contextmanager
def quiet() -> Iterator[None]:
    """Swallow what code prints, displays or warns of."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shell = running_shell()
        if shell is None:
            yield
            return
        from IPython.utils.capture import capture_output

        with capture_output():
            yield


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop Python code that runs longer, with `TooSlow`. Works on every system and in any thread."""
    until = time.monotonic() + seconds
    before = sys.gettrace()

    def watch(frame: types.FrameType, event: str, _: object) -> Any:
        if time.monotonic() > until:
            raise TooSlow
        if frame.f_code.co_filename not in (CELL, "<string>") and not _is_cell(frame):
            return None
        frame.f_trace_opcodes = True  # Python 3.11 sees no new line in `while True: pass`
        return watch

    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(before)


def _is_cell(frame: types.FrameType) -> bool:
    # ipykernel compiles cells under a temporary file's name.
    return "ipykernel_" in frame.f_code.co_filename or frame.f_code.co_filename.startswith("<ipython-input")


def run(code: str, names: Names) -> Names:
    """Execute code in a namespace and return it."""
    exec(compile(code, CELL, "exec"), names)
    return names


def given(item: Exercise, load: Load) -> Names:
    """Return a fresh namespace in which the item's `given` has run."""
    return run(item.given or "", space(load))


# -- the learner's cells ----------------------------------------------------------------------


def running_shell() -> Any:
    """Return the notebook's shell, or None outside a notebook."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    return get_ipython()


def cells() -> tuple[str | None, list[str]]:
    """Return the source of the running cell and of the cells run before, from the notebook's history."""
    shell = running_shell()
    ran = shell.user_ns.get("In") if shell is not None else None
    ran = [cell for cell in ran if type(cell) is str] if type(ran) is list else []
    return (ran[-1], ran[:-1]) if ran else (None, [])


def answer_again(item: Exercise, source: str, history: Sequence[str], load: Load) -> Any:
    """Return the value that the learner's cell hands to `check`, computed with another `load`.

    Raises
    ------
    Unreplayable
        If the cells use what cannot be run again, need a name nobody makes, fail or take too long.
    """
    try:
        cell = _prepared(source, item.full_id)
        names = given(item, load)
        earlier = _needed_cells(cell, history, names)
        with quiet(), at_most(SECONDS):
            for code in (*earlier, cell):
                exec(compile(code, CELL, "exec"), names)
        return names[ANSWER]
    except KeyboardInterrupt:
        raise
    except BaseException as trouble:
        raise Unreplayable(plain.type_name(trouble)) from None


def _prepared(source: str, full_id: str | None = None) -> ast.Module:
    """Return a cell's tree without calls that show something; the checked value becomes `ANSWER`."""
    tree = ast.parse(source)
    if any(_reads_elsewhere(node) for node in ast.walk(tree)):
        raise Unreplayable("reads files or uses magics")
    tree.body = [kept for statement in tree.body if (kept := _kept(statement, full_id)) is not None]
    if full_id and not any(_binds_answer(statement) for statement in tree.body):
        raise Unreplayable("the cell does not call check for this exercise")
    return ast.fix_missing_locations(tree)


def _kept(statement: ast.stmt, full_id: str | None) -> ast.stmt | None:
    call = statement.value if isinstance(statement, ast.Expr | ast.Assign) else None
    if not isinstance(call, ast.Call) or _called(call) not in SHOWN:
        return statement
    if full_id and _called(call) == "check" and call.args and getattr(call.args[0], "value", None) == full_id:
        value = call.args[1] if len(call.args) > 1 else next((k.value for k in call.keywords if k.arg == "value"), None)
        if value is not None:
            return ast.copy_location(ast.Assign([ast.Name(ANSWER, ast.Store())], value), statement)
    return None


def _binds_answer(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", None) == ANSWER


def _called(call: ast.Call) -> str | None:
    return getattr(call.func, "id", None) or getattr(call.func, "attr", None)


def _reads_elsewhere(node: ast.AST) -> bool:
    """Tell whether a node reaches past `load`: a file that is read would not be altered."""
    name = getattr(node, "id", None) or getattr(node, "attr", None)
    return isinstance(name, str) and (
        name.startswith("read_") or name in ("open", "input", "get_ipython", "read", "read_text")
    )


def _needed_cells(cell: ast.Module, history: Sequence[str], known: Names) -> Iterator[ast.Module]:
    """Return, in order, the earlier cells that make the names a cell needs, and the names those need."""
    need, chosen = _needs(cell), list[ast.Module]()
    for source in reversed(history):
        try:
            tree = _prepared(source)
        except (SyntaxError, ValueError, Unreplayable):
            # A cell that cannot be read only matters if it makes a needed name; then that name stays missing.
            continue
        made, changed = _binds(tree), _changes(tree)
        if need & (made | changed):
            chosen.append(tree)
            need = (need - made) | _needs(tree)
    missing = need - set(known) - set(vars(builtins))
    if missing:
        raise Unreplayable(f"nothing makes {sorted(missing)[0]}")
    return reversed(chosen)


def _needs(tree: ast.Module) -> set[str]:
    """Return the names that a cell uses before it makes them."""
    need, made = set[str](), set[str]()
    for statement in tree.body:
        table = symtable.symtable(ast.unparse(statement), CELL, "exec")
        own = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}
        used = {s.get_name() for s in table.get_symbols() if s.is_referenced()}
        if not isinstance(statement, ast.Assign | ast.AnnAssign):
            used -= own
        if isinstance(statement, ast.AugAssign):
            used |= own
        need |= (used | _globals_of(table) - own) - made
        made |= own
    return need


def _globals_of(table: symtable.SymbolTable) -> set[str]:
    """Return the outer names that functions inside a scope use."""
    found = set[str]()
    for inner in table.get_children():
        found |= {s.get_name() for s in inner.get_symbols() if s.is_global() and s.is_referenced()}
        found |= _globals_of(inner)
    return found


def _binds(tree: ast.Module) -> set[str]:
    table = symtable.symtable(ast.unparse(tree), CELL, "exec")
    return {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}


def _changes(tree: ast.Module) -> set[str]:
    """Return the names whose object a cell may change: `df["x"] = …`, `rows.append(…)`, `inplace=True`."""
    changed = set[str]()
    for node in ast.walk(tree):
        target = None
        if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            target = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _works_in_place(node, node.func):
            target = node.func.value
        while isinstance(target, ast.Subscript | ast.Attribute):
            target = target.value
        if isinstance(target, ast.Name):
            changed.add(target.id)
    return changed


def _works_in_place(call: ast.Call, method: ast.Attribute) -> bool:
    if method.attr in ("append", "insert", "update", "add", "extend", "sort", "pop"):
        return True
    return any(keyword.arg == "inplace" for keyword in call.keywords)


# -- a learner's function ---------------------------------------------------------------------


def blank_in(function: types.FunctionType) -> bool:
    """Tell whether a function still has a blank, as a name, an attribute or inside a text."""
    return _blank_in(function.__code__)


def _blank_in(code: types.CodeType) -> bool:
    if BLANK in code.co_names + code.co_varnames + code.co_freevars:
        return True
    return any(_blank_constant(constant) for constant in code.co_consts)


def _blank_constant(constant: object) -> bool:
    if isinstance(constant, types.CodeType):
        return _blank_in(constant)
    if isinstance(constant, tuple | frozenset):
        return any(map(_blank_constant, constant))
    return isinstance(constant, str) and constant.strip() == BLANK


def same_code(one: types.FunctionType, other: types.FunctionType) -> bool:
    """Tell whether two functions do the same, instruction by instruction."""
    return _shape(one.__code__) == _shape(other.__code__)


def _shape(code: types.CodeType) -> tuple[object, ...]:
    constants = tuple(
        _shape(c) if isinstance(c, types.CodeType) else (type(c).__name__, repr(c)) for c in code.co_consts
    )
    return code.co_code, code.co_names, code.co_varnames, constants


def rebound(
    function: types.FunctionType,
    names: Names,
    load: Load,
    seen: dict[types.FunctionType, types.FunctionType] | None = None,
) -> types.FunctionType:
    """Return a learner's function in which outer names come from another world.

    Raises
    ------
    Unreplayable
        If it leans on values made in other cells, which may come from the real tables.
    """
    seen = {} if seen is None else seen
    if function in seen:
        return seen[function]
    if function.__closure__ or any(not _constant(value) for value in function.__defaults__ or ()):
        raise Unreplayable("the function carries values of its own")
    world = space(load)
    double = types.FunctionType(function.__code__, world, function.__name__, function.__defaults__)
    double.__kwdefaults__ = function.__kwdefaults__
    seen[function] = double
    for name in _outer_names(function.__code__):
        if name.startswith("read_") or name == "open":
            raise Unreplayable("reads a file")
        if name in names:
            # A copy: what the function changes must not be seen by the next check.
            world[name] = copy.deepcopy(names[name]) if _data(names[name]) else names[name]
        elif name not in world and name in function.__globals__:
            world[name] = _moved(function.__globals__[name], names, load, seen)
    return double


def _moved(value: Any, names: Names, load: Load, seen: dict[types.FunctionType, types.FunctionType]) -> Any:
    if type(value) is types.FunctionType:
        return rebound(value, names, load, seen) if value.__module__ == "__main__" else value
    if type(value) is types.ModuleType:
        if value.__name__ in (course.current().package, TABLES):
            return _stand_in(value, load=load)
        return value
    if isinstance(value, type) or type(value) is types.BuiltinFunctionType:
        return value
    raise Unreplayable("the function uses a value from another cell")


def _data(value: object) -> bool:
    return not isinstance(value, types.ModuleType | types.FunctionType | type)


def _constant(value: object) -> bool:
    return value is None or type(value) in (bool, int, float, str)


def _outer_names(code: types.CodeType) -> set[str]:
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _outer_names(constant)
    return names


def typed_numbers(function: types.FunctionType) -> set[float]:
    """Return the numbers that stand in a function's code."""
    return _typed_numbers(function.__code__)


def _typed_numbers(code: types.CodeType) -> set[float]:
    found = set[float]()
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found |= _typed_numbers(constant)
        for value in constant if isinstance(constant, tuple | frozenset) else (constant,):
            if type(value) in (int, float):
                found.add(float(value))
    return found
