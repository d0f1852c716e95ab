"""Split a query line into words and terms with their positions: "author:Qwen -gguf \"some text\"".

Words are separated by blanks. A quoted text may contain blanks; in it, a backslash escapes a quote or a backslash.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTE = '"'
_BETWEEN = ",|"
_IN_QUOTES = r'"(?:\\["\\]|[^"])*+'
_NAME = re.compile(r"[^\W\d]\w*(?=:)")
_CLOSED = re.compile(f'{_IN_QUOTES}"')
_ESCAPED = re.compile(r'\\(["\\])')
_VALUE = re.compile(rf"{_IN_QUOTES}(?:\"|\Z)|[^\s{_BETWEEN}]+")
_WORD = re.compile(
    rf"(?P<minus>-(?=\S))?"
    rf"(?:(?P<quoted>{_IN_QUOTES}(?:\"|\Z))|(?P<name>{_NAME.pattern}):(?P<values>(?:{_VALUE.pattern}|[{_BETWEEN}])*+)|\S+)"
)


class Value(NamedTuple):
    """A value without its quotes, and its position in the line."""

    text: str
    start: int
    end: int


class Word(NamedTuple):
    """A word of the line, from `start` to before `end`.

    `name` is the text before the colon, "" for a plain word (which has one value). `is_open` is True if a quote is not
    closed.
    """

    start: int
    end: int
    minus: bool
    name: str
    values: tuple[Value, ...]
    is_quoted: bool = False
    is_open: bool = False


def split_words(line: str) -> list[Word]:
    """Return the words of a line in their order."""
    return [_word(line, found) for found in _WORD.finditer(line)]


def _word(line: str, found: re.Match[str]) -> Word:
    start, end = found.span()
    begin = start + len(found["minus"] or "")
    name, is_quoted = found["name"] or "", found["quoted"] is not None
    if name:
        values = tuple(_value(line, *one.span()) for one in _VALUE.finditer(line, found.start("values"), end))
    else:
        values = (_value(line, begin, end) if is_quoted else Value(line[begin:end], begin, end),)
    last = line[values[-1].start : end] if values and (name or is_quoted) else ""
    is_open = last.startswith(_QUOTE) and not _CLOSED.match(last)
    return Word(start, end, begin > start, name, values, is_quoted, is_open)


def _value(line: str, start: int, end: int) -> Value:
    text = line[start:end]
    if text.startswith(_QUOTE):
        text = _ESCAPED.sub(r"\1", text[1:-1] if _CLOSED.fullmatch(text) else text[1:])
    return Value(text, start, end)


def quoted(value: str) -> str:
    """Return a text in quotes, escaped."""
    escaped = value.replace("\\", "\\\\").replace(_QUOTE, f"\\{_QUOTE}")
    return f"{_QUOTE}{escaped}{_QUOTE}"


def quoted_value(value: str) -> str:
    """Return a value as it is written after a colon, in quotes if it needs them."""
    needs = not value or value[0] == _QUOTE or any(letter.isspace() or letter in _BETWEEN for letter in value)
    return quoted(value) if needs else value


def quoted_word(word: str) -> str:
    """Return a plain word, in quotes if it would mean something else without them."""
    is_plain = bool(word) and not any(letter.isspace() for letter in word)
    if is_plain and word[0] != _QUOTE and not (word[0] == "-" and len(word) > 1) and not _NAME.match(word):
        return word
    return quoted(word)
