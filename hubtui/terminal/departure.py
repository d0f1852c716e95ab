"""Who has taken the terminal and must give it back when a signal ends the program."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

departing: set[Callable[[int], None]] = set()
"""Called with the exit status (128 + signal) from the signal's handler; each gives the terminal back at once."""
