"""The one way from the screens to the network."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from hubtui.worker.activity import Activity
from hubtui.worker.budget import Budget
from hubtui.worker.queue import Priority as Priority
from hubtui.worker.queue import Queue
from hubtui.worker.single_flight import Flight, Flights
from hubtui.worker.single_flight import Superseded as Superseded
from hubtui.worker.slots import Slots

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient, Wait
    from hubtui.worker.requests import Request

Answer = TypeVar("Answer")
AT_MOST = 6

_MODELS = "hubtui.hub.models.base"


class Worker:
    """Sends what is asked for: equal requests once, the newest of a slot only, what is looked at first.

    `connect` makes the client when the first request needs it, so that nothing of the network is loaded before; its
    client should be given `worker.activity.record` as `on_exchange`. The worker closes it.
    """

    def __init__(
        self,
        connect: "Callable[[], Awaitable[HubClient]]",
        *,
        at_most: int = AT_MOST,
        clock: Callable[[], float] = time.monotonic,
        on_change: Callable[[], None] | None = None,
        on_kept: Callable[[float], None] | None = None,
        ahead: bool = True,
    ) -> None:
        """`on_kept` is told the moment (seconds since 1970) of an answer that stands in for one that cannot be had.

        Without `ahead` nothing is fetched before somebody looks at it.
        """
        self.clock = clock
        self.activity = Activity()
        self._budget = Budget(clock, ahead)
        self.activity.listen(self._budget.told)
        self.on_change = on_change
        self._connect = connect
        self._on_kept = on_kept
        self._connecting: asyncio.Task[HubClient] | None = None
        self._queue = Queue(at_most)
        self._flights = Flights(self._changed)
        self._slots = Slots()
        self._closed = False

    @property
    def under_way(self) -> int:
        """How many requests are not answered yet; `on_change` is called when it changes."""
        return len(self._flights)

    async def fetch(
        self,
        request: "Request[Answer]",
        slot: str | None = None,
        priority: Priority = Priority.LOOKED_AT,
        on_wait: "Callable[[Wait], None] | None" = None,
    ) -> Answer:
        """The answer to `request`; whoever is in `slot` already gets `Superseded`.

        `on_wait` is called when the client waits before it tries again. Cancelling this call, or leaving its slot,
        cancels the request where nobody else waits for an equal one.

        Raises:
            Superseded: the slot was left or taken by a newer request, the worker is closed, or it would be fetched
                ahead and the Hub's limit does not bear that.
            HubError: the Hub's refusal, as a line for the user.
        """
        if self._closed or (priority is Priority.AHEAD and not self._budget.bears_ahead):
            raise Superseded
        waiter = self._flight(request, priority).board(on_wait)
        if slot is not None:
            self._slots.take(slot, waiter)
        try:
            answer: Answer = await waiter.answer
            return answer
        finally:
            waiter.leave()
            if slot is not None:
                self._slots.free(slot, waiter)

    async def recall(self, request: "Request[Answer]") -> "tuple[Answer, float] | None":
        """What was kept of the answer, and when it was last true (seconds since 1970); the Hub is not asked."""
        from hubtui.hub.errors import HubError

        if getattr(request, "decides", False):
            return None
        try:
            client = (await self.hub()).recalling()
            await _models_imported(request)
            return await request.send(client), client.recalled_at
        except HubError:
            return None

    def leave(self, slot: str) -> None:
        """Nobody wants the slot's answer any more."""
        self._slots.leave(slot)

    def promote(self, slot: str, priority: Priority = Priority.LOOKED_AT) -> None:
        """What was fetched ahead is looked at now."""
        if waiter := self._slots.find(slot):
            self._queue.promote(waiter.flight.ticket, priority)

    async def hub(self) -> "HubClient":
        """The client itself, for what must not be joined, cancelled or replaced: writes.

        Raises what `connect` raises; the next call tries again.
        """
        if self._connecting is None or _failed(self._connecting):
            self._connecting = asyncio.ensure_future(self._connected())
            self._connecting.add_done_callback(_failed)
        # Shielded: who is cancelled while connecting must not cancel it for the others.
        return await asyncio.shield(self._connecting)

    async def _connected(self) -> "HubClient":
        client = await self._connect()
        if self._on_kept is not None:
            client.tells_kept(self._on_kept)
        return client

    async def reconnect(self) -> None:
        """Another client from here on: what is under way is given up, and nothing of it is kept."""
        self._slots.leave_all()
        await self._flights.cancel()
        await self._disconnect()

    async def aclose(self) -> None:
        """Cancel everything, wait until it has ended, and close the client."""
        self._closed = True
        self._slots.leave_all()
        await self._flights.cancel()
        await self._disconnect()

    async def _disconnect(self) -> None:
        if self._connecting is not None:
            connecting, self._connecting = self._connecting, None
            if connecting.done() and not _failed(connecting):
                await connecting.result().aclose()
            else:
                connecting.cancel()
                await asyncio.wait([connecting])

    def _flight(self, request: "Request[Any]", priority: Priority) -> Flight:
        if flight := self._flights.find(request):
            self._queue.promote(flight.ticket, priority)
            self.activity.joined += 1
            return flight
        flight = Flight(self._queue.ticket(priority), self.clock)
        self._flights.start(request, flight, self._send(request, flight))
        return flight

    async def _send(self, request: "Request[Any]", flight: Flight) -> Any:
        async with self._queue.turn(flight.ticket):
            client = await self.hub()
            await _models_imported(request)
            return await request.send(client.watched(flight.waits, keeps=not getattr(request, "decides", False)))

    def _changed(self) -> None:
        if self.on_change and not self._closed:
            self.on_change()


async def _models_imported(request: "Request[Any]") -> None:
    """What most answers are read with takes long to import: in a thread no key waits for it."""
    if not getattr(request, "is_plain", False) and _MODELS not in sys.modules:
        await asyncio.to_thread(import_module, _MODELS)


def _failed(connecting: "asyncio.Future[Any]") -> bool:
    return connecting.done() and (connecting.cancelled() or connecting.exception() is not None)
