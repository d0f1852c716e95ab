"""Sanitize all text on its way to the terminal: only visible, harmless characters pass, in a known number of columns.

Text from the network is cleaned when it arrives; this is the second check, for text that was missed there. A cluster
that is not clean is replaced by as many U+FFFD as it has columns: it is visible, and nothing beside it moves.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import split_graphemes

from hubtui.text.sanitize import MAX_MARKS, REPLACEMENT, clean_line, is_spelling

_FLAG_HALF = re.compile("[\U0001f1e6-\U0001f1ff]")
_JOINERS, _BRAILLE_BLANK = ("\u200c", "\u200d"), "\u2800"
# An Arabic letter and one in Devanagari, to try whether a joiner after a given letter could belong to a word.
_LETTERS_THAT_JOIN = "\u0628\u0915"
_LINK = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{1,2000}")


class Cluster(NamedTuple):
    """A grapheme cluster: its text, its width as Textual counts it, and whether terminals agree on that width."""

    text: str
    width: int
    sure: bool


def safe_link(url: str | None) -> str:
    """Return the target of a link if it is an http(s) URL in plain characters, else ""."""
    return url if url and _LINK.fullmatch(url) else ""


@lru_cache(maxsize=8192)
def clusters(text: str) -> tuple[Cluster, ...]:
    """Split text into harmless clusters.

    Combining marks at the start of the text are a cluster of width 0: they belong to the character before the text.
    """
    pieces = list(_pieces(text))
    following = [piece[:1] for piece, _ in pieces[1:]] + [""]
    return tuple(
        cluster
        for (piece, width), letter in zip(pieces, following, strict=True)
        for cluster in _harmless(piece, width, letter)
    )


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Yield the graphemes of Rich and their widths, with the two letters of a flag as one."""
    spans, _ = split_graphemes(text)
    index = 0
    while index < len(spans):
        start, stop, width = spans[index]
        index += 1
        if index < len(spans) and _FLAG_HALF.fullmatch(text[start:stop]):
            next_start, next_stop, next_width = spans[index]
            if _FLAG_HALF.fullmatch(text[next_start:next_stop]):
                stop, width, index = next_stop, width + next_width, index + 1
        yield text[start:stop], width


def _harmless(piece: str, width: int, following: str = "") -> list[Cluster]:
    if width and len(piece) > 1 and piece[-1] in _JOINERS:
        # A joiner belongs to the letters on both sides of it.
        if is_spelling(piece[-2], piece[-1], following):
            return [_with_joiner(cluster, piece[-1]) for cluster in _harmless(piece[:-1], width)]
        if not following and any(is_spelling(piece[-2], piece[-1], letter) for letter in _LETTERS_THAT_JOIN):
            # At the end of a run of one style: the next letter is unknown, and the joiner is not missed.
            return _harmless(piece[:-1], width)
    if width == 0:
        harmless = len(piece) <= MAX_MARKS and _all_marks(piece) and clean_line("a" + piece) == "a" + piece
        return [Cluster(piece, 0, False)] if harmless else [Cluster(REPLACEMENT, 1, True)]
    clean = clean_line(piece)
    if clean == piece and all(map(_seen, piece)) and not piece.endswith(_JOINERS):
        return [Cluster(piece, width, terminals_agree(piece, width))]
    return [Cluster(" " if clean == " " else REPLACEMENT, 1, True)] * width


def _with_joiner(cluster: Cluster, joiner: str) -> Cluster:
    return cluster if cluster.text == REPLACEMENT else Cluster(cluster.text + joiner, cluster.width, False)


def _seen(character: str) -> bool:
    return character in _JOINERS or (character.isprintable() and character != _BRAILLE_BLANK)


def _all_marks(text: str) -> bool:
    return all(unicodedata.category(mark) in ("Mn", "Mc", "Me") for mark in text)


def terminals_agree(cluster: str, width: int) -> bool:
    """Return whether every terminal gives this cluster the width that Textual gives it."""
    code = ord(cluster[0])
    if len(cluster) > 1:
        return code < 0x590 and all("\u0300" <= mark <= "\u036f" for mark in cluster[1:])
    if width == 2:
        return unicodedata.east_asian_width(cluster) in "WF"
    if code < 0x590 or 0x2010 <= code <= 0x25FF or cluster == REPLACEMENT:
        return True
    return unicodedata.east_asian_width(cluster) in ("N", "Na", "H") and not _FLAG_HALF.match(cluster)
