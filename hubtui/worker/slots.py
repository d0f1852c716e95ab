"""Slots, one for each purpose of a screen: a new request in a slot replaces the old one."""

from hubtui.worker.single_flight import Waiter


class Slots:
    """Holds at most one waiter in each slot."""

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
