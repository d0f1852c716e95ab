"""The first rows of a split: a table with a row cursor, and the row under it in full."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.hub.errors import HubError, Missing
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.work import start_work
from hubtui.places import LIST, PAGE, READING, ROWS, STACKED
from hubtui.presentation.bars import Parts
from hubtui.presentation.lines import wrap
from hubtui.presentation.rows_table import RowsTable, whole_row
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import failure_words
from hubtui.text.columns import GUTTER, Cell, Column, column_room
from hubtui.widgets.reader import Reader
from hubtui.widgets.row_list import RowList
from hubtui.worker.parquet_rows import ParquetRows
from hubtui.worker.requests import FirstRowsOf


class RowsScreen(FrameScreen):
    """Shows rows from the viewer service, or from the Parquet file itself where that has none."""

    def __init__(self, frame: FrameState, page: RepoPage, config: str, split: str) -> None:
        super().__init__(frame)
        self._page = page
        self._config, self._split = config, split
        self._table = RowsTable((), ())
        self._list = RowList(columns_for=self._columns, id="table")
        self._reader = Reader(id="row")
        self._reader.display = False

    def body(self) -> Iterable[Widget]:
        """The table; in its place the row that was opened."""
        yield self._list
        yield self._reader

    @property
    def places(self) -> tuple[str, ...]:
        """Keys read the row that is open, else they move in the table."""
        return (READING if self._reader.display else ROWS, STACKED, LIST, PAGE)

    def top_parts(self, width: int) -> Parts:
        """The way back, the split, and the place in it."""
        shown = len(self._table.columns_for(column_room(self.size.width)))
        row = f"   row {self._list.cursor + 1} of {len(self._table)}" if self._reader.display else ""
        return [
            ("close", [Cell(f"‹ {self._page.repo_id}", "accent"), Cell("   ")]),
            ("", [Cell(f"{self._config} / {self._split}", "active")]),
            ("", [Cell(row or f"   {self._table.place_words(shown)}", "dim")]),
        ]

    def on_mount(self) -> None:
        """Load once it is on the screen."""
        self._list.focus()
        self._say("Loading…")
        self.call_after_refresh(lambda: start_work(self, self._load, "rows"))

    def targets(self) -> tuple[ActionTarget, ...]:
        """The widget in front moves by itself."""
        return (self._reader if self._reader.display else self._list,)

    def _columns(self, width: int) -> list[Column]:
        return self._table.columns_for(width)

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
        self._say("" if found.rows else "there are no rows")
        self.show_frame()

    # Actions

    def do_open_row(self) -> None:
        """Show the row under the cursor in full."""
        if len(self._table):
            self._reader.display, self._list.display = True, False
            self._draw_row()
            self._reader.focus()
            self.show_frame()

    def _draw_row(self) -> None:
        if self._reader.display and len(self._table):
            row = self._table.rows[self._list.cursor]
            self._reader.show(whole_row(self._table.features, row, self._reader.text_width))

    def on_reader_resized(self) -> None:
        """Lay the row out for another width."""
        self._draw_row()

    def on_reader_said(self, event: Reader.Said) -> None:
        """Say what the reader says."""
        self.notice(event.words)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A double click opens the row."""
        if event.clicks == 2:
            self.do_open_row()

    def do_columns_right(self) -> None:
        """Look at columns farther right."""
        self._scroll(1)

    def do_columns_left(self) -> None:
        """Look at columns farther left."""
        self._scroll(-1)

    def _scroll(self, columns: int) -> None:
        if self._table.scroll(columns):
            self._list.columns_changed()
            self.show_frame()
        else:
            self.notice("no more columns there")

    def do_leave(self) -> None:
        """Leave the row, then the page."""
        if not self._reader.display:
            self.do_close()
        elif not self._reader.leave():
            self._reader.display, self._list.display = False, True
            self._list.focus()
            self.show_frame()

    def do_close(self) -> None:
        """Go back to the dataset."""
        if self._reader.display:
            self.do_leave()
            return
        self._page.routes.back()
