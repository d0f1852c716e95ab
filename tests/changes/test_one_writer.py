"""One module can send a request that changes something: the imports and the calls of the whole program are walked."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

import hubtui

ROOT = Path(hubtui.__file__).parent
WRITES, SENDING = "hub/writes.py", "changes/sending.py"
READING = ("GET", "HEAD")


@cache
def modules() -> Sequence[tuple[str, ast.Module]]:
    """Every module outside the demo Hub, by its path."""
    files = {file.relative_to(ROOT).as_posix(): file for file in ROOT.rglob("*.py")}
    return [(name, ast.parse(file.read_text())) for name, file in files.items() if not name.startswith("demo/")]


def calls_of(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def may_write(call: ast.Call) -> bool:
    """Whether a call of the Hub is none of those that only read."""
    method = call.args[0] if call.args else next((one.value for one in call.keywords if one.arg == "method"), None)
    asks_only = any(one.arg == "asks_only" and ast.unparse(one.value) == "True" for one in call.keywords)
    return not asks_only and not (isinstance(method, ast.Constant) and method.value in READING)


def imported_at_runtime(tree: ast.Module) -> Iterator[str]:
    """The names that a module imports, without those that are for the type checker alone."""
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        for inner in ast.walk(node):
            if isinstance(inner, ast.ImportFrom | ast.Import):
                yield from (f"{getattr(inner, 'module', '')}.{one.name}" for one in inner.names)


def test_only_one_module_has_requests_that_write() -> None:
    found = {name for name, tree in modules() if any(may_write(call) for call in calls_of(tree, "Call"))}
    assert found == {WRITES}


def test_only_changes_have_requests_to_write() -> None:
    found = {name for name, tree in modules() if any(calls_of(tree, "WriteRequest"))}
    assert found
    assert {name.partition("/")[0] for name in found} == {"changes"}


def test_only_one_module_sends_them() -> None:
    found = {name for name, tree in modules() if any(calls_of(tree, "send_write"))}
    assert found == {SENDING}


def test_only_one_module_imports_what_sends_them() -> None:
    wanted = {"hubtui.hub.writes.send_write", "hubtui.hub.writes.*", ".hubtui.hub.writes", "hubtui.hub.writes"}
    found = {name for name, tree in modules() if wanted & set(imported_at_runtime(tree))}
    assert found == {SENDING}


def test_no_request_is_turned_into_one_that_writes() -> None:
    for name, tree in modules():
        for call in calls_of(tree, "replace"):
            assert all(one.arg not in ("method", "asks_only") for one in call.keywords), name


@pytest.mark.parametrize("words", ['Call("POST", "/x")', "Call(method, path)", 'Call(method="DELETE")', "Call()"])
def test_the_walk_sees_a_request_that_writes(words: str) -> None:
    (call,) = calls_of(ast.parse(words), "Call")
    assert may_write(call)
