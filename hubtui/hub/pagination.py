"""One pagination for every list of the Hub: page after page by its `Link`, and an end to lists that have none."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from hubtui.hub.query import Cursor

MOST_PAGES = 1000
"""The pages of a list that is loaded to its end at once."""
_PAGES_WITHOUT_NEWS = 5


class AnyPage(Protocol):
    """A page of a list: its rows, and where the list goes on (None at its end)."""

    @property
    def rows(self) -> Sequence[Any]:
        """The rows in the Hub's order."""

    @property
    def next(self) -> Cursor | None:
        """Where the next page is."""


PageT = TypeVar("PageT", bound=AnyPage)


class PageGuard:
    """Ends a list whose pages do not end by themselves.

    That is one whose cursor comes a second time (whatever the length of its pages), one whose pages repeat themselves
    or stay empty, and one of more than `most` pages.
    """

    def __init__(self, most: int = MOST_PAGES) -> None:
        self._cursors: set[str] = set()
        self._left = most
        self._last: Sequence[Any] = ()
        self._without_news = 0

    def goes_on(self, cursor: Cursor | None, rows: Sequence[Any]) -> bool:
        """Return whether to ask for the page at `cursor`, after one whose new rows are these."""
        is_news = bool(rows) and rows != self._last
        self._last = rows
        self._without_news = 0 if is_news else self._without_news + 1
        self._left -= 1
        if cursor is None or self._left <= 0 or self._without_news >= _PAGES_WITHOUT_NEWS:
            return False
        place = _place(cursor)
        if place in self._cursors:
            return False
        self._cursors.add(place)
        return True


async def pages(fetch: Callable[[Cursor | None], Awaitable[PageT]], most: int = MOST_PAGES) -> AsyncIterator[PageT]:
    """Yield the pages of a list, the first (`fetch(None)`) to the last."""
    guard = PageGuard(most)
    cursor: Cursor | None = None
    while True:
        page = await fetch(cursor)
        yield page
        cursor = page.next
        if not guard.goes_on(cursor, page.rows):
            return


async def all_rows(fetch: Callable[[Cursor | None], Awaitable[Any]]) -> list[Any]:
    """Return the rows of all pages of a list."""
    return [row async for page in pages(fetch) for row in page.rows]


def with_limit(cursor: Cursor, limit: int) -> Cursor:
    """Return the same place in a list with pages of `limit` rows; unchanged if it does not say how long they are."""
    parts = urlsplit(cursor)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if not any(key == "limit" for key, _ in pairs):
        return cursor
    query = urlencode([(key, str(limit) if key == "limit" else value) for key, value in pairs])
    return type(cursor)(urlunsplit(parts._replace(query=query)))


def _place(cursor: str) -> str:
    """Return the place in a list that a cursor names, whatever the length of its pages."""
    parts = urlsplit(cursor)
    return parts.path + "?" + "&".join(f"{key}={value}" for key, value in parse_qsl(parts.query) if key != "limit")
