"""Memory that was freed goes back to the system, where the C library would keep it for later."""

import gc
from contextlib import suppress


def give_back() -> None:
    """For when much has been dropped: it takes some milliseconds. Elsewhere than with glibc it does nothing."""
    import ctypes  # only who has had very much needs it

    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
