"""Loads a listing page by page, before the user scrolls there."""

import asyncio
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

from hubtui.hub.listings import ListingPage
from hubtui.hub.pagination import PageGuard
from hubtui.hub.sorts import runs_down
from hubtui.worker.prefetch import Prefetch
from hubtui.worker.queue import Priority
from hubtui.worker.worker import Superseded, Worker

if TYPE_CHECKING:
    from hubtui.hub.answers import Page
    from hubtui.hub.client import Wait
    from hubtui.hub.models.rows import Row
    from hubtui.hub.query import Cursor, ListingQuery

MOST_A_REQUEST = 1000
REPEATED = "the Hub's pages repeat themselves from here on"
STOPPED = "stopped"
LOOKED_FAR = "looked far"
"""The error of a listing that has loaded many pages of which `keeps` hides most rows."""
MOST_REQUESTS_A_LOOK = 10
_PAGE_OF_SOME = 100
# A user may scroll through all repos of the Hub.
_MOST_PAGES = 1_000_000


class PagerState(Enum):
    """The state of a listing."""

    START = "start"  # nothing is loaded yet
    LOADING = "loading"  # a page is being loaded
    READY = "ready"  # there are more rows, which are loaded when the user scrolls near
    WAITING = "waiting"  # a request failed; the client retries it at `retry_at`
    FAILED = "failed"  # loading failed, or the user stopped it; `retry` continues
    ENDED = "ended"  # all rows are loaded


