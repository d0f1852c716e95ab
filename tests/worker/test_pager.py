"""A listing as it grows: every row once and in order, fetched before the user gets there, and an end that is one."""

import random
from types import SimpleNamespace

import pytest

from hubtui.worker.pager import REPEATED, PagerState
from tests.worker.paging import HEIGHT, numbers, page_of, scroll_to_end


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
