"""Lists that are loaded to their end: every request with a `cursor`, page after page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from hubtui.hub.pagination import AnyPage, pages
from hubtui.worker.queue import Priority

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.query import Cursor
    from hubtui.worker.worker import Worker

PageT = TypeVar("PageT", bound=AnyPage)
PageCo = TypeVar("PageCo", bound=AnyPage, covariant=True)


class Paged(Protocol[PageCo]):
    """A request for a page of a list, a frozen dataclass with a field `cursor`."""

    def __hash__(self) -> int: ...

    @property
    def cursor(self) -> Cursor | None:
        """Where the page is, None for the first."""

    async def send(self, hub: HubClient) -> PageCo:
        """Ask the Hub."""
        ...


def pages_of(worker: Worker, request: Paged[PageT], priority: Priority = Priority.ASKED) -> AsyncIterator[PageT]:
    """Yield the pages of the list that `request` begins."""

    async def fetch(cursor: Cursor | None) -> PageT:
        one: Paged[PageT] = replace(request, cursor=cursor)  # type: ignore[type-var]  # a dataclass
        return await worker.fetch(one, priority=priority)

    return pages(fetch)
