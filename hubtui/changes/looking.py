"""When to look at the Hub again after a write that no read has shown yet. Pure.

A write is sent once. Then the Hub is read, with growing pauses, until a read shows the write or the pauses are used up.
After that nothing more is sent: the change is "not confirmed by the Hub yet", and the user says whether to try again.
"""

from collections import deque

LOOK_PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 60.0)
"""Seconds before each further look. The first look comes right after the write; the last one after two minutes."""

FAILURE_PAUSES = (4.0, 8.0, 16.0, 30.0, 30.0)
"""Seconds after a request that failed before it can have had an effect. Each request is tried three times as it is."""

RECENT_SECONDS = 120.0
"""How long a change that was sent here is never taken for somebody else's, whatever a read shows. A read may be a
minute old, and the Hub may act a minute late."""

MOST_LOOKS_A_MINUTE = 11

_BUSY = 3


class LookBudget:
    """Spreads the looks of somebody who keeps writing: at most so many within any minute."""

    def __init__(self) -> None:
        self._taken: deque[float] = deque(maxlen=MOST_LOOKS_A_MINUTE)

    def seconds_until_free(self, now: float) -> float:
        """Return how long to wait before the next look."""
        return max(0.0, self._taken[0] + 60.0 - now) if len(self._taken) == MOST_LOOKS_A_MINUTE else 0.0

    def take(self, now: float) -> None:
        """Note that the Hub is looked at now."""
        self._taken.append(now)


def pause_before(look: int) -> float | None:
    """Return the seconds before look number `look` (from 0), or None when there are no more looks."""
    return LOOK_PAUSES[look] if look < len(LOOK_PAUSES) else None


def pause_after_failure(failures: int) -> float | None:
    """Return the seconds after so many failures in a row (from 1), or None when it is time to stop."""
    return FAILURE_PAUSES[failures - 1] if failures <= len(FAILURE_PAUSES) else None


def look_after_another_write(look: int) -> int:
    """Return which look comes next when something else is written meanwhile: sooner, but never in a burst."""
    return min(look, _BUSY)
