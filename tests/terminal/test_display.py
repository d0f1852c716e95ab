"""CellDisplay, and the private API of Textual that it relies on."""

import gc
import inspect
from importlib.metadata import version
from typing import Any

import pytest
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual import _compositor
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App, ComposeResult
from textual.events import AppBlur, AppFocus, Key
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, Static, TextArea

from hubtui.terminal import display
from hubtui.terminal.display import CellDisplay, strip_cells
from hubtui.theme import DARK, LIGHT
from tests.terminal.apps import CellListing, made_rows
from tests.terminal.emulator import Emulator
from tests.terminal.twin import WatchedDriver, twin_of


def signature(function: Any) -> str:
    return str(inspect.signature(function)).replace("'", "").replace('"', "")


def test_textual_has_the_expected_version() -> None:
    assert version("textual").startswith("8.2."), (
        "read App._display and LinuxDriver anew before allowing another version"
    )


@pytest.mark.parametrize(
    ("function", "wanted"),
    [
        (App._display, "(self, screen: Screen, renderable: RenderableType | None) -> None"),
        (App._handle_exception, "(self, error: Exception) -> None"),
        (App._set_pointer_shape, "(self, shape: str) -> None"),
        (App._close_messages_no_wait, "(self) -> None"),
        (App.post_display_hook, "(self) -> None"),
        (Screen._compositor_refresh, "(self) -> None"),
        (_compositor.Compositor.update_widgets, "(self, widgets: set[Widget]) -> None"),
        (
            _compositor.ChopsUpdate.__init__,
            "(self, chops: Sequence[Mapping[int, Strip | None]], spans: list[tuple[int, int, int]], "
            "chop_ends: list[list[int]]) -> None",
        ),
        (_compositor.LayoutUpdate.__init__, "(self, strips: list[Iterable[Strip]], region: Region) -> None"),
        (Strip.render_ansi, "(style: Style, color_system: ColorSystem) -> str"),
    ],
)
def test_the_private_functions_have_not_changed(function: Any, wanted: str) -> None:
    assert signature(function) == wanted


def test_the_private_attributes_exist() -> None:
    app = App[None]()
    attributes = ["_running", "_closed", "_batch_count", "_sync_available", "_driver", "_exception"]
    attributes += ["_exception_event", "_return_code"]
    assert [name for name in attributes if not hasattr(app, name)] == []
    assert isinstance(app.console, Console)
    assert hasattr(app.console, "_color_system")


def test_only_frames_go_through_the_display() -> None:
    """Every other place that writes to the driver is known: another one would go round the gate."""
    source = inspect.getsource(inspect.getmodule(App))  # type: ignore[arg-type]
    assert source.count("_driver.write(") == 8
    assert inspect.getsource(inspect.getmodule(Screen)).count("app._display(") == 2  # type: ignore[arg-type]


