"""A JSON value as lines that can be folded. Folded values are laid out when they are opened."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from hubtui.text.columns import Cell
from hubtui.text.document import Heading, Line, Link
from hubtui.text.width import cell_width, chop_cells, fit

_OPEN_UP_TO = 60
_LINES_AT_FIRST = 2000
_MAX_LINES = 200_000
# Only the first elements of a longer list are shown: a million lines take a second to make.
_MAX_ELEMENTS = 20_000
_MAX_INDENT = 40
_LINES_BETWEEN_PAUSES = 200


class _Row(NamedTuple):
    """A line: its depth, its key as JSON (or ""), its value, and its kind.

    The kind `what` is "leaf", "open" or "closed" (a container), "end" (of a container), "whole" (an opened long text)
    or "piece" (of one).
    """

    depth: int
    key: str
    value: Any
    what: str


class JsonDocument:
    """A JSON value as lines of at most `width` terminal cells. Long texts can be unfolded like containers."""

    links: Sequence[Link] = ()
    headings: Sequence[Heading] = ()

    def __init__(self, value: Any, width: int) -> None:
        self._width = width
        self._rows = [_row(0, "", value)]
        deque(self._unfold(_LINES_AT_FIRST, _OPEN_UP_TO), maxlen=0)

    def __len__(self) -> int:
        return len(self._rows)

    def toggle(self, index: int) -> bool:
        """Open or close the container or long text on a line. Return whether there is one."""
        row = self._rows[index]
        if row.what == "closed":
            self._rows[index : index + 1] = self._opened(row)
        elif row.what == "open":
            end = self._end(index)
            self._rows[index : end + 1] = [row._replace(what="closed")]
        elif row.what == "leaf" and (pieces := self._long_pieces(row)):
            self._rows[index : index + 1] = [row._replace(what="whole"), *pieces]
        elif row.what == "whole":
            end = index + 1
            while end < len(self._rows) and self._rows[end].what == "piece":
                end += 1
            self._rows[index:end] = [row._replace(what="leaf")]
        else:
            return False
        return True

    def unfolding(self) -> Iterator[None]:
        """Open everything, up to about 200,000 lines, in slices: one for each value yielded."""
        yield from self._unfold(_MAX_LINES, _MAX_LINES, whole=True)

    def line(self, index: int) -> Line:
        """Return the cells of a line."""
        row = self._rows[index]
        indent = Cell("  " * min(row.depth, _MAX_INDENT))
        if row.what == "piece":
            return [indent, Cell(row.value, "string")]
        sign = {"open": "▾ ", "closed": "▸ ", "whole": "▾ "}.get(row.what, "  ")
        key = [Cell(row.key, "key"), Cell(": ", "dim")] if row.key else []
        value = self._value(row)
        room = max(8, self._width - cell_width(indent.text) - 2 - sum(cell_width(cell.text) for cell in key))
        return [indent, Cell(sign, "dim"), *key, value._replace(text=fit(value.text, room))]

    def text(self, index: int) -> str:
        """Return the text of a line."""
        return "".join(cell.text for cell in self.line(index))

    def _value(self, row: _Row) -> Cell:
        value, what = row.value, row.what
        if isinstance(value, dict | list):
            left, right = ("{", "}") if isinstance(value, dict) else ("[", "]")
            if what == "open":
                return Cell(left, "dim")
            if what == "end":
                return Cell(right, "dim")
            return Cell(f"{left} {len(value):,} {right}" if value else left + right, "dim")
        if isinstance(value, str):
            return Cell(_quoted(value), "string")
        if value is None or isinstance(value, bool):
            return Cell(json.dumps(value), "keyword")
        return Cell(_number(value), "number")

    def _long_pieces(self, row: _Row) -> list[_Row]:
        if not isinstance(row.value, str):
            return []
        room = max(8, self._width - 2 * min(row.depth + 1, _MAX_INDENT) - 4)
        if len(row.value) + 2 <= room and "\n" not in row.value:
            return []
        lines = (line.expandtabs(4) for line in row.value.split("\n"))
        pieces = (piece for line in lines for piece in chop_cells(line, room) or [""])
        return [_Row(row.depth + 2, "", piece, "piece") for piece in pieces]

    def _opened(self, row: _Row) -> Iterator[_Row]:
        value = row.value
        yield row._replace(what="open")
        items = value.items() if isinstance(value, dict) else (("", item) for item in value)
        for key, item in islice(items, _MAX_ELEMENTS):
            yield _row(row.depth + 1, _quoted(str(key)) if key or isinstance(value, dict) else "", item)
        if len(value) > _MAX_ELEMENTS:
            yield _Row(row.depth + 1, "", f"… {len(value) - _MAX_ELEMENTS:,} more are not shown here", "piece")
        yield _Row(row.depth, "", value, "end")

    def _end(self, index: int) -> int:
        depth = self._rows[index].depth
        end = index + 1
        while self._rows[end].what != "end" or self._rows[end].depth != depth:
            end += 1
        return end

    def _unfold(self, most_lines: int, most_elements: int, whole: bool = False) -> Iterator[None]:
        """Open containers level by level, while there are fewer than `most_lines` lines.

        Only containers of at most `most_elements` are opened; `whole` opens long texts too. It yields after some
        hundred lines so that the caller can pause.
        """
        opened = True
        while opened and len(self._rows) < most_lines:
            opened = False
            rows: list[_Row] = []
            room = most_lines - len(self._rows)
            for number, row in enumerate(self._rows):
                if number % _LINES_BETWEEN_PAUSES == 0:
                    yield
                if row.what == "closed" and len(row.value) <= min(most_elements, room):
                    rows += self._opened(row)
                    room -= len(row.value) + 1
                    opened = True
                elif whole and row.what == "leaf" and (pieces := self._long_pieces(row)) and len(pieces) <= room:
                    rows += [row._replace(what="whole"), *pieces]
                    room -= len(pieces)
                else:
                    rows.append(row)
            self._rows = rows


def _row(depth: int, key: str, value: Any) -> _Row:
    return _Row(depth, key, value, "closed" if isinstance(value, dict | list) and value else "leaf")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(value: Any) -> str:
    try:
        return json.dumps(value)
    except (TypeError, ValueError):  # a number with more digits than Python prints, or no JSON value
        return type(value).__name__
