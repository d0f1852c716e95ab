"""A Hub in this process over a bad line: answers come late, not at all, or after the Hub has acted."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

import httpx

from hubtui.hub.client import HubClient
from tests.demo.boxed import TOKENS

ENDPOINT = "http://demo.localhost"


OK = {"success": True}
LIES = ("forgets", "acts late", "acts twice")


class ShakyTransport(httpx.AsyncBaseTransport):
    """Hands on to a good transport; a part of the requests (`share`) goes wrong in one of six ways.

    A `lying` line also answers writes that the Hub never gets, gets later or gets twice, and reads with old answers.
    `reads` are the moments of true answers to reads, `late_moves` of late writes that changed the order: when each was
    sent, and when it acted.
    """

    lying = 0.0

    def __init__(self, good: httpx.AsyncBaseTransport, chance: Random, share: float) -> None:
        self.good, self.chance, self.share = good, chance, share
        self.sent: list[tuple[str, str]] = []
        self.told: list[tuple[float, str, Any]] = []
        self.late: set[asyncio.Future[None]] = set()
        self.reads: list[float] = []
        self.late_moves: list[tuple[float, float]] = []

    def hid_a_move(self, seconds: float) -> bool:
        """Whether a late write changed the order, and no read told the truth between then and `seconds` after it."""
        return any(not any(acted <= read < sent + seconds for read in self.reads) for sent, acted in self.late_moves)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        for _ in range(self.chance.randrange(4)):
            await asyncio.sleep(0)
        if self.chance.random() < self.lying:
            return await self._lie(request)
        if self.chance.random() >= self.share:
            return await self._answer(request)
        match self.chance.randrange(6):
            case 0:
                raise httpx.ConnectError("no route")
            case 1:
                raise httpx.ReadTimeout("nothing came")
            case 2:
                return httpx.Response(500, json={"error": "Internal Error"})
            case 3:
                return httpx.Response(429, json={"error": "slow down"}, headers={"RateLimit": '"api";r=0;t=1'})
            case 4:
                await self._act(request)
                raise httpx.ReadError("the answer was lost")
            case _:
                await self._act(request)
                return httpx.Response(502, text="<html>Bad Gateway</html>")

    async def _lie(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            now = self._now()
            old = [body for time, path, body in self.told if path == request.url.path and now - time < 60]
            return httpx.Response(200, json=self.chance.choice(old)) if old else await self._answer(request)
        lie = self.chance.choice(LIES)
        if lie != "forgets":
            asyncio.get_running_loop().call_later(self.chance.uniform(0, 60), self._act_later, request, self._now())
        return await self._act(request) if lie == "acts twice" else await self._pretend(request)

    def _act_later(self, request: httpx.Request, sent: float) -> None:
        task = asyncio.ensure_future(self._act_late(request, sent))
        self.late.add(task)
        task.add_done_callback(self.late.discard)

    async def _act_late(self, request: httpx.Request, sent: float) -> None:
        before = await self._held(request)
        await self.good.handle_async_request(request)
        if _are_in_another_order(before, await self._held(request)):
            self.late_moves.append((sent, self._now()))

    async def _pretend(self, request: httpx.Request) -> httpx.Response:
        """An answer as if the Hub had acted."""
        if request.method == "DELETE" or (request.method == "PATCH" and "/items" in request.url.path):
            return httpx.Response(200, json=OK)
        held = await self._held(request)
        if request.method == "PATCH":
            return httpx.Response(200, json={"data": held})
        item = json.loads(await request.aread())["item"]
        return httpx.Response(
            200, json=held | {"items": [*held["items"], item | {"_id": f"f{self.chance.randrange(16**12):023x}"}]}
        )

    async def _held(self, request: httpx.Request) -> dict[str, Any]:
        """The collection that a request is about."""
        path, _, _ = request.url.path.partition("/items")
        read = httpx.Request(
            "GET", request.url.copy_with(path=path), headers={"authorization": f"Bearer {TOKENS.write}"}
        )
        held: dict[str, Any] = json.loads(await (await self.good.handle_async_request(read)).aread())
        return held

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        """A true answer that arrives."""
        answer = await self._act(request)
        if request.method == "GET":
            self.reads.append(self._now())
        return answer

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _act(self, request: httpx.Request) -> httpx.Response:
        self.sent.append((request.method, request.url.path))
        answer = await self.good.handle_async_request(request)
        if self.lying and request.method == "GET" and answer.status_code == 200:
            body = json.loads(await answer.aread())
            self.told.append((self._now(), request.url.path, body))
            return httpx.Response(200, json=body)
        # Some answers take their time.
        for _ in range(self.chance.randrange(4)):
            await asyncio.sleep(0)
        return answer


def _are_in_another_order(before: dict[str, Any], after: dict[str, Any]) -> bool:
    first, second = ([item["_id"] for item in held.get("items", ())] for held in (before, after))
    return [one for one in first if one in second] != [one for one in second if one in first]


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


def shaky_client(hub: httpx.AsyncBaseTransport, chance: Random, share: float) -> tuple[HubClient, ShakyTransport]:
    """A client as ada over a bad line, without long waits; and the line."""
    line = ShakyTransport(hub, chance, share)
    return HubClient(ENDPOINT, TOKENS.write, transport=line, sleep=at_once), line


def gives(client: HubClient) -> Callable[[], Awaitable[HubClient]]:
    """What an editor is handed."""

    async def hub() -> HubClient:
        return client

    return hub
