"""The account of the user: asked for after the first paint, and switched while the program runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hubtui.pages.frame import OFFLINE, FrameScreen, FrameState
from hubtui.presentation.account import UNKNOWN
from hubtui.presentation.rights import Rights
from hubtui.worker.cached_account import save_account

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.last_run import LastRun
    from hubtui.app.routes import AppRoutes
    from hubtui.app.session import AppSession
    from hubtui.app.tabs import TabScreens
    from hubtui.resources.saved_view.view_tabs import ViewTabs
    from hubtui.start import Start

# The rows are requested first: the name of the account is known from the last run.
_ASK_SECONDS = 0.25


def _nothing() -> None:
    """Do nothing, while no account is asked for."""


class Accounts:
    """Asks the Hub who the user is, and switches all parts of the app to another account."""

    def __init__(
        self,
        app: App[Any],
        start: Start,
        session: AppSession,
        frame: FrameState,
        routes: AppRoutes,
        tabs: TabScreens,
        view_tabs: ViewTabs,
        last_run: LastRun,
    ) -> None:
        self._app = app
        self._start = start
        self._session = session
        self._frame = frame
        self._routes = routes
        self._tabs = tabs
        self._view_tabs = view_tabs
        self._last_run = last_run
        self._stop_watch: Callable[[], None] = _nothing

    def begin(self) -> None:
        """Ask for the account in a moment; without a token restore the state of the last run at once."""
        if self._start.logged_in:
            self._app.set_timer(_ASK_SECONDS, self._ask)
        else:
            self._restore()

    def _ask(self) -> None:
        from hubtui.app.account_watch import AccountWatch

        watch = AccountWatch(self._app, self._session.worker, self._frame, self._answered)
        self._stop_watch, self._frame.ask_account = watch.stop, watch.ask_if_unknown
        watch.ask()

    def _restore(self) -> None:
        self._last_run.account_known()
        self._view_tabs.look_for_news()

    def _answered(self) -> None:
        """Show the account, restore its state, and tell about unsaved changes of earlier runs."""
        frame = self._frame
        is_known = frame.rights.account is not None
        if is_known:
            self._restore()
        if many := self._session.changes.left_unsaved:
            words = "change that an earlier run" if many == 1 else "changes that earlier runs"
            frame.say(f"{many:,} {words} could not save: g u shows", "state")
        if frame.store is not None and frame.account not in (OFFLINE, UNKNOWN):
            save_account(frame.store, frame.account if is_known else "")
        frame.redraw()

    async def switch(self, token: str | None) -> None:
        """Continue as the owner of `token`; drop everything that was shown to the other account."""
        if self._start.connect_as is None:
            return
        await self._session.switch(self._start.connect_as(token))
        frame = self._frame
        frame.store, frame.stale_since = self._start.store_as(token), 0.0
        self._routes.forget()
        self._stop_watch()
        self._stop_watch, frame.ask_account = _nothing, _nothing
        frame.account = "…" if token else "anonymous"
        frame.rights = Rights(has_token=token is not None, read_only=self._start.read_only)
        await self._show_other_screens()
        if token:
            self._ask()

    async def _show_other_screens(self) -> None:
        app = self._app
        await app.switch_mode("mine")
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        await self._tabs.renew()
        await self._view_tabs.forget_screens()
        self._last_run.forget()
        if isinstance(app.screen, FrameScreen):
            await app.screen.run_named("refresh")
