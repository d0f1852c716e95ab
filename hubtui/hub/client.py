"""The client of one Hub: one endpoint, one token, and the cache of its answers."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import TypeVar

import httpx

from hubtui.hub.calls import Answer, Call, OnExchange, OnWait
from hubtui.hub.calls import Exchange as Exchange
from hubtui.hub.calls import Wait as Wait
from hubtui.hub.endpoint import Request
from hubtui.hub.errors import Offline
from hubtui.hub.http_cache import HttpCache
from hubtui.hub.http_session import DEADLINE, Clock, HttpSession, Rules
from hubtui.hub.streams import OpenBody

T = TypeVar("T")

# The address of a Hub's dataset viewer; for other endpoints it is expected below their own address.
VIEWER_ENDPOINTS = {"https://huggingface.co": "https://datasets-server.huggingface.co"}
VIEWER_PATH = "/datasets-server"


class HubClient:
    """The Hub at `endpoint`, asked as the owner of `token`.

    `on_exchange` is called after each HTTP request, `on_wait` before each wait of more than a second. Plain http goes
    to this machine and to `plain_hosts` only; nothing is sent when `offline`. `deadline` is how many seconds the tries
    of one call may take together. Clock, sleep and jitter are for tests.

    Raises:
        Offline: the environment names a proxy or certificates that cannot be used.
    """

    def __init__(
        self,
        endpoint: str,
        token: str | None,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        on_exchange: OnExchange | None = None,
        on_wait: OnWait | None = None,
        offline: bool = False,
        plain_hosts: frozenset[str] = frozenset(),
        deadline: float = DEADLINE,
        cache: HttpCache | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        rules = Rules(offline, plain_hosts, deadline)
        self._session = HttpSession(endpoint, token, transport, on_exchange, rules, Clock(clock, sleep, jitter))
        self._on_wait = on_wait
        self._cache = cache

    async def get(self, request: Request[T]) -> T:
        """Return the answer to a reading request, which the Hub gives now.

        Raises:
            HubError: there is no good answer; the text of the error is a line for the user.
        """
        return await request.send(self)

    async def ask(self, call: Call) -> Answer:
        """Send a call and return its answer; after a write, forget the cached answers that it changes.

        Raises:
            HubError: there is no good answer.
        """
        answer = await self.send(call, self._on_wait)
        if self._cache is not None:
            await self._cache.forget_changed(call)
        return answer

    async def send(self, call: Call, on_wait: OnWait | None) -> Answer:
        """Send a call past the cache."""
        session, prefix = self._session, ""
        if call.service:
            session, prefix = self._session.beside(VIEWER_ENDPOINTS, VIEWER_PATH)
        return await session.ask(replace(call, path=prefix + call.path) if prefix else call, on_wait)

    def stream(self, call: Call, on_wait: OnWait | None = None) -> AbstractAsyncContextManager[OpenBody]:
        """Send a call whose answer is read while it comes."""
        return self._session.stream(call, on_wait or self._on_wait)

    def reader(self, on_wait: OnWait | None, *, stale_ok: bool) -> HubReader:
        """Return how to ask for what is shown: `on_wait` hears of waits; if `stale_ok`, cached answers may stand in."""
        return HubReader(self, on_wait, self._cache if stale_ok else None)

    def cached_reader(self) -> CachedReader:
        """Return how to get cached answers without asking the Hub."""
        return CachedReader(self._cache)

    def on_stale(self, listener: Callable[[float], None]) -> None:
        """Call `listener` with the time of each cached answer that is used because the Hub cannot be reached."""
        if self._cache is not None:
            self._cache.on_stale = listener

    async def aclose(self) -> None:
        """Close all connections."""
        await self._session.aclose()


class HubReader:
    """Asks the Hub; with a `cache`, uses cached answers where it cannot be reached: to show them, not to decide."""

    def __init__(self, client: HubClient, on_wait: OnWait | None, cache: HttpCache | None) -> None:
        self._client = client
        self._on_wait = on_wait
        self._cache = cache

    async def ask(self, call: Call) -> Answer:
        """Return the Hub's answer, or the cached one if the Hub cannot be reached."""
        return await self._send(call) if self._cache is None else await self._cache.ask(call, self._send)

    async def _send(self, call: Call) -> Answer:
        return await self._client.send(call, self._on_wait)

    def stream(self, call: Call) -> AbstractAsyncContextManager[OpenBody]:
        """Send a call whose answer is read while it comes; it is not cached."""
        return self._client.stream(call, self._on_wait)


class CachedReader:
    """Gives cached answers and asks nobody. `time` is that of the oldest one given, in seconds since 1970."""

    def __init__(self, cache: HttpCache | None) -> None:
        self._cache = cache
        self.time = 0.0

    async def ask(self, call: Call) -> Answer:
        """Return the cached answer.

        Raises:
            Offline: there is none.
        """
        if self._cache is None:
            raise Offline("there is no cache")
        answer, time = self._cache.cached(call)
        self.time = min(time, self.time or time)
        return answer

    def stream(self, call: Call) -> AbstractAsyncContextManager[OpenBody]:
        """Raise Offline: what is read while it comes is not cached."""
        raise Offline("there is no cached answer")
