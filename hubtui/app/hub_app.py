"""The Textual app: creates the parts of the program and connects them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.events import Event, InputEvent, Key, Paste
from textual.timer import Timer

from hubtui.action_target import ActionTarget
from hubtui.app.help_actions import HelpActions
from hubtui.app.input_queue import InputQueue
from hubtui.app.last_run import LastRun
from hubtui.app.page_actions import PageActions
from hubtui.app.quit_actions import QuitActions
from hubtui.app.routes import AppRoutes
from hubtui.app.session import AppSession
from hubtui.app.tabs import Jumps, Tabs
from hubtui.config.memory_budget import MemoryBudget
from hubtui.managing.undo_actions import UndoActions
from hubtui.pages.frame import OFFLINE, FrameScreen, FrameState
from hubtui.pages.keyed import KeyedApp
from hubtui.presentation.account import UNKNOWN
from hubtui.presentation.rights import Rights
from hubtui.registry.resources import REPO_LISTS, TABS
from hubtui.resources.saved_view.view_actions import ViewActions
from hubtui.resources.saved_view.view_store import ViewStore
from hubtui.start import Start
from hubtui.terminal import startup_snapshot
from hubtui.terminal.display import CellDisplay
from hubtui.terminal.driver import CellDriver, driver_for
from hubtui.terminal.signal_cleanup import QUIT_SECONDS, cleanup
from hubtui.terminal.textual_internals import forward
from hubtui.theme import ANSI, THEMES, Theme, theme_of
from hubtui.widgets.themes import textual_theme

if TYPE_CHECKING:
    from textual.filter import LineFilter
    from textual.screen import Screen

    from hubtui.action import Action
    from hubtui.hub.models.account import Account
    from hubtui.pages.edit_services import EditServices
    from hubtui.pages.keyed import KeyedScreen
    from hubtui.resources.account.account_switcher import AccountSwitcher
    from hubtui.start import Connect
    from hubtui.terminal.capabilities import Capabilities
    from hubtui.terminal.screen_buffer import ScreenBuffer
    from hubtui.widgets.field import Field
    from hubtui.worker.downloads.queue import Downloads
    from hubtui.worker.worker import Worker

# Requests that end sooner than this are not shown in the bottom line.
_UNDER_WAY_SECONDS = 0.3
# The rows are requested first: the name of the account is known from the last run.
_ACCOUNT_SECONDS = 0.25
_PICK_SECONDS = 5.0
_LIST_TABS = TABS[len(REPO_LISTS) :]


def _nothing() -> None:
    """Do nothing, while no account is asked for."""


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
        self._is_first_account = True
        self._stop_account_watch = _nothing
        self._last_screen: ScreenBuffer | None = None
        self.frame = FrameState(account=start.who, hub=start.hub)
        self.frame.rights = Rights(has_token=start.logged_in, read_only=start.read_only)
        self.frame.settings = start.settings
        self.frame.keep_columns = start.keep_columns
        self.frame.picks = start.picks
        self.frame.store = start.store
        self.frame.memory = start.memory or MemoryBudget(start.settings.vram)
        self.bindings = start.bindings
        self.frame.redraw = self.show_frame
        self.session = AppSession(start, connect, self.frame, self._work_changed)
        self.routes = AppRoutes(self, self.frame, self.session, start.endpoint)
        self._pages = PageActions(self, self.frame, self.session, self.routes, lambda: self.switching)
        self._tabs = Tabs(self, self.routes)
        self._jumps = Jumps(self.routes, self._pages.target_here, self.frame.announce)
        self._quitting = QuitActions(self, self._unfinished, self.routes.copy)
        self._turning = UndoActions(self, self.frame, self.session)
        self._work_timer: Timer | None = None
        self._input = InputQueue(self, self._forward)
        views = ViewStore(start.views, start.keep_views)
        self._viewing = ViewActions(self, self.frame, views, self.session, self.routes)
        self._help = HelpActions(self, self.frame, self.routes, self._viewing, self._ask_theme)
        self._last_run = LastRun(start, self.frame)
        for name in start.choices:
            self.add_mode(name, partial(self._listing, name))
        for name in _LIST_TABS:
            self.add_mode(name, partial(self._list, name))
        self._viewing.add_tabs()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return no filters: Textual's own would draw each line again for colours that no theme here has."""
        return ()

    @property
    def worker(self) -> Worker:
        """Requests to the Hub."""
        return self.session.worker

    @property
    def edit_services(self) -> EditServices:
        """The objects that dialogs need to change repos and collections."""
        return self.session.edit_services

    @property
    def downloads(self) -> Downloads:
        """The downloads."""
        return self.session.downloads

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects whose actions work on every screen."""
        return (
            self._tabs,
            self._jumps,
            self.routes,
            self._pages,
            self._quitting,
            self._turning,
            self._viewing,
            self._help,
        )

    @cached_property
    def switching(self) -> AccountSwitcher | None:
        """The object that switches to another account; None on a Hub that has one account only."""
        connect_as = self._start.connect_as
        if connect_as is None:
            return None
        from hubtui.config.token_store import TokenStore
        from hubtui.hub.account import WhoAmI
        from hubtui.resources.account.account_switcher import AccountSwitcher

        async def check(token: str) -> Account:
            hub = await connect_as(token)(self.worker.activity.record)
            try:
                return await hub.get(WhoAmI())
            finally:
                await hub.aclose()

        return AccountSwitcher(TokenStore(os.environ), check, self._be, self._forget_seen, self._why_not_switch)

    def _forget_seen(self, token: str) -> None:
        store = self._start.store_as(token)
        if store is not None:
            store.drop()
        startup_snapshot.delete_all()

    def _why_not_switch(self) -> str:
        busy = self.session.unsaved or self.session.running_downloads
        return "wait until what is under way is over: changes and downloads belong to this account" if busy else ""

    async def _be(self, token: str | None) -> None:
        """Continue as the owner of `token`; drop everything that was shown to the other account."""
        if self._start.connect_as is None:
            return
        self._is_first_account = False
        self.session.connect = self._start.connect_as(token)
        await self.worker.reconnect()
        self.frame.store, self.frame.stale_since = self._start.store_as(token), 0.0
        self.session.queue.forget_ended()
        if self.session.has("edit_services"):
            self.edit_services.editors.forget()
        self.routes.forget()
        self._stop_account_watch()
        self._stop_account_watch, self.frame.ask_account = _nothing, _nothing
        self.frame.account = "…" if token else "anonymous"
        self.frame.rights = Rights(has_token=token is not None, read_only=self._start.read_only)
        await self.switch_mode("mine")
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        for name in (*self._start.choices, "papers", "collections"):
            await self.remove_mode(name)
            self.add_mode(name, partial(self._listing if name in self._start.choices else self._list, name))
        await self._viewing.forget_screens()
        self._last_run.forget()
        if isinstance(self.screen, FrameScreen):
            await self.screen.run_named("refresh")
        if token:
            self._ask_account()

    def _ask_account(self) -> None:
        from hubtui.app.account_watch import AccountWatch

        watch = AccountWatch(self, self.worker, self.frame, self._account_told)
        self._stop_account_watch, self.frame.ask_account = watch.stop, watch.ask_if_unknown
        watch.ask()

    def _account_told(self) -> None:
        if self.frame.rights.account is not None:
            self._last_run.account_known()
            self._viewing.look_for_news()
        if many := self.session.left_unsaved:
            words = "change that an earlier run" if many == 1 else "changes that earlier runs"
            self.frame.say(f"{many:,} {words} could not save: g u shows", "state")
        if self.frame.store is not None and self.frame.account not in (OFFLINE, UNKNOWN):
            from hubtui.worker.cached_account import save_account

            save_account(self.frame.store, self.frame.account if self.frame.rights.account is not None else "")
        self.show_frame()

    def painted(self) -> None:
        """Load everything that the first frame did not need. Called after the first frame."""
        self.frame.is_painted = True
        if self._start.target is not None:
            self.routes.open(self._start.target)
        elif isinstance(self.screen, FrameScreen):
            self.screen.begin()
        self._offer_unfinished()
        if problems := self._start.problems:
            more = f" (and {len(problems) - 1} more in that file)" if len(problems) > 1 else ""
            self.frame.announce(problems[0] + more, "failed")
        if self._start.logged_in:
            self.set_timer(_ACCOUNT_SECONDS, self._ask_account)
        else:
            self._last_run.account_known()
            self._viewing.look_for_news()
        if self._last_run.wants_hint and not self.frame.notice:
            self.frame.announce("? tells the keys, : finds all that can be done")
        self._input.resume()

    async def on_event(self, event: Event) -> None:
        """Put input into the queue, and handle other events at once."""
        if isinstance(event, InputEvent | Paste):
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

    def key_handled(self, event: Key) -> None:
        """Forward the next event of the terminal, because this one has been handled."""
        self._input.handled(event)

    def hold_action(self, action: Action) -> bool:
        """Keep an action for later, because the first frame has not been painted; return True."""
        self._input.hold(action)
        return True

    async def on_unmount(self) -> None:
        """Save the state of this run, wait for changes that are being sent, and close the session."""
        self._last_run.leave(self.current_mode, self._is_light)
        self._save_snapshot()
        await self.session.finish_changes()
        cleanup.guard(self._quit_seconds)
        await self.session.aclose()

    def exit(self, *told: Any, **how: Any) -> None:
        """Exit, and copy the screen as the startup snapshot of the next run, unless a page or dialog is open."""
        is_first_word = not self.is_exiting and self.crash is None
        if is_first_word and self._start.save_snapshot is not None and self._is_first_account:
            self._last_screen = self.copy_screen() if len(self.screen_stack) == 1 else None
        super().exit(*told, **how)
        cleanup.guard(self._quit_seconds + self.session.waits_at_most)

    @property
    def _quit_seconds(self) -> float:
        # The picked ids are printed after the app has ended.
        return _PICK_SECONDS if self._start.picks else QUIT_SECONDS

    def _save_snapshot(self) -> None:
        if self._start.save_snapshot is not None and self._last_screen is not None:
            self._start.save_snapshot(self.current_mode, self._last_screen, self._is_light)

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
            from hubtui.worker.memory import trim

            # Give the memory back that the bodies of the answers took.
            asyncio.get_running_loop().run_in_executor(None, trim)

    def _offer_unfinished(self) -> None:
        """Say that downloads of an earlier run are unfinished, if there are any."""
        from hubtui.config.paths import state_folder

        if (state_folder() / self._start.state / "downloads.json").exists():
            unfinished = len(self.downloads.jobs)
            if unfinished:
                one = unfinished == 1
                self.frame.notice = f"{unfinished:,} download{' is' if one else 's are'} unfinished: w shows, r goes on"
                self.show_frame()

    def _listing(self, name: str) -> Screen[None]:
        # The choice comes from the command line, which may differ from the saved one.
        kept = self._last_run.listing(name)._replace(choice={})
        screen = self.routes.listing_screen(self._start.choices[name], kept)
        self._last_run.shows(name, screen)
        return screen

    def _list(self, name: str) -> Screen[None]:
        screen = self.routes.list_screen(name, self._last_run.listing(name))
        self._last_run.shows(name, screen)
        return screen

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

    def _unfinished(self) -> str:
        changes, downloads = self.session.unsaved, self.session.running_downloads
        if changes:
            return f"{changes} change{'s are' if changes > 1 else ' is'} not saved yet. Quit all the same?"
        many, they_go = ("s are", "they go") if downloads > 1 else (" is", "it goes")
        return f"{downloads} download{many} under way; {they_go} on next time. Quit?" if downloads else ""
