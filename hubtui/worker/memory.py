"""Memory that was freed goes back to the system, where the C library would keep it for later."""

import gc
from contextlib import suppress


def trim() -> None:
    """Give it back, in a millisecond, without holding up other threads. Elsewhere than with glibc it does nothing."""
    import ctypes  # not before the first paint

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def give_back() -> None:
    """For when much has been dropped: what refers to itself goes first, which takes some milliseconds."""
    gc.collect()
    trim()
