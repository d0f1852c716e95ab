"""The YAML at the beginning of a card as a table of facts. Read by lines: what is no YAML is shown as it stands."""

import re
from collections.abc import Iterator

from hubtui.presentation.lines import wrap
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines
from hubtui.text.width import fit, pad

_KEY = re.compile(r"([A-Za-z_][\w .-]{0,60}):(?: +(.*)|)$")
_LONGEST = 128 * 1024
_LEAST_VALUE = 8
_KEY_WIDTH = 18
_MOST_LINES = 400
_MOST_LINES_A_FACT = 6


def split_front_matter(source: str) -> tuple[str, str]:
    """The front matter without its rules, and the rest."""
    text = source.lstrip("\ufeff\n")
    if not text.startswith("---\n"):
        return "", text
    end = text.find("\n---", 3, _LONGEST)
    while end >= 0 and text[end + 4 : end + 5] not in ("\n", "", " "):
        end = text.find("\n---", end + 4, _LONGEST)
    return (text[4 : end + 1], text[end + 4 :].lstrip("- \n")) if end >= 0 else ("", text)


def front_matter_lines(facts: str, width: int) -> Lines:
    """Keys and values, lists on one line, what is nested as it stands; a rule below."""
    document = Lines()
    for line in _table(facts, width):
        document.lines.append(line)
        if len(document) >= _MOST_LINES:
            document.lines.append((Cell("…", "dim"),))
            break
    document.lines += [(Cell("─" * width, "rule"),), ()]
    return document


def _table(facts: str, width: int) -> Iterator[Line]:
    key_width = min(_KEY_WIDTH, max(2, width - _LEAST_VALUE - 2))
    for key, value in _entries(facts.split("\n")):
        label = pad(fit(key, key_width), key_width) + "  "
        pieces = [piece for line in value for piece in wrap(line, max(_LEAST_VALUE, width - key_width - 2))] or [""]
        if len(pieces) > _MOST_LINES_A_FACT:
            pieces = [*pieces[: _MOST_LINES_A_FACT - 1], "…"]
        for number, piece in enumerate(pieces):
            yield (Cell(" " * (key_width + 2) if number else label, "key"), Cell(piece))


def _entries(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """(key, lines of its value) of every entry; lines before the first key have none."""
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
        yield key, [", ".join(_plain(item[2:]) for item in items)]
    elif len(items) == 1:
        yield key, [_plain(items[0])]
    else:
        yield key, [line.rstrip() for line in lines]


def _plain(text: str) -> str:
    text = text.strip()
    quoted = len(text) >= 2 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1] if quoted else text
