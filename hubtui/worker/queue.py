"""Who may send now: at most so many requests at once, what the user looks at first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum
from itertools import count


class Priority(IntEnum):
    """Why something is loaded; the lower goes first."""

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
        """What is smallest goes first: by priority, then in the order of arrival."""
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
        """A new place, behind all of the same priority."""
        return Ticket(priority, next(self._numbers))

    def promote(self, ticket: Ticket, priority: Priority) -> None:
        """Let a ticket go before others, where `priority` is higher than its own."""
        ticket.priority = min(ticket.priority, priority)
        self._call_next()

    @asynccontextmanager
    async def turn(self, ticket: Ticket) -> AsyncIterator[None]:
        """Wait for the ticket's turn, and keep it while the block runs."""
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
