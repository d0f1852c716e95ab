"""Several listings as one: their rows merged by the order that each of them is in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hubtui.hub.packed_rows import PackedRows
from hubtui.hub.sorts import value_of
from hubtui.worker.pager import Pager, PagerState

if TYPE_CHECKING:
    from hubtui.hub.query import ListingQuery
    from hubtui.worker.worker import Worker


class MergedPager:
    """The rows of `queries`, which differ in their filters alone, each once; for whoever uses it a `Pager`.

    A row is shown once no listing can have one that belongs before it.
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
        self.rows = PackedRows()
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
        """What it is doing: what those do that the next row waits for."""
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
        """What went wrong, in words."""
        return next((part.error for part in self._parts if part.error), "")

    @property
    def failure(self) -> BaseException | None:
        """What made one of the listings fail, None where none did."""
        return next((part.failure for part in self._parts if part.failure is not None), None)

    @property
    def runs_down(self) -> bool:
        """Whether a listing was asked for in ascending order, and the Hub answered with falling rows."""
        return any(part.runs_down for part in self._parts)

    @property
    def retry_at(self) -> float | None:
        """When it is tried again."""
        return next((part.retry_at for part in self._parts if part.retry_at is not None), None)

    @property
    def asked_for(self) -> int:
        """How many rows are on their way."""
        return sum(part.asked_for for part in self._parts if part.state is PagerState.LOADING)

    @property
    def looked_at(self) -> int:
        """How many rows the Hub has sent."""
        return sum(part.looked_at for part in self._parts)

    @property
    def unclear(self) -> int:
        """How many of them are hidden though nobody knows whether they should be."""
        return sum(part.unclear for part in self._parts)

    @property
    def more(self) -> bool:
        """Whether there are rows that are not loaded."""
        return self.state is not PagerState.ENDED

    def look(self, last_visible: int, height: int) -> None:
        """Each listing is looked at as far as its rows are in view, and further where it holds the others up."""
        seen = self._origins[: last_visible + 1]
        beyond = max(0, last_visible + 1 - len(self.rows))
        for number, part in enumerate(self._parts):
            part.look(seen.count(number) + beyond, height)

    def retry(self) -> None:
        """Now, instead of waiting or after a failure."""
        for part in self._parts:
            part.retry()

    def stop(self) -> bool:
        """Give up what is under way; whether there was anything."""
        return sum(part.stop() for part in self._parts) > 0

    async def load_all(self, at_most: int | None = 1000) -> bool:
        """Load until there are `at_most` rows of each (None: to the end); whether that is all that match."""
        ended = await asyncio.gather(*(part.load_all(at_most) for part in self._parts))
        return all(ended)

    def close(self) -> None:
        """Nobody looks any more."""
        for part in self._parts:
            part.close()

    @property
    def _holding(self) -> list[Pager]:
        """Those whose next row is not known."""
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
        """The listing whose next row is the first in the order; of equal ones the listing that was named first."""
        ready = [number for number, part in enumerate(self._parts) if self._taken[number] < len(part.rows)]
        if not ready:
            return None
        known = [number for number in ready if self._value(number) is not None]
        # What has no value stands at the end, as the Hub has it.
        if not known:
            return ready[0]
        return min(known, key=self._value) if self.query.ascending else max(known, key=self._value)

    def _value(self, number: int) -> Any:
        return value_of(self._parts[number].rows[self._taken[number]], self.query.sort)
