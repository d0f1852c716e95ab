"""A source cut into chunks of whole blocks, none so long that parsing it takes a while; HTML turned into Markdown."""

import re
from collections.abc import Iterator
from typing import Any

from hubtui.presentation.markdown.html import Html

_LINES, _CHARACTERS = 60, 12_000
_MOST_LINES, _MOST_CHARACTERS = 240, 32_000
_LONGEST_LINE = 4000
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_LIST = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?: |$)")
_DEFINITION = re.compile(
    r" {0,3}\[([^\[\]\n^][^\[\]\n]{0,200})\]:[ ]{0,8}<?([^\s<>]{1,2000})>?(?:[ ]+[\"'(].{0,300})?$"
)
_RUN = re.compile(r"([^\w\s])\1{199,}")
_MOST_DEFINITIONS = 5000


def definitions(source: str) -> dict[str, Any]:
    """The targets of reference links, wherever they stand, as markdown-it keeps them."""
    from markdown_it.common.utils import normalizeReference

    found: dict[str, Any] = {}
    if "]:" not in source:
        return found
    for line in source.split("\n"):
        match = _DEFINITION.match(line) if "]:" in line and len(line) < _LONGEST_LINE else None
        if match and len(found) < _MOST_DEFINITIONS:
            found.setdefault(normalizeReference(match[1]), {"title": "", "href": match[2]})
    return found


def chunks(source: str) -> Iterator[str]:
    """Whole blocks as far as possible, in their order; a fence is never cut."""
    html = Html()
    for is_code, lines in _cut(source):
        text = "\n".join(lines)
        yield text if is_code else html.as_markdown(text)


def _cut(source: str) -> Iterator[tuple[bool, list[str]]]:
    """Lines of a chunk, and whether it is a fence."""
    lines: list[str] = []
    size, fence = 0, ""
    for line in _lines(source):
        mark = _FENCE.match(line)
        if not fence and mark:
            yield from [(False, lines)] if lines else []
            lines, size, fence = [], 0, mark[1]
        elif fence and mark and mark[1].startswith(fence) and not mark[2].strip():
            yield True, [*lines, line]
            lines, size, fence = [], 0, ""
            continue
        elif not fence and _may_cut(lines, size, line):
            yield False, lines
            lines, size = _table_head(lines, line), 0
        lines.append(line)
        size += len(line) + 1
    if lines:
        yield bool(fence), lines


def _may_cut(lines: list[str], size: int, line: str) -> bool:
    if len(lines) >= _MOST_LINES or size >= _MOST_CHARACTERS:
        return True
    if len(lines) < _LINES and size < _CHARACTERS:
        return False
    # Only between blocks, and not within a list.
    return bool(lines) and not lines[-1].strip() and bool(line) and not line[0].isspace() and not _LIST.match(line)


def _table_head(lines: list[str], line: str) -> list[str]:
    """A table that is cut begins anew with its head."""
    if not line.lstrip().startswith("|"):
        return []
    start = len(lines)
    while start and lines[start - 1].lstrip().startswith("|"):
        start -= 1
    head = lines[start : start + 2]
    return head if len(head) == 2 and not head[1].strip("|-: ") else []


def _lines(source: str) -> Iterator[str]:
    for line in source.split("\n"):
        # The parser needs the square of the length of a run of marks, and of a line of brackets.
        line = _RUN.sub(lambda match: match[1] * 80, line)
        while len(line) > _LONGEST_LINE:
            end = line.rfind(" ", _LONGEST_LINE // 2, _LONGEST_LINE)
            end = end if end > 0 else _LONGEST_LINE
            yield line[:end]
            line = line[end:].lstrip()
        yield line
