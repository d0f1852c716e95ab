"""One slot a purpose: the newest request in it wins."""

from hubtui.worker.single_flight import Waiter


class Slots:
    """Who waits in which slot."""

    def __init__(self) -> None:
        self._waiters: dict[str, Waiter] = {}

    def take(self, slot: str, waiter: Waiter) -> None:
        """The slot for a newer one; the older gets `Superseded`."""
        older = self._waiters.get(slot)
        self._waiters[slot] = waiter
        if older:
            older.supersede()

    def leave(self, slot: str) -> None:
        """Nobody waits in the slot any more."""
        if waiter := self._waiters.pop(slot, None):
            waiter.supersede()

    def free(self, slot: str, waiter: Waiter) -> None:
        """The waiter has its answer; the slot may be a newer one's already."""
        if self._waiters.get(slot) is waiter:
            del self._waiters[slot]

    def find(self, slot: str) -> Waiter | None:
        """Who waits in the slot."""
        return self._waiters.get(slot)

    def leave_all(self) -> None:
        """Nobody waits in any slot any more."""
        for slot in list(self._waiters):
            self.leave(slot)
