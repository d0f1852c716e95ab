"""The queue of requests: only so many at once, and first what the user looks at."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum
from itertools import count


class Priority(IntEnum):
    """What a request is for; the lower number goes first."""

    VISIBLE = 0
    BACKGROUND = 1
    PREFETCH = 2


class Ticket:
    """A place in the queue; its priority may rise while it waits."""

    __slots__ = ("number", "priority", "turn")

    def __init__(self, priority: Priority, number: int) -> None:
        self.priority = priority
        self.number = number
        self.turn: asyncio.Future[None] | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """Priority and order of arrival: the smallest goes first."""
        return self.priority, self.number


class Queue:
    """At most `at_most` requests at once; one place of them is never taken by what is loaded ahead."""

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._at_most_prefetches = max(1, at_most - 1)
        self._sending = 0
        self._waiting: list[Ticket] = []
        self._numbers = count()

    def ticket(self, priority: Priority) -> Ticket:
        """Return a new place, behind all others of the same priority."""
        return Ticket(priority, next(self._numbers))

    def promote(self, ticket: Ticket, priority: Priority) -> None:
        """Raise the priority of a ticket; it is never lowered."""
        ticket.priority = min(ticket.priority, priority)
        self._call_next()

    @asynccontextmanager
    async def turn(self, ticket: Ticket) -> AsyncIterator[None]:
        """Wait for the turn of a ticket; the turn lasts as long as the block runs."""
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
