"""A number of parameters, or the size of a model's files, as it is typed: "<9b", "under 24GB", "6b..9b"."""

from __future__ import annotations

import re

from hubtui.hub.query import parameter_range

BYTES_PER_PARAMETER = 2
"""The Hub cannot filter by the size of files: most models are kept in 16 bits."""

_UP_TO = ("<=", "<", "under ", "below ", "up to ", "at most ")
_FROM = (">=", ">", "over ", "above ", "from ", "at least ")
_GIGABYTES = re.compile(r"(\d+(?:\.\d+)?)\s*gi?b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*[kmbt]", re.IGNORECASE)


def is_range(words: str) -> bool:
    """Return whether a text is written like a range or a size in gigabytes, whether or not it can be read."""
    return ".." in words or _as_range(_GIGABYTES.sub(_parameters_of, words)) != words


def size_range(words: str) -> str:
    """Return the range of parameters that a size means, as "..9b"; empty where the text is not written like a size.

    Raises:
        ValueError: it is written like one and cannot be read.
    """
    text = _as_range(_GIGABYTES.sub(_parameters_of, words))
    if not is_range(words) and not _NUMBER.fullmatch(text):
        return ""
    if _GIGABYTES.fullmatch(words):
        text = f"..{text}"  # a GPU holds what is smaller than its memory
    parameter_range(text)
    return text.replace(" ", "")


def size_words(value: str) -> str:
    """Return a range of parameters as it is typed: "..9b" is "<9b"."""
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
