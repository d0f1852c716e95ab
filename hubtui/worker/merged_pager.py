"""Loads several listings and merges them into one, in their common order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hubtui.hub.sorts import value_of
from hubtui.worker.pager import Pager, PagerState

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row
    from hubtui.hub.query import ListingQuery
    from hubtui.worker.worker import Worker


class MergedPager:
    """Loads the rows of several `queries` that differ only in their filters, without duplicates, like a `Pager`.

    A row is added to `rows` as soon as no listing can have another row that belongs before it.
    """

    def __init__(
        self,
        worker: Worker,
        queries: Sequence[ListingQuery],
        *,
        slot: str,
        on_change: Callable[[MergedPager], None],
        anew: bool = False,
        keeps: Callable[[Any], bool | None] | None = None,
    ) -> None:
        self.query = queries[0]
        self.rows: list[Row] = []
        self._parts = [
            Pager(worker, query, slot=f"{slot}:{number}", on_change=lambda _: self._changed(), anew=anew, keeps=keeps)
            for number, query in enumerate(queries)
        ]
        self._on_change = on_change
        self._taken = [0] * len(queries)
        self._origins = bytearray()
        self._ids: set[str] = set()

    @property
    def state(self) -> PagerState:
        """The common state of the listings: that of the listing which the next row waits for."""
        states = [part.state for part in self._parts]
        holding = [part.state for part in self._holding]
        for state in (PagerState.WAITING, PagerState.FAILED):
            if state in holding:
                return state
        if all(state is PagerState.ENDED for state in states):
            return PagerState.ENDED
        if PagerState.LOADING in states:
            return PagerState.LOADING
        return PagerState.START if PagerState.START in holding else PagerState.READY

    @property
    def error(self) -> str:
        """The error message of the first listing that has one, or ""."""
        return next((part.error for part in self._parts if part.error), "")

    @property
    def failure(self) -> BaseException | None:
        """The exception that made one of the listings fail, or None."""
        return next((part.failure for part in self._parts if part.failure is not None), None)

    @property
    def runs_down(self) -> bool:
        """Whether ascending order was asked for and the Hub answered in descending order."""
        return any(part.runs_down for part in self._parts)

    @property
    def retry_at(self) -> float | None:
        """The time of the clock at which a failed request is retried, or None."""
        return next((part.retry_at for part in self._parts if part.retry_at is not None), None)

    @property
    def asked_for(self) -> int:
        """The number of rows that are being loaded."""
        return sum(part.asked_for for part in self._parts if part.state is PagerState.LOADING)

    @property
    def looked_at(self) -> int:
        """The number of rows that the Hub has sent."""
        return sum(part.looked_at for part in self._parts)

    @property
    def unclear(self) -> int:
        """The number of rows that are hidden because `keeps` returned None."""
        return sum(part.unclear for part in self._parts)

    @property
    def more(self) -> bool:
        """Whether there may be more rows to load."""
        return self.state is not PagerState.ENDED

    def look(self, last_visible: int, height: int) -> None:
        """Record that row `last_visible` is the last of the `height` rows in view; let the listings load more rows."""
        seen = self._origins[: last_visible + 1]
        beyond = max(0, last_visible + 1 - len(self.rows))
        for number, part in enumerate(self._parts):
            part.look(seen.count(number) + beyond, height)

    def retry(self) -> None:
        """Continue to load now, after a failure or instead of waiting."""
        for part in self._parts:
            part.retry()

    def stop(self) -> bool:
        """Cancel all loading; return whether anything was loading."""
        return sum(part.stop() for part in self._parts) > 0

    async def load_all(self, at_most: int | None = 1000) -> bool:
        """Load up to `at_most` rows of each listing (None: all); return whether these are all matching rows."""
        ended = await asyncio.gather(*(part.load_all(at_most) for part in self._parts))
        return all(ended)

    def close(self) -> None:
        """Cancel all loading; `on_change` is not called any more."""
        for part in self._parts:
            part.close()

    @property
    def _holding(self) -> list[Pager]:
        """The listings whose next row is not loaded yet."""
        pairs = zip(self._parts, self._taken, strict=True)
        return [part for part, taken in pairs if taken == len(part.rows) and part.state is not PagerState.ENDED]

    def _changed(self) -> None:
        while not self._holding and (number := self._next()) is not None:
            row = self._parts[number].rows[self._taken[number]]
            self._taken[number] += 1
            if row.id not in self._ids:
                self._ids.add(row.id)
                self._origins.append(number)
                self.rows.append(row)
        self._on_change(self)

    def _next(self) -> int | None:
        """Return the index of the listing whose next row comes first in the order; the lowest index if several do."""
        ready = [number for number, part in enumerate(self._parts) if self._taken[number] < len(part.rows)]
        if not ready:
            return None
        known = [number for number in ready if self._value(number) is not None]
        # Rows without a value stand at the end, as at the Hub.
        if not known:
            return ready[0]
        return min(known, key=self._value) if self.query.ascending else max(known, key=self._value)

    def _value(self, number: int) -> Any:
        return value_of(self._parts[number].rows[self._taken[number]], self.query.sort)
