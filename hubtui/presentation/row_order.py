"""Sort loaded rows by a column, and describe that order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hubtui.fit.verdict import Verdict
from hubtui.hub.sorts import sorted_by, value_of
from hubtui.presentation.column_table import A_TO_Z, ListingColumn, column_of
from hubtui.presentation.fits import fits_cell
from hubtui.presentation.model import parameter_count
from hubtui.presentation.optional_cells import bytes_of_model, more_of
from hubtui.presentation.rows import cells
from hubtui.presentation.sort_words import DOWN, UP
from hubtui.presentation.values import UNKNOWN, moment_of

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget

Value = Callable[[Any], Any]

_NO_TIME = datetime.min
_RANKS = {Verdict.FITS.value: 2, Verdict.TIGHT.value: 1, Verdict.TOO_LARGE.value: 0}
_FIGURES: Mapping[str, Value] = {
    "likes": lambda row: row.likes,
    "downloads": lambda row: row.downloads,
    "trending": lambda row: row.trending_score,
    "params": parameter_count,
    "weights": bytes_of_model,
    "size": lambda row: row.main_size,
    "context": lambda row: row.context_length,
    "updated": lambda row: moment_of(row.last_modified),
    "created": lambda row: moment_of(row.created_at),
}
_MORE_FIGURES = ("downloads_all", "storage", "files", "derived", "spaces")


def sort_key_of(repo_type: str, key: str, budget: Budget | None) -> Value:
    """Return a function that returns the value by which a row is sorted for a column, None if unknown."""
    if key == "fits":
        return lambda row: _rank(row, budget)
    if key in _MORE_FIGURES:
        return lambda row: more_of(row, key)
    if key in _FIGURES:
        return _FIGURES[key]
    columns = [column_of(repo_type, key).column]

    def text(row: Any) -> str | None:
        (cell,) = cells(row, columns, _NO_TIME)
        return cell.text.casefold() if cell != UNKNOWN and cell.text else None

    return text


class RowOrder:
    """The order of loaded rows by a column.

    `sort_loaded` is the key of the column, with "-" before it for the reverse order.
    """

    def __init__(self, repo_type: str, sort_loaded: str, budget: Budget | None = None) -> None:
        key = sort_loaded.removeprefix("-")
        column = column_of(repo_type, key)
        is_reversed = key != sort_loaded
        self.words = loaded_order_words(column, is_reversed)
        self._value = sort_key_of(repo_type, key, budget)
        self._is_descending = is_descending(column, is_reversed)

    def sorted(self, rows: Sequence[Any], row_of: Callable[[Any], Any]) -> list[Any]:
        """Return `rows` in this order, those without a value last.

        `row_of` returns the row of the Hub that belongs to an element of `rows`.
        """
        return sorted_by([(self._value(row_of(row)), row) for row in rows], self._is_descending)


def merge_rows(rows: Sequence[Any], sort: str, ascending: bool, row_of: Callable[[Any], Any]) -> list[Any]:
    """Merge the rows of several listings in an order of the Hub, each repo once.

    `row_of` returns the row of the Hub that belongs to an element of `rows`.
    """
    once = {row_of(row).id: row for row in reversed(rows)}
    return sorted_by([(value_of(row_of(row), sort), row) for row in reversed(once.values())], not ascending)


def is_descending(column: ListingColumn, is_reversed: bool) -> bool:
    """Return whether the order is descending: by default it is for numbers and dates, but not for names."""
    return is_reversed == (column.directions is A_TO_Z)


def loaded_order_words(column: ListingColumn, is_reversed: bool) -> str:
    """Return the order as the filter bar shows it: "size ↓, of what is loaded"."""
    return f"{column.words} {DOWN if is_descending(column, is_reversed) else UP}, of what is loaded"


def directions_of_column(column: ListingColumn) -> tuple[str, str]:
    """Return the texts of the sort menu for the order by a column, and for its reverse."""
    first, last = column.directions
    arrow, reverse_arrow = (DOWN, UP) if is_descending(column, is_reversed=False) else (UP, DOWN)
    return f"{first} {arrow}", f"{last} {reverse_arrow}"


def _rank(row: Any, budget: Budget | None) -> tuple[int, int] | None:
    """Return a sort key for how well a model fits: as it is before at fewer bits, large before small."""
    cell = fits_cell(row, budget)
    rank = _RANKS.get(cell.role)
    if rank is None:
        return None
    return rank, 0 if "bits" in cell.text else 1
