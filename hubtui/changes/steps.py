"""The requests that lead from one draft of a collection to another, as few as possible, in their order. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from hubtui.changes.merging import stable
from hubtui.hub.drafts import Draft, DraftItem, Key
from hubtui.hub.errors import OddAnswer
from hubtui.hub.models.collection import Collection
from hubtui.hub.urls import collection_path, segment
from hubtui.hub.write_request import WriteRequest


class _Step:
    """One request on the way from one draft to another."""

    __slots__ = ()

    def request(self, slug: str) -> WriteRequest:
        """Return the request to the collection with this slug."""
        raise NotImplementedError

    def collection_in(self, answer: Mapping[str, Any]) -> Collection | None:
        """Return the collection that the Hub's answer contains, or None."""
        return None

    def applied(self, server: Draft) -> Draft:
        """Return the collection after this step, from `server`, the collection before it."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class SetAbout(_Step):
    """Sets some of the fields title, description, theme and private, each as (name, value)."""

    fields: tuple[tuple[str, Any], ...]

    def request(self, slug: str) -> WriteRequest:
        """Return the request that sets the fields. With a new title the collection gets a new slug."""
        return _request("PATCH", slug, body=dict(self.fields), answer_fields=("data", "slug"))

    def collection_in(self, answer: Mapping[str, Any]) -> Collection:
        """Return the collection in the answer.

        Raises:
            OddAnswer: the answer contains none.
        """
        data = answer.get("data", answer)
        if not isinstance(data, dict):
            raise OddAnswer("the answer holds no collection: whether it was done is unknown", unsure=True)
        return _collection(data)

    def applied(self, server: Draft) -> Draft:
        return replace(server, about=replace(server.about, **dict(self.fields)))


@dataclass(frozen=True, slots=True)
class Remove(_Step):
    """Removes an item."""

    key: Key
    object_id: str

    def request(self, slug: str) -> WriteRequest:
        return _request("DELETE", slug, f"/items/{segment(self.object_id)}")

    def applied(self, server: Draft) -> Draft:
        return server.without([self.key])


@dataclass(frozen=True, slots=True)
class Add(_Step):
    """Adds an item at the end."""

    key: Key
    note: str

    def request(self, slug: str) -> WriteRequest:
        body: dict[str, Any] = {"item": {"type": self.key[0], "id": self.key[1]}}
        if self.note:
            body["note"] = self.note
        return _request("POST", slug, "/items", body, ("slug",))

    def collection_in(self, answer: Mapping[str, Any]) -> Collection:
        return _collection(answer)

    def applied(self, server: Draft) -> Draft:
        return server.with_items([DraftItem(*self.key, self.note)])


@dataclass(frozen=True, slots=True)
class ChangeItem(_Step):
    """Changes the position of an item (counted from 0), its note, or both; None leaves it as it is."""

    key: Key
    object_id: str
    position: int | None = None
    note: str | None = None

    def request(self, slug: str) -> WriteRequest:
        """Return the request that changes the item. The other items make room."""
        fields = {"note": self.note, "position": self.position}
        body = {name: value for name, value in fields.items() if value is not None}
        return _request("PATCH", slug, f"/items/{segment(self.object_id)}", body)

    def applied(self, server: Draft) -> Draft:
        changed = server if self.note is None else server.noted(self.key, self.note)
        if self.position is None:
            return changed
        rest = [key for key in changed.keys if key != self.key]
        return changed.ordered([*rest[: self.position], self.key, *rest[self.position :]])


def _request(
    method: Literal["POST", "PATCH", "DELETE"],
    slug: str,
    behind: str = "",
    body: Any = None,
    answer_fields: tuple[str, ...] = (),
) -> WriteRequest:
    path = collection_path(slug) + behind
    return WriteRequest(method, path, body, f"the collection {slug}", answer_fields)


def _collection(answer: Mapping[str, Any]) -> Collection:
    return Collection.read(answer)


Step = SetAbout | Remove | Add | ChangeItem


def next_step(server: Draft, wanted: Draft) -> Step | None:
    """Return the next request on the way from `server` to `wanted`, or None if there is none that can be sent.

    Removals come first, then additions, then moves: of all items but those of a longest increasing subsequence. An item
    without an object id was added and no read has shown it yet: it can be changed only after a read shows it.
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
            return ChangeItem(key, held_item.object_id, position, note)
        behind = key
    return None


def _place_behind(server: Draft, wanted: Draft, key: Key, behind: Key | None) -> int:
    """Return the index, not counting the item `key` itself, of the place behind the item `behind` (None: the start).

    Items without an object id that follow there, and that belong before this one, are skipped.
    """
    rest = [item for item in server.items if item.key != key]
    place = 0 if behind is None else [item.key for item in rest].index(behind) + 1
    earlier = set(wanted.keys[: wanted.keys.index(key)])
    while place < len(rest) and not rest[place].object_id and rest[place].key in earlier:
        place += 1
    return place


def moves(old: Draft, new: Draft) -> int:
    """Return how many of the items that are in both drafts have to be moved."""
    common = [key for key in old.by_key if key in new.by_key]
    return len(common) - len(stable(common, [key for key in new.by_key if key in old.by_key]))


def steps_left(server: Draft, wanted: Draft) -> int:
    """Return the number of requests that lead from `server` to `wanted`."""
    gone = sum(key not in wanted.by_key for key in server.by_key)
    new = [key for key in wanted.by_key if key not in server.by_key]
    # Added items stand at the end at first.
    order = [key for key in server.by_key if key in wanted.by_key] + new
    fixed = stable(order, wanted.keys)
    changed = sum(
        key not in fixed or (key in server.by_key and server.by_key[key].note != item.note)
        for key, item in wanted.by_key.items()
    )
    return (server.about != wanted.about) + gone + len(new) + changed
