"""The private names of Textual that hubtui uses are there, mean what they meant, and stand in one module."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import textual
from textual.app import App, ComposeResult
from textual.events import Event, Key
from textual.keys import Keys, key_to_character
from textual.screen import Screen
from textual.widgets import Input, Label

import hubtui
from hubtui.terminal import textual_internals as internals

SOURCE = Path(hubtui.__path__[0])
MODULES = [path for path in SOURCE.rglob("*.py") if "demo" not in path.parts and path.name != "textual_internals.py"]


def test_the_table_of_sequences_gives_keys() -> None:
    assert internals.ANSI_SEQUENCES_KEYS["\x1b[A"] == (Keys.Up,)
    assert internals.ANSI_SEQUENCES_KEYS["\r"] == (Keys.Enter,)
    assert internals.ANSI_SEQUENCES_KEYS["\x1b[G"] is internals.IGNORE_SEQUENCE


def test_the_table_of_kittys_keys_gives_names() -> None:
    assert internals.FUNCTIONAL_KEYS["27u"] == "escape"
    assert internals.FUNCTIONAL_KEYS["57414u"] == "enter"
    assert internals.FUNCTIONAL_KEYS["1A"] == "up"
    assert "left_shift" in internals.MODIFIER_FUNCTIONAL_KEYS


def test_characters_have_names_that_lead_back_to_them() -> None:
    for character in ["a", "é", "ф", "/", "[", "]", ";", "'", ",", ".", "\\", "@"]:
        name = internals.key_name(character)
        assert (key_to_character(name) or name) in (character, "slash", "backslash", "at")


class Inside(internals.AppInternals, App[None]):
    """An app with the public names of its private parts."""

    def __init__(self) -> None:
        super().__init__()
        self.updates: list[object] = []
        self.has_crashed = False

    def compose(self) -> ComposeResult:
        yield Input("a")
        yield Label("text")

    def show_update(self, screen: Screen[Any], renderable: Any) -> None:
        self.updates.append(renderable)
        super().show_update(screen, renderable)

    def crashed(self) -> None:
        self.has_crashed = True


async def test_every_frame_is_an_update_that_the_app_sees() -> None:
    app = Inside()
    assert app.terminal_driver is None
    async with app.run_test() as pilot:
        assert app.terminal_driver is internals.driver_of(app) is not None
        assert any(isinstance(update, internals.LayoutUpdate) for update in app.updates)
        app.updates.clear()
        app.query_one(Label).update("more")
        await pilot.pause()
        assert any(isinstance(update, internals.ChopsUpdate) for update in app.updates)


async def test_changes_are_drawn_at_once() -> None:
    async with Inside().run_test() as pilot:
        app: Any = pilot.app
        app.updates.clear()
        app.query_one(Label).refresh()
        internals.draw_changes(app.screen)
        assert len(app.updates) == 1


async def test_what_an_app_does_is_known() -> None:
    async with Inside().run_test() as pilot:
        app: Any = pilot.app
        assert (app.draws, app.is_closed, app.is_exiting, app.has_synchronized_output) == (True, False, False, False)
        assert app.colour_system is not None
        with app.batch_update():
            assert not app.draws
        app.exit()
        assert app.is_exiting
    assert app.is_closed


async def test_an_exception_ends_the_app_and_is_kept() -> None:
    app = Inside()
    error = RuntimeError("broken")

    def fail() -> None:
        raise error

    async def run() -> None:
        async with app.run_test() as pilot:
            app.call_later(fail)
            await pilot.pause()

    with pytest.raises(RuntimeError):
        await run()
    assert app.crash is error
    assert app.has_crashed
    assert app.return_code == 1


async def test_the_clipboard_of_the_fields_is_set() -> None:
    async with Inside().run_test() as pilot:
        internals.set_clipboard(pilot.app, "copied")
        assert pilot.app.clipboard == "copied"


async def test_keys_go_through_the_screen_and_fields_have_actions_for_some() -> None:
    class Front(internals.ScreenInternals[None]):
        def __init__(self) -> None:
            super().__init__()
            self.taken: list[Event] = []

        def take_event(self, event: Event) -> None:
            self.taken.append(event)
            super().take_event(event)

    async with Inside().run_test() as pilot:
        assert internals.action_of_key(pilot.app.query_one(Input), Key("left", None)) == "cursor_left"
        assert internals.action_of_key(pilot.app.query_one(Input), Key("f9", None)) is None
        front = Front()
        await pilot.app.push_screen(front)
        event = Key("x", "x")
        internals.forward(front, event)
        assert front.taken[-1] is event
        other = Key("y", "y")
        assert not other.is_forwarded
        internals.mark_forwarded(other)
        assert other.is_forwarded


def test_a_screen_has_the_compositor_that_renders_little() -> None:
    """Textual makes each screen's compositor once, and reads the stylesheets when their count has changed."""
    source = inspect.getsource(Screen)
    assert source.count("self._compositor = ") == 1
    assert "visible_widgets" in inspect.getsource(internals.Compositor._get_renders)
    assert "_css_update_count" in inspect.getsource(App)


def test_the_driver_has_the_parts_that_ours_names() -> None:
    source = inspect.getsource(internals.LinuxDriver)
    for name in ("_get_terminal_size", "_must_signal_resume", "_sigtstp_application"):
        assert name in source
    assert "._size" in inspect.getsource(App)


def test_private_names_of_textual_stand_in_one_module() -> None:
    found = {str(path.relative_to(SOURCE)): sorted(set(private_names_in(path))) for path in MODULES}
    assert len(found) > 100
    assert not {path: names for path, names in found.items() if names}


def private_names_in(path: Path) -> Iterator[str]:
    """Yield the private names of Textual that a module imports, takes of other objects, or shares with a base class."""
    tree = ast.parse(path.read_text())
    if not any(isinstance(node, ast.ImportFrom) and node.module for node in ast.walk(tree)):
        return
    of_textual = {name for names in names_of_textual().values() for name in names}
    own = set(names_in(tree)) | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if path.name == "signal_cleanup.py":
        own.add("_exit")  # of the module os
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "textual":
            names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            yield from (name for name in names if is_private(name))
        elif isinstance(node, ast.Attribute) and is_private(node.attr) and not is_self(node.value):
            yield from {node.attr} & (of_textual - own - {"_replace"})
        elif isinstance(node, ast.ClassDef):
            yield from shared_names(path, node)


def shared_names(path: Path, node: ast.ClassDef) -> set[str]:
    """Return the private names that the body of a class has in common with the classes of Textual that it extends."""
    module = importlib.import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
    found = getattr(module, node.name, None)
    mro = inspect.getmro(found)[1:] if isinstance(found, type) else ()
    bases = {base.__name__ for base in mro if base.__module__.startswith("textual")}
    if any(base.__module__.endswith("textual_internals") for base in mro):
        bases |= {"App", "MessagePump"} if internals.AppInternals in mro else set()
    return set(names_in(node)) & {name for base in bases for name in names_of_textual().get(base, ())}


@cache
def names_of_textual() -> dict[str, set[str]]:
    """Return the private names that each class of Textual defines or sets, by the name of the class."""
    found: dict[str, set[str]] = {}
    for path in Path(textual.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, set()).update(names_in(node))
    return found


def names_in(tree: ast.AST) -> Iterator[str]:
    """Yield the private names of functions, of annotated variables and of attributes of self."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            name = node.name
        elif isinstance(node, ast.Attribute) and is_self(node.value):
            name = node.attr
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        else:
            continue
        if is_private(name):
            yield name


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")
