"""When to read the Hub again after a write that no read has shown yet. Pure.

A write is sent once. Then the Hub is read, with growing pauses, until a read shows the write or the pauses are used up.
After that nothing more is sent: the change is "not confirmed by the Hub yet", and the user decides whether to retry.
"""

from collections import deque

LOOK_PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 60.0)
"""Seconds before each further read. The first read comes right after the write, the last one after two minutes."""

FAILURE_PAUSES = (4.0, 8.0, 16.0, 30.0, 30.0)
"""Seconds to wait after a request that failed without an effect. Below this, each request is tried three times."""

RECENT_SECONDS = 120.0
"""For how many seconds after a write a read that shows another value is not taken for somebody else's change. A read
may be a minute old, and the Hub may carry the write out a minute late."""

MOST_LOOKS_A_MINUTE = 11
"""How often one collection is read within a minute at most."""

LOOK_AFTER_ANOTHER_WRITE = 3
"""The number of the next read after another write, if more were done: the pauses get shorter, but not too short."""


class LookBudget:
    """Limits the reads during many writes: at most MOST_LOOKS_A_MINUTE in any minute."""

    def __init__(self) -> None:
        self._taken: deque[float] = deque(maxlen=MOST_LOOKS_A_MINUTE)

    def seconds_until_free(self, now: float) -> float:
        """Return how many seconds to wait before the next read; `now` is the time in seconds."""
        return max(0.0, self._taken[0] + 60.0 - now) if len(self._taken) == MOST_LOOKS_A_MINUTE else 0.0

    def take(self, now: float) -> None:
        """Record a read at the time `now`."""
        self._taken.append(now)


def pause_before(look: int) -> float | None:
    """Return the seconds to wait before read number `look` (from 0), or None if no more reads are due."""
    return LOOK_PAUSES[look] if look < len(LOOK_PAUSES) else None
