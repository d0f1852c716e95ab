"""HubApp wires the parts together: screens, worker, terminal."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property, partial, partialmethod
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.events import Event, InputEvent, Key
from textual.timer import Timer

from hubtui.presentation.rights import Rights
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.screens.keyed import KeyedScreen
from hubtui.screens.listing.screen import ListingScreen
from hubtui.screens.navigator import Navigator
from hubtui.terminal.display import CellDisplay
from hubtui.terminal.driver import driver_for
from hubtui.theme import DARK

if TYPE_CHECKING:
    from textual.screen import Screen

    from hubtui.hub.client import Exchange, HubClient
    from hubtui.hub.models.user import Account
    from hubtui.hub.targets import Target
    from hubtui.screens.accounts.switching import Switching
    from hubtui.screens.listing.choice import Choice
    from hubtui.screens.managing.desk import Desk
    from hubtui.terminal.capabilities import Capabilities
    from hubtui.worker.downloads.queue import Downloads
    from hubtui.worker.edits.edits import Edit
    from hubtui.worker.edits.journal import Journal
    from hubtui.worker.worker import Worker

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
    endpoint: str = "https://huggingface.co"
    state: str = ""
    target: Target | None = None
    read_only: bool = False
    connect_as: Callable[[str | None], Connect] | None = None


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
        self.register_theme(DARK)
        # Without its watcher, which would read all stylesheets a second time.
        self.set_reactive(App.theme, DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self._start = start
        self.frame = FrameState(account="…" if start.logged_in else "anonymous", hub=start.hub)
        self.frame.rights = Rights(has_token=start.logged_in, read_only=start.read_only)
        self.navigator = Navigator(
            self,
            self.frame,
            lambda: self.worker,
            lambda: self.downloads,
            lambda: self.desk,
            lambda: self.switching,
            start.endpoint,
            start.page_size,
        )
        self._connect = connect
        self._work_timer: Timer | None = None
        for name in start.choices:
            self.add_mode(name, partial(self._listing, name))
        self.add_mode("papers", self._papers)
        self.add_mode("collections", self._collections)
        self.add_mode("mine", self._mine)

    @cached_property
    def worker(self) -> Worker:
        """The way to the network, which nothing asks for before the first paint."""
        from hubtui.worker.worker import Worker

        worker = Worker(lambda: self._connect(worker.activity.record), on_change=self._work_changed)
        return worker

    @cached_property
    def downloads(self) -> Downloads:
        """The transfers; those that an earlier run left are among them."""
        from hubtui.config.paths import state_folder
        from hubtui.worker.downloads.queue import Downloads

        downloads = Downloads(self.worker.hub, state_folder() / self._start.state, self._work_changed)
        downloads.remember()
        return downloads

    @cached_property
    def desk(self) -> Desk:
        """What changes repos works with; the journal of an earlier run is in it."""
        from hubtui.screens.managing.desk import Desk
        from hubtui.worker.collections.editors import Editors
        from hubtui.worker.edits.edits import Edits

        edits = Edits(self.worker.hub, self._journal, lambda: getattr(self.frame.rights.account, "name", ""))
        edits.listen(self._edit_changed)
        editors = Editors(self.worker.hub)
        editors.listen(lambda _: self._show_changes())
        return Desk(edits, editors, self.worker, lambda: self.frame.rights, self._start.endpoint, self._tell_edit)

    def _journal(self) -> Journal:
        from hubtui.config.paths import journal_file
        from hubtui.worker.edits.journal import Journal

        return Journal(journal_file(self._start.endpoint, self._start.state))

    @cached_property
    def switching(self) -> Switching | None:
        """The way to another account; None on a Hub that has one of its own."""
        connect_as = self._start.connect_as
        if connect_as is None:
            return None
        from hubtui.config.token_store import TokenStore
        from hubtui.screens.accounts.switching import Switching

        async def check(token: str) -> Account:
            hub = await connect_as(token)(self.worker.activity.record)
            try:
                return await hub.account.whoami()
            finally:
                await hub.aclose()

        return Switching(TokenStore(os.environ), check, self._be, self._why_not_switch)

    def _why_not_switch(self) -> str:
        busy = (
            len(self.desk.edits.under_way)
            + len(self.desk.editors.unsaved)
            + ("downloads" in self.__dict__ and len(self.downloads.running))
        )
        return "wait until what is under way is over: changes and downloads belong to this account" if busy else ""

    async def _be(self, token: str | None) -> None:
        """Go on as the owner of `token`; nothing that was shown to another account stays."""
        if self._start.connect_as is None:
            return
        self._connect = self._start.connect_as(token)
        await self.worker.reconnect()
        self.desk.edits.forget()
        self.desk.editors.forget()
        self.navigator.forget()
        self.frame.account = "…" if token else "anonymous"
        self.frame.rights = Rights(has_token=token is not None, read_only=self._start.read_only)
        await self.switch_mode("mine")
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        others = {"papers": self._papers, "collections": self._collections}
        for name in [*self._start.choices, *others]:
            await self.remove_mode(name)
            self.add_mode(name, partial(self._listing, name) if name in self._start.choices else others[name])
        if isinstance(self.screen, FrameScreen):
            await self.screen.run_named("refresh")
        if token:
            self._ask_account()

    def _ask_account(self) -> None:
        from hubtui.screens.account import AccountWatch

        AccountWatch(self, self.worker, self.frame, self.show_frame).ask()

    def painted(self) -> None:
        """The first frame is out: the rest."""
        if self._start.target is not None:
            self.navigator.open(self._start.target)
        elif (begin := getattr(self.screen, "begin", None)) is not None:
            begin()
        self._offer_unfinished()
        if self._start.logged_in:
            self._ask_account()

    async def on_event(self, event: Event) -> None:
        """Keys go to the screen in front, in their order; those that come while the app ends find none."""
        if not self.screen_stack and isinstance(event, InputEvent):
            return
        if isinstance(event, Key) and not event.is_forwarded:
            self.screen._forward_event(event)
        else:
            await super().on_event(event)

    async def on_unmount(self) -> None:
        """Nothing is left under way."""
        if "desk" in self.__dict__:
            await self.desk.edits.aclose()
            await self.desk.editors.aclose()
        if "downloads" in self.__dict__:
            await self.downloads.aclose()
        if "worker" in self.__dict__:
            await self.worker.aclose()

    def show_frame(self) -> None:
        """The frame of the screen in front says what is new."""
        # Timers may still ring while the app ends, without a screen.
        if self.screen_stack and isinstance(self.screen, FrameScreen):
            self.screen.show_frame()

    def _edit_changed(self, edit: Edit) -> None:
        self._show_changes()
        if not edit.is_under_way and not edit.told:
            self._tell_edit(edit)

    def _show_changes(self) -> None:
        changes = len(self.desk.edits.under_way) + self.desk.editors.left
        if changes != self.frame.changes:
            self.frame.changes = changes
            self.show_frame()

    def _tell_edit(self, edit: Edit) -> None:
        """How a change ended, in the bottom line of whatever is in front."""
        from hubtui.presentation.changes import done, what

        failed = edit.error is not None
        words = f"{what(edit.change)}: {edit.error}" if failed else done(edit.change, edit.words)
        self.frame.notice, self.frame.notice_role = words, "failed" if failed else "mark"
        self.show_frame()

    def do_undo(self) -> None:
        """Ask whether the last change is to be taken back."""
        self._turn("done", "there is no change to take back")

    def do_redo(self) -> None:
        """Ask whether what was taken back last is to be done again."""
        self._turn("undone", "nothing was taken back last")

    def _turn(self, now: str, words: str) -> None:
        from hubtui.screens.managing.undo import undo_screen
        from hubtui.worker.edits.journal import State

        state = State(now)
        entry = self.desk.edits.last(state)
        why = self.frame.rights.why_not_write()
        if entry is None or why:
            self.frame.notice, self.frame.notice_role = why or words, "failed" if why else "dim"
            self.show_frame()
            return
        afterwards = State.UNDONE if state is State.DONE else State.DONE
        self.push_screen(undo_screen(self.desk, self.frame, entry, afterwards))

    def _work_changed(self) -> None:
        if self._work_timer is None and self.is_running:
            self._work_timer = self.set_timer(_UNDER_WAY_SECONDS, self._tell_work)

    def _tell_work(self) -> None:
        self._work_timer = None
        if "downloads" in self.__dict__:
            self._tell_downloads()
        if self.frame.under_way != self.worker.under_way:
            self.frame.under_way = self.worker.under_way
            self.show_frame()

    def _tell_downloads(self) -> None:
        from hubtui.presentation.transfers import progress_words
        from hubtui.worker.downloads.queue import totals

        running = self.downloads.running
        words = progress_words(*totals(running), self.downloads.rate) if running else ""
        if words != self.frame.transfers:
            self.frame.transfers = words
            self.show_frame()

    def _offer_unfinished(self) -> None:
        """Say that downloads were left unfinished, where they were."""
        from hubtui.config.paths import state_folder

        if (state_folder() / self._start.state / "downloads.json").exists():
            unfinished = len(self.downloads.jobs)
            if unfinished:
                one = unfinished == 1
                self.frame.notice = f"{unfinished:,} download{' is' if one else 's are'} unfinished: w shows, r goes on"
                self.show_frame()

    def _listing(self, name: str) -> ListingScreen:
        choice, page_size = self._start.choices[name], self._start.page_size
        return ListingScreen(self.frame, lambda: self.worker, self.navigator, choice, page_size)

    def _papers(self) -> Screen[None]:
        from hubtui.screens.papers.screen import PapersScreen

        return PapersScreen(self.frame, lambda: self.worker, self.navigator)

    def _collections(self) -> Screen[None]:
        from hubtui.screens.collections.tab import CollectionsScreen

        return CollectionsScreen(self.frame, lambda: self.worker, self.navigator)

    def _mine(self) -> Screen[None]:
        from hubtui.screens.mine.screen import MineScreen

        return MineScreen(self.frame, lambda: self.worker, self.navigator)

    def _to_tab(self, name: str) -> None:
        self.switch_mode(name)

    do_models = partialmethod(_to_tab, "models")
    do_datasets = partialmethod(_to_tab, "datasets")
    do_spaces = partialmethod(_to_tab, "spaces")
    do_papers = partialmethod(_to_tab, "papers")
    do_collections = partialmethod(_to_tab, "collections")
    do_mine = partialmethod(_to_tab, "mine")

    def do_collect(self) -> None:
        """Add what is marked, or what the cursor is on, to a collection."""
        if isinstance(self.screen, FrameScreen):
            self.navigator.collect(self.screen.collectable())

    def do_forward(self) -> None:
        """To the page that was left last."""
        if not self.navigator.forward():
            self.frame.notice, self.frame.notice_role = "there is no page to go forward to", "dim"
            self.show_frame()

    def do_help(self) -> None:
        """The keys of the place that is in front."""
        from hubtui.screens.dialogs.help import Help

        if isinstance(self.screen, KeyedScreen):
            screen = self.screen

            async def chosen(name: str | None) -> None:
                if name is not None:
                    await screen.run_named(name)

            self.push_screen(Help(screen.places, getattr(screen, "why_not", lambda _: "")), chosen)

    def do_redraw(self) -> None:
        """Draw everything again, whatever is on the terminal."""
        self.repaint_terminal()

    def do_suspend(self) -> None:
        """Back to the shell, until fg."""
        self.action_suspend_process()

    def do_activity(self) -> None:
        """The requests that were sent."""
        self.navigator.show_activity()

    def do_transfers(self) -> None:
        """The list of downloads."""
        self.navigator.show_transfers()

    def do_quit(self) -> None:
        """The end; asks while a transfer is under way."""
        if "desk" in self.__dict__ and (changes := len(self.desk.edits.under_way) + self._unsaved):
            self._ask_to_quit(f"{changes} change{'s are' if changes > 1 else ' is'} not saved yet. Quit all the same?")
        elif "downloads" in self.__dict__ and self.downloads.running:
            self._ask_to_quit(f"{len(self.downloads.running)} downloads are under way; they go on next time. Quit?")
        else:
            self.exit()

    @property
    def _unsaved(self) -> int:
        return sum(editor.left for editor in self.desk.editors.unsaved)

    def _ask_to_quit(self, question: str) -> None:
        from hubtui.screens.dialogs.question import Question

        if not isinstance(self.screen, Question):
            self.push_screen(Question(question, "quit"), lambda yes: self.exit() if yes else None)

    def do_copy_or_quit(self) -> None:
        """Copy what is selected; else ask to quit."""
        selected = getattr(self.screen.focused, "selected_text", "") or self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        else:
            self._ask_to_quit("Quit hubtui?")
