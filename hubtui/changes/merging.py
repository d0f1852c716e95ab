"""Three-way merge of collections, their differences, and the fewest items that have to be moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection as Some
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hubtui.hub.drafts import About, Draft, DraftItem, Key


def merged(base: Draft, mine: Draft, theirs: Draft, placed: Some[Key] = ()) -> Draft:
    """Return `theirs` with the changes from `base` to `mine`: a three-way merge.

    Their additions and removals stay. Items that I added or moved, and the `placed` ones, stand behind the same item as
    in `mine`; the others are in the order of `theirs`. If both changed the same note or field, mine wins.
    """
    removed = {item.key: item for item in base.items if item.key not in mine.by_key}
    kept = [item for item in theirs.items if item.key not in removed or _is_another(item, removed[item.key])]
    there = {item.key for item in kept}
    added = {key for key in mine.by_key if key not in base.by_key}
    common = [key for key in base.by_key if key in mine.by_key and key in there]
    moved = added | (set(placed) & there & mine.by_key.keys()) | _moved(common, mine.by_key)
    order = [item.key for item in kept if item.key not in moved]
    for key in (key for key in mine.by_key if key in moved):
        order.insert(place_behind(key, mine.keys, order), key)
    items = (_item(base, mine, theirs, key) for key in order)
    return Draft(_about(base.about, mine.about, theirs.about), tuple(items))


def _is_another(item: DraftItem, removed: DraftItem) -> bool:
    """Return whether somebody has added the removed item again since."""
    return bool(item.object_id and removed.object_id) and item.object_id != removed.object_id


def _moved(common: Sequence[Key], mine: Iterable[Key]) -> set[Key]:
    known = set(common)
    return set(common) - stable(common, [key for key in mine if key in known])


def place_behind(key: Key, mine: Sequence[Key], order: Sequence[Key]) -> int:
    """Return the index in `order` behind the nearest item that precedes `key` in `mine`."""
    places = {known: place for place, known in enumerate(order)}
    before = mine[: mine.index(key)]
    return next((places[known] + 1 for known in reversed(before) if known in places), 0)


def _item(base: Draft, mine: Draft, theirs: Draft, key: Key) -> DraftItem:
    own, other, old = (draft.by_key.get(key) for draft in (mine, theirs, base))
    if own is None or other is None:
        return replace(own, object_id="") if own is not None else theirs.by_key[key]
    before = old.note if old is not None else ""
    return replace(other, note=own.note if own.note != before else other.note)


def _about(base: About, mine: About, theirs: About) -> About:
    changed = {
        name: getattr(mine, name) for name in About.__dataclass_fields__ if getattr(mine, name) != getattr(base, name)
    }
    return replace(theirs, **changed)


def stable(order: Sequence[Key], wanted: Sequence[Key]) -> set[Key]:
    """Return a largest set of keys that need not be moved to bring `order` into the order `wanted`.

    Both contain the same keys. The result is a longest increasing subsequence.
    """
    place = {key: index for index, key in enumerate(order)}
    numbers = [place[key] for key in wanted]
    ends: list[int] = []  # of the best subsequence of each length, the index of its last element
    before: list[int] = []
    values: list[int] = []
    for index, number in enumerate(numbers):
        at = bisect_left(values, number)
        before.append(ends[at - 1] if at else -1)
        ends[at : at + 1] = [index]
        values[at : at + 1] = [number]
    found: set[Key] = set()
    last = ends[-1] if ends else -1
    while last >= 0:
        found.add(wanted[last])
        last = before[last]
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """The number of items that were added, removed, moved or got another note; `about`: title, theme… were changed."""

    added: int = 0
    removed: int = 0
    moved: int = 0
    noted: int = 0
    about: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved or self.noted or self.about)

    def __add__(self, other: Difference) -> Difference:
        return Difference(
            self.added + other.added,
            self.removed + other.removed,
            self.moved + other.moved,
            self.noted + other.noted,
            self.about or other.about,
        )


def difference(known: Draft, found: Draft, placed: Some[Key] = ()) -> Difference:
    """Return the difference from the draft `known` to the draft `found`. Moves of the `placed` items do not count."""
    common = [key for key in known.by_key if key in found.by_key]
    fixed = stable(common, [key for key in found.by_key if key in known.by_key])
    return Difference(
        added=sum(key not in known.by_key for key in found.by_key),
        removed=sum(key not in found.by_key for key in known.by_key),
        moved=sum(key not in fixed and key not in placed for key in common),
        noted=sum(known.by_key[key].note != found.by_key[key].note for key in common),
        about=known.about != found.about,
    )
