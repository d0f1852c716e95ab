"""A demo Hub in this process over a bad line: answers come late, not at all, or after the Hub has acted."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

import httpx

from hubtui.hub.client import HubClient
from tests.demo.boxed import TOKENS, Hub

ENDPOINT = "http://demo.localhost"


class ShakyTransport(httpx.AsyncBaseTransport):
    """Hands on to a good transport; a part of the requests (`share`) goes wrong in one of six ways."""

    def __init__(self, good: httpx.AsyncBaseTransport, chance: Random, share: float) -> None:
        self.good, self.chance, self.share = good, chance, share
        self.sent: list[tuple[str, str]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        for _ in range(self.chance.randrange(4)):
            await asyncio.sleep(0)
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

    async def _act(self, request: httpx.Request) -> httpx.Response:
        self.sent.append((request.method, request.url.path))
        answer = await self.good.handle_async_request(request)
        # Some answers take their time.
        for _ in range(self.chance.randrange(4)):
            await asyncio.sleep(0)
        return answer


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


def shaky_client(hub: Hub, chance: Random, share: float) -> tuple[HubClient, ShakyTransport]:
    """A client as ada over a bad line, without long waits; and the line."""
    line = ShakyTransport(hub.transport, chance, share)
    return HubClient(ENDPOINT, TOKENS.write, transport=line, sleep=at_once), line


def gives(client: HubClient) -> Callable[[], Awaitable[HubClient]]:
    """What an editor is handed."""

    async def hub() -> HubClient:
        return client

    return hub
