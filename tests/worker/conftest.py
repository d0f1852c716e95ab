"""A Hub that answers when it is told to, and a clock that goes when it is told to."""

import asyncio
import heapq
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import pytest

from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Request
from hubtui.hub.query import ListingQuery
from hubtui.worker.pager import Pager
from hubtui.worker.worker import Worker


class Clock:
    """Time that passes by `advance` alone; whoever sleeps wakes in order."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        waking = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._numbers), waking))
        await waking

    async def advance(self, seconds: float) -> None:
        end = self.now + seconds
        await settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            self.now, _, waking = heapq.heappop(self._sleepers)
            if not waking.done():
                waking.set_result(None)
            await settle()
        self.now = end


async def settle() -> None:
    """Let everything that can go on do so."""
    for _ in range(12):
        await asyncio.sleep(0)


@dataclass(frozen=True)
class Wait:
    seconds: float
    error: object


@dataclass(frozen=True)
class Asked(Request[Any]):
    """A request whose answer is whatever its future is given."""

    name: str
    answers: dict[str, asyncio.Future[Any]] = field(compare=False, default_factory=dict)

    async def send(self, hub: Any) -> Any:
        hub.log.append(self.name)
        answer = self.answers[self.name] = asyncio.get_running_loop().create_future()
        try:
            return await answer
        except asyncio.CancelledError:
            hub.cancelled.append(self.name)
            raise


class FakeHub:
    """`rows` rows, `latency` seconds a page; `faults` holds what the next answers are instead."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.rows_there = 250
        self.latency = 0.0
        self.faults: list[BaseException | Wait | SimpleNamespace] = []
        self.log: list[str] = []
        self.cancelled: list[str] = []
        self.cursors: Counter[int] = Counter()
        self.limits: list[int] = []
        self.is_closed = False
        self.on_wait: Callable[[Wait], None] | None = None
        self.watchers: list[Callable[[Wait], None]] = []

    def reader(self, on_wait: Callable[[Wait], None], *, stale_ok: bool) -> "FakeHub":
        self.watchers.append(on_wait)
        reader = object.__new__(FakeHub)
        reader.__dict__ = {**self.__dict__, "on_wait": on_wait}
        return reader

    async def aclose(self) -> None:
        self.is_closed = True

    async def ask(self, call: Call) -> Answer:
        asked = dict(parse_qsl(call.target.partition("?")[2])) if call.target else dict(call.parameters)
        start, limit = int(asked.get("cursor", 0)), int(asked["limit"])
        self.cursors[start] += 1
        self.limits.append(limit)
        await self.clock.sleep(self.latency)
        while self.faults:
            fault = self.faults.pop(0)
            if isinstance(fault, BaseException):
                raise fault
            if isinstance(fault, SimpleNamespace):
                return answer_of([row.id for row in fault.rows], fault.next)
            assert self.on_wait is not None
            self.on_wait(fault)
            await self.clock.sleep(fault.seconds)
        end = min(start + limit, self.rows_there)
        search = asked.get("search", "")
        more = f"/api/models?limit={limit}&cursor={end}&search={search}" if end < self.rows_there else None
        return answer_of([f"org/{search}{number}" for number in range(start, end)], more)


def answer_of(ids: list[str], following: str | None) -> Answer:
    """A page of models."""
    return Answer(200, {}, json.dumps([{"id": one} for one in ids]).encode(), following)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hub(clock: Clock) -> FakeHub:
    return FakeHub(clock)


@pytest.fixture
async def worker(hub: FakeHub, clock: Clock) -> AsyncIterator[Worker]:
    async def connect() -> Any:
        return hub

    worker = Worker(connect, at_most=3, clock=clock)
    yield worker
    await worker.aclose()
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task() and not task.done()]
    assert not left, "every task has ended with the worker"


@pytest.fixture
def asked() -> Callable[[str], Asked]:
    """A maker of requests, equal by name, that share their answers."""
    answers: dict[str, asyncio.Future[Any]] = {}
    return lambda name: Asked(name, answers)


@pytest.fixture(name="settle")
def settle_fixture() -> Callable[[], Any]:
    return settle


@pytest.fixture
def query() -> Callable[..., ListingQuery]:
    return partial(ListingQuery, "model")


@pytest.fixture
def wait() -> Callable[[float, object], Wait]:
    return Wait


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
