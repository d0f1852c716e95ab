"""Returns freed memory to the system, which the C library would keep."""

import gc
from contextlib import suppress


def trim() -> None:
    """Return freed memory to the system, in about a millisecond. Without glibc this does nothing."""
    import ctypes  # not before the first paint

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def collect_and_trim() -> None:
    """Collect garbage and return freed memory to the system, in some milliseconds: after a large object is dropped."""
    gc.collect()
    trim()
