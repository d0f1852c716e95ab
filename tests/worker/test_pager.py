"""A listing as it grows: every row once and in order, fetched before the user gets there, and never lost."""

import asyncio
import random
import tracemalloc
from types import SimpleNamespace

import pytest

from hubtui.worker.pager import LOOKED_FAR, MOST_REQUESTS_A_LOOK, REPEATED, Pager, PagerState

HEIGHT = 40


@pytest.fixture
async def pager_of(worker, query):
    """A maker of pagers that are closed at the end."""
    pagers: list[Pager] = []

    def make(slot: str = "page:models", limit: int = 100, search: str = "", on_change=None, keeps=None) -> Pager:
        pagers.append(Pager(worker, query(search=search, limit=limit), slot=slot, on_change=on_change, keeps=keeps))
        return pagers[-1]

    yield make
    for pager in pagers:
        pager.close()


def numbers(pager: Pager) -> list[int]:
    return [int(row.id.removeprefix("org/")) for row in pager.rows]


async def scroll_to_end(pager: Pager, clock) -> None:
    """Look at what there is until that is all."""
    for _ in range(60):
        pager.look(len(pager.rows), HEIGHT)
        await clock.advance(1.0)
        if pager.state not in (PagerState.READY, PagerState.LOADING):
            return


async def test_nothing_is_asked_for_before_someone_looks(pager_of, hub, settle) -> None:
    pager = pager_of()
    await settle()
    assert (pager.state, hub.limits) == (PagerState.START, [])


async def test_the_first_page_then_two_pages_ahead_and_no_more(pager_of, hub, clock) -> None:
    hub.rows_there, hub.latency = 2000, 0.15
    pager = pager_of()
    pager.look(0, HEIGHT)
    assert pager.state is PagerState.LOADING
    assert pager.asked_for == 100
    await clock.advance(10.0)
    assert pager.state is PagerState.READY
    assert pager.more
    assert hub.limits == [100, 200]


async def test_every_row_comes_once_in_the_servers_order(pager_of, hub, clock) -> None:
    hub.rows_there = 1234
    pager = pager_of()
    await scroll_to_end(pager, clock)
    assert numbers(pager) == list(range(1234))
    assert pager.state is PagerState.ENDED
    assert not pager.more
    assert set(hub.cursors.values()) == {1}, "no cursor was asked for twice"


async def test_looking_back_and_forth_asks_for_nothing_twice(pager_of, hub, clock, runs) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    hub.rows_there, hub.latency = 1000, 0.15
    pager = pager_of()
    for _ in range(runs(4000)):
        pager.look(chance.randrange(len(pager.rows) + 20), chance.randrange(1, 60))
        await clock.advance(chance.random() / 5)
    assert max(hub.cursors.values()) == 1, f"seed {seed}"
    assert numbers(pager) == list(range(len(pager.rows))), f"seed {seed}"


@pytest.mark.parametrize(("keys_a_second", "height"), [(30, 40), (30, 23), (30, 60), (15, 60), (30, 10)])
async def test_page_down_held_through_two_thousand_rows_hardly_ever_waits(
    pager_of, hub, clock, keys_a_second: int, height: int
) -> None:
    hub.rows_there, hub.latency = 2000, 0.15
    pager = pager_of()
    pager.look(height - 1, height)
    await clock.advance(0.5)
    top, screens, waited = 0, 0, 0
    while top + height < hub.rows_there and screens < 2000:
        screens += 1
        if top + 2 * height <= len(pager.rows) or not pager.more:
            top += height
        else:
            waited += 1
        pager.look(top + height - 1, height)
        await clock.advance(1 / keys_a_second)
    assert numbers(pager) == list(range(2000))
    assert waited <= screens / 10, f"{waited} of {screens} screens waited"


async def test_looking_again_at_every_change_asks_for_nothing_twice(pager_of, hub, clock) -> None:
    hub.rows_there, hub.latency = 1200, 0.15
    pager = pager_of(on_change=lambda pager: pager.look(len(pager.rows) + 5, HEIGHT))
    pager.look(0, HEIGHT)
    await clock.advance(10.0)
    assert numbers(pager) == list(range(1200))
    assert set(hub.cursors.values()) == {1}


async def test_rows_that_come_again_on_the_next_page_are_dropped(pager_of, hub, clock) -> None:
    hub.rows_there = 150
    again = SimpleNamespace(
        rows=[SimpleNamespace(id=f"org/{number}") for number in (98, 99, 98, 100)],
        next="/api/models?limit=1&cursor=101",
    )
    pager = pager_of()
    pager.start()
    hub.faults = [SimpleNamespace(rows=page_of(100), next="/api/models?limit=100&cursor=100"), again]
    await scroll_to_end(pager, clock)
    assert numbers(pager) == list(range(150))


