"""Sends equal requests once. A flight is a request under way, with all waiters for its answer.

Slots let a new request of a screen replace its older one.
"""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hubtui.worker.queue import Ticket

if TYPE_CHECKING:
    from hubtui.hub.client import Wait


class Superseded(Exception):
    """The answer is not needed any more: a newer request took the slot, the slot was emptied, or the worker is closed.

    A task of a screen that does not catch it just ends (`hubtui.pages.work`).
    """


class Waiter:
    """One caller that waits for the answer of a flight; `on_wait` is called when the client pauses before a retry."""

    __slots__ = ("answer", "flight", "on_wait")

    def __init__(self, flight: "Flight", on_wait: "Callable[[Wait], None] | None") -> None:
        self.answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.flight = flight
        self.on_wait = on_wait

    def leave(self) -> None:
        """Stop waiting; a flight without waiters is cancelled."""
        self.flight.remove(self)
        if self.answer.done() and not self.answer.cancelled():
            # Retrieved, or asyncio reports it as an error that nobody handled.
            self.answer.exception()

    def supersede(self) -> None:
        """Stop waiting, and raise Superseded in the caller that awaits the answer."""
        if not self.answer.done():
            self.answer.set_exception(Superseded())
        self.flight.remove(self)


class Flight:
    """A request under way, and its waiters."""

    def __init__(self, ticket: Ticket, clock: Callable[[], float]) -> None:
        self.ticket = ticket
        self.task: asyncio.Task[Any] | None = None
        self._clock = clock
        self._waiters: list[Waiter] = []
        self._wait: Wait | None = None
        self._wait_ends = 0.0

    @property
    def is_wanted(self) -> bool:
        """Whether the flight has waiters."""
        return bool(self._waiters)

    def add_waiter(self, on_wait: "Callable[[Wait], None] | None") -> Waiter:
        """Add a waiter and return it; call `on_wait` at once if the client is pausing before a retry."""
        waiter = Waiter(self, on_wait)
        self._waiters.append(waiter)
        left = self._wait_ends - self._clock()
        if on_wait and self._wait and left > 0:
            on_wait(replace(self._wait, seconds=left))
        return waiter

    def remove(self, waiter: Waiter) -> None:
        """Remove a waiter; a flight without waiters is cancelled."""
        if waiter in self._waiters:
            self._waiters.remove(waiter)
            if not self._waiters and self.task:
                self.task.cancel()

    def announce_wait(self, wait: "Wait") -> None:
        """Call `on_wait` of all waiters: the client pauses before a retry."""
        self._wait = wait
        self._wait_ends = self._clock() + wait.seconds
        for waiter in list(self._waiters):
            if waiter.on_wait:
                waiter.on_wait(wait)

    def finish(self, task: asyncio.Task[Any]) -> None:
        """Pass the result or the error of the ended `task` to all waiters, and keep no reference to it."""
        self.task = None
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if waiter.answer.done():
                continue
            if task.cancelled():
                waiter.answer.set_exception(Superseded())
            elif error := task.exception():
                waiter.answer.set_exception(error)
            else:
                waiter.answer.set_result(task.result())


class Flights:
    """All requests under way, by the value of the request."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._by_request: dict[Hashable, Flight] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._on_change = on_change

    def __len__(self) -> int:
        return len(self._by_request)

    def find(self, request: Hashable) -> Flight | None:
        """Return the flight of an equal request that still has waiters, or None."""
        flight = self._by_request.get(request)
        return flight if flight and flight.is_wanted else None

    def start(self, request: Hashable, flight: Flight, sending: Coroutine[Any, Any, Any]) -> None:
        """Start a flight; the coroutine `sending` sends its request and returns the answer."""
        task = flight.task = asyncio.get_running_loop().create_task(sending)
        self._by_request[request] = flight
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._finished(request, flight, done))
        self._on_change()

    async def cancel(self) -> None:
        """Cancel all flights, and wait until they have ended."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        # The callbacks of tasks that have just ended run in the next turn of the loop.
        await asyncio.sleep(0)

    def _finished(self, request: Hashable, flight: Flight, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if self._by_request.get(request) is flight:
            del self._by_request[request]
        if not task.cancelled():
            task.exception()
        flight.finish(task)
        self._on_change()


class Slots:
    """Holds at most one waiter in each slot, which is a purpose of a screen: a new request replaces the old one."""

    def __init__(self) -> None:
        self._waiters: dict[str, Waiter] = {}

    def take(self, slot: str, waiter: Waiter) -> None:
        """Put a waiter into a slot; the caller of the waiter before gets Superseded."""
        older = self._waiters.get(slot)
        self._waiters[slot] = waiter
        if older:
            older.supersede()

    def leave(self, slot: str) -> None:
        """Empty a slot; the caller of the waiter in it gets Superseded."""
        if waiter := self._waiters.pop(slot, None):
            waiter.supersede()

    def free(self, slot: str, waiter: Waiter) -> None:
        """Empty a slot after its waiter got the answer, unless a newer waiter is in it."""
        if self._waiters.get(slot) is waiter:
            del self._waiters[slot]

    def find(self, slot: str) -> Waiter | None:
        """Return the waiter in a slot, or None."""
        return self._waiters.get(slot)

    def leave_all(self) -> None:
        """Empty all slots; the callers get Superseded."""
        for slot in list(self._waiters):
            self.leave(slot)
