"""The rows of a listing as cells: one function for each column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hubtui.hub.models.rows import known_date
from hubtui.presentation import dataset, model, space
from hubtui.presentation.values import UNKNOWN, ago, number, state, state_word
from hubtui.text.columns import Cell, Column
from hubtui.text.sanitize import clean_line

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget

CellOf = Callable[[Any, datetime], Cell]
Cells = Mapping[str, CellOf]

_PLAIN = Cell("")
_FITS = "fits"
_LONG_AGO = datetime.min
# The attribute of a row behind the short text of a column.
_EXACT = {
    "likes": "likes",
    "context": "context_length",
    "trending": "trending_score",
    "downloads": "downloads",
    "params": "parameter_total",
    "size": "main_size",
    "updated": "last_modified",
    "created": "created_at",
}


def cells(row: Any, columns: Sequence[Column], now: datetime, budget: Budget | None = None) -> list[Cell]:
    """Return the cells of `row`, one for each column, neither cut nor padded.

    `budget` is the memory for the column "fits".
    """
    return [_fits(row, budget) if column.key == _FITS else _cell(column.key)(row, now) for column in columns]


def exact(row: Any, columns: Sequence[Column], budget: Budget | None = None) -> list[str]:
    """Return the texts of `row` for other programs: counts as whole numbers, dates in ISO 8601."""
    return [_fits(row, budget).text if column.key == _FITS else _exact(row, column.key) for column in columns]


def _exact(row: Any, key: str) -> str:
    if key not in _EXACT:
        text = _cell(key)(row, _LONG_AGO).text
        return "" if text == UNKNOWN.text else text
    value = getattr(row, _EXACT[key], None)
    return "" if value is None or (isinstance(value, str) and known_date(value) is None) else clean_line(str(value))


def _fits(row: Any, budget: Budget | None) -> Cell:
    from hubtui.presentation.fits import fits_cell  # most listings do not need it

    return fits_cell(row, budget)


def _state(row: Any, _now: datetime) -> Cell:
    word = state_word(row)
    return state(word) if word else _PLAIN


_CELLS: Cells = {
    "id": lambda row, _now: Cell(row.id),
    "id_and_state": lambda row, _now: Cell(row.id, state_word(row)),
    "state": _state,
    "likes": lambda row, _now: number(row.likes),
    "downloads": lambda row, _now: number(row.downloads),
    "updated": lambda row, now: ago(row.last_modified, now),
    "created": lambda row, now: ago(row.created_at, now),
    **model.CELLS,
    **dataset.CELLS,
    **space.CELLS,
}


def _cell(key: str) -> CellOf:
    """Return the function that makes the cell of a column."""
    found = _CELLS.get(key)
    if found is None:
        from hubtui.presentation.optional_cells import CELLS  # rarely needed

        found = CELLS[key]
    return found
