"""Keys that are pressed before the rows that they are meant for have arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.pages.keyed import KeyedApp
from hubtui.places import EVERYWHERE, PAGE, SECTIONS, STACKED, TAB

if TYPE_CHECKING:
    from textual.timer import Timer

    from hubtui.action import Action
    from hubtui.browser.shown_list import ShownList
    from hubtui.pages.frame import FrameScreen

_PATIENCE_SECONDS = 2.0
_AROUND_LIST = frozenset((EVERYWHERE, PAGE, SECTIONS, STACKED, TAB))
_QUERY_ACTIONS = frozenset(
    ("search", "filter", "sort", "author", "clear_filters", "refresh", "columns", "save_view", "new_repo")
)


class TypeAhead:
    """Holds actions on rows while the rows of a new query are loading: those shown are about to be replaced.

    The held actions are performed when the rows arrive. One that changes something on the Hub is dropped with a message
    instead, with the keys after it: the user may have meant the row that was shown before. So are all if that takes too
    long.
    """

    def __init__(self, screen: FrameScreen, shown: ShownList) -> None:
        self._screen = screen
        self._shown = shown
        self._timer: Timer | None = None
        self._has_given_up = False
        self._holds_change = False

    def holds(self, action: Action) -> bool:
        """Return whether an action must wait for the rows that are loading."""
        if self._has_given_up or action.name in _QUERY_ACTIONS or _AROUND_LIST.intersection(action.places):
            return False
        if not self._shown.awaits_other_rows:
            return False
        if self._timer is None:
            self._timer = self._screen.set_timer(_PATIENCE_SECONDS, self._give_up)
            self._holds_change = action.writes
        return True

    def rows_shown(self) -> None:
        """Perform the held actions, unless other rows are still loading."""
        if self._shown.awaits_other_rows:
            return
        self._has_given_up = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            if self._holds_change:
                self._drop("other rows have arrived: press the key again")
            elif isinstance(self._screen.app, KeyedApp):
                self._screen.app.held.resume()

    def _give_up(self) -> None:
        self._timer, self._has_given_up = None, True
        self._drop("the rows are still loading: the keys typed ahead were dropped")

    def _drop(self, words: str) -> None:
        if isinstance(self._screen.app, KeyedApp) and self._screen.app.held.drop():
            self._screen.notice(words, failed=True)
