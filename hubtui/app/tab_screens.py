"""The screens of the tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.registry.resources import REPO_LISTS, TABS

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.last_run import LastRun
    from hubtui.app.routes import AppRoutes
    from hubtui.browser.screen import BrowserScreen
    from hubtui.start import Start


class TabScreens:
    """Adds a mode of Textual for each tab; its screen is created, as the last run left it, when it is first shown."""

    def __init__(self, app: App[Any], start: Start, routes: AppRoutes, last_run: LastRun) -> None:
        self._app = app
        self._choices = start.choices
        self._routes = routes
        self._last_run = last_run

    def add(self) -> None:
        """Add the tabs."""
        for name in TABS:
            self._app.add_mode(name, partial(self._screen, name))

    async def renew(self) -> None:
        """Remove the screens of all tabs but the current one, because another account is used."""
        for name in TABS:
            if name != self._app.current_mode:
                await self._app.remove_mode(name)
                self._app.add_mode(name, partial(self._screen, name))

    def _screen(self, name: str) -> BrowserScreen:
        saved = self._last_run.listing(name)
        if name in REPO_LISTS:
            # The choice comes from the command line, which may differ from the saved one.
            screen = self._routes.listing_screen(self._choices[name], saved._replace(choice={}))
        else:
            screen = self._routes.list_screen(name, saved)
        self._last_run.shows(name, screen)
        return screen
