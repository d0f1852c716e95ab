"""A dialog with a few rows, and a message below them."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from hubtui.action_target import ActionTarget
from hubtui.pages.keyed import KeyedDialog
from hubtui.text.columns import Cell, Column
from hubtui.widgets.bars import Bar
from hubtui.widgets.row_list import RowList, Rows

MOST_ROWS = 10
_FRAME = 4


class ListDialog(KeyedDialog[None]):
    """A dialog that lists rows.

    A subclass shows the rows with `show`, and has the actions for the row under the cursor. `keys` is a text in the
    frame that says which keys run these actions.
    """

    def __init__(
        self,
        title: str,
        keys: str,
        columns_for: Callable[[int], list[Column]],
        *,
        rows: int,
        id: str,
        most_rows: int = MOST_ROWS,
    ) -> None:
        """`rows` is the number of rows at first, `most_rows` the largest number that is visible at once."""
        super().__init__()
        self._title = title
        self._shown_keys = keys
        self._height = max(1, min(rows, most_rows)) + _FRAME
        self.row_list = RowList(columns_for=columns_for, header=False, id=id)
        self._words = Bar(id="words")

    def compose(self) -> ComposeResult:
        """Yield the list and the message."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = self._title
            dialog.border_subtitle = self._shown_keys
            dialog.styles.height = self._height
            yield self.row_list
            yield self._words

    def show(self, rows: Rows, words: str = "", role: str = "dim") -> None:
        """Show other rows and a message. The cursor stays on the row with the same id."""
        self.row_list.show_rows(rows, keep_cursor=True)
        # All rows are here: an action that moves the row under the cursor moves the cursor, too.
        self.row_list.cursor_place.choose()
        self._words.show([("", [Cell(words, role)])], [])

    def on_mount(self) -> None:
        """Focus the list."""
        self.row_list.focus()

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the list, which has the actions that move its cursor."""
        return (self.row_list,)

    def on_row_list_chosen(self) -> None:
        """Do nothing more: a click only moves the cursor."""
