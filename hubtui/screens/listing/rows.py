"""The rows of a pager as the list asks for them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hubtui.presentation import values
from hubtui.presentation.rows import cells
from hubtui.text.columns import Cell, Column

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row


class ListingRows:
    """A view on rows that grow."""

    def __init__(self, rows: "Sequence[Row]") -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def id_at(self, index: int) -> str:
        """The repo id of a row."""
        return self.rows[index].id

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        """A row's cells."""
        return cells(self.rows[index], columns, values.utc_now())
