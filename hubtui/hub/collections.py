"""Collections: finding and reading them."""

from collections.abc import AsyncIterator, Sequence
from typing import Literal

from hubtui.hub.answers import Page, object_of, page_of
from hubtui.hub.calls import Call, given
from hubtui.hub.family import Family
from hubtui.hub.models.collection import Collection
from hubtui.hub.pagination import pages
from hubtui.hub.query import Cursor
from hubtui.hub.urls import collection_path

Order = Literal["trending", "lastModified", "upvotes"]
_LARGEST_PAGE = 100


class Collections(Family):
    """A slug names a collection by the id at its end: one from before a renaming works as well."""

    async def page(
        self,
        *,
        owner: Sequence[str] = (),
        item: Sequence[str] = (),
        search: str = "",
        sort: Order | None = None,
        limit: int = _LARGEST_PAGE,
        cursor: Cursor | None = None,
    ) -> Page[Collection]:
        """A page of collections, of these owners and with these items ("models/a/b", "papers/2505.09388").

        Each holds four of its items at most. A `cursor` brings the rest of the query with it.
        """
        subject = "the list of collections"
        if cursor is not None:
            return page_of(await self.ask(Call("GET", target=cursor, subject=subject)), Collection)
        pairs = [("owner", name) for name in owner] + [("item", name) for name in item]
        pairs += given(q=search or None, sort=sort, limit=str(limit))
        return page_of(await self.ask(Call("GET", "/api/collections", tuple(pairs), subject=subject)), Collection)

    async def pages(
        self, *, owner: Sequence[str] = (), item: Sequence[str] = (), search: str = "", sort: Order | None = None
    ) -> AsyncIterator[Page[Collection]]:
        """Yield all pages."""
        async for page in pages(
            lambda cursor: self.page(owner=owner, item=item, search=search, sort=sort, cursor=cursor)
        ):
            yield page

    async def get(self, slug: str) -> Collection:
        """A collection with all its items.

        Raises:
            Missing: it is not there, or private.
        """
        return object_of(
            await self.ask(Call("GET", collection_path(slug), subject=f"the collection {slug}")), Collection
        )
