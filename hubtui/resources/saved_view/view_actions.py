"""The actions that save views and list them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.work import start_work
from hubtui.presentation.bars import view_tab_name
from hubtui.resources.saved_view.dialog import ViewsDialog
from hubtui.resources.saved_view.saving import SaveView

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.config.views import View
    from hubtui.pages.session import Session
    from hubtui.resources.saved_view.view_tabs import ViewTabs


class ViewActions(ActionTarget):
    """Opens the dialog of saved views, and the one that saves a view."""

    def __init__(self, app: App[Any], frame: FrameState, session: Session, tabs: ViewTabs) -> None:
        self._app = app
        self._frame = frame
        self._session = session
        self._tabs = tabs

    def do_views(self) -> None:
        """Show the list of saved views."""
        worker, memory, tabs = self._session.worker, self._frame.memory, self._tabs
        self._app.push_screen(ViewsDialog(tabs.views, worker, memory, tabs.open, self._changed))

    def do_save_view(self) -> None:
        """Save the current list as a view."""
        screen = self._app.screen
        state = screen.saved_state() if isinstance(screen, FrameScreen) else None
        if state is not None:
            self._app.push_screen(SaveView(self._tabs.views, state, self._saved))
        else:
            self._frame.announce("this page cannot be saved as a view; a list can")

    def _saved(self, view: View) -> None:
        start_work(self._app, partial(self._show_tabs, view), "view tabs")

    def _changed(self) -> None:
        start_work(self._app, self._show_tabs, "view tabs")

    async def _show_tabs(self, saved: View | None = None) -> None:
        await self._tabs.show_tabs()
        self._frame.redraw()
        if saved is not None:
            is_shown = self._tabs.has_tab(view_tab_name(saved))
            crowded = ", for there is no room for more tabs" if saved.is_tab and not is_shown else ""
            where = "its tab is at the top" if is_shown else f"g v lists it{crowded}"
            self._frame.announce(f"saved as {saved.name}: {where}")
