"""The dialog that chooses the columns of a listing and their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from hubtui.dialogs.item_rows import ItemRows
from hubtui.dialogs.list_dialog import ListDialog
from hubtui.places import COLUMNS, MENU
from hubtui.presentation.column_table import ListingColumn, column_keys, column_of
from hubtui.text.columns import Cell, Column

_MOST_ROWS = 16
_HINT = "where there is little room, the last ones leave first"


def _cells(column: ListingColumn, _columns: Sequence[Column]) -> list[Cell]:
    requested = "larger answers" if column.fields else ""
    return [Cell(column.words), Cell(column.key, "dim"), Cell(requested, "dim")]


def _columns(_width: int) -> list[Column]:
    return [Column("words", "", 0), Column("key", "", 14), Column("fields", "", 14)]


class ColumnDialog(ListDialog):
    """Calls `use` with the keys of the chosen columns, or with none for the default columns."""

    PLACES: ClassVar[tuple[str, ...]] = (COLUMNS, MENU)

    def __init__(
        self, repo_type: str, shown: Sequence[str], default: Sequence[str], use: Callable[[Sequence[str]], None]
    ) -> None:
        """`shown` are the keys of the present columns in their order, `default` those of the default."""
        every = column_keys(repo_type)
        words = "space show · K J move · enter use · d default · esc leave"
        super().__init__("Columns", words, _columns, rows=len(every), most_rows=_MOST_ROWS, id="columns")
        self._every = every
        self._repo_type = repo_type
        self._default = tuple(default)
        self._use = use
        self._keys: list[str] = []
        self._put_first(shown)

    def _put_first(self, shown: Sequence[str]) -> None:
        self._keys = [*shown, *(key for key in self._every if key not in shown)]
        self.row_list.marks.ids = dict.fromkeys(shown)

    def on_mount(self) -> None:
        """Show all columns of this type of repo, the present ones first."""
        super().on_mount()
        self._show()

    def _show(self, words: str = _HINT, role: str = "dim") -> None:
        columns = [column_of(self._repo_type, key) for key in self._keys]
        self.show(ItemRows(columns, lambda column: column.key, _cells), words, role)

    def do_toggle_column(self) -> None:
        """Show the column under the cursor or hide it, and move down."""
        self.row_list.marks.toggle(self.row_list.cursor_id)
        self.row_list.redraw()
        self.row_list.do_down()

    def do_move_up(self) -> None:
        """Move the column one place to the left in the listing."""
        self._move(-1)

    def do_move_down(self) -> None:
        """Move the column one place to the right in the listing."""
        self._move(1)

    def _move(self, by: int) -> None:
        place = self.row_list.cursor + by
        if 0 <= place < len(self._keys):
            self._keys.insert(place, self._keys.pop(self.row_list.cursor))
            self._show()

    def do_default_columns(self) -> None:
        """Mark the default columns, in their order."""
        self._put_first(self._default)
        self._show("the default; enter uses it")

    def do_apply(self) -> None:
        """Use the marked columns, and close the dialog."""
        chosen = tuple(key for key in self._keys if key in self.row_list.marks.ids)
        if not chosen:
            self._show("choose at least one column", "failed")
            return
        self.answer(None)
        self._use(() if chosen == self._default else chosen)
