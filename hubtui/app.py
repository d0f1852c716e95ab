"""HubApp wires the parts together: screens, worker, terminal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.timer import Timer

from hubtui.hub.errors import HubError, Offline
from hubtui.presentation.account import account_words
from hubtui.screens.dialogs.help import Help
from hubtui.screens.dialogs.question import Question
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.screens.keyed import KeyedScreen
from hubtui.screens.listing.choice import Choice
from hubtui.screens.listing.screen import ListingScreen
from hubtui.screens.work import start_work
from hubtui.terminal.display import CellDisplay
from hubtui.terminal.driver import driver_for
from hubtui.theme import DARK
from hubtui.worker.queue import Priority
from hubtui.worker.requests import WhoAmI
from hubtui.worker.worker import Worker

if TYPE_CHECKING:
    from hubtui.hub.client import Exchange, HubClient
    from hubtui.terminal.capabilities import Capabilities

    Connect = Callable[[Callable[[Exchange], None]], Awaitable[HubClient]]

# A request that is over sooner than this is not worth a word on the screen.
_UNDER_WAY_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Start:
    """How the program was started: a choice for each tab by its name, the tab to show, and what the frame says."""

    choices: dict[str, Choice]
    tab: str
    hub: str
    logged_in: bool
    page_size: int = 100


class HubApp(CellDisplay, App[None], inherit_bindings=False):
    """The program on the terminal.

    `connect` gives the client, told where to record exchanges; it is called after the first paint.
    """

    CSS_PATH = Path(__file__).with_name("hubtui.tcss")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "hubtui"

    def __init__(self, start: Start, connect: Connect, capabilities: Capabilities) -> None:
        # A mode a tab, each with its own stack of screens.
        self.DEFAULT_MODE = start.tab  # type: ignore[misc]
        super().__init__(driver_class=driver_for(capabilities))
        self._start = start
        self.frame = FrameState(account="…" if start.logged_in else "anonymous", hub=start.hub)
        self.worker = Worker(lambda: connect(self.worker.activity.record), on_change=self._work_changed)
        self._work_timer: Timer | None = None
        self._stop_listening: Callable[[], None] | None = None
        for name in start.choices:
            self.add_mode(name, partial(self._listing, name))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The stylesheet is read before the theme is set."""
        return DARK.variables

    def on_mount(self) -> None:
        """The theme, and after the first paint the rest."""
        self.register_theme(DARK)
        self.theme = DARK.name
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        if self._start.logged_in:
            start_work(self, self._who_am_i, "account")

    async def _who_am_i(self) -> None:
        try:
            account = await self.worker.fetch(WhoAmI(), slot="account", priority=Priority.AHEAD)
        except Offline:
            self.frame.account = "offline"
            self._stop_listening = self.worker.activity.listen(self._back_online)
        except HubError as error:
            self.frame.account, self.frame.notice, self.frame.notice_role = "not logged in", str(error), "failed"
        else:
            self.frame.account = account_words(account)
        self.show_frame()

    def _back_online(self, exchange: Exchange) -> None:
        if exchange.status and self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
            start_work(self, self._who_am_i, "account")

    async def on_unmount(self) -> None:
        """Nothing is left under way."""
        await self.worker.aclose()

    def show_frame(self) -> None:
        """The frame of the screen in front says what is new."""
        # Timers may still ring while the app ends, without a screen.
        if self.screen_stack and isinstance(self.screen, FrameScreen):
            self.screen.show_frame()

    def _work_changed(self) -> None:
        if self._work_timer is None and self.is_running:
            self._work_timer = self.set_timer(_UNDER_WAY_SECONDS, self._tell_work)

    def _tell_work(self) -> None:
        self._work_timer = None
        if self.frame.under_way != self.worker.under_way:
            self.frame.under_way = self.worker.under_way
            self.show_frame()

    def _listing(self, name: str) -> ListingScreen:
        return ListingScreen(self.frame, self.worker, self._start.choices[name], self._start.page_size)

    def do_models(self) -> None:
        """The models."""
        self.switch_mode("models")

    def do_datasets(self) -> None:
        """The datasets."""
        self.switch_mode("datasets")

    def do_spaces(self) -> None:
        """The Spaces."""
        self.switch_mode("spaces")

    def do_help(self) -> None:
        """The keys of the place that is in front."""
        if isinstance(self.screen, KeyedScreen):
            self.push_screen(Help(self.screen.PLACES))

    def do_redraw(self) -> None:
        """Draw everything again, whatever is on the terminal."""
        self.repaint_terminal()

    def do_suspend(self) -> None:
        """Back to the shell, until fg."""
        self.action_suspend_process()

    def do_quit(self) -> None:
        """The end."""
        self.exit()

    def do_copy_or_quit(self) -> None:
        """Copy what is selected; else ask to quit."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        elif not isinstance(self.screen, Question):
            self.push_screen(Question("Quit hubtui?", "quit"), lambda yes: self.exit() if yes else None)
