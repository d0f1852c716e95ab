"""The actions that show the keys of the current screen and the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.app.palette_entries import palette_entries
from hubtui.bindings import sorted_by_place
from hubtui.browser.screen import BrowserScreen
from hubtui.dialogs.help import HelpDialog
from hubtui.dialogs.palette import Palette, entries_of, used_first
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.keyed import KeyedScreen

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.routes import AppRoutes
    from hubtui.dialogs.palette import Entry
    from hubtui.resources.saved_view.view_tabs import ViewTabs


class HelpActions(ActionTarget):
    """Opens the help and the palette over the current screen.

    `show_theme` switches to the theme of a name.
    """

    def __init__(
        self,
        app: App[Any],
        frame: FrameState,
        routes: AppRoutes,
        view_tabs: ViewTabs,
        show_theme: Callable[[str], None],
    ) -> None:
        self._app = app
        self._frame = frame
        self._routes = routes
        self._view_tabs = view_tabs
        self._show_theme = show_theme
        self._used: list[tuple[str, str]] = []

    def do_help(self) -> None:
        """Show the keys of the current screen."""
        screen = self._app.screen
        if not isinstance(screen, KeyedScreen):
            return

        async def chosen(name: str | None) -> None:
            if name is not None:
                await screen.run_named(name)

        actions = sorted_by_place(screen.bindings.of(screen.places), screen.places)
        self._app.push_screen(HelpDialog(actions, screen.places, screen.why_not), chosen)

    def do_palette(self) -> None:
        """Show everything that can be done on the current screen."""
        screen = self._app.screen
        if not isinstance(screen, KeyedScreen):
            return

        async def chosen(entry: Entry | None) -> None:
            if entry is not None and entry.target is not None:
                self._routes.open(entry.target)
            elif entry is not None and entry.do is not None:
                entry.do()
                self._frame.redraw()
            elif entry is not None:
                used = (entry.name, entry.key)
                self._used = [used, *(other for other in self._used if other != used)]
                screen.pressed = entry.key
                await screen.run_named(entry.name)

        actions = [action for action in screen.bindings.of(screen.places) if screen.is_offered(action)]
        entries = used_first(entries_of(actions, screen.why_not, screen.places), self._used)
        # Pages do not open over a dialog.
        is_page = isinstance(screen, FrameScreen)
        if is_page:
            entries += palette_entries(self._frame, self._routes, self._view_tabs, self._show_theme)
        filter_entry = screen.model.filter_entry if isinstance(screen, BrowserScreen) else lambda _: None
        self._app.push_screen(Palette(entries, self._routes.endpoint if is_page else None, filter_entry), chosen)
