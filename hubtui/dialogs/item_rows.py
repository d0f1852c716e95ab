"""The items of a list as its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from hubtui.text.columns import Cell, Column

Item = TypeVar("Item")


class ItemRows(Generic[Item]):
    """A row for each of `items`. `id_of` returns the id of an item, and `cells_of` its cells.

    `cells_of` may return cells for more columns than there are: the last ones are left out then.
    """

    def __init__(
        self,
        items: Sequence[Item],
        id_of: Callable[[Item], str],
        cells_of: Callable[[Item, Sequence[Column]], Sequence[Cell]],
    ) -> None:
        self._items = items
        self._id_of = id_of
        self._cells_of = cells_of

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._items)

    def id_at(self, index: int) -> str:
        """Return the id of a row."""
        return self._id_of(self._items[index])

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a row."""
        return self._cells_of(self._items[index], columns)[: len(columns)]
