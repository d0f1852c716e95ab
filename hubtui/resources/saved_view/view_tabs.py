"""The tabs of saved views."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.pages.frame import FrameState
from hubtui.pages.keyed import KeyedScreen
from hubtui.pages.work import start_work
from hubtui.presentation.bars import view_tab_name, view_tab_title, view_tabs, views_with_tab

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from hubtui.config.views import View
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session
    from hubtui.resources.saved_view.view_store import ViewStore

_FIRST_KEY = 7


class ViewTabs(ActionTarget):
    """The saved views in the app. Those that are tabs are modes of Textual with names that begin with "view:"."""

    def __init__(self, app: App[Any], frame: FrameState, views: ViewStore, session: Session, routes: Routes) -> None:
        self._app = app
        self._frame = frame
        self.views = views
        self._session = session
        self._routes = routes
        self._modes: dict[str, View] = {}

    def has_tab(self, mode: str) -> bool:
        """Return whether a view is shown as the tab of this name."""
        return mode in self._modes

    async def show_tabs(self) -> None:
        """Add tabs for the views that should have one, and remove the others."""
        wanted = {view_tab_name(view): view for view in views_with_tab(self.views.all)}
        for mode in [mode for mode in self._modes if mode not in wanted]:
            if self._app.current_mode == mode:
                await self._app.switch_mode("models")
            await self._app.remove_mode(mode)
        self.add_tabs()

    def add_tabs(self) -> None:
        """Add tabs for the views that should have one."""
        wanted = {view_tab_name(view): view for view in views_with_tab(self.views.all)}
        for mode, view in wanted.items():
            if mode not in self._modes:
                self._app.add_mode(mode, partial(self._screen, view))
        self._modes = wanted
        titles = dict(self._frame.view_tabs)
        self._frame.view_tabs = [(mode, titles.get(mode, title)) for mode, title in view_tabs(wanted.values())]

    async def forget_screens(self) -> None:
        """Create the tabs again, for another account."""
        for mode in self._modes:
            await self._app.remove_mode(mode)
        self._modes = {}
        self.add_tabs()

    def look_for_news(self) -> None:
        """Count the new rows of the views that are tabs, and show the numbers in their titles."""
        if self._modes:
            start_work(self._app, self._look, "news")

    async def _look(self) -> None:
        from hubtui.resources.saved_view.view_news import news_or_none

        for mode, view in list(self._modes.items()):
            news = await news_or_none(self._session.worker, view, self._frame.memory.budget)
            if news is None:
                return  # then the tab shows no number
            titles = dict(self._frame.view_tabs)
            if news and mode in titles:
                self._frame.view_tabs = list(
                    (titles | {mode: f"{view_tab_title(view)} {news.partition(' ')[0]}"}).items()
                )
                self._frame.redraw()

    def _screen(self, view: View) -> Screen[None]:
        self.views.visited(view.name, datetime.now(UTC))
        return self._routes.view_screen(view)

    async def do_view_tab(self) -> None:
        """Go to the tab whose number was pressed."""
        screen = self._app.screen
        at = int(screen.pressed or 0) - _FIRST_KEY if isinstance(screen, KeyedScreen) else -1
        modes = list(self._modes)
        if 0 <= at < len(modes):
            await self._routes.go_to_tab(modes[at])
        else:
            self._frame.announce("there is no such tab: V in a list saves one")

    def open(self, view: View) -> None:
        """Open the tab of a view, or the view as a page. Later rows count as new at its next visit."""
        if view_tab_name(view) in self._modes:
            start_work(self._app, partial(self._routes.go_to_tab, view_tab_name(view)), "tab")
        else:
            self.views.visited(view.name, datetime.now(UTC))
            self._routes.push(lambda: self._routes.view_screen(view))