class Fields(CellDisplay, App[None]):
    """Two fields under a text."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Static("[link='https://example.org/a']a link[/link] [link='file:///etc']none[/link]")
        yield Input("日本語")
        yield TextArea("text")


async def test_the_cursor_stands_in_the_focused_field() -> None:
    app = twin_of(Fields)()
    async with app.run_test(size=(40, 12)) as pilot:
        for key in ("left", "x", "tab", "y", "shift+tab", "home"):
            await pilot.press(key)
            await pilot.pause()
            app.pull()
            assert app.ours.cursor == tuple(app.focused.cursor_screen_offset)


async def test_links_to_the_web_are_links_and_others_are_text() -> None:
    app = twin_of(Fields)()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        sent = "".join(app.sent)
    assert "\x1b]8;;https://example.org/a\x1b\\" in sent
    assert "file:" not in sent
    assert sent.rindex("\x1b]8;;\x1b\\") > sent.rindex("https://example.org/a")


async def test_without_a_driver_for_cells_the_output_of_textual_is_sent() -> None:
    app = twin_of(Fields)()
    WatchedDriver.sends_cells = False
    try:
        async with app.run_test(size=(40, 12)) as pilot:
            await pilot.pause()
            app.pull()
            assert "\x1b[0m" in "".join(app.sent)
            assert not app.differences()
    finally:
        WatchedDriver.sends_cells = True


async def test_a_repaint_sends_the_whole_screen() -> None:
    app = twin_of(CellListing)(made_rows(50))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.pull()
        app.ours.write("\x1b[m\x1b[2J\x1b[31mgarbage")
        app.repaint_terminal()
        assert not app.differences()


async def test_focus_repaints_only_after_it_was_lost() -> None:
    app = twin_of(CellListing)(made_rows(50))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.pull()
        app.sent.clear()
        app.post_message(AppFocus())
        await pilot.pause()
        app.pull()
        assert "\x1b[2J" not in "".join(app.sent)
        for event in (AppBlur(), AppFocus()):
            app.post_message(event)
            await pilot.pause()
        app.pull()
        assert "\x1b[2J" in "".join(app.sent)


async def test_a_window_back_at_its_old_size_is_drawn_completely() -> None:
    app = twin_of(CellListing)(made_rows(50))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.pull()
        app.ours.write("\x1b[m\x1b[2J")
        app.terminal_resized(*app.size)
        app.pull()
        assert not app.differences()


async def test_a_frame_is_one_write_and_synchronised_if_supported() -> None:
    app = twin_of(CellListing)(made_rows(50))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app._sync_available = True
        app.pull()
        app.sent.clear()
        await pilot.press("down")
        while not any(app.sent):
            # A frame is drawn at the next turn of a timer.
            await pilot.pause(0.01)
            app.pull()
        (written,) = [text for text in app.sent if text]
        assert written.startswith(SYNC_START)
        assert written.endswith(SYNC_END)


async def test_frames_are_skipped_while_the_terminal_is_busy() -> None:
    app = twin_of(CellListing)(made_rows(50))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.pull()
        app.sent.clear()
        app.watched.busy = True
        await pilot.press("down", "down", "pagedown")
        app.pull()
        assert "".join(app.sent) == ""
        app.watched.busy = False
        app.terminal_drained()
        assert not app.differences()


async def test_a_wrong_hint_never_shows() -> None:
    app = twin_of(CellListing)(made_rows(50))
    async with app.run_test(size=(80, 24)) as pilot:
        for rows in (1, -1, 7, 100, -100):
            app.hint_scroll(Region(0, 1, 80, 22), rows)
            await pilot.press("down", "pagedown", "up")
            assert not app.differences()


async def test_in_tmux_scroll_regions_are_used_only_after_asking_for_the_panes(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [False]
    monkeypatch.setattr(display, "tmux_pane_is_full_width", lambda: answers[-1])
    app = twin_of(CellListing)(made_rows(500))
    WatchedDriver.in_tmux = True
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*["down"] * 24)
            app.pull()
            assert "\x1b[2;23r" not in "".join(app.sent)
            answers.append(True)
            app.terminal_resized(80, 23)
            await pilot.resize_terminal(80, 23)
            await pilot.press(*["down"] * 5)
            await pilot.pause(0.2)
            app.sent.clear()
            await pilot.press(*["down"] * 5)
            app.pull()
            assert "\x1b[2;22r" in "".join(app.sent)
    finally:
        WatchedDriver.in_tmux = False


async def test_a_crash_keeps_the_exception_and_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    app = twin_of(CellListing)(made_rows(5))

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            app.post_message(Key("k", "k"))
            await pilot.pause()

    with pytest.raises(ValueError, match="no luck"):
        await run()
    assert isinstance(app.crash, ValueError)
    assert app.return_code == 1
    assert capsys.readouterr() == ("", "")


async def test_the_garbage_collector_is_enabled_after_the_first_paint() -> None:
    gc.disable()
    try:
        app = twin_of(Fields)()
        async with app.run_test(size=(40, 12)) as pilot:
            await pilot.pause()
            assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("colours", [ColorSystem.EIGHT_BIT, ColorSystem.TRUECOLOR])
def test_with_256_colours_the_themes_have_their_exact_colours(theme: Any, colours: ColorSystem) -> None:
    background = theme.colours["background"]
    for name, colour in theme.colours.items():
        (cell,) = strip_cells([Segment("x", Style(color=colour, bgcolor=background))], 1, colours)
        shown = Emulator(1, 1)
        shown.write(f"\x1b[{cell.style.sgr}mx")
        (((_, foreground, ground, _),),) = shown.picture()
        assert (f"#{foreground}", f"#{ground}") == (colour, background), name
        assert "8;2;" not in cell.style.sgr, "the colours have a number"
