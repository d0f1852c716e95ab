"""The one way from the screens to the network."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from hubtui.hub.pagination import pages
from hubtui.worker.activity import Activity
from hubtui.worker.budget import Budget
from hubtui.worker.queue import Priority as Priority
from hubtui.worker.queue import Queue
from hubtui.worker.single_flight import Flight, Flights
from hubtui.worker.single_flight import Superseded as Superseded
from hubtui.worker.slots import Slots

if TYPE_CHECKING:
    from hubtui.hub.answers import Page
    from hubtui.hub.client import HubClient, Wait
    from hubtui.hub.endpoint import ListEndpoint, Request

Answer = TypeVar("Answer")
Item = TypeVar("Item")
AT_MOST = 6


class Worker:
    """Asks the Hub: equal requests once, only the newest of a slot, and first for what the user looks at.

    `connect` makes the client when the first request needs it, so that nothing of the network is imported before. Its
    client should be given `worker.activity.record` as `on_exchange`. The worker closes the client.
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
        """`on_stale` gets the time of each cached answer that is used because the Hub cannot be reached, in seconds
        since 1970. Without `prefetch` nothing is loaded before somebody looks at it.
        """
        self.clock = clock
        self.activity = Activity()
        self._budget = Budget(clock, prefetch)
        self.activity.listen(self._budget.told)
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
        """How many requests are not answered yet; `on_change` is called when it changes."""
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
        """Return the answer to `request`; a request that is in `slot` already ends with `Superseded`.

        An answer that has to be `fresh` is one that the Hub gives from now on: no cached one, and none to an equal
        request under way. `on_wait` is called when the client waits before it tries again. If this call is cancelled or
        superseded, so is the request, unless somebody else waits for an equal one.

        Raises:
            Superseded: the slot was left or taken by a newer request, the worker is closed, or it would be loaded ahead
                and there are too few requests left for that.
            HubError: there is no good answer; the text of the error is a line for the user.
        """
        if self._closed or (priority is Priority.PREFETCH and not self._budget.bears_prefetch):
            raise Superseded
        waiter = self._flight(request, priority, fresh).board(on_wait)
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
        """Yield all pages of a list, loaded behind what the user looks at."""
        return pages(lambda request: self.get(request, priority=Priority.BACKGROUND), first)

    async def get_cached(self, request: Request[Answer]) -> tuple[Answer, float] | None:
        """Return the cached answer and its time (seconds since 1970), or None. The Hub is not asked."""
        from hubtui.hub.errors import HubError

        try:
            reader = (await self.hub()).cached_reader()
            await _import_model(request)
            return await request.send(reader), reader.time
        except HubError:
            return None

    def leave(self, slot: str) -> None:
        """Give up the request in a slot: nobody wants its answer any more."""
        self._slots.leave(slot)

    def promote(self, slot: str, priority: Priority = Priority.VISIBLE) -> None:
        """Let the request in a slot go first: the user looks at it now."""
        if waiter := self._slots.find(slot):
            self._queue.promote(waiter.flight.ticket, priority)

    async def hub(self) -> HubClient:
        """Return the client itself, for what must not be joined, cancelled or replaced: writes.

        Raises whatever `connect` raises; the next call tries again.
        """
        if self._connecting is None or _has_failed(self._connecting):
            self._connecting = asyncio.ensure_future(self._connected())
            self._connecting.add_done_callback(_has_failed)
        # Shielded: who is cancelled while connecting must not cancel it for the others.
        return await asyncio.shield(self._connecting)

    async def _connected(self) -> HubClient:
        client = await self._connect()
        if self._on_stale is not None:
            client.on_stale(self._on_stale)
        return client

    async def reconnect(self) -> None:
        """Use another client from now on: give up what is under way, and close the client."""
        self._slots.leave_all()
        await self._flights.cancel()
        await self._disconnect()

    async def aclose(self) -> None:
        """Cancel everything, wait until it has ended, and close the client."""
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
        # A fresh one has a key of its own: nobody joins it.
        self._flights.start(flight if fresh else request, flight, self._send(request, flight, fresh))
        return flight

    async def _send(self, request: Request[Any], flight: Flight, fresh: bool) -> Any:
        async with self._queue.turn(flight.ticket):
            client = await self.hub()
            await _import_model(request)
            return await request.send(client.reader(flight.waits, stale_ok=not fresh))

    def _changed(self) -> None:
        if self.on_change and not self._closed:
            self.on_change()


async def _import_model(request: Request[Any]) -> None:
    """Import what the answer is read with, in a thread: no key has to wait for it."""
    module = request.model.partition(":")[0]
    if module and module not in sys.modules:
        await asyncio.to_thread(import_module, module)


def _has_failed(connecting: asyncio.Future[Any]) -> bool:
    return connecting.done() and (connecting.cancelled() or connecting.exception() is not None)
