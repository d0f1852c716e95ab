"""The rows of a pager as the list asks for them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hubtui.presentation import values
from hubtui.presentation.rows import cells
from hubtui.text.columns import Cell, Column

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.models.rows import Row


class ListingRows:
    """A view on rows that grow; `budget` returns the memory that models are judged by."""

    def __init__(self, rows: "Sequence[Row]", budget: "Callable[[], Budget | None]" = lambda: None) -> None:
        self.rows = rows
        self._budget = budget

    def __len__(self) -> int:
        return len(self.rows)

    def id_at(self, index: int) -> str:
        """The repo id of a row."""
        return self.rows[index].id

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        """A row's cells."""
        return cells(self.rows[index], columns, values.utc_now(), self._budget())
