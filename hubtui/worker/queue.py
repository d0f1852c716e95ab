"""The queue of requests: limits how many are sent at once, in order of priority."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum
from itertools import count


class Priority(IntEnum):
    """The purpose of a request: for rows in view, in the background, or a prefetch. The lowest is sent first."""

    VISIBLE = 0
    BACKGROUND = 1
    PREFETCH = 2


class Ticket:
    """The place of a request in the queue; its priority may be raised while it waits."""

    __slots__ = ("number", "priority", "turn")

    def __init__(self, priority: Priority, number: int) -> None:
        self.priority = priority
        self.number = number
        self.turn: asyncio.Future[None] | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """The priority and the number of arrival; the request with the smallest rank is sent first."""
        return self.priority, self.number


class Queue:
    """Lets at most `at_most` requests run at once, of which at most `at_most` - 1 are prefetches."""

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._at_most_prefetches = max(1, at_most - 1)
        self._sending = 0
        self._waiting: list[Ticket] = []
        self._numbers = count()

    def ticket(self, priority: Priority) -> Ticket:
        """Return a new place in the queue, behind all others of the same priority."""
        return Ticket(priority, next(self._numbers))

    def promote(self, ticket: Ticket, priority: Priority) -> None:
        """Raise the priority of a ticket to `priority`, unless it is higher already."""
        ticket.priority = min(ticket.priority, priority)
        self._call_next()

    @asynccontextmanager
    async def turn(self, ticket: Ticket) -> AsyncIterator[None]:
        """Wait until the request of a ticket may be sent. It counts as running until the `async with` block ends."""
        ticket.turn = asyncio.get_running_loop().create_future()
        self._waiting.append(ticket)
        self._call_next()
        try:
            await ticket.turn
            yield
        finally:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            else:
                self._sending -= 1
            self._call_next()

    def _call_next(self) -> None:
        while self._waiting:
            ticket = min(self._waiting, key=lambda waiting: waiting.rank)
            room = self._at_most_prefetches if ticket.priority is Priority.PREFETCH else self._at_most
            if self._sending >= room:
                return
            self._waiting.remove(ticket)
            self._sending += 1
            if ticket.turn is not None and not ticket.turn.done():
                ticket.turn.set_result(None)
