"""The dialog of texts that can be copied, each shown before it is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from hubtui.action_target import ActionTarget
from hubtui.dialogs.item_rows import ItemRows
from hubtui.pages.keyed import KeyedDialog, keys_of
from hubtui.places import MENU
from hubtui.presentation.code import wrap_cells
from hubtui.presentation.snippets import Snippet
from hubtui.text.columns import Cell, Column
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.row_list import RowList

_TITLE_WIDTH = 14
_SHOWN_LINES = 5


def _cells(snippet: Snippet, _columns: Sequence[Column]) -> list[Cell]:
    return [Cell(snippet.key, "accent"), Cell(snippet.title), Cell(" ⏎ ".join(snippet.text.split("\n")), "dim")]


class CopyDialog(KeyedDialog[Snippet]):
    """A list of snippets; the answer is the one that was chosen, by its key or with enter."""

    PLACES: ClassVar[tuple[str, ...]] = (MENU,)

    def __init__(self, snippets: Sequence[Snippet], title: str = "Copy") -> None:
        super().__init__()
        self._snippets = snippets
        self._title = title
        self._list = RowList(columns_for=_columns, header=False, id="copies")
        self._whole = FactLines(self._lines, most=_SHOWN_LINES, id="copy")

    def compose(self) -> ComposeResult:
        """Yield a line for each snippet, and the full text of the one under the cursor."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = self._title
            dialog.styles.height = len(self._snippets) + _SHOWN_LINES + 3
            yield self._list
            yield self._whole

    def on_mount(self) -> None:
        """Show the snippets with the cursor on the first."""
        self._list.show_rows(ItemRows(self._snippets, lambda snippet: snippet.key, _cells))
        self._list.focus()
        self._whole.lay_out()

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the list, which has the actions that move its cursor."""
        return (self._list,)

    async def on_key(self, event: events.Key) -> None:
        """Choose the snippet whose key was pressed; other keys are handled by the base class."""
        found = next((snippet for snippet in self._snippets if snippet.key in (event.character, *keys_of(event))), None)
        if found is not None and self.is_current:
            event.stop()
            event.prevent_default()
            self.answer(found)

    def on_row_list_cursor_moved(self) -> None:
        """Show the full text of the snippet under the cursor."""
        self._whole.lay_out()

    def on_row_list_chosen(self) -> None:
        """Choose the snippet that was clicked."""
        self.do_choose()

    def do_choose(self) -> None:
        """Choose the snippet under the cursor."""
        self.answer(self._snippets[self._list.cursor])

    def _lines(self, _width: int) -> list[Sequence[Cell]]:
        snippet = self._snippets[self._list.cursor]
        width = max(20, self._list.size.width - 2)
        return [line for text in snippet.text.split("\n") for line in wrap_cells([Cell(text)], width)]


def _columns(width: int) -> list[Column]:
    return [Column("key", "", 2), Column("title", "", _TITLE_WIDTH), Column("text", "", 0)]
