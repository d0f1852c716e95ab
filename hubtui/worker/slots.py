"""Slots, one for each purpose: a new request in a slot replaces the old one."""

from hubtui.worker.single_flight import Waiter


class Slots:
    """The waiter in each slot."""

    def __init__(self) -> None:
        self._waiters: dict[str, Waiter] = {}

    def take(self, slot: str, waiter: Waiter) -> None:
        """Put a waiter into a slot; the one in it gets `Superseded`."""
        older = self._waiters.get(slot)
        self._waiters[slot] = waiter
        if older:
            older.supersede()

    def leave(self, slot: str) -> None:
        """Empty a slot; the waiter in it gets `Superseded`."""
        if waiter := self._waiters.pop(slot, None):
            waiter.supersede()

    def free(self, slot: str, waiter: Waiter) -> None:
        """Empty the slot of a waiter that has its answer, unless a newer one is in it."""
        if self._waiters.get(slot) is waiter:
            del self._waiters[slot]

    def find(self, slot: str) -> Waiter | None:
        """Return the waiter in a slot, or None."""
        return self._waiters.get(slot)

    def leave_all(self) -> None:
        """Empty all slots."""
        for slot in list(self._waiters):
            self.leave(slot)
