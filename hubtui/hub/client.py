"""The client: one endpoint, one token, and the families of calls over them.

Families that read into pydantic models are imported when they are first asked for.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import cached_property
from typing import TYPE_CHECKING

import httpx

from hubtui.hub.calls import Answer, Call, OnExchange, OnWait
from hubtui.hub.calls import Exchange as Exchange
from hubtui.hub.calls import Wait as Wait
from hubtui.hub.errors import Offline
from hubtui.hub.files import Files
from hubtui.hub.http_cache import HttpCache
from hubtui.hub.http_session import DEADLINE, Clock, HttpSession, Rules
from hubtui.hub.streams import OpenBody

if TYPE_CHECKING:
    from hubtui.hub.account import Accounts
    from hubtui.hub.collections import Collections
    from hubtui.hub.dataset_views import DatasetViews
    from hubtui.hub.history import History
    from hubtui.hub.listings import Listings
    from hubtui.hub.papers import Papers
    from hubtui.hub.repos import Repos
    from hubtui.hub.spaces import Spaces
    from hubtui.hub.viewer import Viewer

# Where the viewer service of a Hub is; of every other endpoint it is looked for below its own address.
VIEWER_ENDPOINTS = {"https://huggingface.co": "https://datasets-server.huggingface.co"}
VIEWER_PATH = "/datasets-server"


class HubClient:
    """The Hub at `endpoint`, as the owner of `token`.

    `on_exchange` is told of each HTTP request once it is over, `on_wait` of each wait of more than a second before it
    begins. Plain http is sent to this machine and to `plain_hosts` only; nothing is sent when `offline`. `deadline` is
    how many seconds the tries of one call may take together; a `cache` keeps answers. Clock, sleep and jitter are for
    tests.

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
        self._take(
            HttpSession(endpoint, token, transport, on_exchange, rules, Clock(clock, sleep, jitter)), on_wait, cache
        )

    def _take(
        self,
        session: HttpSession,
        on_wait: OnWait | None,
        cache: HttpCache | None,
        *,
        keeps: bool = False,
        recalls: bool = False,
    ) -> None:
        self._session = session
        self._on_wait = on_wait
        self._cache = cache
        self._keeps = keeps
        self._recalls = recalls
        self.recalled_at = 0.0
        """When the oldest of what a recalling client gave was last true: seconds since 1970."""
        self.files = Files(self.ask, self.stream)

    @cached_property
    def listings(self) -> "Listings":
        """Listings of repos; what reads their rows takes a while to import."""
        from hubtui.hub.listings import Listings

        return Listings(self.ask)

    @cached_property
    def repos(self) -> "Repos":
        """All about one repo."""
        from hubtui.hub.repos import Repos

        return Repos(self.ask)

    @cached_property
    def history(self) -> "History":
        """The revisions of a repo."""
        from hubtui.hub.history import History

        return History(self.ask)

    @cached_property
    def spaces(self) -> "Spaces":
        """Spaces at work."""
        from hubtui.hub.spaces import Spaces

        return Spaces(self.ask, self.stream)

    @cached_property
    def papers(self) -> "Papers":
        """Papers."""
        from hubtui.hub.papers import Papers

        return Papers(self.ask)

    @cached_property
    def viewer(self) -> "Viewer":
        """The viewer service of this Hub."""
        from hubtui.hub.viewer import Viewer

        line, prefix = self._session.beside(VIEWER_ENDPOINTS, VIEWER_PATH)
        return Viewer(lambda call: line.ask(call, self._on_wait), prefix)

    @cached_property
    def datasets(self) -> "DatasetViews":
        """Parquet shards and Croissant metadata of datasets."""
        from hubtui.hub.dataset_views import DatasetViews

        return DatasetViews(self.ask, self.stream)

    @cached_property
    def collections(self) -> "Collections":
        """Collections and their items."""
        from hubtui.hub.collections import Collections

        return Collections(self.ask)

    @cached_property
    def account(self) -> "Accounts":
        """Who the token belongs to."""
        from hubtui.hub.account import Accounts

        return Accounts(self.ask)

    def watched(self, on_wait: OnWait | None, *, keeps: bool = False) -> "HubClient":
        """The same client over the same connections, which tells its waits to somebody else.

        One that `keeps` gives what it has kept where the Hub cannot be reached: to look at, not to decide by.
        """
        other = HubClient.__new__(HubClient)
        other._take(self._session, on_wait, self._cache, keeps=keeps)
        return other

    def tells_kept(self, on_kept: Callable[[float], None]) -> None:
        """Call this with the moment of each answer that stands in for one that could not be had."""
        if self._cache is not None:
            self._cache.on_kept = on_kept

    def recalling(self) -> "HubClient":
        """A client that gives what was kept, and asks nobody; `Offline` for what is not."""
        other = HubClient.__new__(HubClient)
        other._take(self._session, None, self._cache, recalls=True)
        return other

    async def ask(self, call: Call) -> Answer:
        """Send a call; the families are the usual way.

        Raises:
            HubError: what went wrong, in words.
        """
        cache = self._cache
        if self._recalls:
            if cache is None:
                raise Offline("nothing is kept")
            answer, moment = cache.recall(call)
            self.recalled_at = min(moment, self.recalled_at or moment)
            return answer
        if cache is None:
            return await self._session.ask(call, self._on_wait)
        if self._keeps:
            return await cache.ask(call, lambda one: self._session.ask(one, self._on_wait))
        answer = await self._session.ask(call, self._on_wait)
        await cache.told(call)
        return answer

    def stream(self, call: Call) -> AbstractAsyncContextManager[OpenBody]:
        """Send a call whose answer is read while it comes."""
        return self._session.stream(call, self._on_wait)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._session.aclose()
