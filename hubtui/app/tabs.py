"""The screens of the tabs, and the actions that go to a tab or jump from a page to a related one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any, ClassVar

from hubtui.action_target import ActionTarget, Methods
from hubtui.pages.frame import FrameScreen
from hubtui.registry.resource import Jump, load
from hubtui.registry.resources import REPO_LISTS, RESOURCES, TABS

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from hubtui.app.last_run import LastRun
    from hubtui.app.routes import AppRoutes
    from hubtui.browser.screen import BrowserScreen
    from hubtui.registry.target import Target
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


class Tabs(ActionTarget):
    """Goes to the tabs of the app: an action for each."""

    action_methods: ClassVar[Methods] = {name: methodcaller("go", name) for name in TABS}

    def __init__(self, routes: AppRoutes) -> None:
        self._routes = routes

    async def go(self, name: str) -> None:
        """Go to a tab; see `Routes.go_to_tab`."""
        await self._routes.go_to_tab(name)


def target_of_screen(screen: Screen[Any]) -> Target | None:
    """Return the target of the row under the cursor, else of the page that a screen shows, or None."""
    return screen.target_here if isinstance(screen, FrameScreen) else None


class Jumps(ActionTarget):
    """Opens pages related to the current page or row: an action for each `Jump` of the registry."""

    action_methods: ClassVar[Methods] = {
        jump.action.name: methodcaller("run", jump) for one in RESOURCES for jump in one.jumps
    }

    def __init__(self, app: App[Any], routes: AppRoutes, say: Callable[[str], None]) -> None:
        self._app = app
        self._routes = routes
        self._say = say

    def run(self, jump: Jump) -> None:
        """Open the related page, or say that there is none."""
        here = target_of_screen(self._app.screen)
        target = load(jump.to)(here) if here is not None else None
        if target is not None:
            self._routes.open(target)
        else:
            self._say(jump.missing)
