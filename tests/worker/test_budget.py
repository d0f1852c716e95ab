"""What is fetched ahead leaves half of the Hub's window to the user, and nothing is on a metered line."""

from typing import Any

import pytest

from hubtui.hub.client import HubClient
from hubtui.hub.kinds import KINDS
from hubtui.hub.query import ListingQuery
from hubtui.worker.budget import Budget
from hubtui.worker.pager import Pager, PagerState
from hubtui.worker.worker import Worker
from tests.demo.boxed import make_hub


class Told:
    """An exchange, as far as it is looked at."""

    def __init__(self, limit: str, policy: str = "") -> None:
        self.response_headers = {"ratelimit": limit, "ratelimit-policy": policy}


POLICY = '"fixed window";"api";q=500;w=300'


@pytest.mark.parametrize(
    ("told", "bears"),
    [
        ([], True),
        ([('"api";r=497;t=168', POLICY)], True),
        ([('"api";r=251;t=168', POLICY)], True),
        ([('"api";r=250;t=168', POLICY)], False),
        ([('"api";r=0;t=168', POLICY)], False),
        ([('"api";r=400;t=100', ""), ('"api";r=150;t=90', "")], False),
        ([('"api";r=10;t=100', POLICY), ('"pages";r=90;t=100', '"fixed window";"pages";q=100;w=300')], False),
        ([("nonsense", "x"), ("", POLICY), ('"api";r=x;t=y', POLICY)], True),
    ],
)
def test_half_of_the_window_is_the_users(told: list[tuple[str, str]], bears: bool) -> None:
    budget = Budget(lambda: 0.0)
    for limit, policy in told:
        budget.read_limit(Told(limit, policy))  # type: ignore[arg-type]
    assert budget.allows_prefetch is bears


def test_a_new_window_is_another_budget() -> None:
    now = [0.0]
    budget = Budget(lambda: now[0])
    budget.read_limit(Told('"api";r=3;t=60', POLICY))  # type: ignore[arg-type]
    assert not budget.allows_prefetch
    now[0] = 60.0
    assert budget.allows_prefetch


def test_on_a_metered_line_nothing_is_fetched_ahead() -> None:
    assert not Budget(lambda: 0.0, prefetch=False).allows_prefetch


async def rows_without_looking_further(clock: Any, *, prefetch: bool) -> tuple[int, int]:
    """How many rows are loaded while one looks at the first ones, and when one has gone to their end."""
    hub = make_hub(repos=400)

    async def connect() -> HubClient:
        return HubClient(
            "http://demo.localhost", "hf_write", transport=hub.transport, on_exchange=worker.activity.record
        )

    worker = Worker(connect, prefetch=prefetch, clock=clock)
    query = ListingQuery("model", limit=50, expand=KINDS["model"].listing_fields)
    pager = Pager(worker, query, slot="page:models")
    try:
        found = []
        for last in (10, 49):
            pager.look(last, 20)
            for _ in range(60):
                await clock.advance(0.1)
            found.append(len(pager.rows))
            pager.look(len(pager.rows) + 3, 20)
        for _ in range(60):
            await clock.advance(0.1)
        assert pager.state in (PagerState.READY, PagerState.ENDED), pager.error
        return found[0], len(pager.rows)
    finally:
        pager.close()
        await worker.aclose()


async def test_on_a_metered_line_a_page_comes_when_one_is_there(clock: Any) -> None:
    first, then = await rows_without_looking_further(clock, prefetch=False)
    assert first == 50
    assert then > 50
    first, _ = await rows_without_looking_further(clock, prefetch=True)
    assert first > 50
