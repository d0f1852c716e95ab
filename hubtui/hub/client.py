"""The client of one Hub: one endpoint, one token, and the cache of answers."""

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
from hubtui.hub.http_session import DEADLINE, HttpSession, Rules
from hubtui.hub.streams import OpenBody

T = TypeVar("T")

# The address of the dataset viewer of an endpoint; for other endpoints it is VIEWER_PATH at their own address.
VIEWER_ENDPOINTS = {"https://huggingface.co": "https://datasets-server.huggingface.co"}
VIEWER_PATH = "/datasets-server"


class HubClient:
    """Sends requests to the Hub at `endpoint` with `token`, and caches answers.

    `on_exchange` is called after each HTTP request, `on_wait` before each wait of more than a second. Plain http is
    used for this machine and for `plain_hosts` only; nothing is sent if `offline` is true. `deadline` is the number of
    seconds that all attempts of one request may take together. Clock, sleep and jitter are for tests.

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
        rules = Rules(offline, plain_hosts, deadline, clock, sleep, jitter)
        self._session = HttpSession(endpoint, token, transport, on_exchange, rules)
        self._on_wait = on_wait
        self._cache = cache

    async def get(self, request: Request[T]) -> T:
        """Send a reading request and return its answer, never a cached one.

        Raises:
            HubError: the request failed; the text of the error is a line for the user.
        """
        return await request.send(self)

    async def ask(self, call: Call) -> Answer:
        """Send a call and return its answer. After a write, remove the cached answers that it makes outdated.

        Raises:
            HubError: the request failed.
        """
        answer = await self.send(call, self._on_wait)
        if self._cache is not None:
            await self._cache.forget_changed(call)
        return answer

    async def send(self, call: Call, on_wait: OnWait | None) -> Answer:
        """Send a call and return its answer, without use of the cache."""
        session, prefix = self._session, ""
        if call.service:
            session, prefix = self._session.session_of_service(VIEWER_ENDPOINTS, VIEWER_PATH)
        return await session.ask(replace(call, path=prefix + call.path) if prefix else call, on_wait)

    def stream(self, call: Call, on_wait: OnWait | None = None) -> AbstractAsyncContextManager[OpenBody]:
        """Send a call and return its body as a stream, as an async context manager."""
        return self._session.stream(call, on_wait or self._on_wait)

    def reader(self, on_wait: OnWait | None, *, stale_ok: bool) -> HubReader:
        """Return a reader for data to show; if `stale_ok`, it uses cached answers while the Hub is unreachable."""
        return HubReader(self, on_wait, self._cache if stale_ok else None)

    def cached_reader(self) -> CachedReader:
        """Return a reader of cached answers that never asks the Hub."""
        return CachedReader(self._cache)

    def on_stale(self, listener: Callable[[float], None]) -> None:
        """Call `listener` with the time of each cached answer that is used because the Hub cannot be reached.

        The time is in seconds since 1970.
        """
        if self._cache is not None:
            self._cache.on_stale = listener

    async def aclose(self) -> None:
        """Close all connections."""
        await self._session.aclose()


class HubReader:
    """Sends reading requests. With a `cache`, it returns cached answers while the Hub is unreachable.

    Cached answers are only shown; the program never bases a decision on them.
    """

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
        """Send a call and return its body as a stream, which is not cached."""
        return self._client.stream(call, self._on_wait)


class CachedReader:
    """Returns cached answers only. `time` is the time of the oldest one returned, in seconds since 1970."""

    def __init__(self, cache: HttpCache | None) -> None:
        self._cache = cache
        self.time = 0.0

    async def ask(self, call: Call) -> Answer:
        """Return the cached answer to a call.

        Raises:
            Offline: no answer is cached.
        """
        if self._cache is None:
            raise Offline("there is no cache")
        answer, time = self._cache.cached(call)
        self.time = min(time, self.time or time)
        return answer

    def stream(self, call: Call) -> AbstractAsyncContextManager[OpenBody]:
        """Raise Offline: streams are not cached."""
        raise Offline("there is no cached answer")
