"""Drafts of collections, as immutable values: title, description, theme and access, and the items with notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection, CollectionItem

Key = tuple[str, str]
"""Type and id of an item, which identify it: a collection contains each item once."""

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_NOTE = 60, 150, 500
THEMES = ("orange", "blue", "green", "purple", "pink", "indigo")


@dataclass(frozen=True, slots=True)
class DraftItem:
    """An item with its note; `object_id` is the Hub's id of it in the collection, "" until it is saved."""

    type: str
    id: str
    note: str = ""
    object_id: str = ""

    @property
    def key(self) -> Key:
        """The type and id of the item."""
        return self.type, self.id


@dataclass(frozen=True, slots=True)
class About:
    """Title, description, theme and access of a collection."""

    title: str = ""
    description: str = ""
    theme: str = ""
    private: bool = False


@dataclass(frozen=True)
class Draft:
    """The contents of a collection, as the Hub has it or as the user wants it. Its methods return changed copies."""

    about: About = field(default_factory=About)
    items: tuple[DraftItem, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[Key, DraftItem]:
        """The items by type and id, in order."""
        return {item.key: item for item in self.items}

    @property
    def keys(self) -> list[Key]:
        """The type and id of each item, in order."""
        return [item.key for item in self.items]

    def has_same_contents(self, other: Draft) -> bool:
        """Return whether both drafts have the same contents; the object ids of items do not count."""
        return self.about == other.about and [(item.key, item.note) for item in self.items] == [
            (item.key, item.note) for item in other.items
        ]

    @property
    def without_object_ids(self) -> Draft:
        """The draft without object ids, which change if an item is removed and added again."""
        return replace(self, items=tuple(replace(item, object_id="") for item in self.items))

    # Changes

    def placed(self, keys: Iterable[Key], before: Key | None) -> Draft:
        """Return the draft with these items moved together, in order, before the item `before` (None: to the end)."""
        block = set(keys) - {before}
        moved = [item for item in self.items if item.key in block]
        rest = [item for item in self.items if item.key not in block]
        at = next((index for index, item in enumerate(rest) if item.key == before), len(rest))
        return replace(self, items=(*rest[:at], *moved, *rest[at:]))

    def ordered(self, keys: Iterable[Key]) -> Draft:
        """Return the draft with exactly these items, in this order."""
        return replace(self, items=tuple(self.by_key[key] for key in keys))

    def without(self, keys: Iterable[Key]) -> Draft:
        """Return the draft without these items."""
        gone = set(keys)
        return replace(self, items=tuple(item for item in self.items if item.key not in gone))

    def with_items(self, items: Iterable[DraftItem]) -> Draft:
        """Return the draft with these items added at the end, except those that it already contains."""
        new = {item.key: item for item in items if item.key not in self.by_key}
        return replace(self, items=(*self.items, *new.values()))

    def noted(self, key: Key, note: str) -> Draft:
        """Return the draft with another note on one item."""
        return replace(self, items=tuple(replace(item, note=note) if item.key == key else item for item in self.items))

    def renamed(self, old: Key, new: Key) -> Draft:
        """Return the draft with the key `new` for the item that had the key `old`."""
        items = (
            replace(item, type=new[0], id=new[1]) if item.key == old else item for item in self.without([new]).items
        )
        return replace(self, items=tuple(items))


def from_json(stored: Any) -> Draft:
    """Return the draft of a JSON value that `asdict` made of a draft.

    Raises:
        ValueError: the JSON is not a draft.
    """
    try:
        return Draft(About(**stored["about"]), tuple(DraftItem(**item) for item in stored["items"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no draft: {error}") from None


def length_of(text: str) -> int:
    """Return the length of a text as the Hub counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def key_of(item: CollectionItem) -> Key:
    """Return the type and id of an item that the Hub sent."""
    return item.item_type or item.repo_type or "", item.item_id


def draft_of(collection: Collection) -> Draft:
    """Return the draft of a collection. Items without an object id cannot be changed and are left out."""
    about = About(
        collection.title or "", collection.description or "", collection.theme or "", collection.private is True
    )
    items: dict[Key, DraftItem] = {}
    for item in collection.items:
        if item.item_id and item.item_object_id:
            note = (item.note.text if item.note is not None else None) or ""
            key = key_of(item)
            items.setdefault(key, DraftItem(*key, note, item.item_object_id))
    return Draft(about, tuple(items.values()))


def collection_id(slug: str) -> str:
    """Return the id at the end of a slug: 24 hexadecimal digits that stay when the title changes.

    Return the slug itself if it has no such id.
    """
    digits = slug[-24:].lower()
    return digits if len(digits) == 24 and all(digit in "0123456789abcdef" for digit in digits) else slug
