"""Parse the memory of devices as users write it, as nvidia-smi prints it, and as the Hub stores it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from hubtui.fit.context import DEFAULT_TOKENS
from hubtui.fit.verdict import DEFAULT_RESERVE, Budget

MEMORY_FORMS = '"24GB", "2x80GB" or "24GB+16GB"'
_MAX_DEVICES = 1024
_UNITS = {"": 10**9, "gb": 10**9, "gib": 2**30, "g": 2**30, "mb": 10**6, "mib": 2**20, "tb": 10**12, "tib": 2**40}
_DEVICES = re.compile(r"(?:(\d{1,4})\s*[x×*]\s*)?(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]{0,3})", re.IGNORECASE)


class Hardware(NamedTuple):
    """Devices: a name for them, the bytes of each, and whether they are plain RAM.

    The name `words` is "" if a user wrote only the memory.
    """

    words: str
    sizes: tuple[int, ...]
    is_ram: bool = False

    @property
    def memory(self) -> int:
        """The bytes of all devices together."""
        return sum(self.sizes)

    def budget(self, tokens: int = DEFAULT_TOKENS, reserve: float = DEFAULT_RESERVE) -> Budget:
        """Return the memory as a budget, for a context of this many tokens and a share in reserve."""
        return Budget(self.memory, max(self.sizes), len(self.sizes), tokens, reserve)


def parse_memory(text: str) -> Hardware:
    """Return the devices for a text like "24GB" or "2x80GB".

    Raises:
        ValueError: It is no size of memory. The message says how to write one.
    """
    sizes: list[int] = []
    for part in text.strip().split("+"):
        match = _DEVICES.fullmatch(part.strip())
        size = int(float(match[2]) * _UNITS.get(match[3].lower(), 0)) if match else 0
        number = int(match[1] or 1) if match else 0
        if not size or not 0 < number <= _MAX_DEVICES:
            raise ValueError(f"{text.strip()!r} is not a size of memory: write {MEMORY_FORMS}")
        sizes += [size] * number
    return Hardware("", tuple(sizes))


def parse_nvidia_smi(output: str) -> Hardware | None:
    """Return the GPUs in the output of nvidia-smi ("name, MiB" on each line); None if there are none."""
    found: list[tuple[str, int]] = []
    for line in output.splitlines()[:_MAX_DEVICES]:
        name, _, size = line.rpartition(",")
        if name and size.strip().isdecimal() and int(size):
            found.append((name.strip(), int(size) << 20))
    return _named(found)


def hardware_of_account(items: Any) -> Hardware | None:
    """Return the hardware in a user's profile on the Hub (`hardwareItems`), or None.

    An item has a `sku` (a name, or a list of words), `mem` in GB, and `num`, the number of devices.
    """
    found: list[tuple[str, int]] = []
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        memory, number, sku = _gigabytes(item.get("mem")), item.get("num", 1), item.get("sku")
        words = sku if isinstance(sku, str) else " ".join(map(str, sku)) if isinstance(sku, list) else ""
        if memory and type(number) is int and 0 < number <= _MAX_DEVICES:
            found += [(words or "hardware", memory)] * number
    return _named(found[:_MAX_DEVICES])


def _gigabytes(value: Any) -> int:
    """Return gigabytes as bytes, 0 for an invalid value."""
    return int(value * 10**9) if type(value) in (int, float) and 0 < value < 10**6 else 0


def _named(found: Sequence[tuple[str, int]]) -> Hardware | None:
    """Return devices under one name: "NVIDIA L4", "2 × NVIDIA L4", or "2 GPUs" if they differ."""
    if not found:
        return None
    names = {name for name, _ in found}
    many = f"{len(found)} × " if len(found) > 1 else ""
    words = f"{many}{names.pop()}" if len(names) == 1 else f"{len(found)} GPUs"
    return Hardware(words, tuple(size for _, size in found))
