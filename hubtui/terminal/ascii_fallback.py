"""Replace text by similar ASCII text of the same width, for terminals without UTF-8 and for screen readers."""

import unicodedata
from functools import lru_cache
from typing import Final

from hubtui.terminal.output_sanitizer import clusters

_OURS: Final = (
    dict(zip("│┃║─━═┌┐└┘├┤┬┴┼╭╮╰╯", "|||-==+++++++++++++", strict=True))
    | dict(zip("▌●■▪•◦·…‹›«»▾▸▼▶▲◀", ">*#+*o.~<><>v>v>^<", strict=True))
    | dict(zip("×÷≠→←↑↓⇕⏎✓✔✗☑☐–—−“”„‘’‚", 'x/!><^v#$++xx_---"""\'\'`', strict=True))
    | {"\u00a0": " ", "ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "a", "Æ": "A", "đ": "d", "ı": "i"}
)
"""Replacements for the characters that hubtui draws and for common ones; different meanings stay distinguishable."""

_FRAMES: Final = dict.fromkeys((*range(0x2500, 0x2580), ord("▌")), " ")


@lru_cache(maxsize=4096)
def to_ascii(text: str) -> str:
    """Return the text in printable ASCII: for each cluster a similar text of its width, or a ? for each column."""
    if text.isascii():
        return text
    return "".join(_replacement(cluster.text, cluster.width) for cluster in clusters(text))


def _replacement(cluster: str, width: int) -> str:
    if cluster.isascii():
        return cluster
    plain = _OURS.get(cluster) or _without_marks(cluster)
    return plain.ljust(width) if plain and width else "?" * width


def _without_marks(cluster: str) -> str:
    """Return the base letter of a cluster without accents; "" unless it is one ASCII letter."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", cluster) if not unicodedata.combining(one))
    return bare if len(bare) == 1 and " " <= bare <= "~" else ""


def without_frames(text: str) -> str:
    """Return the text with blanks for lines, frames and the bar of the cursor."""
    return text if text.isascii() else text.translate(_FRAMES)


def plain_ascii(text: str) -> str:
    """Return the text without frames, in ASCII."""
    return to_ascii(without_frames(text))
