"""Text for terminals that have ASCII alone, and for who has it read aloud: what is nearest, in as many columns."""

import unicodedata
from functools import lru_cache
from typing import Final

from hubtui.terminal.gate import clusters

_OURS: Final = (
    dict(zip("│┃║─━═┌┐└┘├┤┬┴┼╭╮╰╯", "|||-==+++++++++++++", strict=True))
    | dict(zip("▌●■▪•◦·…‹›«»▾▸▼▶▲◀", ">*#+*o.~<><>v>v>^<", strict=True))
    | dict(zip("×÷≠→←↑↓⇕⏎✓✔✗☑☐–—−“”„‘’‚", 'x/!><^v#$++xx_---"""\'\'`', strict=True))
    | {"\u00a0": " ", "ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "a", "Æ": "A", "đ": "d", "ı": "i"}
)
"""Signs of our own and common ones; those that mean different things where they stand look different."""

_FRAMES: Final = dict.fromkeys((*range(0x2500, 0x2580), ord("▌")), " ")


@lru_cache(maxsize=4096)
def to_ascii(text: str) -> str:
    """The text in printable ASCII, each cluster in its own columns: its likeness, or ? for each column."""
    if text.isascii():
        return text
    return "".join(_likeness(cluster.text, cluster.width) for cluster in clusters(text))


def _likeness(cluster: str, width: int) -> str:
    if cluster.isascii():
        return cluster
    plain = _OURS.get(cluster) or _without_marks(cluster)
    return plain.ljust(width) if plain and width else "?" * width


def _without_marks(cluster: str) -> str:
    """The one letter that is left without accents and forms; nothing where it is none of ASCII, or more than one."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", cluster) if not unicodedata.combining(one))
    return bare if len(bare) == 1 and " " <= bare <= "~" else ""


def without_frames(text: str) -> str:
    """The text without what only draws: rules, frames and the cursor's bar are blanks."""
    return text if text.isascii() else text.translate(_FRAMES)


def plain_ascii(text: str) -> str:
    """Without frames, and the rest in ASCII."""
    return to_ascii(without_frames(text))
