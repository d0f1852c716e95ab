"""The first rows of a split, with the columns and their types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from hubtui.actions import LIST, PAGE, READING, STACKED
from hubtui.hub.errors import HubError, Missing
from hubtui.presentation.bars import Parts
from hubtui.presentation.lines import told
from hubtui.presentation.rows_document import RowsDocument
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.screens.repo.page import RepoPage
from hubtui.screens.repo.section import failure_words
from hubtui.screens.work import start_work
from hubtui.text.columns import Cell
from hubtui.widgets.reader import Reader
from hubtui.worker.parquet_rows import ParquetRows
from hubtui.worker.requests import FirstRowsOf

if TYPE_CHECKING:
    from hubtui.hub.models.viewer import FirstRows


class RowsScreen(FrameScreen):
    """From the viewer service, else from the Parquet file itself."""

    PLACES: ClassVar[tuple[str, ...]] = (READING, STACKED, LIST, PAGE)

    def __init__(self, frame: FrameState, page: RepoPage, config: str, split: str) -> None:
        super().__init__(frame)
        self._page = page
        self._config, self._split = config, split
        self._reader = Reader(id="table", cursor=True)
        self._rows: FirstRows | None = None
        self._document: RowsDocument | None = None

    def body(self) -> Iterable[Widget]:
        """A reader."""
        yield self._reader

    def top_parts(self, width: int) -> Parts:
        """The way back, and what this is."""
        where = Cell(f"{self._config} / {self._split}", "active")
        return [("close", [Cell(f"‹ {self._page.repo_id}", "accent"), Cell("   ")]), ("", [where])]

    def on_mount(self) -> None:
        """Load once it is on the screen."""
        self._say("the rows are on their way …", "dim")
        self._reader.focus()
        self.call_after_refresh(lambda: start_work(self, self._load, "rows"))

    def targets(self) -> tuple[object, ...]:
        """The reader reads."""
        return (self._reader,)

    def _say(self, words: str, role: str) -> None:
        self._reader.show(told(words, role, self._reader.text_width))

    async def _load(self) -> None:
        page = self._page
        try:
            try:
                self._rows = await page.ask(FirstRowsOf(page.repo_id, self._config, self._split))
            except Missing:
                self._rows = await page.ask(ParquetRows(page.repo_id, self._config, self._split))
        except HubError as error:
            self._say(failure_words(error), "dim" if isinstance(error, Missing) else "failed")
            return
        self._draw()

    def _draw(self) -> None:
        if self._rows is None:
            return
        first = self._document is None
        columns = [(feature.name, feature.type) for feature in self._rows.features]
        self._document = RowsDocument(columns, self._rows.rows, self._reader.text_width)
        self._reader.show(self._document, from_top=first)

    def on_reader_resized(self) -> None:
        """Another width."""
        self._draw()

    def on_reader_said(self, event: Reader.Said) -> None:
        """The reader's words."""
        self.notice(event.words)

    def on_reader_chosen(self, event: Reader.Chosen) -> None:
        """Open or close a row."""
        if self._document is not None and self._document.toggle(event.index):
            self._reader.grown()

    def do_leave(self) -> None:
        """The innermost thing of the reader, then the page."""
        if not self._reader.leave():
            self.do_close()

    def do_close(self) -> None:
        """Back to the dataset."""
        page, config, split = self._page, self._config, self._split
        page.navigator.back(lambda: page.navigator.show_rows(page, config, split))
