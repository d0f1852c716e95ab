"""Loads lists of the Hub page after page, and stops at lists that never end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from hubtui.hub.query import Cursor

if TYPE_CHECKING:
    from hubtui.hub.answers import Page
    from hubtui.hub.endpoint import Hub, ListEndpoint

Item = TypeVar("Item")
MOST_PAGES = 1000
"""The largest number of pages of one list that are loaded."""
_PAGES_WITHOUT_NEWS = 5


class PageGuard:
    """Detects lists that never end.

    Such a list has a cursor that comes a second time (whatever its page length), pages that repeat themselves or stay
    empty, or more than `most` pages.
    """

    def __init__(self, most: int = MOST_PAGES) -> None:
        self._cursors: set[str] = set()
        self._left = most
        self._last: Sequence[Any] = ()
        self._without_news = 0

    def goes_on(self, cursor: Cursor | None, rows: Sequence[Any]) -> bool:
        """Return whether to load the page at `cursor`; `rows` are the rows of the page before it."""
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


async def pages(
    get: Callable[[ListEndpoint[Item]], Awaitable[Page[Item]]], first: ListEndpoint[Item], most: int = MOST_PAGES
) -> AsyncIterator[Page[Item]]:
    """Yield the pages of a list, at most `most`. `first` is the request for the first page; `get` sends a request."""
    guard = PageGuard(most)
    request: ListEndpoint[Item] | None = first
    while request is not None:
        page = await get(request)
        yield page
        request = first.at(page.next) if guard.goes_on(page.next, page.rows) else None


async def all_rows(hub: Hub, first: ListEndpoint[Item]) -> list[Item]:
    """Return the rows of all pages of a list."""
    return [row async for page in pages(lambda request: request.send(hub), first) for row in page.rows]


def with_limit(cursor: Cursor, limit: int) -> Cursor:
    """Return the cursor with a page length of `limit` rows, or unchanged if it contains no page length."""
    parts = urlsplit(cursor)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if not any(key == "limit" for key, _ in pairs):
        return cursor
    query = urlencode([(key, str(limit) if key == "limit" else value) for key, value in pairs])
    return type(cursor)(urlunsplit(parts._replace(query=query)))


def _place(cursor: str) -> str:
    """Return a cursor without its page length, to compare cursors."""
    parts = urlsplit(cursor)
    return parts.path + "?" + "&".join(f"{key}={value}" for key, value in parse_qsl(parts.query) if key != "limit")
