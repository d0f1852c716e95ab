"""Endpoints of collections: lists of collections, and one collection with all its items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hubtui.hub.calls import Call
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.models.collection import Collection
from hubtui.hub.urls import collection_path

if TYPE_CHECKING:
    from hubtui.hub.query import Cursor

Order = Literal["trending", "lastModified", "upvotes"]
_LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class CollectionsPage(ListEndpoint[Collection]):
    """The request for a page of collections, each with at most four items.

    They belong to one of `owners`, contain one of `items` ("models/a/b", "papers/2505.09388"), and match the text
    `search`; an empty field does not restrict the list.
    """

    model = Collection

    owners: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    search: str = ""
    sort: Order = "trending"
    cursor: Cursor | None = None
    limit: int = _LARGEST_PAGE

    @property
    def call(self) -> Call:
        pairs = [("owner", name) for name in self.owners] + [("item", name) for name in self.items]
        pairs += [*([("q", self.search)] if self.search else ()), ("sort", self.sort), ("limit", str(self.limit))]
        subject = "the list of collections"
        return Call("GET", "/api/collections", tuple(pairs), target=self.cursor or "", subject=subject)


@dataclass(frozen=True, slots=True)
class CollectionOf(Endpoint[Collection]):
    """The request for a collection with all its items. An older slug works too: only the id at its end counts."""

    model = Collection

    slug: str

    @property
    def call(self) -> Call:
        return Call("GET", collection_path(self.slug), subject=f"the collection {self.slug}")
