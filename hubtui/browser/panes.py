"""The list and its preview, side by side or one below the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.containers import Container

from hubtui.widgets.row_list import RowList

if TYPE_CHECKING:
    from hubtui.browser.shown_list import ShownList


class Panes(Container):
    """Tells the parts of a list what happens in it; `begin` is called once the list has its place on the screen."""

    def __init__(
        self, shown: ShownList, begin: Callable[[], None], run_named: Callable[[str], Awaitable[None]]
    ) -> None:
        super().__init__(shown.rows, shown.pane, id="panes")
        self._shown = shown
        self._begin = begin
        self._run_named = run_named

    def on_row_list_looked(self) -> None:
        """Load more before the end is in view."""
        rows = self._shown.rows
        if self._shown.has_begun:
            self._shown.model.look(rows.top_row + rows.page_rows - 1)
        else:
            self.call_after_refresh(self._begin)

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """Let the preview follow."""
        self._shown.preview.follow(self._shown.item, event.scrolled, self._shown.rows.cursor_id)

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a row that is double-clicked."""
        if event.clicks == 2:
            await self._run_named("open_row")
