"""Actions that open a page or a dialog from every screen.

They show the activity, transfers, unsaved changes and accounts, compare repos, and add to a collection.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.pages.frame import FrameScreen
from hubtui.registry.target import Target

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.routes import AppRoutes
    from hubtui.app.session import AppSession
    from hubtui.fit.hardware import Hardware
    from hubtui.hub.models.rows import Row
    from hubtui.pages.frame import FrameState
    from hubtui.resources.account.account_switcher import AccountSwitcher


class PageActions(ActionTarget):
    """Opens pages and dialogs over the current screen.

    `switching` returns the object that switches accounts, or None on a Hub with one account only.
    """

    def __init__(
        self,
        app: App[Any],
        frame: FrameState,
        session: AppSession,
        routes: AppRoutes,
        switching: Callable[[], AccountSwitcher | None],
    ) -> None:
        self._app = app
        self._frame = frame
        self._session = session
        self._routes = routes
        self._switching = switching

    def do_activity(self) -> None:
        """Show the requests that were sent."""
        self._open_list("activity")

    def do_transfers(self) -> None:
        """Show the downloads."""
        self._open_list("transfers")

    def _open_list(self, name: str) -> None:
        """Open a list as a page, unless it is open already."""
        from hubtui.browser.screen import BrowserScreen

        stack = self._app.screen_stack
        if not any(isinstance(screen, BrowserScreen) and screen.model.name == name for screen in stack):
            self._routes.push(lambda: self._routes.list_screen(name))

    def do_compare(self) -> None:
        """Compare the repos that are marked on any tab."""
        from hubtui.pages.compare.screen import CompareScreen
        from hubtui.presentation.compare.repo import ComparedRepo, why_not

        screen = self._app.screen
        marked = list(dict.fromkeys(screen.collectable() if isinstance(screen, FrameScreen) else ()))
        if why := why_not([kind for kind, _ in marked]):
            self._frame.announce(why, "failed")
            return
        sources = (screen, *self._frame.mark_sources.values())

        def row_of(kind: str, name: str) -> Row | None:
            rows = (source.known_row(kind, name) for source in sources if isinstance(source, FrameScreen))
            return next((row for row in rows if row is not None), None)

        # why_not has made sure that they are repos.
        repos = [ComparedRepo(kind, name, row_of(kind, name)) for kind, name in marked]  # type: ignore[arg-type]
        self._routes.push(lambda: CompareScreen(self._frame, self._session, self._routes, repos))

    def do_profile_order(self) -> None:
        """Show the user's own collections in the order of the profile."""
        from hubtui.resources.collection.profile import ProfileScreen

        self._routes.push(lambda: ProfileScreen(self._frame, self._session.edit_services, self._routes))

    def do_unsaved(self) -> None:
        """Show the changes that the Hub has not confirmed, of this run and of earlier ones."""
        from hubtui.managing.unsaved import UnsavedDialog

        def show_collection(slug: str) -> None:
            self._routes.open(Target("collection", slug))

        account = self._frame.rights.account_name
        self._app.push_screen(
            UnsavedDialog(self._session.edit_services, self._session.outbox, account, show_collection)
        )

    def do_memory(self) -> None:
        """Ask for the memory that models have to fit into, the context length and the reserve."""
        from hubtui.dialogs.memory_form import MemoryForm

        def kept(problem: str) -> None:
            if problem:
                self._frame.announce(problem, "failed")

        user = self._frame.rights.account_name
        self._app.push_screen(MemoryForm(self._frame.memory, partial(self._hardware_of, user) if user else None, kept))

    async def _hardware_of(self, user: str) -> Hardware | str:
        """Return the hardware in a user's profile at the Hub, or a text that says why there is none."""
        from hubtui.hub.account import HardwareOf
        from hubtui.hub.errors import HubError

        try:
            found = await self._session.worker.get(HardwareOf(user))
        except HubError as error:
            return str(error)
        return found or "no hardware is kept at the Hub: add it on its website, in the settings of your account"

    def do_accounts(self) -> None:
        """Show the stored tokens: log in, log out, switch to another account."""
        switching = self._switching()
        if switching is None:
            self._frame.announce("the demo Hub has an account of its own")
            return
        from hubtui.resources.account.accounts import AccountsDialog

        self._app.push_screen(AccountsDialog(switching, self._routes.endpoint))

    def do_browse(self) -> None:
        """Open the row under the cursor, else the current page, in the web browser."""
        if (target := self.target_here()) is not None:
            self._routes.browse(target)

    def target_here(self) -> Target | None:
        """Return the target of the row under the cursor, else of the current page, or None."""
        screen = self._app.screen
        return screen.target_here if isinstance(screen, FrameScreen) else None

    def do_collect(self) -> None:
        """Ask for a collection, and add the marked rows or the row under the cursor to it."""
        from hubtui.hub.drafts import DraftItem, collection_id
        from hubtui.resources.collection.picking import PickCollection

        screen = self._app.screen
        if not isinstance(screen, FrameScreen):
            return
        items = screen.collectable()
        if not items:
            self._frame.announce("there is nothing here that a collection can hold")
            return
        drafts = [DraftItem(kind, collection_id(name) if kind == "collection" else name) for kind, name in items]
        about = self._frame.marked_words() if len(items) > 1 else ""

        def say(words: str, failed: bool) -> None:
            self._frame.announce(words, "failed" if failed else "dim")

        self._app.push_screen(
            PickCollection(self._session.edit_services, drafts, about, say, lambda: screen.marks_used(items))
        )
