"""Restores the marks, pages and listings of the last run, and saves those of this run for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.config.state import ListingState, State

if TYPE_CHECKING:
    from hubtui.browser.screen import BrowserScreen
    from hubtui.pages.frame import FrameState
    from hubtui.start import Start
    from hubtui.terminal.screen_buffer import ScreenBuffer


class LastRun:
    """The saved state of the last run.

    Its marks and recent pages belong to one account, so they are restored once the account of this run is known.
    """

    def __init__(self, start: Start, frame: FrameState) -> None:
        self._kept = start.last_state
        self._keep = start.save_state
        self._frame = frame
        self._listings: dict[str, BrowserScreen] = {}
        self._is_known = False
        self._save_snapshot = start.save_snapshot
        self._last_screen: ScreenBuffer | None = None
        frame.preview_layout = self._kept.preview_layout

    @property
    def wants_hint(self) -> bool:
        """Whether the user has never been told which key shows the help."""
        return self._keep is not None and not self._kept.hinted

    @property
    def _account(self) -> str:
        return self._frame.rights.account_name

    @property
    def _is_theirs(self) -> bool:
        return self._is_known and self._kept.account == self._account

    def listing(self, name: str) -> ListingState:
        """Return the saved state of the list in a tab, without marks if these are of another account."""
        kept = self._kept.listings.get(name, ListingState())
        return kept if self._is_theirs else kept._replace(marks=())

    def shows(self, name: str, screen: BrowserScreen) -> None:
        """Register the screen of a tab's list, which gets its marks once the account is known."""
        self._listings[name] = screen

    def account_known(self) -> None:
        """Restore the marks and recent pages of the account that is known now; "" if nobody is logged in."""
        if self._is_known:
            return
        self._is_known = True
        if self._is_theirs:
            self._frame.recent += [page for page in self._kept.recent if page not in self._frame.recent]
            for name, screen in self._listings.items():
                screen.shown.marking.take(self.listing(name).marks)

    def forget(self) -> None:
        """Drop all state, because the user switches to another account."""
        self._kept, self._is_known = State(hinted=True), False
        self._save_snapshot = None
        self._listings.clear()
        self._frame.listings.clear()
        self._frame.recent.clear()

    @property
    def wants_snapshot(self) -> bool:
        """Whether the last screen of this run is saved as the snapshot: only while its first account is used."""
        return self._save_snapshot is not None

    def take_last_screen(self, screen: ScreenBuffer | None) -> None:
        """Take the screen that `leave` saves as the snapshot for the next start; None for no snapshot."""
        self._last_screen = screen

    def leave(self, tab: str, is_light: bool) -> None:
        """Save the state of this run, with the current `tab`, and whether the terminal's background is light."""
        self._save_state(tab, is_light)
        if self._save_snapshot is not None and self._last_screen is not None:
            self._save_snapshot(tab, self._last_screen, is_light)

    def _save_state(self, tab: str, is_light: bool) -> None:
        if self._keep is None:
            return
        kept, left = self._kept, self._frame.listings
        if self._is_known:
            account, recent = self._account, tuple(self._frame.recent)
        else:
            # The account of this run was never known: keep the marks and pages of the run before.
            account, recent = kept.account, kept.recent
            left = {name: one._replace(marks=kept.listings.get(name, one).marks) for name, one in left.items()}
        listings = {**kept.listings, **left}
        layout = self._frame.preview_layout
        self._keep(State(tab, account, listings, recent, hinted=True, is_light=is_light, preview_layout=layout))