class Pager:
    """Loads the rows of `query` in the Hub's order, without duplicates, with one request at a time.

    `on_change` is called with the pager after each visible change, but not after `close`. Loaded rows stay after an
    error; `error` is the message for the user.
    """

    def __init__(
        self,
        worker: Worker,
        query: "ListingQuery",
        *,
        slot: str,
        on_change: "Callable[[Pager], None] | None" = None,
        anew: bool = False,
        keeps: Callable[[Any], bool | None] | None = None,
    ) -> None:
        """If `anew` is true, the first page is not taken from the cache.

        `keeps` returns whether to show a row, or None if that is unknown, which hides it; without `keeps` all rows are
        shown. With it, pages are loaded until enough rows are shown, but at most MOST_REQUESTS_A_LOOK pages each time
        that the user scrolls further.
        """
        self.query = query
        self.rows: list[Row] = []
        self.error = ""
        self.failure: BaseException | None = None
        """The exception that made the listing fail, or None."""
        self.runs_down = False
        """Whether ascending order was asked for and the Hub answered in descending order."""
        self.retry_at: float | None = None
        self.asked_for = 0
        self.looked_at = 0
        """The number of rows that the Hub has sent."""
        self.unclear = 0
        """The number of rows that are hidden because `keeps` returned None."""
        self._keeps = keeps
        self._requests = 0
        self._worker = worker
        self._slot = slot
        self._on_change = on_change
        self._anew = anew
        self._state = PagerState.START
        self._prefetch = Prefetch(query.limit if keeps is None else min(query.limit, _PAGE_OF_SOME))
        self._load_to = 0
        self._ids: set[str] = set()
        self._cursor: Cursor | None = None
        self._guard = PageGuard(_MOST_PAGES)
        self._task: asyncio.Task[None] | None = None
        self._settled: list[asyncio.Future[None]] = []
        self._closed = False

    @property
    def state(self) -> PagerState:
        """The state of the listing; after a pause it is LOADING again."""
        if self._state is PagerState.WAITING and self.retry_at is not None and self._worker.clock() >= self.retry_at:
            return PagerState.LOADING
        return self._state

    @property
    def more(self) -> bool:
        """Whether there may be more rows to load."""
        return self._state is not PagerState.ENDED

    def start(self) -> None:
        """Load the first page, if that has not begun."""
        if self._state is PagerState.START:
            self._load()

    def look(self, last_visible: int, height: int) -> None:
        """Record that row `last_visible` is the last of the `height` rows in view; load more rows if needed."""
        if last_visible > self._prefetch.last_visible:
            self._requests = 0
        self._prefetch.look(last_visible, height, len(self.rows), self._worker.clock())
        if self._state in (PagerState.START, PagerState.READY):
            self._load()
        elif self._is_loading and self._priority is Priority.VISIBLE:
            self._worker.promote(self._slot)

    def retry(self) -> None:
        """Continue to load now from the same cursor, after a failure or instead of waiting."""
        if self._state in (PagerState.WAITING, PagerState.FAILED):
            self._halt()
            self._requests = 0
            self._load(at_once=True)

    def stop(self) -> bool:
        """Cancel the loading; return whether anything was loading. An earlier error message stays."""
        if not self._is_loading:
            return False
        self._halt()
        self._fail(self.error or STOPPED)
        return True

    async def load_all(self, at_most: int | None = 1000) -> bool:
        """Load up to `at_most` rows (None: all); return whether these are all matching rows.

        Return False if loading failed or was stopped.
        """
        self._load_to = at_most or 10**9
        try:
            if self._state in (PagerState.START, PagerState.READY):
                self._load()
            if self._is_loading:
                settled = asyncio.get_running_loop().create_future()
                self._settled.append(settled)
                await settled
        finally:
            self._load_to = 0
        return self._state is PagerState.ENDED and not self.error

    def close(self) -> None:
        """Cancel the loading; `on_change` is not called any more."""
        self._closed = True
        self._halt()
        self._settle()

    @property
    def _is_loading(self) -> bool:
        return self._state in (PagerState.LOADING, PagerState.WAITING)

    @property
    def _missing(self) -> int:
        return max(self._prefetch.wanted, self._load_to) - len(self.rows)

    @property
    def _has_looked_far(self) -> bool:
        """Whether to stop until the user scrolls further: `keeps` has hidden most rows of many pages."""
        is_told = self._load_to > len(self.rows)
        return self._keeps is not None and self._requests >= MOST_REQUESTS_A_LOOK and not is_told

    @property
    def _priority(self) -> Priority:
        if not self.rows or self._prefetch.last_visible >= len(self.rows):
            return Priority.VISIBLE
        return Priority.BACKGROUND if self._load_to > len(self.rows) else Priority.PREFETCH

    def _load(self, at_once: bool = False) -> None:
        if self._closed or self._task is not None:
            return
        if not at_once and (self._missing <= 0 or self._has_looked_far):
            return
        self._state = PagerState.LOADING
        self.error, self.failure, self.retry_at = "", None, None
        self.asked_for = self._limit()
        self._task = asyncio.get_running_loop().create_task(self._pages())
        self._task.add_done_callback(self._ended)
        self._changed()

    async def _pages(self) -> None:
        while self._state is not PagerState.ENDED:
            self.asked_for = self._limit()
            is_first = self._cursor is None
            page = await self._worker.get(
                ListingPage(self.query, self._cursor, None if is_first else self.asked_for),
                slot=self._slot,
                priority=self._priority,
                fresh=self._anew and is_first,
                on_wait=self._waits,
            )
            self._requests += 1
            self._take(page)
            if self._missing <= 0 or self._has_looked_far:
                return
            self._changed()

    def _limit(self) -> int:
        if self._cursor is None or self._keeps is not None:
            return self.query.limit
        if self._load_to > len(self.rows):
            return max(1, min(self._load_to - len(self.rows), MOST_A_REQUEST))
        return self._prefetch.limit(self._missing)

    def _take(self, page: "Page[Row]") -> None:
        """Add the new rows of a page, and store the cursor of the next page."""
        before = len(self.rows)
        self.runs_down |= self.query.ascending and runs_down(page.rows, self.query.sort)
        self.looked_at += len(page.rows)
        for row in page.rows:
            if self._is_shown(row) and row.id not in self._ids:
                self.rows.append(row)
                # Rows without an id are all kept.
                self._ids.update((row.id,) if row.id else ())
        self._cursor = page.next
        self.error, self.retry_at = "", None
        self._state = PagerState.LOADING
        if page.next is None:
            self._state = PagerState.ENDED
        elif not self._guard.goes_on(page.next, page.rows if len(self.rows) > before or self._keeps else ()):
            self._state, self.error = PagerState.ENDED, REPEATED

    def _is_shown(self, row: "Row") -> bool:
        shown = self._keeps(row) if self._keeps is not None else True
        self.unclear += shown is None
        return shown is True

    def _waits(self, wait: "Wait") -> None:
        if self._task is None:
            return
        self._state = PagerState.WAITING
        self.error = str(wait.error)
        self.retry_at = self._worker.clock() + wait.seconds
        self._changed()

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Handle the end of the loading task: enough rows are loaded, it failed, or it was cancelled."""
        error = None if task.cancelled() else task.exception()
        if task is not self._task:
            return
        self._task = None
        if task.cancelled() or isinstance(error, Superseded):
            # Another request took the slot: loading continues at the next `look`.
            self._rest(PagerState.READY if self.rows else PagerState.START)
        elif error is not None:
            self.failure = error
            self._fail(str(error) or type(error).__name__)
        elif self._state is PagerState.ENDED:
            self._rest(PagerState.ENDED)
        elif self._has_looked_far and self._prefetch.last_visible >= len(self.rows):
            self._fail(LOOKED_FAR)
        else:
            self._rest(PagerState.READY)
            # The user may have scrolled further meanwhile.
            self._load()

    def _fail(self, words: str) -> None:
        self.error, self.retry_at = words, None
        self._rest(PagerState.FAILED)

    def _rest(self, state: PagerState) -> None:
        self._state = state
        self._changed()
        self._settle()

    def _halt(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _settle(self) -> None:
        settled, self._settled = self._settled, []
        for future in settled:
            if not future.done():
                future.set_result(None)

    def _changed(self) -> None:
        if self._on_change and not self._closed:
            self._on_change(self)
