"""A collection as it is wanted: its items in order with their notes, and what is said of it. Values without the Hub."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection, CollectionItem

Key = tuple[str, str]
"""The type and the id of an item: a collection holds each once. Of a collection it is the 24 digits of its slug."""

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_NOTE = 60, 150, 500
THEMES = ("orange", "blue", "green", "purple", "pink", "indigo")


@dataclass(frozen=True, slots=True)
class DraftItem:
    """An item with its note; `object_id` is the Hub's name for it, empty while the Hub does not hold it."""

    type: str
    id: str
    note: str = ""
    object_id: str = ""

    @property
    def key(self) -> Key:
        """What it is."""
        return self.type, self.id


@dataclass(frozen=True, slots=True)
class About:
    """What a collection says of itself."""

    title: str = ""
    description: str = ""
    theme: str = ""
    private: bool = False


@dataclass(frozen=True)
class Draft:
    """A whole collection."""

    about: About = field(default_factory=About)
    items: tuple[DraftItem, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[Key, DraftItem]:
        """The items by what they are, in their order."""
        return {item.key: item for item in self.items}

    @property
    def keys(self) -> list[Key]:
        """What the items are, in their order."""
        return [item.key for item in self.items]

    def says_the_same(self, other: Draft) -> bool:
        """Whether there is nothing to change to come from one to the other."""
        return self.about == other.about and [(item.key, item.note) for item in self.items] == [
            (item.key, item.note) for item in other.items
        ]

    @property
    def without_object_ids(self) -> Draft:
        """The same, whatever the Hub calls its items: what was taken out and put in again has another name there."""
        return replace(self, items=tuple(replace(item, object_id="") for item in self.items))

    # Changes

    def placed(self, keys: Iterable[Key], before: Key | None) -> Draft:
        """These items as a block, in the order in which they stand, before another one (None: at the end)."""
        block = set(keys) - {before}
        moved = [item for item in self.items if item.key in block]
        rest = [item for item in self.items if item.key not in block]
        at = next((index for index, item in enumerate(rest) if item.key == before), len(rest))
        return replace(self, items=(*rest[:at], *moved, *rest[at:]))

    def ordered(self, keys: Iterable[Key]) -> Draft:
        """The items in another order."""
        return replace(self, items=tuple(self.by_key[key] for key in keys))

    def without(self, keys: Iterable[Key]) -> Draft:
        """The items but these."""
        gone = set(keys)
        return replace(self, items=tuple(item for item in self.items if item.key not in gone))

    def with_items(self, items: Iterable[DraftItem]) -> Draft:
        """These behind the others, but those that are in it."""
        new = {item.key: item for item in items if item.key not in self.by_key}
        return replace(self, items=(*self.items, *new.values()))

    def noted(self, key: Key, note: str) -> Draft:
        """Another note on one of the items."""
        return replace(self, items=tuple(replace(item, note=note) if item.key == key else item for item in self.items))

    def renamed(self, old: Key, new: Key) -> Draft:
        """One of the items has another id."""
        items = (
            replace(item, type=new[0], id=new[1]) if item.key == old else item for item in self.without([new]).items
        )
        return replace(self, items=tuple(items))


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as it is kept on disk."""
    return asdict(draft)


def from_json(kept: Any) -> Draft:
    """What was kept.

    Raises:
        ValueError: it is no draft.
    """
    try:
        return Draft(About(**kept["about"]), tuple(DraftItem(**item) for item in kept["items"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no draft: {error}") from None


def length_of(text: str) -> int:
    """How long the Hub finds a text: it counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def key_of(item: CollectionItem) -> Key:
    """What an item of the Hub is."""
    return item.item_type or item.repo_type or "", item.item_id


def draft_of(collection: Collection) -> Draft:
    """What the Hub holds; items without an id cannot be changed and are left alone."""
    about = about_of(collection)
    items: dict[Key, DraftItem] = {}
    for item in collection.items:
        if item.item_id and item.item_object_id:
            note = (item.note.text if item.note is not None else None) or ""
            key = key_of(item)
            items.setdefault(key, DraftItem(*key, note, item.item_object_id))
    return Draft(about, tuple(items.values()))


def about_of(collection: Collection) -> About:
    """What a collection says of itself."""
    return About(
        collection.title or "", collection.description or "", collection.theme or "", collection.private is True
    )


def collection_id(slug: str) -> str:
    """The 24 digits at the end of a slug, which stay when it is renamed; the slug itself where it has none."""
    digits = slug[-24:].lower()
    return digits if len(digits) == 24 and all(digit in "0123456789abcdef" for digit in digits) else slug
