"""The page of the first rows of a split: a table, and the row under the cursor in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from textual.containers import Container
from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.browser.pane_focus import PaneFocus
from hubtui.browser.preview import Preview
from hubtui.hub.errors import HubError, Missing
from hubtui.hub.viewer import FirstRowsOf
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.work import start_work
from hubtui.places import LIST, PAGE, PREVIEW, READING, ROWS, STACKED, WHOLE_ROW
from hubtui.presentation.bars import Parts
from hubtui.presentation.lines import wrap
from hubtui.presentation.rows_table import RowsTable, whole_row
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import failure_words
from hubtui.text.columns import GUTTER, Cell, column_room
from hubtui.text.document import Line
from hubtui.widgets.reader import Reader
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane
from hubtui.worker.parquet_rows import ParquetRows


class RowsScreen(FrameScreen):
    """Shows rows from the dataset viewer, or from the Parquet file if the viewer has none."""

    def __init__(self, frame: FrameState, page: RepoPage, config: str, split: str) -> None:
        super().__init__(frame)
        self._page = page
        self._config, self._split = config, split
        self._table = RowsTable((), ())
        self._list = RowList(columns_for=lambda width: self._table.columns_for(width), id="table")
        self._pane = TextPane(id="preview")
        self._preview = Preview(self, self._list, self._pane, source=self)
        self._pane_focus = PaneFocus(self._list, self._preview, self._pane)
        self._reader = Reader(id="row")
        self._reader.display = False
        self._both = Container(self._list, self._pane, classes="panes")

    def body(self) -> Iterable[Widget]:
        """Yield the table with its preview, and the reader of a row, of which one is shown at a time."""
        yield self._both
        yield self._reader

    @property
    def places(self) -> tuple[str, ...]:
        """The places of a row that is open, else those of the table."""
        return (*((WHOLE_ROW, READING) if self._reader.display else (ROWS, PREVIEW)), STACKED, LIST, PAGE)

    def top_parts(self, width: int) -> Parts:
        """Return "back", the split, and the place in the table."""
        shown = len(self._table.columns_for(column_room(self.size.width)))
        row = f"   row {self._list.cursor + 1} of the first {len(self._table)}" if self._reader.display else ""
        return [
            ("close", [Cell(f"‹ {self._page.repo_id}", "accent"), Cell("   ")]),
            ("", [Cell(f"{self._config} / {self._split}", "active")]),
            ("", [Cell(row or f"   {self._table.place_words(shown)}", "dim")]),
        ]

    def on_mount(self) -> None:
        """Load the rows after the first paint."""
        self._list.focus()
        self._preview.place()
        self._say("Loading…")
        self.call_after_refresh(lambda: start_work(self, self._load, "rows"))

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: the reader of an open row, else the table and its preview."""
        if self._reader.display:
            return self._reader.targets()
        return (self._pane_focus, self._preview, self._pane if self._preview.is_in_use else self._list)

    def _say(self, words: str, role: str = "dim") -> None:
        width = max(20, self.app.size.width - 2 * GUTTER)
        self._list.rows_changed([[Cell(" " * GUTTER + line, role)] for line in wrap(words, width)])

    async def _load(self) -> None:
        page = self._page
        try:
            try:
                found = await page.ask(FirstRowsOf(page.repo_id, self._config, self._split))
            except Missing:
                found = await page.ask(ParquetRows(page.repo_id, self._config, self._split))
        except HubError as error:
            self._say(failure_words(error), "dim" if isinstance(error, Missing) else "failed")
            return
        self._table = RowsTable([(feature.name, feature.type) for feature in found.features], found.rows)
        self._list.columns_changed()
        self._list.show_rows(self._table)
        self._follow()
        self._say("" if found.rows else "there are no rows")
        self.show_frame()

    # The preview

    def _follow(self, scrolled: bool = False) -> None:
        self._preview.follow(self._table.rows[self._list.cursor] if len(self._table) else None, scrolled)

    def preview(self, item: Sequence[Any], width: int) -> Iterable[Line]:
        """Return the values of a row as lines, which needs no request."""
        return whole_row(self._table.features, item, width).lines

    async def load_preview(self, item: Sequence[Any], width: int) -> None:
        """Do nothing: all of a row is here."""

    def leave_preview(self) -> None:
        """Do nothing: nothing is loaded."""

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """Show the row under the cursor in the preview."""
        self._follow(event.scrolled)

    def on_resize(self) -> None:
        """Choose the place of the preview for the new size."""
        self._preview.place()
        super().on_resize()

    # Actions

    def do_open_row(self) -> None:
        """Show the row under the cursor in full."""
        if len(self._table):
            self._preview.leave_zoom()
            self._reader.display, self._both.display = True, False
            self.on_reader_resized()
            self._reader.focus()
            self.show_frame()

    def do_preview_down(self) -> bool:
        """Show the next row in full. Return whether a row is open."""
        return self._show_other_row(1)

    def do_preview_up(self) -> bool:
        """Show the previous row in full. Return whether a row is open."""
        return self._show_other_row(-1)

    def _show_other_row(self, rows: int) -> bool:
        if self._reader.display:
            self._list.move_lines(rows)
            self.on_reader_resized()
            self.show_frame()
        return self._reader.display

    def on_reader_resized(self) -> None:
        """Lay out the open row for the width of the reader."""
        if self._reader.display and len(self._table):
            row = self._table.rows[self._list.cursor]
            self._reader.show(whole_row(self._table.features, row, self._reader.text_width))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a row that is double-clicked."""
        if event.clicks == 2:
            self.do_open_row()

    def do_columns_right(self) -> None:
        """Show columns farther right."""
        self._scroll(1)

    def do_columns_left(self) -> None:
        """Show columns farther left."""
        self._scroll(-1)

    def _scroll(self, columns: int) -> None:
        if self._table.scroll(columns):
            self._list.columns_changed()
            self.show_frame()
        else:
            self.notice("no more columns there")

    def do_leave(self) -> None:
        """Close the row, leave the preview, or go back."""
        if not self._reader.display:
            if not self._pane_focus.leave():
                self.do_close()
        elif not self._reader.leave():
            self._reader.display, self._both.display = False, True
            self._list.focus()
            self.show_frame()

    def do_close(self) -> None:
        """Go back to the dataset."""
        if self._reader.display:
            self.do_leave()
            return
        self._page.routes.back()
