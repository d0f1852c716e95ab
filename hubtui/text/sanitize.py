"""Untrusted text made harmless where it comes in: nothing left in it can steer a terminal, hide or reorder text."""

import re
import unicodedata
from collections.abc import Callable

REPLACEMENT = "\ufffd"
MARK_BASE = "\u25cc"
MOST_MARKS = 3

# Blank or joining characters that Unicode does not count as format characters.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U0001d159\U000e0100-\U000e01ef]"
)
_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u27ff\u2801-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_TONED = f"{_PICTURE}\ufe0f?[\U0001f3fb-\U0001f3ff]?"
_EMOJI = f"{_TONED}(?:\u200d{_TONED}){{0,5}}|[0-9#*]\ufe0f\u20e3"
# Letters, ideographs and punctuation without marks, joiners or styles among them: where there is nothing else, nothing
# is to be done but to see that each of them is assigned.
_HARMLESS = re.compile(
    "[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2100-\u27bf\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff9f]*"
)
_ODD = re.compile(f"(?P<emoji>{_EMOJI})|[^\x20-\x7e]")


def clean_line(text: str) -> str:
    """`text` as one line that is safe to draw.

    Tabs, line ends and odd blanks become a space each; controls, bidi controls, invisible, private, unassigned and
    surrogate characters become U+FFFD each. A joiner and an emoji style stay inside emoji sequences. A base keeps at
    most three combining marks, and marks without one get a dotted circle. Cleaning twice is cleaning once.
    """
    if text.isprintable() and (text.isascii() or _HARMLESS.fullmatch(text)):
        return text
    return _ODD.sub(_cleaner(), text.replace("\r\n", "\n"))


def clean_text(text: str) -> str:
    """The same for text of several lines: line feeds stay."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "\n".join(clean_line(line) for line in text.replace("\r\n", "\n").split("\n"))


def _cleaner() -> Callable[[re.Match[str]], str]:
    """What replaces each odd character of a text; it remembers where the last one stood and how many marks it has."""
    last_end = -1
    marks = 0

    def clean(match: re.Match[str]) -> str:
        nonlocal last_end, marks
        adjoins, last_end = match.start() == last_end, match.end()
        if match["emoji"]:
            marks = 0
            # New pictures are unassigned to an older Python, and so of unknown width.
            return match[0] if match[0].replace("\u200d", "").isprintable() else REPLACEMENT
        shown = _shown(match[0])
        if shown:
            marks = 0
            return shown
        marks = marks + 1 if adjoins else 1
        base = MARK_BASE if match.start() == 0 else ""
        return base + match[0] if marks <= MOST_MARKS else ""

    return clean


def _shown(character: str) -> str:
    """What stands for a character of its own; nothing for a combining mark."""
    if character in "\t\n\r":
        return " "
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if _INVISIBLE.match(character) or not character.isprintable():
        return REPLACEMENT
    return "" if category in ("Mn", "Me") else character
