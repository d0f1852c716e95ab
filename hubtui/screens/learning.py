"""What a user learns hubtui by: the keys of a place, and the palette of everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hubtui.bindings import inner_first
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.screens.keyed import KeyedScreen
from hubtui.screens.listing.screen import ListingScreen

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.screens.dialogs.palette import Entry
    from hubtui.screens.navigator import Navigator
    from hubtui.screens.views.viewing import Viewing


class Learning:
    """Over the screen in front of `app`; `show_theme` draws in the theme of a name."""

    def __init__(
        self,
        app: App[Any],
        frame: FrameState,
        navigator: Navigator,
        viewing: Viewing,
        show_theme: Callable[[str], None],
    ) -> None:
        self._app = app
        self._frame = frame
        self._navigator = navigator
        self._viewing = viewing
        self._show_theme = show_theme

    def do_help(self) -> None:
        """The keys of the place that is in front."""
        from hubtui.screens.dialogs.help import Help

        screen = self._app.screen
        if not isinstance(screen, KeyedScreen):
            return

        async def chosen(name: str | None) -> None:
            if name is not None:
                await screen.run_named(name)

        actions = inner_first(screen.bindings.of(screen.places), screen.places)
        self._app.push_screen(Help(actions, _why_not(screen)), chosen)

    def do_palette(self) -> None:
        """Everything that can be done in the place that is in front."""
        from hubtui.screens.dialogs.palette import Palette, entries_of
        from hubtui.screens.offers import offers

        screen = self._app.screen
        if not isinstance(screen, KeyedScreen):
            return

        async def chosen(entry: Entry | None) -> None:
            if entry is not None and entry.target is not None:
                self._navigator.open(entry.target)
            elif entry is not None and entry.do is not None:
                entry.do()
                if isinstance(screen, FrameScreen):
                    screen.show_frame()
            elif entry is not None:
                screen.pressed = entry.key
                await screen.run_named(entry.name)

        entries = entries_of(screen.bindings.of(screen.places), _why_not(screen), screen.places)
        # A page does not open over a question.
        is_page = isinstance(screen, FrameScreen)
        if is_page:
            entries += offers(self._frame, self._navigator, self._viewing, self._show_theme)
        typed = screen.filter_entry if isinstance(screen, ListingScreen) else lambda _: None
        self._app.push_screen(Palette(entries, self._navigator.endpoint if is_page else None, typed), chosen)


def _why_not(screen: KeyedScreen[Any]) -> Callable[[str], str]:
    """Why an action cannot be done there now."""
    found: Callable[[str], str] = getattr(screen, "why_not", lambda _: "")
    return found
