"""Collections: finding, reading and changing them and their items."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Literal

from hubtui.hub.calls import Call
from hubtui.hub.errors import BadRequest, OddAnswer
from hubtui.hub.family import Family, Page, given, object_of, page_of
from hubtui.hub.models.collection import Collection, ItemType
from hubtui.hub.pagination import pages
from hubtui.hub.query import Cursor
from hubtui.hub.urls import collection_path, segment
from hubtui.hub.writes import write, write_undocumented

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
        return object_of(await self.ask(_call("GET", slug)), Collection)

    async def create(
        self,
        title: str,
        namespace: str,
        *,
        description: str | None = None,
        private: bool = False,
        item: tuple[ItemType, str] | None = None,
    ) -> Collection:
        """Make a collection, with a first item if one is given.

        Raises:
            NameTaken: there is one of this title; its `detail` holds the `slug`.
        """
        first = None if item is None else {"type": item[0], "id": item[1]}
        body = {"title": title, "namespace": namespace, "private": private}
        body |= dict(given(description=description, item=first))
        call = Call("POST", "/api/collections", body=body, subject=f'the collection "{title}"')
        return Collection.read(await write(self.ask, call, "slug"))

    async def update(
        self,
        slug: str,
        *,
        title: str | None = None,
        description: str | None = None,
        private: bool | None = None,
        theme: str | None = None,
        position: int | None = None,
    ) -> Collection:
        """Change what is given; a new title gives a new slug, and the old one keeps working."""
        body = dict(given(title=title, description=description, private=private, theme=theme, position=position))
        if not body:
            raise BadRequest("nothing to change was named")
        value = await write(self.ask, _call("PATCH", slug, body=body), "data", "slug")
        data = value.get("data", value)
        if not isinstance(data, dict):
            raise OddAnswer("the answer holds no collection: whether it was done is unknown", unsure=True)
        return Collection.read(data)

    async def delete(self, slug: str) -> None:
        """Delete a collection for good.

        Raises:
            Missing: it is not there.
        """
        await write_undocumented(self.ask, _call("DELETE", slug))

    async def add_item(self, slug: str, item_type: ItemType, item_id: str, note: str | None = None) -> Collection:
        """Add an item at the end.

        Raises:
            NameTaken: it is in the collection.
            Missing: there is no such item, or no such collection.
        """
        body = {"item": {"type": item_type, "id": item_id}} | dict(given(note=note))
        return Collection.read(await write(self.ask, _call("POST", slug, "/items", body=body), "slug"))

    async def update_item(
        self, slug: str, item_object_id: str, *, note: str | None = None, position: int | None = None
    ) -> None:
        """Change an item's note ("" for none) or its place, counted from 0; the others make room."""
        body = dict(given(note=note, position=position))
        if not body:
            raise BadRequest("nothing to change was named")
        await write_undocumented(self.ask, _call("PATCH", slug, f"/items/{segment(item_object_id)}", body=body))

    async def remove_item(self, slug: str, item_object_id: str) -> None:
        """Take an item out.

        Raises:
            Missing: it is not in the collection.
        """
        await write_undocumented(self.ask, _call("DELETE", slug, f"/items/{segment(item_object_id)}"))


def _call(method: str, slug: str, behind: str = "", body: Any = None) -> Call:
    return Call(method, collection_path(slug) + behind, body=body, subject=f"the collection {slug}")
