"""The grammar of what hubtui writes to a terminal: any byte that does not belong to it is named.

`strangers(output)` is for every test that has all the bytes of a run; an empty list is what is promised.
"""

import re
import unicodedata

_COLOUR = r"(?:38|48);(?:2;\d{1,3};\d{1,3};\d{1,3}|5;\d{1,3})"
_SGR = rf"(?:{_COLOUR}|\d{{1,3}})"
_URL = r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+"
_MODES = "25|7|1000|1003|1004|1006|1015|1016|1049|2004|2026"

KNOWN = re.compile(
    "|".join(
        [
            rf"\x1b\[(?:{_SGR}(?:;{_SGR})*)?m",  # pens
            r"\x1b\[(?:\d+(?:;\d+)?)?H|\x1b\[\d*[ABCDG]|[\r\n\b]",  # moves
            r"\x1b\[\d*[KX]|\x1b\[2J",  # erases
            r"\x1b\[\d+;\d+r|\x1b\[r|\x1b\[\d+[ST]|\x1bM",  # scroll regions
            rf"\x1b\[\?(?:{_MODES})[hl]",  # modes
            r"\x1b\[\?2026\$p|\x1b\]11;\?\x1b\\|\x1b\[>5u|\x1b\[=29u|\x1b\[<u",  # questions, keyboard
            rf"\x1b\]8;;(?:{_URL})?\x1b\\",  # links
            r"\x1bPtmux;\x1b\x1b\]52;c;[A-Za-z0-9+/=]*\x07\x1b\\|\x1bP(?=\x1b\]52)",  # the same, wrapped
            r"\x1b\]52;c;[A-Za-z0-9+/=]*\x07",  # the clipboard
            r"\x1b\\|\x07",  # the end of what was cut off, the bell
        ]
    )
)
_NOT_JOINED, _JOINED = "\u200c", "\u200d"
_IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SELECTOR = re.compile("[\ufe00-\ufe02\U000e0100-\U000e01ef]")
_SCRIPTS_OF_JOINERS = ("ARABIC", "SYRIAC", "NKO", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA",
                       "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "MYANMAR", "KHMER", "VEDIC")  # fmt: skip
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0d\U000e0000-\U000e0fff]"
)


def strangers(output: bytes) -> list[str]:
    """What of the output is neither a sequence of hubtui's own nor printable, visible text; with its surroundings."""
    try:
        text = output.decode()
    except UnicodeDecodeError as error:
        return [f"no UTF-8 at {error.start}: {output[error.start - 10 : error.end + 10]!r}"]
    found = []
    at = 0
    while at < len(text):
        if match := KNOWN.match(text, at):
            at = match.end()
            continue
        if not _visible(text, at):
            found.append(f"{text[at]!a} at {at}: {text[max(0, at - 30) : at + 30]!a}")
        at += 1
    return found


def _visible(text: str, at: int) -> bool:
    character = text[at]
    around = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if character in (_NOT_JOINED, _JOINED) and all(map(_is_joined, around)):
        return True
    if character == _JOINED:
        # Only between two pictures: alone it hides in words.
        return all(neighbour and _picture(neighbour) for neighbour in around)
    if _SELECTOR.match(character) and _IDEOGRAPH.match(around[0]):
        return True
    if "\u180b" <= character <= "\u180f":
        return unicodedata.name(around[0], "").startswith("MONGOLIAN LETTER")
    if character == "\ufe0e":
        return at > 0 and _picture(text[at - 1])
    if character == "\ufe0f":
        return at > 0 and (_picture(text[at - 1]) or text[at - 1] in "0123456789#*")
    return character.isprintable() and not _UNSEEN.match(character)


def _is_joined(character: str) -> bool:
    """Whether a joiner beside it shapes this letter or mark."""
    return unicodedata.name(character, "").startswith(_SCRIPTS_OF_JOINERS) if character else False


def _picture(character: str) -> bool:
    # Style and tone may stand between a picture and a joiner.
    return character == "\ufe0f" or unicodedata.category(character) in ("So", "Sk", "Sm", "Po")
