"""Reads JSON of an untrusted server. If one element cannot be read, the others still can.

Strings are returned as they were sent, because some are names of files and repos that go back to the Hub. They are
sanitized when they are shown, by `text.columns.Cell` and then by `terminal.output_sanitizer`.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

DEEPEST = 100
HEAVIEST = 40 << 20
MOST_PIECES = 10_000
TOO_DEEP = "… (nested too deeply)"
_LONGEST_INTEGER = 400
_LONGEST_PIECE = 200
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_TOKEN = re.compile(rf'{_STRING}|[\[{{]+|[\]}}]|,|"', re.DOTALL)
# An escape of half a surrogate pair (group 1) would make a string that cannot be encoded.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
_PLAIN = r'[^"\[\]{}]*+'
_NEXT_BRACKET = re.compile(rf"{_PLAIN}(?:{_STRING}{_PLAIN})*+([\[{{]+|[\]}}]+)", re.DOTALL)


class NotJson(ValueError):
    """The text is not JSON, and its elements cannot be read one by one either."""


class TooMuch(NotJson):
    """The values of the text would take more memory than an answer may."""


def weight(text: str) -> int:
    """Return an estimate of the bytes that the values of a JSON text take in memory: often many times its length."""
    return (
        len(text) * (1 if text.isascii() else 4) + 200 * text.count("{") + 100 * text.count("[") + 40 * text.count(",")
    )


def read(body: bytes) -> Any:
    """Return the value of a JSON text, nested at most DEEPEST levels.

    If the text cannot be read at once, read the elements of its outermost array or object one by one, and replace each
    element that cannot be read by its own text, shortened. Half of a surrogate pair becomes U+FFFD.

    Raises:
        NotJson: the text is not JSON, a scalar that cannot be read, or too large.
    """
    text = decode(body)
    try:
        value = loads(text)
    except NotJson:
        value = _in_pieces(text.strip())
    return _not_too_deep(value)


def decode(body: bytes) -> str:
    """Return a body as text; invalid UTF-8 becomes U+FFFD."""
    return body.decode("utf-8-sig", "replace")


def _not_too_deep(value: Any, depth: int = 0) -> Any:
    """Replace, in place, all values that are nested deeper than DEEPEST by TOO_DEEP; return the value."""
    if not isinstance(value, dict | list):
        return value
    if depth >= DEEPEST:
        return TOO_DEEP
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, dict | list):
            value[key] = _not_too_deep(item, depth + 1)
    return value


def is_json(text: str) -> bool:
    """Return whether a text is valid JSON."""
    try:
        loads(text)
    except NotJson:
        return False
    return True


def elements(text: str) -> Iterator[str]:
    """Yield the JSON text of each element of an array.

    Raises:
        NotJson: the text is not an array, or does not end.
    """
    for start, end in _spans(text, "[", "]"):
        if piece := text[start:end].strip():
            yield piece


def members(text: str) -> Iterator[tuple[str, str]]:
    """Yield the key of each member of an object, and the JSON text of its value.

    Raises:
        NotJson: the text is not an object, or does not end.
    """
    key = re.compile(rf"\s*({_STRING})\s*:", re.DOTALL)
    for start, end in _spans(text, "{", "}"):
        match = key.match(text, start, end)
        if match:
            yield str(loads(match[1])), text[match.end() : end].strip()
        elif text[start:end].strip():
            raise NotJson("an object without a key")


def value_or_text(text: str) -> Any:
    """Return the value of a JSON text, or the beginning of the text itself if it cannot be read."""
    try:
        return loads(text)
    except NotJson:
        return text if len(text) <= _LONGEST_PIECE else text[:_LONGEST_PIECE] + "…"


def loads(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        NotJson: the text is not JSON, is nested too deeply, or its values would take too much memory.
    """
    if weight(text) > HEAVIEST:
        raise TooMuch("too many values")
    try:
        return json.loads(_ESCAPE.sub(_whole_escape, text) if "\\" in text else text, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from None


def _whole_escape(match: re.Match[str]) -> str:
    return r"\ufffd" if match[1] else match[0]


def _integer(text: str) -> int | str:
    return int(text) if len(text) <= _LONGEST_INTEGER else text[:_LONGEST_PIECE] + "…"


def _in_pieces(text: str) -> Any:
    if text.startswith("["):
        return _values(list(islice(elements(text), MOST_PIECES + 1)))
    if text.startswith("{"):
        pieces = dict(islice(members(text), MOST_PIECES + 1))
        return dict(zip(pieces, _values(list(pieces.values())), strict=True))
    raise NotJson("neither an array nor an object")


def _values(pieces: list[str]) -> list[Any]:
    if len(pieces) > MOST_PIECES:
        raise TooMuch("too many pieces")
    left = HEAVIEST
    values = []
    for piece in pieces:
        values.append(value_or_text(piece))
        left -= weight(piece) if isinstance(values[-1], dict | list) else len(piece)
        if left < 0:
            raise TooMuch("too many values")
    return values


def _spans(text: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each element or member, between the outermost commas."""
    start = len(text) - len(text.lstrip())
    if not text.startswith(opening, start):
        raise NotJson(f"no {opening} at its start")
    start = position = start + 1
    while match := _TOKEN.search(text, position):
        token, position = match[0], match.end()
        if token == ",":
            yield start, match.start()
            start = position
        elif token[0] in "[{":
            position = _end_of(text, position, len(token))
        elif token in "]}":
            if token != closing or text[position:].strip():
                break
            yield start, match.start()
            return
        elif token == '"':
            break
    raise NotJson("it does not end")


def _end_of(text: str, position: int, depth: int) -> int:
    """Return the position after the closing of the `depth` brackets that are open at `position`."""
    while depth:
        match = _NEXT_BRACKET.match(text, position)
        if match is None:
            raise NotJson("it does not end")
        depth, position = _count(text, *match.span(1), depth)
    return position


def _count(text: str, start: int, end: int, depth: int) -> tuple[int, int]:
    """Return the depth and the position after the brackets from `start` to `end`; stop at depth 0."""
    if text[start] in "[{":
        return depth + end - start, end
    if end - start >= depth:
        return 0, start + depth
    return depth - (end - start), end
