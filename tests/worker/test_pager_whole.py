"""A listing that is loaded whole, or of which few rows are shown: how far it goes, and the memory that it takes."""

import asyncio
import tracemalloc

from hubtui.worker.pager import LOOKED_FAR, MOST_REQUESTS_A_LOOK, Pager, PagerState
from tests.worker.paging import HEIGHT, numbers


async def test_load_all_loads_to_the_end_and_says_so(pager_of, hub, clock) -> None:
    hub.rows_there = 730
    pager = pager_of()
    task = asyncio.create_task(pager.load_all(1000))
    await clock.advance(1.0)
    assert await task
    assert numbers(pager) == list(range(730))


async def test_load_all_stops_at_the_limit(pager_of, hub, clock) -> None:
    hub.rows_there = 5000
    pager = pager_of()
    task = asyncio.create_task(pager.load_all(1000))
    await clock.advance(1.0)
    assert not await task
    assert len(pager.rows) == 1000
    task = asyncio.create_task(pager.load_all(None))
    await clock.advance(1.0)
    assert await task
    assert len(pager.rows) == 5000
    assert len(hub.limits) < 10


async def test_load_all_ends_with_a_failure_a_stop_or_a_close(pager_of, hub, clock) -> None:
    hub.latency = 0.15
    for end in (Pager.stop, Pager.close, None):
        pager = pager_of(slot=str(end))
        hub.faults = [OSError("no line")] if end is None else []
        task = asyncio.create_task(pager.load_all(1000))
        await clock.advance(0.1)
        if end:
            end(pager)
        await clock.advance(0.1)
        assert not await task


async def test_of_many_rows_each_costs_the_pager_at_most_64_bytes(pager_of, hub, clock, runs) -> None:
    """The promise is of 100,000 rows, which take long: they are for --long."""
    assert await bytes_of_a_row(pager_of, hub, clock, max(40_000, runs(100_000))) <= 64


async def bytes_of_a_row(pager_of, hub, clock, rows: int) -> float:
    """Load so many rows; return the memory that the worker holds for each."""
    hub.rows_there = rows
    pager = pager_of(limit=1000)
    tracemalloc.start()
    try:
        task = asyncio.create_task(pager.load_all(None))
        await clock.advance(1.0)
        held = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, "*/hubtui/worker/*")])
    finally:
        tracemalloc.stop()
    assert await task
    assert len(pager.rows) == rows
    return sum(statistic.size for statistic in held.statistics("filename")) / rows


def every(step: int):
    """Show every so many-th row, and do not know of the one before it."""

    def keeps(row: object) -> bool | None:
        number = int(row.id.removeprefix("org/"))  # type: ignore[attr-defined]
        return True if number % step == 0 else None if number % step == step - 1 else False

    return keeps


async def test_pages_are_asked_for_until_enough_rows_are_shown(pager_of, hub, clock) -> None:
    hub.rows_there = 100_000
    pager = pager_of(limit=500, keeps=every(10))
    pager.look(HEIGHT - 1, HEIGHT)
    await clock.advance(10.0)
    assert pager.state is PagerState.READY
    assert len(pager.rows) >= HEIGHT
    assert numbers(pager) == [10 * place for place in range(len(pager.rows))]
    assert (pager.looked_at, pager.unclear) == (10 * len(pager.rows), len(pager.rows))
    assert len(hub.limits) <= MOST_REQUESTS_A_LOOK
    assert set(hub.limits) == {500}


async def test_where_few_rows_are_shown_the_user_says_whether_to_go_on(pager_of, hub, clock) -> None:
    hub.rows_there = 100_000
    pager = pager_of(limit=500, keeps=every(1000))
    pager.look(HEIGHT - 1, HEIGHT)
    await clock.advance(10.0)
    assert (pager.state, pager.error, len(pager.rows)) == (PagerState.FAILED, LOOKED_FAR, 5)
    assert len(hub.limits) == MOST_REQUESTS_A_LOOK
    pager.look(HEIGHT - 1, HEIGHT)
    await clock.advance(10.0)
    assert len(hub.limits) == MOST_REQUESTS_A_LOOK, "nothing is asked for while the user does not look further"
    pager.retry()
    await clock.advance(10.0)
    assert (pager.looked_at, len(pager.rows)) == (10_000, 10)


async def test_a_full_page_rests_until_the_user_looks_further(pager_of, hub, clock) -> None:
    hub.rows_there = 100_000
    pager = pager_of(limit=500, keeps=every(100))
    pager.look(HEIGHT - 1, HEIGHT)
    await clock.advance(10.0)
    assert (pager.state, len(pager.rows)) == (PagerState.READY, 50)
    pager.look(HEIGHT, HEIGHT)
    await clock.advance(10.0)
    assert len(hub.limits) == 2 * MOST_REQUESTS_A_LOOK


async def test_all_that_fit_can_be_loaded(pager_of, hub, clock, settle) -> None:
    hub.rows_there = 7000
    pager = pager_of(limit=500, keeps=every(1000))
    task = asyncio.create_task(pager.load_all(None))
    await clock.advance(10.0)
    assert await task
    assert (pager.state, pager.looked_at, len(pager.rows)) == (PagerState.ENDED, 7000, 7)
