"""The last gate: whatever text comes, only printable, visible, harmless characters leave, in known columns.

Text is cleaned where it comes in (hubtui.text.sanitize); this gate stands for what was forgotten there.
A cluster that holds anything hostile is replaced as a whole by as many U+FFFD as it has columns, so that it
is seen and nothing beside it moves.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

MARK = "\ufffd"
MOST_MARKS = 3
"""Combining marks left on one character: more of them climb over the rows above."""

_JOINER, _EMOJI_STYLE, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0e\U000e0100-\U000e01ef]"
)
_PICTURE = "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_TONE = "[\U0001f3fb-\U0001f3ff]"
_EMOJI = re.compile(f"{_PICTURE}\ufe0f?{_TONE}?(?:\u200d{_PICTURE}\ufe0f?{_TONE}?){{0,9}}|[0-9#*]\ufe0f\u20e3")
_FLAG_HALF = re.compile("[\U0001f1e6-\U0001f1ff]")
_LINK = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{1,2000}")


class Cluster(NamedTuple):
    """What stands in one place: its text, its columns as Textual counts them, and whether terminals agree on that."""

    text: str
    width: int
    sure: bool


def safe_link(url: str | None) -> str:
    """The target of a link if it is http(s) in plain characters, else nothing."""
    return url if url and _LINK.fullmatch(url) else ""


@lru_cache(maxsize=8192)
def clusters(text: str) -> tuple[Cluster, ...]:
    """Split text into clusters, each harmless.

    A width of 0 belongs to marks at the very start: they go onto whatever stands before the text.
    """
    return tuple(cluster for piece, width in _pieces(text) for cluster in _harmless(piece, width))


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Rich's graphemes, with the two letters of a flag as one."""
    spans, _ = split_graphemes(text)
    index = 0
    while index < len(spans):
        start, stop, width = spans[index]
        index += 1
        if _FLAG_HALF.match(text[start:stop]) and index < len(spans):
            next_start, next_stop, next_width = spans[index]
            if _FLAG_HALF.fullmatch(text[next_start:next_stop]):
                stop, width, index = next_stop, width + next_width, index + 1
        yield text[start:stop], width


def _harmless(piece: str, width: int) -> list[Cluster]:
    if len(piece) == 1:
        return _one(piece, width)
    if _EMOJI.fullmatch(piece) or (len(piece) == 2 and all(map(_FLAG_HALF.match, piece))):
        return [Cluster(piece, width, False)]
    base, marks = piece[0], piece[1:]
    if width == 0:
        good = marks.isprintable() and base.isprintable() and not _INVISIBLE.search(piece)
        return [Cluster(piece[:MOST_MARKS], 0, False)] if good and _all_marks(piece) else [Cluster(MARK, 1, True)]
    if not _all_marks(marks) or _INVISIBLE.search(piece) or _one(base, width)[0].text != base:
        return [Cluster(MARK, 1, True)] * width
    latin = ord(base) < 0x590 and all("\u0300" <= mark <= "\u036f" for mark in marks)
    return [Cluster(base + marks[:MOST_MARKS], width, latin)]


def _all_marks(text: str) -> bool:
    return all(unicodedata.category(mark) in ("Mn", "Mc", "Me") and mark != _EMOJI_STYLE for mark in text)


def _one(character: str, width: int) -> list[Cluster]:
    if character.isprintable() and not _INVISIBLE.match(character):
        if width:
            return [Cluster(character, width, terminals_agree(character, width))]
        if _all_marks(character):
            return [Cluster(character, 0, False)]
    elif unicodedata.category(character) == "Zs":
        return [Cluster(" ", 1, True)] * max(1, width)
    return [Cluster(MARK, 1, True)] * max(1, width)


def terminals_agree(character: str, width: int) -> bool:
    """Whether every terminal gives this character the width that Textual gives it."""
    code = ord(character)
    if width == 2:
        return unicodedata.east_asian_width(character) in "WF"
    if code < 0x590 or 0x2010 <= code <= 0x25FF or character == MARK:
        return True
    return unicodedata.east_asian_width(character) in ("N", "Na", "H") and not _FLAG_HALF.match(character)


def width_of(text: str) -> int:
    """Columns of a text as Textual counts them."""
    return cell_len(text)
