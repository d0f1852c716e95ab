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
    """

    lying = 0.0

    def __init__(self, good: httpx.AsyncBaseTransport, chance: Random, share: float) -> None:
        self.good, self.chance, self.share = good, chance, share
        self.sent: list[tuple[str, str]] = []
        self.told: list[tuple[float, str, Any]] = []
        self.late: set[asyncio.Future[httpx.Response]] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        for _ in range(self.chance.randrange(4)):
            await asyncio.sleep(0)
        if self.chance.random() < self.lying:
            return await self._lie(request)
        if self.chance.random() >= self.share:
            return await self._act(request)
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
            now = asyncio.get_running_loop().time()
            old = [body for time, path, body in self.told if path == request.url.path and now - time < 60]
            return httpx.Response(200, json=self.chance.choice(old)) if old else await self._act(request)
        lie = self.chance.choice(LIES)
        if lie != "forgets":
            asyncio.get_running_loop().call_later(self.chance.uniform(0, 60), self._act_later, request)
        return await self._act(request) if lie == "acts twice" else await self._pretend(request)

    def _act_later(self, request: httpx.Request) -> None:
        task = asyncio.ensure_future(self.good.handle_async_request(request))
        self.late.add(task)
        task.add_done_callback(self.late.discard)

    async def _pretend(self, request: httpx.Request) -> httpx.Response:
        """An answer as if the Hub had acted."""
        path, _, _ = request.url.path.partition("/items")
        if request.method == "DELETE" or (request.method == "PATCH" and "/items" in request.url.path):
            return httpx.Response(200, json=OK)
        read = httpx.Request(
            "GET", request.url.copy_with(path=path), headers={"authorization": f"Bearer {TOKENS.write}"}
        )
        held = json.loads(await (await self.good.handle_async_request(read)).aread())
        if request.method == "PATCH":
            return httpx.Response(200, json={"data": held})
        item = json.loads(await request.aread())["item"]
        return httpx.Response(
            200, json=held | {"items": [*held["items"], item | {"_id": f"f{self.chance.randrange(16**12):023x}"}]}
        )

    async def _act(self, request: httpx.Request) -> httpx.Response:
        self.sent.append((request.method, request.url.path))
        answer = await self.good.handle_async_request(request)
        if self.lying and request.method == "GET" and answer.status_code == 200:
            body = json.loads(await answer.aread())
            self.told.append((asyncio.get_running_loop().time(), request.url.path, body))
            return httpx.Response(200, json=body)
        # Some answers take their time.
        for _ in range(self.chance.randrange(4)):
            await asyncio.sleep(0)
        return answer


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
