"""A listing on a bad line, given up, or left: no row is lost, and none comes twice."""

import asyncio
import random

import pytest

from hubtui.worker.pager import Pager, PagerState
from tests.worker.paging import HEIGHT, numbers, scroll_to_end


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
