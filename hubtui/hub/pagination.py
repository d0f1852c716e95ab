"""One pagination for every list of the Hub: page after page by its `Link`, and an end to lists that have none."""

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
"""The pages of a list that is loaded to its end at once."""
_PAGES_WITHOUT_NEWS = 5


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


async def pages(
    get: Callable[[ListEndpoint[Item]], Awaitable[Page[Item]]], first: ListEndpoint[Item], most: int = MOST_PAGES
) -> AsyncIterator[Page[Item]]:
    """Yield the pages of a list from `first` on; `get` asks for each one."""
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
