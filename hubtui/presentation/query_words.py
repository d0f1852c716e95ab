"""Split a query line into words and terms with their positions: "author:Qwen -gguf \"some text\"".

Words are separated by blanks. A quoted text may contain blanks; in it, a backslash escapes a quote or a backslash.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = re.compile(r"[^\W\d]\w*(?=:)")
_QUOTE = '"'
_BETWEEN = ",|"


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
    words, place = [], 0
    while place < len(line):
        if line[place].isspace():
            place += 1
            continue
        word = _word(line, place)
        words.append(word)
        place = word.end
    return words


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


def _word(line: str, start: int) -> Word:
    place = start
    minus = line[place] == "-" and place + 1 < len(line) and not line[place + 1].isspace()
    place += minus
    if line[place] == _QUOTE:
        text, end, is_open = _quoted(line, place)
        return Word(start, end, minus, "", (Value(text, place, end),), is_quoted=True, is_open=is_open)
    match = _NAME.match(line, place)
    if match is None:
        end = _end_of_plain(line, place)
        return Word(start, end, minus, "", (Value(line[place:end], place, end),))
    values, end, is_open = _values(line, match.end() + 1)
    return Word(start, end, minus, match[0], tuple(values), is_open=is_open)


def _values(line: str, place: int) -> tuple[list[Value], int, bool]:
    values: list[Value] = []
    while place < len(line) and not line[place].isspace():
        if line[place] in _BETWEEN:
            place += 1
        elif line[place] == _QUOTE:
            text, end, is_open = _quoted(line, place)
            values.append(Value(text, place, end))
            if is_open:
                return values, end, True
            place = end
        else:
            end = _end_of_plain(line, place, _BETWEEN)
            values.append(Value(line[place:end], place, end))
            place = end
    return values, place, False


def _end_of_plain(line: str, place: int, ends: str = "") -> int:
    while place < len(line) and not line[place].isspace() and line[place] not in ends:
        place += 1
    return place


def _quoted(line: str, start: int) -> tuple[str, int, bool]:
    """Return the text in the quotes that begin at `start`, the position after it, and whether they are not closed."""
    letters: list[str] = []
    place = start + 1
    while place < len(line):
        letter = line[place]
        if letter == _QUOTE:
            return "".join(letters), place + 1, False
        if letter == "\\" and line[place + 1 : place + 2] in (_QUOTE, "\\"):
            place += 1
            letter = line[place]
        letters.append(letter)
        place += 1
    return "".join(letters), place, True
