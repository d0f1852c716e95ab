"""Changes of a collection as a whole: creating and deleting it, and its place on its owner's profile."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Literal

from hubtui.changes.one_request import OneRequest
from hubtui.hub.collections import CollectionOf, CollectionsPage
from hubtui.hub.drafts import About, Draft, DraftItem, collection_id, draft_of
from hubtui.hub.errors import Missing, NameTaken, none_if_missing
from hubtui.hub.pagination import all_rows

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.writes import Writer


@dataclass(frozen=True, slots=True)
class PlaceCollection(OneRequest):
    """A collection (`repo_id` is its slug) put at a place, counted from 0; `before` is the place until now."""

    repo_id: str
    place: int
    before: int | None = None
    title: str = ""
    repo_type: Literal["collection"] = "collection"

    is_harmless: ClassVar[bool] = True
    replaces: ClassVar[bool] = True

    async def send(self, writer: Writer) -> str:
        """Send it; return ""."""
        await writer.update_collection(self.repo_id, position=self.place)
        return ""

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the collection is at that place."""
        return (await hub.get(CollectionOf(self.repo_id))).position == self.place

    def inverse(self) -> PlaceCollection | None:
        """Return the change back to the former place, or None where that is not known."""
        if self.before is None:
            return None
        return PlaceCollection(self.repo_id, self.before, self.place, self.title)

    async def why_not_back(self, hub: HubClient) -> str:
        """Return why it cannot be undone, or ""."""
        return "" if await self.is_done(hub) else f"{self.title or self.repo_id} was moved since"


@dataclass(frozen=True, slots=True)
class _WholeCollection(OneRequest):
    """A collection with all that is in it; `repo_id` is its slug, "" where the Hub has given none yet.

    Each item is (type, id, note). `first` is the item that the Hub is to create it with: the Hub says if there is none.
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
        """The title in the namespace, and the id where it is known."""
        known = {f"collection {collection_id(self.repo_id)}"} if self.repo_id else set()
        return frozenset({f"collection {self.namespace}/{self.title}", *known})

    @property
    def draft(self) -> Draft:
        """The collection as a draft."""
        about = About(self.title, self.description, self.theme, self.private)
        return Draft(about, tuple(DraftItem(*item) for item in self.items))


@dataclass(frozen=True, slots=True)
class CreateCollection(_WholeCollection):
    """A new collection. The collection editor adds the items and sets the theme once it is there."""

    async def prepare(self, hub: HubClient) -> None:
        """Make sure that there is none of this title: where the answer is lost, one of this title is the new one.

        Raises:
            NameTaken: there is one.
        """
        if await self._slug(hub):
            raise NameTaken(f"{self.namespace} has a collection of this title already")

    async def send(self, writer: Writer) -> str:
        """Create it; return its slug."""
        made = await writer.create_collection(
            self.title,
            self.namespace,
            description=self.description or None,
            private=self.private,
            item=self.first,  # type: ignore[arg-type]  # the kinds of targets are types of items
        )
        return made.slug

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether it is there."""
        if not self.repo_id:
            return bool(await self._slug(hub))
        return await none_if_missing(hub.get(CollectionOf(self.repo_id))) is not None

    async def named(self, hub: HubClient) -> CreateCollection:
        """Return the change with the slug of the collection that was made."""
        return self if self.repo_id else replace(self, repo_id=await self._slug(hub))

    def again(self) -> CreateCollection:
        """Return the change to send to redo it: the Hub will give another slug."""
        return replace(self, repo_id="")

    def inverse(self) -> DeleteCollection | None:
        """Return its deletion, or None where its slug is not known."""
        return DeleteCollection(**asdict(self)) if self.repo_id else None

    async def why_not_back(self, hub: HubClient) -> str:
        """Return why it cannot be undone: it is gone, or somebody has put something into it."""
        own = {item.key for item in self.draft.items}
        found = await none_if_missing(hub.get(CollectionOf(self.repo_id)))
        if found is None:
            return f"{self.title} is not there any more"
        others = [item.id for item in draft_of(found).items if item.key not in own]
        return f"{self.title} is not empty any more: it holds {others[0]}" if others else ""

    async def _slug(self, hub: HubClient) -> str:
        # The list of one owner and no search: what was just made may be missing in the index for a while.
        found = await all_rows(hub, CollectionsPage((self.namespace,), sort="lastModified"))
        return next((one.slug for one in found if one.title == self.title), "")


@dataclass(frozen=True, slots=True)
class DeleteCollection(_WholeCollection):
    """The end of a collection; to undo it makes another one with the same items, notes and order."""

    is_harmless: ClassVar[bool] = True

    async def send(self, writer: Writer) -> str:
        """Delete it; return ""."""
        with suppress(Missing):  # somebody else has deleted it
            await writer.delete_collection(self.repo_id)
        return ""

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether it is gone."""
        return await none_if_missing(hub.get(CollectionOf(self.repo_id))) is None

    def inverse(self) -> CreateCollection:
        """Return its creation, under another address."""
        return CreateCollection(**asdict(self) | {"repo_id": "", "first": None})

    async def why_not_back(self, hub: HubClient) -> str:
        """Return "": another one can always be made."""
        return ""


def whole_collection(slug: str, draft: Draft) -> DeleteCollection:
    """Return the deletion of a collection that holds this."""
    about = draft.about
    items = tuple((item.type, item.id, item.note) for item in draft.items)
    namespace = slug.partition("/")[0]
    return DeleteCollection(slug, namespace, about.title, about.description, about.theme, about.private, items)
