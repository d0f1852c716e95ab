"""Parse sizes of models as users type them: numbers of parameters or bytes: "<9b", "under 24GB", "6b..9b"."""

from __future__ import annotations

import re

from hubtui.hub.query import parameter_range

BYTES_PER_PARAMETER = 2
"""Converts bytes to parameters: the Hub cannot filter by bytes, and most models have 16 bits a parameter."""

_UP_TO = ("<=", "<", "under ", "below ", "up to ", "at most ")
_FROM = (">=", ">", "over ", "above ", "from ", "at least ")
_GIGABYTES = re.compile(r"(\d+(?:\.\d+)?)\s*gi?b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*[kmbt]", re.IGNORECASE)


def is_range(words: str) -> bool:
    """Return whether a text looks like a range or a size in gigabytes, valid or not."""
    return ".." in words or _as_range(_GIGABYTES.sub(_parameters_of, words)) != words


def size_range(words: str) -> str:
    """Return the range of parameters that a size means, as "..9b"; "" if the text does not look like a size.

    Raises:
        ValueError: It looks like a size but is invalid.
    """
    text = _as_range(_GIGABYTES.sub(_parameters_of, words))
    if not is_range(words) and not _NUMBER.fullmatch(text):
        return ""
    if _GIGABYTES.fullmatch(words):
        text = f"..{text}"  # a size of memory means models that are smaller
    parameter_range(text)
    return text.replace(" ", "")


def range_text(value: str) -> str:
    """Return a range of parameters as users type it: "<9b" for "..9b"."""
    if value.startswith(".."):
        return f"<{value[2:]}"
    return f">{value[:-2]}" if value.endswith("..") else value


def _as_range(words: str) -> str:
    for starts, before, behind in ((_UP_TO, "..", ""), (_FROM, "", "..")):
        for start in starts:
            if words.startswith(start) and words[len(start) :].strip()[:1].isdigit():
                return f"{before}{words[len(start) :].strip()}{behind}"
    return words


def _parameters_of(match: re.Match[str]) -> str:
    return f"{float(match[1]) / BYTES_PER_PARAMETER:g}b"
