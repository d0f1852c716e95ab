"""The methods that run actions belong to actions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import hubtui
from hubtui.action_target import ActionTarget
from hubtui.actions import ACTIONS
from hubtui.app.tabs import Jumps, Tabs


def test_a_method_is_found_by_the_name_of_its_action_in_subclasses_too() -> None:
    class Base(ActionTarget):
        def do_refresh(self) -> None: ...

        def do_copy(self) -> None: ...

    class Derived(Base):
        async def do_copy(self) -> bool:  # type: ignore[override]
            return False

    assert Derived.action_methods == {"refresh": Base.do_refresh, "copy": Derived.do_copy}


def test_a_method_for_no_action_is_refused() -> None:
    with pytest.raises(TypeError, match="Wrong has methods for actions that do not exist: opne_row"):

        class Wrong(ActionTarget):
            def do_opne_row(self) -> None: ...


def test_every_action_has_a_method() -> None:
    assert {action.name for action in ACTIONS} == {*methods(), *Tabs.action_methods, *Jumps.action_methods}


def methods() -> Iterator[str]:
    """The names of all actions that something in the source runs."""
    for path in Path(hubtui.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            found = [node.name] if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else []
            if isinstance(node, ast.Assign):
                found = [target.id for target in node.targets if isinstance(target, ast.Name)]
            yield from (name.removeprefix("do_") for name in found if name.startswith("do_"))
