"""The making of rows: figures, dates, owners and traits, from a random source that the seed decides."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hubtui.demo.seed.known import DAY, UNKNOWN_SECONDS, words

Traits = dict[str, Any]
Row = tuple[Any, ...]
FIRST_DAY, LAST_DAY = 1_650_000_000, 1_790_000_000  # April 2022 to September 2026
OUR_OWNERS = ("ada", "acme-lab", "tidewater", "north-archive", "grace")


@dataclass
class Batch:
    """What is being made: rows of repos, the traits that they share, and what Spaces use."""

    today: int
    rows: list[Row] = field(default_factory=list)
    traits: dict[Any, int] = field(default_factory=dict)
    traits_rows: list[tuple[int, int, str]] = field(default_factory=list)
    tag_rows: list[tuple[int, str, int]] = field(default_factory=list)
    uses: list[tuple[int, int]] = field(default_factory=list)
    names: set[tuple[int, str]] = field(default_factory=set)

    def traits_id(self, kind: int, key: Any, make: Callable[[], Traits]) -> int:
        """The number of the traits of this key, which are made when it is new."""
        found = self.traits.get((kind, key))
        if found is None:
            made = make()
            found = self.traits[kind, key] = len(self.traits) + 1
            self.traits_rows.append((found, kind, json.dumps(made, ensure_ascii=False)))
            self.tag_rows += [(kind, tag, found) for tag in dict.fromkeys(made["tags"])]
        return found

    def take(self, kind: int, name: str) -> bool:
        """Whether the name was free; it is no longer."""
        key = (kind, name.lower())
        if key in self.names:
            return False
        self.names.add(key)
        return True

    def add(
        self, kind: int, name: str, created: int, traits: int, *, downloads: int = 0, likes: int = 0,
        trending: float = 0, modified: int | None = None, private: int = 0, gated: int = 0, disabled: int = 0,
        params: int = -1, size: int = -1, warm: int = 0,
    ) -> int:  # fmt: skip
        """Adds a repo and returns its number."""
        number = created << 24 | len(self.rows)
        owner = name.partition("/")[0] if "/" in name else ""
        self.rows.append((
            number, kind, name, owner, owner, traits, downloads, likes, trending,
            created if modified is None else modified, private, gated, disabled, params, size, warm, 0,
        ))  # fmt: skip
        return number


def usual_figures(chance: Random) -> tuple[int, int, float]:
    """Downloads over seven orders of magnitude, likes, and a trend that most have not."""
    luck = chance.random()
    downloads = int(10 ** (6.2 * luck * luck)) - 1
    likes = int(downloads**0.45 * chance.random() * 0.6)
    if luck < 0.9:
        return downloads, likes, 0
    return downloads, likes, int(luck * luck * 40 * chance.random() * 2) / 2


def usual_dates(chance: Random, today: int) -> tuple[int, int]:
    """When it was made and when it was changed last; some have no known date, some were changed these days."""
    luck = chance.random()
    if luck < 0.04:
        return UNKNOWN_SECONDS + (luck < 0.02), UNKNOWN_SECONDS + int(luck * 1e9)
    created = FIRST_DAY + int((LAST_DAY - FIRST_DAY) * luck)
    late = chance.random()
    if late < 0.15:
        return created, max(created, today - int(late * 300 * DAY * late * 6))
    return created, min(max(created, today), created + int(late**4 * 400 * DAY))


def known_modified(chance: Random, created: int, today: int) -> int:
    return max(created, today - int(chance.random() ** 2 * 500 * DAY))


def people(number: int, chance: Random) -> list[str]:
    """User names, plausible and made up."""
    first, second = words()["first"], words()["second"]
    found: dict[str, None] = {}
    while len(found) < number:
        one, two = chance.choice(first), chance.choice(second)
        shape = int(chance.random() * 4)
        tail = str(int(chance.random() * 90 + 10))
        name = (f"{one}-{two}", f"{one}{two}{tail}", f"{one.title()}{two.title()}", f"{one}{tail}")[shape]
        if len(name) > 5:
            found[name] = None
    return list(found)
