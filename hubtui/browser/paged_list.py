"""Lists that the Hub sends in pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from hubtui.browser.list_model import ListModel, Words
from hubtui.hub.errors import HubError
from hubtui.hub.pagination import PageGuard
from hubtui.hub.query import Cursor
from hubtui.pages.work import start_work

Item = TypeVar("Item")
_ROWS_AHEAD = 30


class PagedList(ListModel[Item]):
    """Loads the next page before the end is visible. A page that failed is loaded again when the user asks for it."""

    nouns: tuple[str, str]
    """The word for one row and for several: ("paper", "papers")."""

    def __init__(self) -> None:
        super().__init__()
        self._next: Cursor | None = None
        self._guard = PageGuard()
        self._is_loading = False
        self._failure = ""

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[Item], Cursor | None]:
        """Load the page at `place`, or the first page for None.

        With `again` the rows are being refreshed, so that a cached answer must not be used. Return the rows of the
        page and the place of the next page, None at the end.

        Raises:
            HubError: the page could not be loaded.
        """
        raise NotImplementedError

    def begin(self) -> None:
        """Load the first page."""
        self.restart()

    def restart(self) -> None:
        """Load the rows of a new query; the present rows stay until its first page arrives."""
        self._next, self._failure = None, ""
        start_work(self.browser.rows, partial(self._load, None), self.name)

    def look(self, last: int) -> None:
        """Load the next page if its rows will be needed soon."""
        if self.has_more and last + _ROWS_AHEAD >= len(self.items) and not self._is_loading and not self._failure:
            start_work(self.browser.rows, partial(self._load, self._next), self.name)

    def refresh(self) -> None:
        """Load the page that failed, or everything again."""
        if self._failure and self.has_more:
            start_work(self.browser.rows, partial(self._load, self._next), self.name)
        elif self.items:
            start_work(self.browser.rows, partial(self._load, None, again=True), self.name)
        else:
            self.restart()

    def retry(self) -> bool:
        """Load the page that failed. Return whether there was one."""
        has_failed = bool(self._failure)
        if has_failed:
            self.refresh()
        return has_failed

    async def load_all(self, at_most: int | None) -> bool:
        """Load page after page until the end or `at_most` rows. Return whether the end was reached."""
        while self.has_more and not self._failure and (at_most is None or len(self.items) < at_most):
            await self._load(self._next)
        return not self.has_more

    @property
    def has_more(self) -> bool:
        """Whether there is another page."""
        return self._next is not None

    async def _load(self, place: Cursor | None, again: bool = False) -> None:
        self._is_loading, self.awaits_other_rows = True, place is None and not again
        self._draw()
        try:
            found, after = await self.fetch(place, again)
        except HubError as error:
            self._is_loading = self.awaits_other_rows = False
            if again:
                self.browser.notice(f"could not refresh: {error}; r tries again", failed=True)
            else:
                self._failure = f"could not load the {self.nouns[1]}: {error}; r tries again"
            self._draw()
            return
        finally:
            self._is_loading = self.awaits_other_rows = False
        self._failure = ""
        known = {self.key(item) for item in self.items} if place is not None else set()
        new = [item for item in found if self.key(item) not in known]
        if place is None:
            self._guard = PageGuard()
        self._next = after if self._guard.goes_on(after, new) else None
        self.items = [*self.items, *new] if place is not None else new
        self._draw(keep_cursor=place is not None or again)

    def _draw(self, keep_cursor: bool = True) -> None:
        # A page with several lists may show another one now.
        if self.browser.model is self:
            self.browser.show_items(keep_cursor)

    def count(self, shown: int) -> str:
        """Return the number of loaded rows, and whether there are more, as text."""
        return f"{shown:,} loaded{', more' if self.has_more else ''}" if shown else ""

    def tail(self, shown: int) -> list[Words]:
        """Return a line that says that rows are loading, have ended, or could not be loaded."""
        if self._is_loading:
            return [(f"Loading {self.nouns[1]}…", "dim")]
        if self._failure:
            return [(self._failure, "failed")]
        if self.has_more:
            return []
        return [(f"that is all, {shown:,} {self.nouns[shown != 1]}" if shown else self.empty_words(), "dim")]

    def empty_words(self) -> str:
        """Return the text for a list without rows."""
        return f"there are no {self.nouns[1]} here"
