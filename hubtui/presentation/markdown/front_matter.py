"""Lay out the front matter of a card. It is read line by line, so invalid YAML is shown as it is."""

import re
from collections.abc import Iterator

from hubtui.presentation.lines import wrap
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines
from hubtui.text.width import fit, pad

_KEY = re.compile(r"([A-Za-z_][\w .-]{0,60}):(?: +(.*)|)$")
_MIN_VALUE = 8
_KEY_WIDTH = 18
_MAX_LINES = 200
_MAX_LINES_A_FACT = 6
_MAX_VALUE_LENGTH = 2000


def front_matter_lines(front_matter: str, width: int) -> Lines:
    """Return a document of keys and values: lists on one line, long values wrapped, a rule below."""
    document = Lines()
    for line in _table(front_matter, width):
        document.lines.append(line)
        if len(document) >= _MAX_LINES:
            document.lines.append((Cell("…", "dim"),))
            break
    document.lines += [(Cell("─" * width, "rule"),), ()]
    return document


def _table(front_matter: str, width: int) -> Iterator[Line]:
    key_width = min(_KEY_WIDTH, max(2, width - _MIN_VALUE - 2))
    for key, value in _entries(front_matter.split("\n")):
        label = pad(fit(key, key_width), key_width) + "  "
        for number, piece in enumerate(_folded(value, max(_MIN_VALUE, width - key_width - 2))):
            yield (Cell(" " * (key_width + 2) if number else label, "key"), Cell(piece))


def _folded(value: list[str], width: int) -> list[str]:
    """Return a value as a few lines; the last says how many lines were left out."""
    lines: list[str] = []
    for number, line in enumerate(value):
        pieces = wrap(line[:_MAX_VALUE_LENGTH], width)
        if len(lines) + len(pieces) > _MAX_LINES_A_FACT:
            room = _MAX_LINES_A_FACT - 1 - len(lines)
            left = len(value) - number - 1
            return [*lines, *pieces[:room], fit(f"… {left:,} more lines" if left else "…", width)]
        lines += pieces
    return lines or [""]


def _entries(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield (key, lines of its value) of each entry; lines before the first key have the key ""."""
    key, below = "", list[str]()
    for line in lines:
        match = _KEY.match(line)
        if match is None:
            below.append(line)
            continue
        yield from _entry(key, below)
        key, below = match[1], [match[2]] if match[2] else []
    yield from _entry(key, below)


def _entry(key: str, below: list[str]) -> Iterator[tuple[str, list[str]]]:
    lines = [line for line in below if line.strip() and not line.lstrip().startswith("#")]
    if not key and not lines:
        return
    items = [line.strip() for line in lines]
    if items and all(item.startswith("- ") and ": " not in item for item in items):
        yield key, [", ".join(_unquoted(item[2:]) for item in items)]
    elif len(items) == 1:
        yield key, [_unquoted(items[0])]
    else:
        yield key, [line.rstrip() for line in lines]


def _unquoted(text: str) -> str:
    text = text.strip()
    quoted = len(text) >= 2 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1] if quoted else text