def page_of(count: int) -> list[SimpleNamespace]:
    return [SimpleNamespace(id=f"org/{number}") for number in range(count)]


async def test_rows_without_an_id_are_rows(pager_of, hub, clock) -> None:
    hub.faults = [SimpleNamespace(rows=[SimpleNamespace(id=""), *page_of(1), SimpleNamespace(id="")], next=None)]
    pager = pager_of()
    await scroll_to_end(pager, clock)
    assert [row.id for row in pager.rows] == ["", "org/0", ""]


async def test_a_cursor_that_leads_back_ends_the_listing_with_words(pager_of, hub, clock) -> None:
    hub.faults = [
        SimpleNamespace(rows=page_of(100), next="/x?limit=100&cursor=7"),
        SimpleNamespace(rows=page_of(120), next="/x?limit=200&cursor=7"),
    ]
    pager = pager_of()
    await scroll_to_end(pager, clock)
    assert (pager.state, pager.error) == (PagerState.ENDED, REPEATED)
    assert numbers(pager) == list(range(120))


async def test_pages_without_anything_new_do_not_go_on_for_ever(pager_of, hub, clock) -> None:
    hub.faults = [SimpleNamespace(rows=page_of(3), next=f"/x?limit=100&cursor={number}") for number in range(1, 40)]
    pager = pager_of()
    await scroll_to_end(pager, clock)
    assert (pager.state, pager.error) == (PagerState.ENDED, REPEATED)
    assert len(hub.faults) > 30


async def test_an_empty_answer_is_an_end(pager_of, hub, clock) -> None:
    hub.rows_there = 0
    pager = pager_of()
    pager.look(0, HEIGHT)
    await clock.advance(1.0)
    assert (pager.state, len(pager.rows), pager.error) == (PagerState.ENDED, 0, "")


async def test_a_failure_keeps_what_is_there_and_retry_goes_on_from_the_same_cursor(pager_of, hub, clock) -> None:
    hub.rows_there = 900
    pager = pager_of()
    pager.look(0, HEIGHT)
    await clock.advance(1.0)
    loaded = len(pager.rows)
    hub.faults = [OSError("the Hub answered 503 (req 1-66f)")]
    pager.look(loaded, HEIGHT)
    await clock.advance(1.0)
    assert (pager.state, pager.error) == (PagerState.FAILED, "the Hub answered 503 (req 1-66f)")
    assert len(pager.rows) == loaded
    pager.look(loaded, HEIGHT)
    await clock.advance(1.0)
    assert pager.state is PagerState.FAILED, "looking at a failure does not try again"
    pager.retry()
    assert (pager.state, pager.error) == (PagerState.LOADING, "")
    await clock.advance(1.0)
    await scroll_to_end(pager, clock)
    assert numbers(pager) == list(range(900))
    assert hub.cursors[loaded] == 2


async def test_waiting_tells_when_it_is_tried_again_and_ends_by_itself(pager_of, hub, clock, wait) -> None:
    hub.faults = [wait(20.0, "the Hub answered 429")]
    pager = pager_of()
    pager.look(0, HEIGHT)
    await clock.advance(1.0)
    assert (pager.state, pager.error) == (PagerState.WAITING, "the Hub answered 429")
    assert pager.retry_at == clock.now - 1.0 + 20.0
    pager.look(3, HEIGHT)
    await clock.advance(30.0)
    assert (pager.error, pager.retry_at) == ("", None)
    assert numbers(pager) == list(range(250))


async def test_a_waiting_that_is_over_counts_as_loading(pager_of, hub, clock, wait) -> None:
    hub.faults = [wait(20.0, "busy")]
    pager = pager_of()
    pager.look(0, HEIGHT)
    await clock.advance(0.0)
    assert pager.state is PagerState.WAITING
    clock.now += 20.0
    assert pager.state is PagerState.LOADING


async def test_retry_does_not_wait_any_longer(pager_of, hub, clock, wait) -> None:
    hub.faults = [wait(1000.0, "busy")]
    pager = pager_of()
    pager.look(0, HEIGHT)
    await clock.advance(1.0)
    pager.retry()
    await clock.advance(1.0)
    assert pager.state is PagerState.ENDED
    assert numbers(pager) == list(range(250))


async def test_stop_gives_up_the_waiting_and_keeps_its_words(pager_of, hub, clock, wait, worker) -> None:
    hub.faults = [wait(1000.0, "busy")]
    pager = pager_of()
    pager.look(0, HEIGHT)
    await clock.advance(1.0)
    assert pager.stop()
    assert not pager.stop(), "there is nothing to give up any more"
    await clock.advance(1.0)
    assert (pager.state, pager.error, worker.under_way) == (PagerState.FAILED, "busy", 0)
    pager.retry()
    await clock.advance(1.0)
    assert numbers(pager) == list(range(250))


