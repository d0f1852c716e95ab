"""The actions that add to a collection, and that order the collections of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.hub.drafts import DraftItem, collection_id
from hubtui.pages.frame import FrameScreen
from hubtui.resources.collection.picking import PickCollection
from hubtui.resources.collection.profile import ProfileScreen

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.routes import AppRoutes
    from hubtui.app.session import AppSession
    from hubtui.pages.frame import FrameState


class CollectionActions(ActionTarget):
    """Adds the marked rows to a collection, and opens the user's own collections."""

    def __init__(self, app: App[Any], frame: FrameState, session: AppSession, routes: AppRoutes) -> None:
        self._app = app
        self._frame = frame
        self._session = session
        self._routes = routes

    def do_profile_order(self) -> None:
        """Show the user's own collections in the order of the profile."""
        self._routes.push(lambda: ProfileScreen(self._frame, self._session.edit_services, self._routes))

    def do_collect(self) -> None:
        """Ask for a collection, and add the marked rows or the row under the cursor to it."""
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
