"""Sanitize untrusted text, so that it cannot control the terminal or hide or reorder text."""

import re
import unicodedata
from collections.abc import Callable

REPLACEMENT = "\ufffd"
MARK_BASE = "\u25cc"
MAX_MARKS = 3

# Blank or joining characters that Unicode does not count as format characters.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U0001d159\U000e0100-\U000e01ef]"
)
_INVISIBLE_OR_JOINER = re.compile(f"[\u200c\u200d]|{_INVISIBLE.pattern}")
_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u27ff\u2801-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_TONED = f"{_PICTURE}[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
_EMOJI = f"{_TONED}(?:\u200d{_TONED}){{0,5}}|[0-9#*]\ufe0f\u20e3"
# Letters, ideographs and punctuation without marks, joiners or styles. If a text has nothing else, the only
# check needed is that each character is assigned.
_HARMLESS = re.compile(
    "[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2100-\u27bf\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff9f]*"
)
_ODD = re.compile(f"(?P<emoji>{_EMOJI})|[^\x20-\x7e]")
_ZERO_WIDTH = re.compile(f"(?P<emoji>{_EMOJI})|[\u00ad\u200b-\u200d\u2060\ufeff\ufe0e\ufe0f]")
_NON_JOINER, _JOINER = "\u200c", "\u200d"
# In these scripts the two join letters or keep them apart: between letters of one script they are part of the spelling.
_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]{2}")
_NON_JOINED = re.compile("[\u0710-\u074f]{2}|[\u07ca-\u07f5]{2}|[\u1820-\u18aa]{2}")
_INDIC = re.compile("[\u0900-\u0dff\u1cd0-\u1cff\ua8e0-\ua8ff]{2}|[\u1000-\u109f]{2}|[\u1780-\u17dd]{2}")
_VARIANT = re.compile(
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\ufe00-\ufe02\U000e0100-\U000e01ef]"
    "|[\u1820-\u18aa][\u180b-\u180d\u180f]"
)


def clean_line(text: str) -> str:
    """Return `text` as one line that is safe to draw.

    Tabs, line ends and unusual blanks become a space each; controls, bidi controls, invisible, private, unassigned and
    surrogate characters become U+FFFD each. Joiners and styles stay inside emoji sequences, joiners between two letters
    of a script that needs them (see `is_spelling`), and variation selectors after ideographs. A base keeps at most
    three combining marks, and marks without a base get a dotted circle. Cleaning a cleaned text changes nothing.
    """
    if text.isprintable() and (text.isascii() or _HARMLESS.fullmatch(text)):
        return text
    return _ODD.sub(_cleaner(), text.replace("\r\n", "\n"))


def clean_text(text: str) -> str:
    """Return a text of several lines that is safe to draw; like `clean_line`, but line feeds stay."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "\n".join(clean_line(line) for line in text.replace("\r\n", "\n").split("\n"))


def clean_prose(text: str) -> str:
    """Return a line of prose that is safe to draw; like `clean_line`, but useless zero-width characters are removed.

    These are soft hyphens, zero-width spaces, byte order marks, and joiners and styles outside their scripts.
    """
    if text.isascii():
        return clean_line(text)
    return clean_line(_ZERO_WIDTH.sub(lambda match: match[0] if _is_of_use(match) else "", text))


def clean_card(text: str) -> str:
    """Return prose of several lines that is safe to draw; like `clean_prose`, but line feeds stay."""
    if text.isascii():
        return clean_text(text)
    return "\n".join(map(clean_prose, text.replace("\r\n", "\n").split("\n")))


def is_spelling(before: str, character: str, behind: str) -> bool:
    """Return whether a joiner or variation selector between two characters is part of the spelling of a word.

    It is if it is a single joiner between two characters of one script, at least one of them a letter: there it shapes
    visible letters. Elsewhere it would be invisible text.
    """
    if character not in (_NON_JOINER, _JOINER):
        return before.isprintable() and _VARIANT.fullmatch(before + character) is not None
    around = before + behind
    if not (around.isprintable() and any(unicodedata.category(one)[0] == "L" for one in around)):
        return False
    if not all(unicodedata.category(one)[0] in "LM" for one in around):
        return False
    scripts = (_INDIC,) if character == _JOINER else (_ARABIC, _INDIC, _NON_JOINED)
    return any(script.fullmatch(around) for script in scripts)


def _is_of_use(match: re.Match[str]) -> bool:
    return bool(match["emoji"]) or _is_spelling_at(match)


def _is_spelling_at(match: re.Match[str]) -> bool:
    text, at = match.string, match.start()
    return is_spelling(text[at - 1 : at] if at else "", match[0], text[at + 1 : at + 2])


def _cleaner() -> Callable[[re.Match[str]], str]:
    """Return a function that replaces each odd character of a text, called for them in their order.

    It remembers where the last match ended and how many combining marks its base has.
    """
    last_end = -1
    marks = 0

    def clean(match: re.Match[str]) -> str:
        nonlocal last_end, marks
        adjoins, last_end = match.start() == last_end, match.end()
        if _INVISIBLE_OR_JOINER.match(match[0]) and not (adjoins and marks > MAX_MARKS) and _is_spelling_at(match):
            return match[0]
        if match["emoji"]:
            marks = 0
            # Newer emoji are unassigned in an older Python, so their width is unknown.
            return match[0] if match[0].replace("\u200d", "").isprintable() else REPLACEMENT
        shown = _shown(match[0])
        if shown:
            marks = 0
            return shown
        marks = marks + 1 if adjoins else 1
        base = MARK_BASE if match.start() == 0 else ""
        return base + match[0] if marks <= MAX_MARKS else ""

    return clean


def _shown(character: str) -> str:
    """Return the text to draw for a character; "" for a combining mark."""
    if character in "\t\n\r":
        return " "
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if _INVISIBLE.match(character) or not character.isprintable():
        return REPLACEMENT
    return "" if category in ("Mn", "Me") else character
