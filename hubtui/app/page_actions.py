"""The actions that open pages and dialogs from every screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.app.tabs import target_of_screen
from hubtui.browser.screen import BrowserScreen
from hubtui.hub.account import HardwareOf
from hubtui.hub.drafts import DraftItem, collection_id
from hubtui.hub.errors import HubError
from hubtui.pages.frame import FrameScreen
from hubtui.presentation.compare.marked import why_not
from hubtui.presentation.compare.repo import ComparedRepo
from hubtui.registry.target import Target

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.routes import AppRoutes
    from hubtui.app.session import AppSession
    from hubtui.fit.hardware import Hardware
    from hubtui.hub.models.rows import Row
    from hubtui.pages.frame import FrameState


class PageActions(ActionTarget):
    """Opens pages and dialogs over the current screen. Their code is imported when they are opened."""

    def __init__(self, app: App[Any], frame: FrameState, session: AppSession, routes: AppRoutes) -> None:
        self._app = app
        self._frame = frame
        self._session = session
        self._routes = routes

    def do_activity(self) -> None:
        """Show the requests that were sent."""
        self._open_list("activity")

    def do_transfers(self) -> None:
        """Show the downloads."""
        self._open_list("transfers")

    def _open_list(self, name: str) -> None:
        """Open a list as a page, unless it is open already."""
        stack = self._app.screen_stack
        if not any(isinstance(screen, BrowserScreen) and screen.model.name == name for screen in stack):
            self._routes.push(lambda: self._routes.list_screen(name))

    def do_browse(self) -> None:
        """Open the row under the cursor, else the current page, in the web browser."""
        if (target := target_of_screen(self._app.screen)) is not None:
            self._routes.browse(target)

    def do_unsaved(self) -> None:
        """Show the changes that the Hub has not confirmed, of this run and of earlier ones."""
        from hubtui.managing.unsaved import UnsavedDialog

        account, services, outbox = self._frame.rights.account_name, self._session.edit_services, self._session.outbox
        self._app.push_screen(UnsavedDialog(services, outbox, account, self._show_collection))

    def _show_collection(self, slug: str) -> None:
        self._routes.open(Target("collection", slug))

    # Marked rows

    def do_compare(self) -> None:
        """Compare the marked repos, or say why they cannot be compared."""
        from hubtui.pages.compare.screen import CompareScreen

        screen = self._app.screen
        marked = list(dict.fromkeys(screen.collectable() if isinstance(screen, FrameScreen) else ()))
        if why := why_not([kind for kind, _ in marked]):
            self._frame.announce(why, "failed")
            return
        # why_not has made sure that they are repos.
        repos = [ComparedRepo(kind, name, self._row_of(kind, name)) for kind, name in marked]  # type: ignore[arg-type]
        self._routes.push(lambda: CompareScreen(self._frame, self._session, self._routes, repos))

    def _row_of(self, kind: str, name: str) -> Row | None:
        sources = (self._app.screen, *self._frame.mark_sources.values())
        rows = (source.known_row(kind, name) for source in sources if isinstance(source, FrameScreen))
        return next((row for row in rows if row is not None), None)

    def do_collect(self) -> None:
        """Ask for a collection, and add the marked rows or the row under the cursor to it."""
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
        services = self._session.edit_services
        dialog = PickCollection(services, drafts, about, self._say, lambda: screen.marks_used(items))
        self._app.push_screen(dialog)

    def _say(self, words: str, failed: bool) -> None:
        self._frame.announce(words, "failed" if failed else "dim")

    # The account

    def do_profile_order(self) -> None:
        """Show the user's own collections in the order of the profile."""
        from hubtui.resources.collection.profile import ProfileScreen

        self._routes.push(lambda: ProfileScreen(self._frame, self._session.edit_services, self._routes))

    def do_memory(self) -> None:
        """Ask for the memory that models have to fit into, the context length and the reserve."""
        from hubtui.dialogs.memory_form import MemoryForm

        user = self._frame.rights.account_name
        ask_hub = partial(self._hardware_of, user) if user else None
        self._app.push_screen(MemoryForm(self._frame.memory, ask_hub, self._saved))

    def _saved(self, problem: str) -> None:
        if problem:
            self._frame.announce(problem, "failed")

    async def _hardware_of(self, user: str) -> Hardware | str:
        """Return the hardware in a user's profile at the Hub, or a text that says why there is none."""
        try:
            found = await self._session.worker.get(HardwareOf(user))
        except HubError as error:
            return str(error)
        return found or "no hardware is kept at the Hub: add it on its website, in the settings of your account"
