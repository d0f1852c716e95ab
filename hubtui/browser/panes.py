"""The container of a list and its preview."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.containers import Container

from hubtui.widgets.row_list import RowList

if TYPE_CHECKING:
    from hubtui.browser.shown_list import ShownList


class Panes(Container):
    """Forwards the messages of the list widget to the parts of the list.

    `begin` is called once the list has its size on the screen; `run_named` runs an action.
    """

    def __init__(
        self, shown: ShownList, begin: Callable[[], None], run_named: Callable[[str], Awaitable[None]]
    ) -> None:
        super().__init__(shown.rows, shown.pane, id="panes")
        self._shown = shown
        self._begin = begin
        self._run_named = run_named

    def on_row_list_view_moved(self) -> None:
        """Load more rows before the end is visible."""
        rows = self._shown.rows
        if self._shown.has_begun:
            self._shown.model.look(rows.top_line + rows.page_lines - 1)
        else:
            self.call_after_refresh(self._begin)

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """Show the item under the cursor in the preview."""
        self._shown.preview.follow(self._shown.item, event.scrolled, self._shown.rows.cursor_id)

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a row that was double-clicked."""
        if event.clicks == 2:
            await self._run_named("open_row")
