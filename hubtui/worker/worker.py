"""The worker: all requests of the screens to the Hub go through it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from hubtui.hub.errors import HubError
from hubtui.hub.pagination import pages
from hubtui.worker.activity import Activity
from hubtui.worker.budget import Budget
from hubtui.worker.queue import Priority as Priority
from hubtui.worker.queue import Queue
from hubtui.worker.single_flight import Flight, Flights, Slots
from hubtui.worker.single_flight import Superseded as Superseded

if TYPE_CHECKING:
    from hubtui.hub.answers import Page
    from hubtui.hub.client import HubClient, Wait
    from hubtui.hub.endpoint import ListEndpoint, Request

Answer = TypeVar("Answer")
Item = TypeVar("Item")
AT_MOST = 6


class Worker:
    """Sends requests to the Hub: equal ones once, only the newest one of a slot, and in order of priority.

    `connect` creates the client when the first request needs it, so that no network code is imported before. The client
    should get `worker.activity.record` as `on_exchange`. The worker closes the client.
    """

    def __init__(
        self,
        connect: Callable[[], Awaitable[HubClient]],
        *,
        at_most: int = AT_MOST,
        clock: Callable[[], float] = time.monotonic,
        on_change: Callable[[], None] | None = None,
        on_stale: Callable[[float], None] | None = None,
        prefetch: bool = True,
    ) -> None:
        """`on_stale` is called with the time of each cached answer that is used while the Hub is unreachable, in
        seconds since 1970. If `prefetch` is false, nothing is loaded in advance.
        """
        self.clock = clock
        self.activity = Activity()
        self._budget = Budget(clock, prefetch)
        self.activity.listen(self._budget.read_limit)
        self.on_change = on_change
        self._connect = connect
        self._on_stale = on_stale
        self._connecting: asyncio.Task[HubClient] | None = None
        self._queue = Queue(at_most)
        self._flights = Flights(self._changed)
        self._slots = Slots()
        self._closed = False

    @property
    def under_way(self) -> int:
        """The number of requests under way; `on_change` is called when it changes."""
        return len(self._flights)

    async def get(
        self,
        request: Request[Answer],
        *,
        slot: str | None = None,
        priority: Priority = Priority.VISIBLE,
        fresh: bool = False,
        on_wait: Callable[[Wait], None] | None = None,
    ) -> Answer:
        """Send a request and return its answer. An earlier request in the same `slot` ends with Superseded.

        If `fresh` is true, the request is sent now: no cached answer is used, nor that of an equal request under way.
        `on_wait` is called when the client pauses before a retry. If this call is cancelled or superseded, the request
        is cancelled too, unless another caller waits for an equal one.

        Raises:
            Superseded: a newer request took the slot, the slot was emptied, the worker is closed, or this is a prefetch
                and too few requests remain in the rate limit.
            HubError: the request failed; the text of the error is a line for the user.
        """
        if self._closed or (priority is Priority.PREFETCH and not self._budget.allows_prefetch):
            raise Superseded
        waiter = self._flight(request, priority, fresh).add_waiter(on_wait)
        if slot is not None:
            self._slots.take(slot, waiter)
        try:
            answer: Answer = await waiter.answer
            return answer
        finally:
            waiter.leave()
            if slot is not None:
                self._slots.free(slot, waiter)

    def pages(self, first: ListEndpoint[Item]) -> AsyncIterator[Page[Item]]:
        """Yield all pages of a list, loaded in the background."""
        return pages(lambda request: self.get(request, priority=Priority.BACKGROUND), first)

    async def get_cached(self, request: Request[Answer]) -> tuple[Answer, float] | None:
        """Return the cached answer to a request and its time (seconds since 1970), or None; never ask the Hub."""
        try:
            reader = (await self.hub()).cached_reader()
            return await request.send(reader), reader.time
        except HubError:
            return None

    def leave(self, slot: str) -> None:
        """Cancel the request in a slot, whose answer is not needed any more."""
        self._slots.leave(slot)

    def promote(self, slot: str, priority: Priority = Priority.VISIBLE) -> None:
        """Raise the priority of the request in a slot."""
        if waiter := self._slots.find(slot):
            self._queue.promote(waiter.flight.ticket, priority)

    async def hub(self) -> HubClient:
        """Return the client, for requests that must not be joined, cancelled or replaced, such as writes.

        Errors of `connect` are passed on; the next call connects again.
        """
        if self._connecting is None or _has_failed(self._connecting):
            self._connecting = asyncio.ensure_future(self._connected())
            self._connecting.add_done_callback(_has_failed)
        # Shielded: a caller that is cancelled must not cancel the connection for the others.
        return await asyncio.shield(self._connecting)

    async def _connected(self) -> HubClient:
        client = await self._connect()
        if self._on_stale is not None:
            client.on_stale(self._on_stale)
        return client

    async def reconnect(self) -> None:
        """Cancel all requests and close the client; the next request connects with `connect` again."""
        self._slots.leave_all()
        await self._flights.cancel()
        await self._disconnect()

    async def aclose(self) -> None:
        """Cancel all requests, wait until they have ended, and close the client."""
        self._closed = True
        await self.reconnect()

    async def _disconnect(self) -> None:
        if self._connecting is not None:
            connecting, self._connecting = self._connecting, None
            if connecting.done() and not _has_failed(connecting):
                await connecting.result().aclose()
            else:
                connecting.cancel()
                await asyncio.wait([connecting])

    def _flight(self, request: Request[Any], priority: Priority, fresh: bool) -> Flight:
        if not fresh and (flight := self._flights.find(request)):
            self._queue.promote(flight.ticket, priority)
            self.activity.joined += 1
            return flight
        flight = Flight(self._queue.ticket(priority), self.clock)
        # A fresh request has a key of its own, so that no other request joins it.
        self._flights.start(flight if fresh else request, flight, self._send(request, flight, fresh))
        return flight

    async def _send(self, request: Request[Any], flight: Flight, fresh: bool) -> Any:
        async with self._queue.turn(flight.ticket):
            client = await self.hub()
            return await request.send(client.reader(flight.announce_wait, stale_ok=not fresh))

    def _changed(self) -> None:
        if self.on_change and not self._closed:
            self.on_change()


def _has_failed(connecting: asyncio.Future[Any]) -> bool:
    return connecting.done() and (connecting.cancelled() or connecting.exception() is not None)
