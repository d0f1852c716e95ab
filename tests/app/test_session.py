"""The frame says "offline" from the first answer that was kept to the first that the Hub gives, in every order."""

import asyncio
from pathlib import Path
from typing import Any

import httpx

from hubtui.app.session import AppSession
from hubtui.cache.store import Store
from hubtui.hub.client import HubClient
from hubtui.hub.http_cache import HttpCache
from hubtui.hub.repos import RepoInfo
from hubtui.pages.frame import FrameState
from tests.journeys.user import start


class Gate(httpx.AsyncBaseTransport):
    """A Hub that cannot be reached while it is `cut`; an answer comes once its repo is let through."""

    def __init__(self) -> None:
        self.cut = False
        self.let = {name: asyncio.Event() for name in ("a/one", "a/two")}
        self.asked: asyncio.Queue[str] = asyncio.Queue()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.removeprefix("/api/models/").partition("/revision")[0]
        self.asked.put_nowait(name)
        if self.cut:
            raise httpx.ConnectError("no line", request=request)
        await self.let[name].wait()
        return httpx.Response(200, json={"id": name}, request=request)


async def test_offline_stays_while_requests_are_under_way_and_goes_with_the_first_answer(tmp_path: Path) -> None:
    gate, frame = Gate(), FrameState()

    async def connect(record: Any) -> HubClient:
        cache = HttpCache(Store(tmp_path))

        async def no_sleep(_: float) -> None: ...

        return HubClient("http://127.0.0.1:1", None, transport=gate, on_exchange=record, cache=cache, sleep=no_sleep)

    session = AppSession(start(), connect, frame, lambda: None)
    worker = session.worker
    try:
        for event in gate.let.values():
            event.set()
        for name in gate.let:
            await worker.get(RepoInfo("model", name))
        assert not frame.stale_since
        gate.cut = True
        await worker.get(RepoInfo("model", "a/one"))
        since = frame.stale_since
        assert since
        gate.cut = False
        for event in gate.let.values():
            event.clear()
        while not gate.asked.empty():
            gate.asked.get_nowait()
        one, two = (asyncio.ensure_future(worker.get(RepoInfo("model", name))) for name in gate.let)
        assert {await gate.asked.get(), await gate.asked.get()} == set(gate.let)
        # Two requests are under way, and neither is answered: it is not known whether the Hub is there again.
        assert frame.stale_since == since
        gate.let["a/two"].set()
        await two
        assert not frame.stale_since
        gate.let["a/one"].set()
        await one
        assert not frame.stale_since
    finally:
        await session.aclose()
