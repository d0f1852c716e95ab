"""Loads the rows of a listing, and applies the changes made since they were requested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from hubtui.hub.errors import SortRefused
from hubtui.presentation.columns import hub_queries
from hubtui.presentation.row_filter import row_test_of
from hubtui.resources.listing.cached_listing import cached_rows_of
from hubtui.worker.cached_rows import save_rows
from hubtui.worker.memory import collect_and_trim
from hubtui.worker.pager import Pager, PagerState

if TYPE_CHECKING:
    from hubtui.changes.queue import QueuedChange
    from hubtui.hub.models.rows import Row
    from hubtui.pages.session import Session
    from hubtui.presentation.choice import Choice
    from hubtui.resources.listing.listing import Listing
    from hubtui.worker.merged_pager import MergedPager

_MANY = 4096
"""More rows than this take so much memory that it is given back to the system."""
# By then nothing refers to the previous rows any more.
_GIVE_BACK_SECONDS = 1.0
TROUBLE = (PagerState.WAITING, PagerState.FAILED)


class Loading:
    """Owns the pager of a listing.

    The rows of the previous listing stay visible until the new ones arrive or fail to load. When a listing is
    refreshed, its rows stay even then.
    """

    def __init__(self, model: Listing, session: Session) -> None:
        self._model = model
        self._frame = model.browser.frame
        self._list = model.browser.rows
        self._worker = session.worker
        self._queue = session.queue
        self._choice: Choice | None = None
        self.pager: Pager | MergedPager | None = None
        """The pager of the present choice."""
        self.shown: Pager | MergedPager | None = None
        """The pager whose rows are visible; None if they are cached ones."""
        self.cached_at = 0.0
        """The time when the visible cached rows were loaded (seconds since 1970), 0 without such rows."""
        self._asked_at: dict[Pager | MergedPager, float] = {}
        self._keep_cursor = False
        self._countdown: Timer | None = None
        self._stop_listening: list[Callable[[], None]] = []

    # The first rows

    def start(self, choice: Choice, keep_cursor: bool = False, cached_at: float = 0.0) -> None:
        """Load a listing from its beginning. `cached_at` is the time of its cached rows if they are visible, else 0."""
        self.close()
        self._stop_listening = [
            self._queue.listen(self._repo_changed),
            self._frame.memory.subscribe(self._memory_changed),
        ]
        self._choice, self._keep_cursor = choice, keep_cursor or bool(cached_at)
        self.pager, self.cached_at = None, cached_at
        if self.waits_for_memory:
            self._model.browser.show_status()
            return
        queries, keeps = hub_queries(choice, self._frame.settings), self._keeps(choice)
        # The loaded rows are more than the cache has of them.
        anew = keep_cursor and bool(self._model.items)
        slot, told = f"listing:{choice.repo_type}", self._pager_changed
        if len(queries) == 1:
            self.pager = Pager(self._worker, queries[0], slot=slot, on_change=told, anew=anew, keeps=keeps)
        else:
            from hubtui.worker.merged_pager import MergedPager  # rarely needed

            self.pager = MergedPager(self._worker, queries, slot=slot, on_change=told, anew=anew, keeps=keeps)
        self._asked_at = {pager: moment for pager, moment in self._asked_at.items() if pager is self.shown}
        self._asked_at[self.pager] = self._worker.clock()
        if not self._keep_cursor and len(queries) == 1 and keeps is None:
            self._show_kept(choice)
        self._model.awaits_other_rows = not self._keep_cursor
        self.look()
        self._model.browser.show_status()

    def _show_kept(self, choice: Choice) -> None:
        """Show the cached rows of a listing until the Hub answers."""
        if (kept := cached_rows_of(choice, self._frame)) is not None:
            rows, self.cached_at = kept
            self.shown = None
            self._model.show(rows, is_other=True, keep_cursor=False)
            # The user may move the cursor before the rows of the Hub arrive.
            self._keep_cursor = True

    @property
    def waits_for_memory(self) -> bool:
        """Whether rows are filtered by the memory of this machine, which is still being looked for."""
        memory = self._frame.memory
        return bool(self._choice and self._choice.fits) and memory.budget is None and not memory.has_searched

    def _keeps(self, choice: Choice) -> Callable[[Any], bool | None] | None:
        """Return the function that decides which rows are shown, or None if all are."""
        if not choice.hides_rows:
            return None
        budget = self._frame.memory.budget
        if choice.fits and budget is None:
            self._frame.announce("the memory of this machine is not known: M sets it", "failed")
        return row_test_of(choice, budget)

    def use_fields(self) -> None:
        """Load the rows again if the columns need fields that they lack."""
        if self._choice is not None and self.pager is not None:
            query, *_ = hub_queries(self._choice, self._frame.settings)
            if not set(query.expand) <= set(self.pager.query.expand):
                self.start(self._choice, keep_cursor=True)

    def refresh(self) -> None:
        """Load the rows again; the cursor stays on its row."""
        if self._choice is not None:
            self.start(self._choice, keep_cursor=True)

    def close(self) -> None:
        """Stop loading and listening."""
        self._model.awaits_other_rows = False
        self._stop_countdown()
        while self._stop_listening:
            self._stop_listening.pop()()
        if self.pager is not None:
            self.pager.close()

    # Further rows

    def look(self) -> None:
        """Tell the pager how far the user has scrolled."""
        if self.pager is not None:
            top = self._list.top_line if self.pager is self.shown else 0
            self.pager.look(top + self._list.page_lines - 1, self._list.page_lines)

    def stop(self) -> bool:
        """Stop loading rows that the user waits for, but not prefetching. Return whether there were any."""
        pager, rows = self.pager, self._list
        if pager is None:
            return False
        looked_at = pager is not self.shown or rows.top_line + rows.page_lines > len(pager.rows)
        return (looked_at or pager.state is PagerState.WAITING) and pager.stop()

    def retry(self) -> bool:
        """Load rows that failed or were stopped. Return whether there were any."""
        if self.pager is None or self.pager.state not in TROUBLE:
            return False
        self.pager.retry()
        return True

    async def load_all(self, at_most: int | None) -> bool:
        """Load until the end, or until there are `at_most` rows. Return whether the end was reached."""
        return self.pager is not None and await self.pager.load_all(at_most)

    @property
    def has_more(self) -> bool:
        """Whether the Hub has rows that are not loaded."""
        return self.pager is None or self.pager.more

    @property
    def can_load(self) -> bool:
        """Whether there are more rows, and the last request for them did not fail."""
        # LOADING too: it may already be prefetching.
        return self.pager is not None and self.pager.state in (PagerState.READY, PagerState.LOADING)

    # Rows that arrived or changed

    def _pager_changed(self, pager: Pager | MergedPager) -> None:
        is_other_order = pager.runs_down or isinstance(pager.failure, SortRefused)
        if self._choice is not None and is_other_order and self._model.order_failed(self._choice, pager.failure):
            return
        known = bool(pager.rows) or pager.state is PagerState.ENDED
        if pager is not self.shown and (known or (pager.state in TROUBLE and not self._keep_cursor)):
            self._show_first(pager)
        elif pager is self.shown:
            self._model.show(self._with_changes(pager), is_other=False)
        else:
            self._model.browser.show_status()
        self._count_down(pager.state is PagerState.WAITING)

    def _show_first(self, pager: Pager | MergedPager) -> None:
        if self.shown is not None and len(self.shown.rows) > _MANY:
            self._list.set_timer(_GIVE_BACK_SECONDS, collect_and_trim)
        self.shown, self.cached_at = pager, 0.0
        self._model.awaits_other_rows = False
        # Drop the previous pager and its rows, which may be many.
        self._asked_at = {pager: self._asked_at[pager]}
        self._model.show(self._with_changes(pager), is_other=True, keep_cursor=self._keep_cursor)
        is_complete = self._choice is not None and not self._choice.hides_rows
        if self._frame.store is not None and isinstance(pager, Pager) and is_complete:
            save_rows(self._frame.store, pager.query, pager.rows)
        self.look()

    def _with_changes(self, pager: Pager | MergedPager) -> Sequence[Row]:
        changes = self._queue.shown_since(self._asked_at[pager])
        if not changes:
            return pager.rows
        from hubtui.changes.effects import with_changes

        return with_changes(pager.rows, pager.query, changes, is_complete=not pager.more)

    def _repo_changed(self, queued: QueuedChange) -> None:
        """Show the effect of a change that has begun or ended."""
        pager, change = self.shown, queued.change
        if pager is None or change.repo_type != pager.query.repo_type:
            return
        if change.moved_to and queued.error is None:
            self._list.renamed(change.repo_id, change.moved_to)
        elif change.moved_to:
            self._list.renamed(change.moved_to, change.repo_id)
        elif change.removes_id and queued.ended is not None and queued.error is None:
            self._list.marks.ids.pop(change.repo_id, None)
        elif change.creates_row and self._list.screen in self._list.app.screen_stack:
            # The user has just created it on this screen: the cursor goes to the new repo.
            self._list.cursor_place.await_row(change.repo_id)
        self._model.show(self._with_changes(pager), is_other=False)

    def _memory_changed(self) -> None:
        """Show again which models fit; load the rows again if only models that fit are shown."""
        if self._choice is not None and self._choice.repo_type == "model":
            if self._choice.fits:
                self.start(self._choice, keep_cursor=True)
            self._model.memory_changed()

    # Waiting

    @property
    def seconds_to_retry(self) -> float:
        """The seconds until a refused request is sent again."""
        retry_at = self.pager.retry_at if self.pager is not None else None
        return retry_at - self._worker.clock() if retry_at is not None else 0.0

    def _count_down(self, is_waiting: bool) -> None:
        if not is_waiting:
            self._stop_countdown()
        elif self._countdown is None:
            self._countdown = self._list.set_interval(1.0, self._model.browser.show_status)

    def _stop_countdown(self) -> None:
        if self._countdown is not None:
            self._countdown.stop()
            self._countdown = None
