"""Changes of a whole collection: creating and deleting it, and its position on its owner's profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from hubtui.changes.change import Change
from hubtui.hub.collections import CollectionOf, CollectionsPage
from hubtui.hub.drafts import About, Draft, DraftItem, collection_id, draft_of
from hubtui.hub.errors import NameTaken, none_if_missing
from hubtui.hub.pagination import all_rows
from hubtui.hub.urls import collection_path
from hubtui.hub.write_request import WriteRequest

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient


@dataclass(frozen=True, slots=True)
class PlaceCollection(Change):
    """Puts a collection at a place on its owner's profile, counted from 0; `repo_id` is its slug.

    `before` is its place before, or None if that is unknown.
    """

    kind: ClassVar[str] = "PlaceCollection"
    is_harmless: ClassVar[bool] = True
    replaces_waiting: ClassVar[bool] = True

    repo_id: str
    place: int
    before: int | None = None
    title: str = ""
    repo_type: Literal["collection"] = "collection"

    @property
    def request(self) -> WriteRequest:
        path, body = collection_path(self.repo_id), {"position": self.place}
        return WriteRequest("PATCH", path, body, f"the collection {self.repo_id}", answer_fields=("data", "slug"))

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the collection is at that place."""
        return (await hub.get(CollectionOf(self.repo_id))).position == self.place

    def inverse(self) -> PlaceCollection | None:
        if self.before is None:
            return None
        return PlaceCollection(self.repo_id, self.before, self.place, self.title)

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return a message if somebody moved the collection since, else ""."""
        return "" if await self.is_done(hub) else f"{self.title or self.repo_id} was moved since"

    @property
    def summary(self) -> str:
        return f"{self.title or self.repo_id}: place {self.place + 1} on your profile"


@dataclass(frozen=True, slots=True)
class _WholeCollection(Change):
    """A change of a collection with all its items; `repo_id` is its slug, "" as long as the Hub has given it none.

    Each of the `items` is (type, id, note). `first` is type and id of the item that the Hub creates the collection
    with: the Hub then checks that the item exists.
    """

    repo_id: str
    namespace: str
    title: str
    description: str = ""
    theme: str = ""
    private: bool = True
    items: tuple[tuple[str, str, str], ...] = ()
    first: tuple[str, str] | None = None
    repo_type: Literal["collection"] = "collection"

    @property
    def targets(self) -> frozenset[str]:
        """The title in the namespace, and the collection's id if it is known."""
        known = {f"collection {collection_id(self.repo_id)}"} if self.repo_id else set()
        return frozenset({f"collection {self.namespace}/{self.title}", *known})

    @property
    def draft(self) -> Draft:
        """The collection as a draft."""
        about = About(self.title, self.description, self.theme, self.private)
        return Draft(about, tuple(DraftItem(*item) for item in self.items))


@dataclass(frozen=True, slots=True)
class CreateCollection(_WholeCollection):
    """The creation of a collection. The collection editor then adds the items and sets the theme."""

    kind: ClassVar[str] = "CreateCollection"

    @property
    def request(self) -> WriteRequest:
        """The request that creates the collection with at most one item."""
        body: dict[str, Any] = {"title": self.title, "namespace": self.namespace, "private": self.private}
        if self.description:
            body["description"] = self.description
        if self.first is not None:
            body["item"] = {"type": self.first[0], "id": self.first[1]}
        subject = f'the collection "{self.title}"'
        return WriteRequest("POST", "/api/collections", body, subject, answer_fields=("slug",))

    async def prepare(self, hub: HubClient) -> None:
        """Check that no collection has this title: if the answer is lost, one of this title counts as the new one.

        Raises:
            NameTaken: a collection of the owner has this title.
        """
        if await self._slug(hub):
            raise NameTaken(f"{self.namespace} has a collection of this title already")

    def with_answer(self, answer: Mapping[str, Any]) -> CreateCollection:
        slug = answer.get("slug")
        return replace(self, repo_id=slug) if isinstance(slug, str) else self

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the collection exists."""
        if not self.repo_id:
            return bool(await self._slug(hub))
        return await none_if_missing(hub.get(CollectionOf(self.repo_id))) is not None

    async def with_hub_id(self, hub: HubClient) -> CreateCollection:
        """Return the change with the slug of the new collection, found by its title if it is unknown."""
        return self if self.repo_id else replace(self, repo_id=await self._slug(hub))

    def for_redo(self) -> CreateCollection:
        """Return the change without the slug: the Hub will give another one."""
        return replace(self, repo_id="")

    def inverse(self) -> DeleteCollection | None:
        return DeleteCollection(**asdict(self)) if self.repo_id else None

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return a message if the collection was deleted, or somebody added items to it since, else ""."""
        own = {item.key for item in self.draft.items}
        found = await none_if_missing(hub.get(CollectionOf(self.repo_id)))
        if found is None:
            return f"{self.title} is not there any more"
        others = [item.id for item in draft_of(found).items if item.key not in own]
        return f"{self.title} is not empty any more: it holds {others[0]}" if others else ""

    @property
    def summary(self) -> str:
        return f"the collection {self.title}: created"

    async def _slug(self, hub: HubClient) -> str:
        # The list of one owner and no search: a new collection may be missing in the search index for a while.
        found = await all_rows(hub, CollectionsPage((self.namespace,), sort="lastModified"))
        return next((one.slug for one in found if one.title == self.title), "")


@dataclass(frozen=True, slots=True)
class DeleteCollection(_WholeCollection):
    """The deletion of a collection. Its undo creates another one with the same items, notes and order."""

    kind: ClassVar[str] = "DeleteCollection"
    is_harmless: ClassVar[bool] = True
    removes_id: ClassVar[bool] = True

    @property
    def request(self) -> WriteRequest:
        """The request that deletes the collection, unless somebody else has deleted it."""
        subject = f"the collection {self.repo_id}"
        return WriteRequest("DELETE", collection_path(self.repo_id), subject=subject, may_be_missing=True)

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the collection does not exist any more."""
        return await none_if_missing(hub.get(CollectionOf(self.repo_id))) is None

    def inverse(self) -> CreateCollection:
        """Return the creation of a collection with the same contents, which will get another slug."""
        return CreateCollection(**asdict(self) | {"repo_id": "", "first": None})

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return "": a new collection can always be created."""
        return ""

    @property
    def summary(self) -> str:
        return f"the collection {self.title}: deleted"


def deletion_of(slug: str, draft: Draft) -> DeleteCollection:
    """Return the deletion of the collection `slug`; `draft` has its contents, so that it can be created again."""
    about = draft.about
    items = tuple((item.type, item.id, item.note) for item in draft.items)
    namespace = slug.partition("/")[0]
    return DeleteCollection(slug, namespace, about.title, about.description, about.theme, about.private, items)
