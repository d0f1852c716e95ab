"""Returns freed memory to the system; by itself the C library keeps it."""

import gc
from contextlib import suppress


def trim() -> None:
    """Return freed memory, in about a millisecond. Only glibc can do that; elsewhere nothing happens."""
    import ctypes  # not before the first paint

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def give_back() -> None:
    """Collect garbage, which takes some milliseconds, and return the memory: after a large object was dropped."""
    gc.collect()
    trim()
