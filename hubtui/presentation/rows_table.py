"""The rows of a dataset's split as a table that scrolls sideways, and one row in full."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from hubtui.presentation.code import wrap_cells
from hubtui.text.columns import GAP, Cell, Column
from hubtui.text.document import Lines
from hubtui.text.width import cell_width, fit, pad

_MAX_WIDTH, _MIN_WIDTH = 40, 8
_LOOKED_AT = 30
_MAX_VALUE_LENGTH = 20_000
_NAME_WIDTH = 20


class RowsTable:
    """A table of rows. `features` are (name, type) pairs, `rows` hold a JSON value for each of them.

    `first` is the index of the leftmost visible column.
    """

    def __init__(self, features: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]]) -> None:
        self.features = features
        self.rows = rows
        self.first = 0
        self._widths = [self._natural(place) for place in range(len(features))]

    def __len__(self) -> int:
        return len(self.rows)

    def id_at(self, index: int) -> str:
        """Return the id of a row: its number, from 0."""
        return str(index)

    def cells_at(self, index: int, columns: Sequence[Column]) -> list[Cell]:
        """Return the values of a row as short texts."""
        row = self.rows[index]
        places = [int(column.key) for column in columns]
        return [Cell(_short(row[place]) if place < len(row) else "") for place in places]

    def columns_for(self, width: int) -> list[Column]:
        """Return the columns that fit into `width` terminal cells, from `first` on; the last takes the rest."""
        columns: list[Column] = []
        left = width
        for place in range(self.first, len(self.features)):
            needed = self._widths[place]
            if columns and left < min(needed, _MIN_WIDTH):
                break
            columns.append(Column(str(place), " ".join(self.features[place]), min(needed, max(left, 1))))
            left -= needed + GAP
        if columns:
            columns[-1] = Column(columns[-1].key, columns[-1].title, 0)
        return columns

    def scroll(self, columns: int) -> bool:
        """Scroll by some columns to the right, or to the left if negative. Return whether that moved anything."""
        wanted = max(0, min(self.first + columns, len(self.features) - 1))
        moved, self.first = wanted != self.first, wanted
        return moved

    def place_words(self, shown: int) -> str:
        """Return which columns are in view ("columns 3-5 of 9" or "column 9 of 9"); "" if all are."""
        total, last = len(self.features), self.first + shown
        if shown >= total:
            return ""
        return f"column {last} of {total}" if shown == 1 else f"columns {self.first + 1}-{last} of {total}"

    def _natural(self, place: int) -> int:
        values = [cell_width(_short(row[place])) for row in self.rows[:_LOOKED_AT] if place < len(row)]
        return max(_MIN_WIDTH, min(_MAX_WIDTH, max([cell_width(" ".join(self.features[place])), *values])))


def whole_row(features: Sequence[tuple[str, str]], row: Sequence[Any], width: int) -> Lines:
    """Return a document of all values of a row, each below the name and the type of its column."""
    document = Lines()
    for (name, kind), value in zip(features, row, strict=False):
        label = f"{pad(fit(name, _NAME_WIDTH), _NAME_WIDTH)}  "
        document.lines.append((Cell(label, "key"), Cell(kind, "dim")))
        for text in _long(value).split("\n"):
            document.lines += [(Cell("    "), Cell(line)) for line in _wrap(text, max(10, width - 4))]
    return document


def _wrap(text: str, width: int) -> Iterator[str]:
    """Yield a text as lines of at most `width` cells, broken at blanks if possible; other blanks are kept."""
    while True:
        line = "".join(cell.text for cell in next(wrap_cells([Cell(text)], width)))
        rest = text[len(line) :]
        end = len(line) if rest[:1] in ("", " ") else line.rfind(" ")
        if not line[: max(0, end)].strip():
            end = len(line)  # a word that is longer than a line
        yield line[:end]
        text = text[end:].removeprefix(" ")
        if not text:
            return


def _short(value: Any) -> str:
    return " ".join(_long(value)[:400].split())


def _long(value: Any) -> str:
    if isinstance(value, str):
        return value[:_MAX_VALUE_LENGTH].expandtabs(4)
    try:
        return json.dumps(value, ensure_ascii=False, default=str)[:_MAX_VALUE_LENGTH]
    except (ValueError, RecursionError):
        return "…"
