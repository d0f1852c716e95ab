"""Find files that are shards of one: `model-00001-of-00030.safetensors`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SHARD = re.compile(r"(?P<before>.*?)(?P<number>\d{1,6})-of-(?P<total>\d{1,6})(?P<after>.*)")
_MAX_SHARDS = 100_000


@dataclass(frozen=True, slots=True)
class ShardGroup:
    """The shards of one file in their order, and the numbers of those that are missing.

    `label` names all of them: "model-000[01-30]-of-00030.safetensors".
    """

    label: str
    names: tuple[str, ...]
    missing: tuple[int, ...]


def shard_groups(names: Iterable[str]) -> list[ShardGroup]:
    """Return the groups of shards among `names` (paths, or names within one folder)."""
    found: dict[tuple[str, str, str], dict[int, str]] = {}
    for name in names:
        match = _SHARD.fullmatch(name)
        if match and 0 < int(match["total"]) <= _MAX_SHARDS:
            key = (match["before"], f"{len(match['number'])}-of-{match['total']}", match["after"])
            found.setdefault(key, {})[int(match["number"])] = name
    return [_group(key, numbered) for key, numbered in found.items()]


def _group(key: tuple[str, str, str], numbered: dict[int, str]) -> ShardGroup:
    before, middle, after = key
    digits, _, total = middle.partition("-of-")
    count = int(total)
    # Shards are counted from 1; some tools count from 0.
    first = 0 if 0 in numbered else 1
    missing = tuple(number for number in range(first, first + count) if number not in numbered)
    present = sorted(numbered)
    low, high = (f"{number:0{digits}d}" for number in (present[0], present[-1]))
    shared = next((place for place, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    numbers = f"{low[:shared]}[{low[shared:]}-{high[shared:]}]" if low != high else low
    return ShardGroup(f"{before}{numbers}-of-{total}{after}", tuple(numbered[n] for n in present), missing)
