"""A dialog of a few rows with keys of their own, and a line of words below them."""

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
    """`keys` tell in the frame what can be done with the row under the cursor; subclasses do it and `show` the rows."""

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
        """`rows` is how many there are at first, `most_rows` how many are in view at once at most."""
        super().__init__()
        self._title = title
        self._shown_keys = keys
        self._height = max(1, min(rows, most_rows)) + _FRAME
        self.row_list = RowList(columns_for=columns_for, header=False, id=id)
        self._words = Bar(id="words")

    def compose(self) -> ComposeResult:
        """The rows, and the words."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = self._title
            dialog.border_subtitle = self._shown_keys
            dialog.styles.height = self._height
            yield self.row_list
            yield self._words

    def show(self, rows: Rows, words: str = "", role: str = "dim") -> None:
        """Other rows; the cursor stays with its own."""
        self.row_list.show_rows(rows, keep_cursor=True)
        self._words.show([("", [Cell(words, role)])], [])

    def on_mount(self) -> None:
        """The keys are for the rows."""
        self.row_list.focus()

    def targets(self) -> tuple[ActionTarget, ...]:
        """The list moves by itself."""
        return (self.row_list,)

    def on_row_list_chosen(self) -> None:
        """A click moves there; a key does something."""
