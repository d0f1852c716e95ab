"""Counts the changes that somebody else made to a collection."""

from __future__ import annotations

from collections.abc import Collection as Some
from dataclasses import dataclass

from hubtui.changes.merging import stable
from hubtui.hub.drafts import Draft, Key


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
