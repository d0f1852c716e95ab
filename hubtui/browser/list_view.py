"""The widgets of a list: filter bar, rows and preview."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.containers import Container

from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList

if TYPE_CHECKING:
    from hubtui.browser.shown_list import ShownList


class ListView(Container):
    """Contains the widgets of a list, and gives their messages to its parts.

    `begin` is called once the list has its size on the screen; `run_named` runs an action.
    """

    def __init__(
        self, shown: ShownList, begin: Callable[[], None], run_named: Callable[[str], Awaitable[None]]
    ) -> None:
        super().__init__(shown.bar, Container(shown.rows, shown.pane, id="panes"))
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
        """Show the item under the cursor in the preview, and what can be done with it."""
        self._shown.cursor_moved(event.scrolled)

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a row that was double-clicked."""
        if event.clicks == 2:
            await self._run_named("open_row")

    def on_filter_bar_edited(self, event: FilterBar.Edited) -> None:
        """Search while the words are typed."""
        if event.purpose == "search":
            self._shown.searching.typed(event.text.strip(), event.is_partial)

    def on_filter_bar_submitted(self, event: FilterBar.Submitted) -> None:
        """Take the text of the field, and focus the list."""
        self._shown.rows.focus()
        self._shown.searching.submitted(event.purpose, event.text.strip())

    async def on_filter_bar_clicked(self, event: FilterBar.Clicked) -> None:
        """Remove the filter that was clicked, or run the action of another part of the bar."""
        if event.name.startswith("chip:"):
            self._shown.model.chip_clicked(event.name.removeprefix("chip:"))
        else:
            await self._run_named(event.name)
