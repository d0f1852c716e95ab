"""From the pager to the list: rows as they come, and words for what is under way, over or wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from hubtui.action_target import ActionTarget
from hubtui.changes.queue import ChangeQueue, QueuedChange
from hubtui.hub.errors import SortRefused
from hubtui.hub.kinds import KINDS
from hubtui.hub.packed_rows import LIVE, PackedRows
from hubtui.presentation.choice import Choice
from hubtui.presentation.columns import UNKNOWN_SHAPE, queries_of, shape_of
from hubtui.presentation.filter_line import FilterLine
from hubtui.presentation.filters import order_words
from hubtui.presentation.news import new_words
from hubtui.presentation.values import since
from hubtui.presentation.words import Looked, Progress, count_words, tail_words
from hubtui.resources.listing.loaded_order import LoadedOrder
from hubtui.resources.listing.news import News
from hubtui.resources.listing.rows import ListingRows
from hubtui.text.columns import GUTTER, Cell
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.worker.memory import give_back
from hubtui.worker.pager import Pager, PagerState
from hubtui.worker.worker import Worker

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.models.rows import Row
    from hubtui.hub.query import ListingQuery
    from hubtui.pages.frame import FrameState
    from hubtui.worker.merged_pager import MergedPager

# What was shown is let go of by then.
_GIVE_BACK_SECONDS = 1.0
_TROUBLE = (PagerState.WAITING, PagerState.FAILED)


class Loading(ActionTarget):
    """Owns the pager of a listing screen.

    The rows of the listing before stay in view until the new ones are there, or until it is known that they are not
    to be had; those of the same listing stay even then.
    """

    def __init__(
        self,
        frame: FrameState,
        row_list: RowList,
        bar: FilterBar,
        worker: Worker,
        edits: ChangeQueue,
        on_rows: Callable[[], None],
        on_other_order: Callable[[Choice, BaseException | None], bool],
    ) -> None:
        """`on_rows` is called when the rows of another listing are in view.

        `on_other_order` is called when the Hub does not give the order of the choice: with its refusal, or with None
        where it answered in the other direction. It gives back whether another listing was asked for instead.
        """
        self._frame = frame
        self._kept_at = 0.0
        self._row_list = row_list
        self._bar = bar
        self._worker = worker
        self._edits = edits
        self.order = LoadedOrder(self._budget)
        self.loaded: Sequence[Row] = ()
        """The rows in the Hub's order, with what was changed since they were asked for."""
        self._view = ListingRows((), self._budget)
        self._asked_at: dict[Pager | MergedPager, float] = {}
        self._on_rows = on_rows
        self._on_other_order = on_other_order
        self._choice: Choice | None = None
        self._pager: Pager | MergedPager | None = None
        self._shown: Pager | MergedPager | None = None
        self._keep_cursor = False
        self._cursor = ""
        self.shape = UNKNOWN_SHAPE
        self.news = News()
        self._countdown: Timer | None = None
        self._stop_listening: list[Callable[[], None]] = []
        self.on_other_memory: Callable[[], None] = lambda: None
        """Called when models have to fit into another memory."""

    def _budget(self) -> Budget | None:
        return self._frame.memory.budget

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they are shown: all that are loaded, in the Hub's order or another one."""
        return self._view.rows

    @property
    def ids(self) -> Iterable[str]:
        """The ids of all of them, in the Hub's order."""
        rows = self.loaded
        return rows.ids() if isinstance(rows, PackedRows) else (row.id for row in rows)

    def row_under_cursor(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self._row_list.cursor] if self.rows else None

    def start(
        self,
        choice: Choice,
        keep_cursor: bool = False,
        cursor: str = "",
        kept: tuple[list[Row], float] | None = None,
    ) -> None:
        """Ask for a listing from its beginning; the cursor goes to the row of this id, if that is among the first.

        `kept` are rows of an earlier time that are in view already, and when they were last true.
        """
        self.close()
        self._stop_listening = [self._edits.listen(self._edited), self._frame.memory.listen(self._memory_changed)]
        self._choice = choice
        self._cursor = cursor
        self._keep_cursor = keep_cursor
        if self._waits_for_memory:
            self._pager = None
            self._show_waiting()
            return
        queries = queries_of(choice, self._frame.settings)
        # What is loaded is more than what was kept of it.
        anew = keep_cursor and bool(self.rows)
        slot = f"listing:{choice.repo_type}"
        keeps = self._keeps(choice)
        if len(queries) == 1:
            self._pager = Pager(self._worker, queries[0], slot=slot, on_change=self._changed, anew=anew, keeps=keeps)
        else:
            from hubtui.worker.merged_pager import MergedPager  # few ask for several listings at once

            self._pager = MergedPager(self._worker, queries, slot=slot, on_change=self._changed, anew=anew, keeps=keeps)
        self._asked_at = {pager: moment for pager, moment in self._asked_at.items() if pager is self._shown}
        self._asked_at[self._pager] = self._worker.clock()
        if not keep_cursor and len(queries) == 1 and keeps is None:
            self._show_kept(queries[0], kept)
        self.look()
        self._show_words()

    @property
    def _waits_for_memory(self) -> bool:
        """Whether rows are to be judged by a memory that is being looked for."""
        memory = self._frame.memory
        return bool(self._choice and self._choice.fits) and memory.budget is None and not memory.is_searched

    def _keeps(self, choice: Choice) -> Callable[[Any], bool | None] | None:
        """Return what tells which rows are shown, None where all are."""
        budget = self._frame.memory.budget
        if not choice.fits:
            return None
        if budget is None:
            self._frame.announce("the memory of this machine is not known: M sets it", "failed")
            return None
        from hubtui.presentation.fits import keep_that_fit

        return keep_that_fit(choice.fits, budget)

    def _show_waiting(self) -> None:
        self._row_list.rows_changed([[Cell(" " * GUTTER), Cell("Looking for the memory of this machine…", "dim")]])

    def _memory_changed(self) -> None:
        """Judge the rows anew: those in view, or, where only some of them are shown, all."""
        choice = self._choice
        if choice is None or choice.repo_type != "model":
            return
        if choice.fits:
            self.start(choice, keep_cursor=True)
        elif self.order.column == "fits":
            self.order.forget()
            self._show_again(self.loaded)
        self._row_list.columns_changed()
        self.on_other_memory()

    def sort_loaded(self, choice: Choice, column: str, is_reversed: bool = False) -> None:
        """Show what is loaded sorted by a column, "" for the Hub's order; the cursor goes to the first row."""
        if (column, is_reversed) == (self.order.column, self.order.is_reversed):
            return
        self.order.choose(choice.repo_type, column, is_reversed)
        self._view.rows = self.order.of(self.loaded)
        self._row_list.show_rows(self._view)
        self._row_list.columns_changed()
        self._on_rows()
        self._show_words()
        self.look()

    def use_columns(self, keys: Collection[str]) -> None:
        """Other columns are shown: ask for what the rows have not got for them."""
        choice, pager = self._choice, self._pager
        if choice is not None and self.order.column not in ("", *keys):
            self.sort_loaded(choice, "")
        self._row_list.columns_changed()
        if choice is not None and pager is not None:
            (query, *_) = queries_of(choice, self._frame.settings)
            if not set(query.expand) <= set(pager.query.expand):
                self.start(choice, keep_cursor=True)

    def close(self) -> None:
        """Nothing more is asked for or shown."""
        self._stop_countdown()
        while self._stop_listening:
            self._stop_listening.pop()()
        if self._pager is not None:
            self._pager.close()

    def look(self) -> None:
        """Tell the pager how far the user has got."""
        if self._pager is not None:
            rows = self._row_list
            top = rows.top_row if self._pager is self._shown else 0
            self._pager.look(top + rows.page_rows - 1, rows.page_rows)

    def stop(self) -> bool:
        """Give up what the user waits for; whether there was anything. What is fetched ahead goes on."""
        pager = self._pager
        if pager is None:
            return False
        rows = self._row_list
        looked_at = pager is not self._shown or rows.top_row + rows.page_rows > len(pager.rows)
        return (looked_at or pager.state is PagerState.WAITING) and pager.stop()

    @property
    def in_trouble(self) -> bool:
        """Whether rows failed to come, or were stopped on their way."""
        return self._pager is not None and self._pager.state in _TROUBLE

    def retry(self) -> None:
        """Load what failed, or was stopped, now."""
        if self._pager is not None:
            self._pager.retry()

    def do_refresh(self) -> None:
        """Ask the Hub again; the cursor stays with its row."""
        if self._choice is not None:
            self.start(self._choice, keep_cursor=True)

    @property
    def can_go_on(self) -> bool:
        """Whether there are more rows, and nothing went wrong on the way to them."""
        # It may be fetching ahead again already.
        return self._pager is not None and self._pager.state in (PagerState.READY, PagerState.LOADING)

    async def load_all(self, at_most: int | None) -> bool:
        """Load until the end, or until there are `at_most` rows; whether the end was reached."""
        return self._pager is not None and await self._pager.load_all(at_most)

    def _changed(self, pager: Pager | MergedPager) -> None:
        is_other_order = pager.runs_down or isinstance(pager.failure, SortRefused)
        if self._choice is not None and is_other_order and self._on_other_order(self._choice, pager.failure):
            return
        known = bool(pager.rows) or pager.state is PagerState.ENDED
        if pager is not self._shown and (known or (pager.state in _TROUBLE and not self._keep_cursor)):
            self._show_rows(pager)
        else:
            if pager is self._shown:
                self._grow(self._with_edits(pager))
                self._fit_columns()
            self._show_words()

    def _grow(self, rows: Sequence[Row]) -> None:
        """There are more rows than before."""
        if self.order.column and len(rows) != len(self._view):
            self._show_again(rows)
        else:
            self._view.rows = self._sorted(rows)

    def _show_again(self, rows: Sequence[Row]) -> None:
        self.loaded = rows
        self.order.show(self._row_list, self._view, rows)

    def _sorted(self, rows: Sequence[Row]) -> Sequence[Row]:
        self.loaded = rows
        return self.order.of(rows)

    def _show_kept(self, query: ListingQuery, kept: tuple[list[Row], float] | None) -> None:
        """The rows of the last time, until the Hub has answered."""
        self._keep_cursor = kept is not None
        if kept is None and self._frame.store is not None:
            from hubtui.worker.cached_rows import cached_rows

            kept = cached_rows(self._frame.store, query)
        if kept is None:
            return
        rows, self._kept_at = kept
        self._shown, self._view = None, ListingRows(self._sorted(rows), self._budget)
        self._place_rows()
        # The user may have moved in them by the time that the others come.
        self._keep_cursor = True

    def _place_rows(self) -> None:
        if self._cursor:
            self._row_list.cursor_id = self._cursor
        self.shape = UNKNOWN_SHAPE
        self._fit_columns()
        self._row_list.show_rows(self._view, keep_cursor=self._keep_cursor or bool(self._cursor))
        self._cursor = ""
        self._on_rows()

    def _fit_columns(self) -> None:
        """Lay the columns out for the rows in view, where those need others than before."""
        assert self._choice is not None
        before, self.shape = self.shape, shape_of(self._choice.repo_type, self.loaded, self.shape)
        if self.shape != before:
            self._row_list.columns_changed()

    def _show_rows(self, pager: Pager | MergedPager) -> None:
        if self._shown is not None and len(self._shown.rows) > LIVE:
            self._row_list.set_timer(_GIVE_BACK_SECONDS, give_back)
        self._shown = pager
        # The rows of the listing before, which may be many, go.
        self._asked_at = {pager: self._asked_at[pager]}
        self._view = ListingRows(self._sorted(self._with_edits(pager)), self._budget)
        self._kept_at = 0.0
        self._place_rows()
        is_whole = self._choice is not None and not self._choice.fits
        if self._frame.store is not None and isinstance(pager, Pager) and is_whole:
            from hubtui.worker.cached_rows import save_rows

            save_rows(self._frame.store, pager.query, pager.rows)
        self._show_words()
        self.look()

    def _with_edits(self, pager: Pager | MergedPager) -> Sequence[Row]:
        return self._edits.view(pager.query, pager.rows, self._asked_at[pager], not pager.more)

    def _edited(self, edit: QueuedChange) -> None:
        """A change began, or ended: the row changes, comes, goes, or is as it was."""
        from hubtui.changes.repo_changes import Create, Delete, Move

        pager = self._shown
        if pager is None or edit.change.repo_type != pager.query.repo_type:
            return
        if isinstance(edit.change, Move) and edit.error is None:
            self._row_list.renamed(edit.change.repo_id, edit.change.new_id)
        elif isinstance(edit.change, Move):
            self._row_list.renamed(edit.change.new_id, edit.change.repo_id)
        if isinstance(edit.change, Delete) and edit.ended is not None and edit.error is None:
            self._row_list.marks.ids.pop(edit.change.repo_id, None)
        if isinstance(edit.change, Create) and self._row_list.screen in self._row_list.app.screen_stack:
            # The user has just made it here: the cursor goes to the new repo.
            self._row_list.cursor_id = edit.change.repo_id
        self._show_again(self._with_edits(pager))
        self._on_rows()
        self._show_words()

    def _show_words(self) -> None:
        """The filter bar, and the lines below the last row."""
        pager, choice = self._pager, self._choice
        if pager is None or choice is None:
            return
        seconds = pager.retry_at - self._worker.clock() if pager.retry_at is not None else 0.0
        shown = len(self.rows) if pager is self._shown else len(pager.rows)
        progress = Progress(pager.state.value, shown, pager.asked_for, pager.error, seconds, self._looked(pager))
        rows = self._row_list
        chips = choice.chips()
        noun, filters = f"{KINDS[choice.repo_type].noun}s", [chip.label for chip in chips]
        tail = tail_words(progress, noun, choice.text, filters, rows.size.width - 2 * GUTTER)
        rows.rows_changed([[Cell(" " * GUTTER), *line] for line in tail])
        # Upwards only over rows that were seen to be so: until these have come, those before them are in view.
        ascending = None if choice.ascending and pager is not self._shown else choice.ascending
        order = self.order.words or order_words(choice.sort, ascending)
        self._bar.show(FilterLine(choice.text, chips, order, self._count(pager)))
        if pager.state is PagerState.WAITING:
            self._start_countdown()
        else:
            self._stop_countdown()

    def _count(self, pager: Pager | MergedPager) -> str:
        if pager is not self._shown and pager.state in _TROUBLE:
            # The rows in view are the old ones: what went wrong stands below the last of them, perhaps out of sight.
            return "could not refresh; r tries again"
        if self._kept_at and not pager.rows:
            return f"as of {since(self._kept_at)}"
        shown = len(self.rows) if pager is self._shown else len(pager.rows)
        shown_choice = self._choice if pager is self._shown else None
        many_new = self.news.show(self._row_list, self.loaded, shown_choice, is_ruled=not self.order.column)
        new = new_words(many_new, 10**9)
        words = count_words(shown, pager.more, self._looked(pager))
        return f"{new}{', ' if new else ''}{words}" if words else ""

    def _looked(self, pager: Pager | MergedPager) -> Looked | None:
        """Return how many rows were looked at, None where all of them are shown."""
        is_judged = self._choice is not None and self._choice.fits and self._frame.memory.budget is not None
        return Looked(pager.looked_at, pager.unclear) if is_judged else None

    def _start_countdown(self) -> None:
        if self._countdown is None:
            self._countdown = self._row_list.set_interval(1.0, self._show_words)

    def _stop_countdown(self) -> None:
        if self._countdown is not None:
            self._countdown.stop()
            self._countdown = None
