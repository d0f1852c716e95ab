"""Worker and pager over the real client: faults are waited out and told, each request is on record."""

import httpx
import pytest

from hubtui.hub.client import HubClient
from hubtui.hub.kinds import KINDS
from hubtui.hub.query import ListingQuery
from hubtui.worker.pager import Pager, PagerState
from hubtui.worker.worker import Worker

ROWS = 730


@pytest.fixture
def faults() -> list[httpx.Response]:
    """What the Hub answers first."""
    return []


@pytest.fixture
async def worker(clock, faults):
    def answer(request: httpx.Request) -> httpx.Response:
        if faults:
            return faults.pop(0)
        asked = request.url.params
        start, limit = int(asked.get("cursor", "0")), int(asked["limit"])
        rows = [{"id": f"org/{number}", "likes": number} for number in range(start, min(ROWS, start + limit))]
        more = request.url.copy_set_param("cursor", str(start + limit))
        links = {"Link": f'<{more}>; rel="next"'} if start + limit < ROWS else {}
        return httpx.Response(200, json=rows, headers=links)

    async def connect() -> HubClient:
        return HubClient(
            "http://127.0.0.1:1",
            None,
            transport=httpx.MockTransport(answer),
            on_exchange=worker.activity.record,
            clock=clock,
            sleep=clock.sleep,
            jitter=lambda: 0.5,
        )

    worker = Worker(connect, clock=clock)
    yield worker
    await worker.aclose()


@pytest.fixture
def pager(worker) -> Pager:
    return Pager(worker, ListingQuery("model", expand=KINDS["model"].listing_fields), slot="page:models")


async def scroll_to_end(pager: Pager, clock, seconds: float = 1.0) -> None:
    for _ in range(20):
        pager.look(len(pager.rows), 40)
        await clock.advance(seconds)


async def test_every_row_comes_once_and_each_request_is_recorded(pager, clock, worker) -> None:
    await scroll_to_end(pager, clock)
    assert [row.id for row in pager.rows] == [f"org/{number}" for number in range(ROWS)]
    assert pager.state is PagerState.ENDED
    assert [exchange.status for exchange in worker.activity.exchanges] == [200] * len(worker.activity.exchanges)
    assert worker.activity.exchanges


async def test_a_rate_limit_is_a_countdown_and_ends_by_itself(pager, clock, faults) -> None:
    faults.append(httpx.Response(429, headers={"Retry-After": "20"}, json={"error": "slow down"}))
    began = clock.now
    pager.look(0, 40)
    await clock.advance(1.0)
    assert pager.state is PagerState.WAITING
    assert 20 <= pager.retry_at - began <= 23
    assert pager.error
    await clock.advance(25.0)
    assert pager.rows
    await scroll_to_end(pager, clock)
    assert len(pager.rows) == ROWS


async def test_a_server_that_stays_broken_is_a_failure_with_words_and_a_way_on(pager, clock, faults) -> None:
    pager.look(0, 40)
    await clock.advance(1.0)
    loaded = len(pager.rows)
    faults += [httpx.Response(503, text="", headers={"X-Request-Id": "1-66f"}) for _ in range(9)]
    await scroll_to_end(pager, clock, seconds=60.0)
    assert (pager.state, len(pager.rows)) == (PagerState.FAILED, loaded)
    assert "503" in pager.error
    faults.clear()
    pager.retry()
    await scroll_to_end(pager, clock)
    assert [row.id for row in pager.rows] == [f"org/{number}" for number in range(ROWS)]
