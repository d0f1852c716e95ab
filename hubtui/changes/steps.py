"""The requests that lead from one draft of a collection to another, one after the other, as few as possible. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from hubtui.changes.merging import stable
from hubtui.hub.drafts import Draft, DraftItem, Key

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection
    from hubtui.hub.writes import Writer


@dataclass(frozen=True, slots=True)
class SetAbout:
    """Title, description, theme, privacy: those that are to be others."""

    fields: tuple[tuple[str, Any], ...]

    async def send(self, writer: Writer, slug: str) -> Collection | None:
        """Change them; a new title gives a new slug."""
        return await writer.update_collection(slug, **dict(self.fields))

    def applied(self, server: Draft) -> Draft:
        """What the Hub holds then."""
        return replace(server, about=replace(server.about, **dict(self.fields)))


@dataclass(frozen=True, slots=True)
class Remove:
    """An item taken out."""

    key: Key
    object_id: str

    async def send(self, writer: Writer, slug: str) -> None:
        """Take it out."""
        await writer.remove_item(slug, self.object_id)

    def applied(self, server: Draft) -> Draft:
        """What the Hub holds then."""
        return server.without([self.key])


@dataclass(frozen=True, slots=True)
class Add:
    """An item put in, as the last."""

    key: Key
    note: str

    async def send(self, writer: Writer, slug: str) -> Collection | None:
        """Put it in; the answer is the whole collection."""
        return await writer.add_item(slug, *self.key, note=self.note or None)  # type: ignore[arg-type]

    def applied(self, server: Draft) -> Draft:
        """What the Hub holds then."""
        return server.with_items([DraftItem(*self.key, self.note)])


@dataclass(frozen=True, slots=True)
class Change:
    """An item's place (an index from 0), its note, or both."""

    key: Key
    object_id: str
    position: int | None = None
    note: str | None = None

    async def send(self, writer: Writer, slug: str) -> None:
        """Change it."""
        await writer.update_item(slug, self.object_id, note=self.note, position=self.position)

    def applied(self, server: Draft) -> Draft:
        """What the Hub holds then."""
        changed = server if self.note is None else server.noted(self.key, self.note)
        if self.position is None:
            return changed
        rest = [key for key in changed.keys if key != self.key]
        return changed.ordered([*rest[: self.position], self.key, *rest[self.position :]])


Step = SetAbout | Remove | Add | Change


def next_step(server: Draft, wanted: Draft) -> Step | None:
    """Return the next request on the way to what is wanted, or None where none can be sent.

    Removals come first, then additions, then moves: n minus the longest increasing subsequence. An item without an
    object id was added, and no read has shown it yet: nothing can be sent about it before one does.
    """
    if server.about != wanted.about:
        held = asdict(server.about)
        return SetAbout(tuple((name, value) for name, value in asdict(wanted.about).items() if value != held[name]))
    for item in server.items:
        if item.key not in wanted.by_key and item.object_id:
            return Remove(item.key, item.object_id)
    for item in wanted.items:
        if item.key not in server.by_key:
            return Add(item.key, item.note)
    known = {item.key for item in server.items if item.object_id and item.key in wanted.by_key}
    order = [key for key in wanted.keys if key in known]
    fixed = stable([key for key in server.keys if key in known], order)
    behind: Key | None = None
    for key in order:
        item, held_item = wanted.by_key[key], server.by_key[key]
        note = item.note if item.note != held_item.note else None
        position = None if key in fixed else _place_behind(server, wanted, key, behind)
        if note is not None or position is not None:
            return Change(key, held_item.object_id, position, note)
        behind = key
    return None


def _place_behind(server: Draft, wanted: Draft, key: Key, behind: Key | None) -> int:
    """Return the index that the Hub is to be told (the item itself does not count): behind that item.

    Items without an object id that follow there, and that belong before this one, are passed over.
    """
    rest = [item for item in server.items if item.key != key]
    place = 0 if behind is None else [item.key for item in rest].index(behind) + 1
    earlier = set(wanted.keys[: wanted.keys.index(key)])
    while place < len(rest) and not rest[place].object_id and rest[place].key in earlier:
        place += 1
    return place


def moves(old: Draft, new: Draft) -> int:
    """How many of the items that are in both change their places."""
    common = [key for key in old.by_key if key in new.by_key]
    return len(common) - len(stable(common, [key for key in new.by_key if key in old.by_key]))


def steps_left(server: Draft, wanted: Draft) -> int:
    """How many requests are left, as far as can be seen."""
    gone = sum(key not in wanted.by_key for key in server.by_key)
    new = [key for key in wanted.by_key if key not in server.by_key]
    # What is put in comes to stand at the end.
    order = [key for key in server.by_key if key in wanted.by_key] + new
    fixed = stable(order, wanted.keys)
    changed = sum(
        key not in fixed or (key in server.by_key and server.by_key[key].note != item.note)
        for key, item in wanted.by_key.items()
    )
    return (server.about != wanted.about) + gone + len(new) + changed
