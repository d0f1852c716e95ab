"""The first rows of a split: columns with their types, a line a row; a row opens to all of its values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from hubtui.presentation.code_document import wrap_cells
from hubtui.text.columns import Cell
from hubtui.text.document import Heading, Line, Link
from hubtui.text.sanitize import clean_line
from hubtui.text.width import cell_width, fit, pad

_GAP = 2
_WIDEST, _NARROWEST = 40, 8
_LOOKED_AT = 30
_LONGEST_VALUE = 20_000
_NAME_WIDTH = 20


class RowsDocument:
    """`columns` are (name, type) pairs, `rows` values in their order, as JSON has them."""

    def __init__(self, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]], width: int) -> None:
        self._columns = columns
        self._rows = rows
        self._width = width
        self._shown, self._widths = self._fitting()
        self._lines: list[tuple[int, Line]] = []
        self._open: set[int] = set()
        self._lay_out()

    @property
    def links(self) -> Sequence[Link]:
        """There are none."""
        return ()

    @property
    def headings(self) -> Sequence[Heading]:
        """There are none."""
        return ()

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, index: int) -> Line:
        """The cells of a line."""
        return self._lines[index][1]

    def text(self, index: int) -> str:
        """The words of a line."""
        return "".join(cell.text for cell in self._lines[index][1])

    def toggle(self, index: int) -> bool:
        """Open or close the row on a line; whether there is one."""
        row = self._lines[index][0]
        if row < 0:
            return False
        self._open ^= {row}
        self._lay_out()
        return True

    def unfolding(self) -> Iterator[None]:
        """Open all rows, so that they can be searched."""
        self._open = set(range(len(self._rows)))
        self._lay_out()
        yield

    def _fitting(self) -> tuple[int, list[int]]:
        """How many columns there is room for, and their widths."""
        widths = [self._natural(place) for place in range(len(self._columns))]
        shown = len(widths)
        while shown > 1 and sum(min(width, _NARROWEST) + _GAP for width in widths[:shown]) > self._width - 2:
            shown -= 1
        widths = widths[:shown]
        while widths and sum(widths) + _GAP * shown > self._width - 2 and max(widths) > _NARROWEST:
            widths[widths.index(max(widths))] -= 1
        return shown, widths

    def _natural(self, place: int) -> int:
        name, kind = self._columns[place]
        values = [cell_width(_short(row[place])) for row in self._rows[:_LOOKED_AT] if place < len(row)]
        return max(_NARROWEST, min(_WIDEST, max([cell_width(name), cell_width(kind), *values])))

    def _lay_out(self) -> None:
        names, kinds = ([column[part] for column in self._columns[: self._shown]] for part in (0, 1))
        more = len(self._columns) - self._shown
        self._lines = [(-1, self._table_line(names, "name", f"  +{more}" if more else ""))]
        self._lines.append((-1, self._table_line(kinds, "key")))
        for number, row in enumerate(self._rows):
            values = [_short(value) for value in row[: self._shown]]
            self._lines.append((number, self._table_line(values, "")))
            if number in self._open:
                self._lines += ((number, line) for line in self._whole(row))

    def _table_line(self, texts: Sequence[str], role: str, behind: str = "") -> Line:
        cells = [pad(fit(text, width), width) for text, width in zip(texts, self._widths, strict=False)]
        return (Cell((" " * _GAP).join(cells), role), Cell(behind, "dim"))

    def _whole(self, row: Sequence[Any]) -> list[Line]:
        lines: list[Line] = []
        for (name, _), value in zip(self._columns, row, strict=False):
            label = f"    {pad(fit(name, _NAME_WIDTH), _NAME_WIDTH)}  "
            for text in _long(value).split("\n"):
                for part in wrap_cells([Cell(clean_line(text))], max(10, self._width - len(label))):
                    lines.append((Cell(label, "key"), *part))
                    label = " " * len(label)
        return lines


def _short(value: Any) -> str:
    return clean_line(" ".join(_long(value)[:400].split()))


def _long(value: Any) -> str:
    if isinstance(value, str):
        return value[:_LONGEST_VALUE].expandtabs(4)
    try:
        return json.dumps(value, ensure_ascii=False, default=str)[:_LONGEST_VALUE]
    except (ValueError, RecursionError):
        return "…"
