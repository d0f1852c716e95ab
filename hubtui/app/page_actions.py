"""The actions that show requests, downloads and unsaved changes, and that open the web browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.app.tabs import target_of_screen
from hubtui.browser.screen import BrowserScreen
from hubtui.managing.unsaved import UnsavedDialog
from hubtui.registry.target import Target

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.routes import AppRoutes
    from hubtui.app.session import AppSession
    from hubtui.pages.frame import FrameState


class PageActions(ActionTarget):
    """Opens pages and dialogs over the current screen."""

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
        account, services, outbox = self._frame.rights.account_name, self._session.edit_services, self._session.outbox
        self._app.push_screen(UnsavedDialog(services, outbox, account, self._show_collection))

    def _show_collection(self, slug: str) -> None:
        self._routes.open(Target("collection", slug))
