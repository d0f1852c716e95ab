"""What works behind a listing screen; made after the first paint, for most of hubtui is imported with it."""

from __future__ import annotations

from collections.abc import Callable

from hubtui.browser.preview import Preview
from hubtui.changes.queue import ChangeQueue
from hubtui.pages.frame import FrameScreen
from hubtui.presentation.choice import Choice
from hubtui.resources.listing.columns import ColumnChoice
from hubtui.resources.listing.finding import Finding
from hubtui.resources.listing.loading import Loading
from hubtui.resources.listing.marking import Marking
from hubtui.resources.listing.previewed import PreviewedRows
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.worker.worker import Worker


class Parts:
    """Finding, loading and marks of one listing screen, wired to its widgets."""

    def __init__(
        self,
        screen: FrameScreen,
        widgets: tuple[FilterBar, RowList],
        preview: Preview,
        worker: Worker,
        choice: Choice,
        edits: ChangeQueue,
        on_turn: Callable[[], None],
        on_columns: Callable[[], None],
    ) -> None:
        """`on_turn` is called before the user turns to another choice, `on_columns` when other columns are chosen."""
        bar, row_list = widgets
        self._memory = screen.frame.memory
        self._preview = preview
        preview.source = PreviewedRows(worker, choice.repo_type, preview.draw, screen.frame.memory)
        self.loading = Loading(screen.frame, row_list, bar, worker, edits, self.follow, self._other_order)
        self.loading.on_other_memory = preview.draw
        self.columns = ColumnChoice(screen, row_list, choice.repo_type, self._with_fits, on_columns)
        self.finding = Finding(screen, bar, row_list, self.loading, worker, choice, on_turn, lambda: self.columns.shown)
        self.marking = Marking(screen, row_list, self.loading, edits, choice.repo_type)

    def _with_fits(self) -> bool:
        return self.finding.choice.shows_fits(self._memory)

    def _other_order(self, choice: Choice, refusal: BaseException | None) -> bool:
        return self.finding.other_order(choice, refusal)

    def follow(self, scrolled: bool = False) -> None:
        """The cursor stands on another row, or on another listing's."""
        self._preview.follow(self.loading.row_under_cursor(), scrolled)
