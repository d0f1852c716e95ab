"""The Textual app: creates the parts of the program and connects them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.events import Event, InputEvent, Key, Paste
from textual.timer import Timer

from hubtui.action_target import ActionTarget
from hubtui.app.accounts import Accounts
from hubtui.app.deferred_actions import (
    DeferredAccounts,
    DeferredHelp,
    DeferredPages,
    DeferredQuit,
    DeferredUndo,
    DeferredViews,
)
from hubtui.app.input_queue import InputQueue
from hubtui.app.last_run import LastRun
from hubtui.app.routes import AppRoutes
from hubtui.app.session import AppSession
from hubtui.app.tabs import Jumps, Tabs, TabScreens
from hubtui.config.memory_budget import MemoryBudget
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.keyed import KeyedApp
from hubtui.presentation.rights import Rights
from hubtui.resources.saved_view.view_store import ViewStore
from hubtui.resources.saved_view.view_tabs import ViewTabs
from hubtui.start import Start
from hubtui.terminal.display import CellDisplay
from hubtui.terminal.driver import CellDriver, driver_for
from hubtui.terminal.signal_cleanup import QUIT_SECONDS, cleanup
from hubtui.terminal.textual_internals import forward
from hubtui.theme import ANSI, THEMES, Theme, theme_of
from hubtui.widgets.themes import textual_theme
from hubtui.worker.memory import trim

if TYPE_CHECKING:
    from textual.filter import LineFilter
    from textual.widget import Widget

    from hubtui.pages.keyed import KeyedScreen
    from hubtui.start import Connect
    from hubtui.terminal.capabilities import Capabilities
    from hubtui.widgets.field import Field

# Requests that end sooner than this are not shown in the bottom line.
_UNDER_WAY_SECONDS = 0.3
_PICK_SECONDS = 5.0


class HubApp(CellDisplay, KeyedApp, App[list[str]], inherit_bindings=False):
    """The program on the terminal.

    It returns the ids that were picked, if it was started to pick. `connect` returns the client, given a function that
    records requests; it is called after the first paint.
    """

    CSS_PATH = Path(__file__).with_name("hubtui.tcss")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "hubtui"

    def __init__(self, start: Start, connect: Connect, capabilities: Capabilities) -> None:
        # Each tab is a mode of Textual, with its own stack of screens.
        self.DEFAULT_MODE = start.tab  # type: ignore[misc]
        theme = theme_of(start.theme, capabilities.light)
        asks_background = start.theme in ("auto", ANSI.name)
        super().__init__(driver_class=driver_for(capabilities, asks_background, start.plain), ansi_color=theme.is_ansi)
        for one in THEMES:
            self.register_theme(textual_theme(one))
        # Not assigned: the watcher of the attribute would read all stylesheets a second time.
        self.set_reactive(App.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self._start = start
        self.plain = start.plain
        self.set_class(start.plain, "plain")
        self._theme_asked = start.theme
        self._is_light = capabilities.light
        self.frame = frame = _frame_of(start)
        self.bindings = start.bindings
        frame.redraw = self.show_frame
        self.session = session = AppSession(start, connect, frame, self._work_changed)
        self.routes = routes = AppRoutes(self, frame, session, start.endpoint)
        self._work_timer: Timer | None = None
        self.held = self._input = InputQueue(self, self._forward)
        self._last_run = LastRun(start, frame)
        tabs = TabScreens(self, start, routes, self._last_run)
        views = ViewTabs(self, frame, ViewStore(start.views, start.save_views), session, routes)
        self._accounts = Accounts(self, start, session, frame, routes, tabs, views, self._last_run)
        self._targets: tuple[ActionTarget, ...] = (
            Tabs(routes),
            Jumps(self, routes, frame.announce),
            routes,
            views,
            DeferredHelp(self, frame, routes, views, self._ask_theme),
            DeferredPages(self, frame, session, routes),
            DeferredAccounts(self, start, session, frame, self._accounts),
            DeferredViews(self, frame, session, views),
            DeferredUndo(self, frame, session),
            DeferredQuit(self, session, routes.copy),
        )
        tabs.add()
        views.add_tabs()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return no filters: Textual's own would draw each line again for colours that no theme here has."""
        return ()

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects whose actions work on every screen."""
        return self._targets

    def painted(self) -> None:
        """Load everything that the first frame did not need. Called after the first frame."""
        self.frame.is_painted = True
        if self._start.target is not None:
            self.routes.open(self._start.target)
        elif isinstance(self.screen, FrameScreen):
            self.screen.begin()
        if many := self.session.left_downloads:
            self.frame.announce(f"{many:,} download{' is' if many == 1 else 's are'} unfinished: w shows, r goes on")
        if problems := self._start.problems:
            more = f" (and {len(problems) - 1} more in that file)" if len(problems) > 1 else ""
            self.frame.announce(problems[0] + more, "failed")
        self._accounts.begin()
        if self._last_run.wants_hint and not self.frame.notice:
            self.frame.announce("? tells the keys, : finds all that can be done")
        self.held.resume()

    async def on_event(self, event: Event) -> None:
        """Put input into the queue, and handle other events at once."""
        if isinstance(event, InputEvent | Paste):
            if not self.screen_stack:  # the app is ending
                return
            self.release_snapshot()
            if not event.is_forwarded:
                await self._input.put(event)
                return
        await super().on_event(event)

    async def _forward(self, event: Event) -> None:
        if isinstance(event, Key):
            forward(self.screen, event)
        else:
            await super().on_event(event)

    def key_handled(self, event: Key, widgets: list[Widget]) -> None:
        """Forward the next event of the terminal once the messages that this one caused are handled too."""
        self._input.settle(event, widgets)

    async def on_unmount(self) -> None:
        """Save the state of this run, wait for changes that are being sent, and close the session."""
        self._last_run.leave(self.current_mode, self._is_light)
        await self.session.finish_changes()
        cleanup.guard(_quit_seconds(self._start))
        await self.session.aclose()

    def exit(self, *arguments: Any, **options: Any) -> None:
        """Exit, and copy the screen as the startup snapshot of the next run, unless a page or dialog is open."""
        is_first_call = not self.is_exiting and self.crash is None
        if is_first_call and self._last_run.wants_snapshot:
            self._last_run.take_last_screen(self.copy_screen() if len(self.screen_stack) == 1 else None)
        super().exit(*arguments, **options)
        cleanup.guard(_quit_seconds(self._start) + self.session.waits_at_most)

    @property
    def last_words(self) -> str:
        """A line to print after the program has ended, or ""."""
        return self.session.last_words

    def show_frame(self) -> None:
        """Draw the top and bottom line of the current screen, or of the one behind a dialog."""
        # A timer may call this while the app ends, when there is no screen.
        front = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, FrameScreen)), None)
        if front is not None:
            front.show_frame()

    def _work_changed(self) -> None:
        if self._work_timer is None and self.is_running:
            self._work_timer = self.set_timer(_UNDER_WAY_SECONDS, self._show_work)

    def _show_work(self) -> None:
        self._work_timer = None
        self.session.show_work()
        if not self.frame.under_way:
            # Give the memory back that the bodies of the answers took.
            asyncio.get_running_loop().run_in_executor(None, trim)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy the text of a field of Textual like any other text."""
        self.routes.copy(text, "the selection")

    def _ask_theme(self, name: str) -> None:
        self._theme_asked = name
        self.show_theme(theme_of(name, self._is_light))
        self.frame.say(f'theme = "{name}" in config.toml keeps it so')

    def on_keyed_screen_other_layout(self, event: KeyedScreen.OtherLayout) -> None:
        """Ask the terminal to report keys by their position, for a keyboard with other letters.

        If the terminal has been asked before or cannot do that, say how the letter can be made a key.
        """
        if isinstance(self.terminal_driver, CellDriver) and self.terminal_driver.report_base_keys():
            return
        self.frame.announce(f"{event.letter} is no key here: [keys] in config.toml can make it one", "state")

    def on_field_lines_dropped(self, event: Field.LinesDropped) -> None:
        """Say which lines of a paste a field has dropped."""
        self.frame.announce(event.words, "state")

    def do_redraw(self) -> None:
        """Draw the whole screen again."""
        self.repaint_terminal()

    def background_told(self, is_light: bool) -> None:
        """Switch to the theme for the background colour that the terminal has reported."""
        self._is_light = is_light
        self.show_theme(theme_of(self._theme_asked, is_light))

    def show_theme(self, theme: Theme) -> None:
        """Draw everything in this theme."""
        if theme.name != self.theme:
            self.ansi_color = theme.is_ansi
            self.theme = theme.name

    def do_suspend(self) -> None:
        """Suspend the program until the shell continues it with fg."""
        self.action_suspend_process()


def _frame_of(start: Start) -> FrameState:
    """Return the state of the frame at the start."""
    return FrameState(
        account=start.who,
        hub=start.hub,
        rights=Rights(has_token=start.logged_in, read_only=start.read_only),
        settings=start.settings,
        save_columns=start.save_columns,
        picks=start.picks,
        store=start.store,
        memory=start.memory or MemoryBudget(start.settings.vram),
    )


def _quit_seconds(start: Start) -> float:
    """Return how long the program may take to end: longer if it prints the picked ids after the app has ended."""
    return _PICK_SECONDS if start.picks else QUIT_SECONDS