async def test_a_newer_pager_in_the_slot_silences_the_older(pager_of, hub, clock) -> None:
    heard: list[str] = []
    hub.latency = 0.15
    older = pager_of(search="1", on_change=lambda _: heard.append("older"))
    older.look(0, HEIGHT)
    await clock.advance(0.1)
    newer = pager_of(search="2", on_change=lambda _: heard.append("newer"))
    newer.look(0, HEIGHT)
    await clock.advance(1.0)
    assert not older.rows
    assert [row.id for row in newer.rows[:1]] == ["org/20"]
    assert heard[-1] == "newer"
    older.look(0, HEIGHT)
    await clock.advance(1.0)
    assert [row.id for row in older.rows[:1]] == ["org/10"], "it goes on when it is looked at again"


async def test_a_slot_that_is_left_stops_fetching_until_the_next_look(pager_of, hub, clock, worker) -> None:
    hub.latency, hub.rows_there = 0.15, 800
    pager = pager_of()
    pager.look(0, HEIGHT)
    await clock.advance(0.2)
    worker.leave("page:models")
    await clock.advance(1.0)
    assert (pager.state, len(pager.rows)) == (PagerState.READY, 100)
    await scroll_to_end(pager, clock)
    assert numbers(pager) == list(range(800))


async def test_nobody_is_called_after_close(pager_of, hub, clock, worker) -> None:
    heard: list[PagerState] = []
    hub.latency = 0.15
    pager = pager_of(on_change=lambda pager: heard.append(pager.state))
    pager.look(0, HEIGHT)
    await clock.advance(0.1)
    pager.close()
    before = list(heard)
    pager.look(0, HEIGHT)
    pager.retry()
    pager.stop()
    await clock.advance(1.0)
    assert heard == before == [PagerState.LOADING]
    assert worker.under_way == 0


@pytest.mark.parametrize("leave", [Pager.close, Pager.stop])
async def test_a_wait_that_is_told_too_late_changes_nothing(pager_of, hub, clock, wait, leave) -> None:
    heard: list[PagerState] = []
    hub.latency = 0.15
    pager = pager_of(on_change=lambda pager: heard.append(pager.state))
    pager.look(0, HEIGHT)
    await clock.advance(0.1)
    leave(pager)
    state, before = pager.state, list(heard)
    hub.watchers[-1](wait(5.0, "busy"))
    assert (pager.state, heard) == (state, before)


async def test_load_all_that_was_given_up_is_not_taken_up_by_a_retry(pager_of, hub, clock) -> None:
    hub.rows_there, hub.latency = 5000, 0.15
    pager = pager_of()
    task = asyncio.create_task(pager.load_all(None))
    await clock.advance(0.1)
    pager.stop()
    await clock.advance(0.1)
    assert not await task
    pager.retry()
    await clock.advance(10.0)
    assert len(pager.rows) <= 300


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


async def test_a_connection_that_cannot_be_made_is_a_failure_with_words(hub, clock, query) -> None:
    from hubtui.worker.worker import Worker

    async def connect():
        raise ValueError("no such endpoint")

    worker = Worker(connect, clock=clock)
    pager = Pager(worker, query(), slot="page")
    pager.look(0, HEIGHT)
    await clock.advance(1.0)
    assert (pager.state, pager.error) == (PagerState.FAILED, "no such endpoint")
    await worker.aclose()


async def test_no_row_is_lost_and_none_doubled_on_a_bad_line(pager_of, hub, clock, wait, runs) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for _ in range(runs(200)):
        hub.rows_there, hub.latency = chance.randrange(1, 1500), chance.random() / 3
        pager = pager_of(slot=f"page:{chance.randrange(2)}")
        for _ in range(1000):
            if chance.random() < 0.3:
                hub.faults = [chance.choice([OSError("503"), wait(chance.random() * 30, "429")])]
            chance.choice([pager.retry, pager.retry, pager.stop, lambda: None])()
            pager.look(len(pager.rows) + 5, HEIGHT)
            await clock.advance(chance.random() * 3)
            assert numbers(pager) == list(range(len(pager.rows))), f"seed {seed}"
            if pager.state is PagerState.ENDED:
                break
        assert len(pager.rows) == hub.rows_there, f"seed {seed}"


@pytest.mark.parametrize(("rows", "most"), [(1_000, 64), (1_300, 64), (4_000, 64), (20_000, 256), (60_000, 200)])
async def test_a_row_costs_the_pager_at_most_64_bytes_and_of_very_many_all_of_it_little(
    pager_of, hub, clock, rows: int, most: int
) -> None:
    """Beyond 4,096 rows the packed ones are counted as well."""
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
    assert sum(statistic.size for statistic in held.statistics("filename")) / rows <= most


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
