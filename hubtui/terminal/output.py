"""Writes to a terminal that may be slow or may have stopped reading, without a long wait."""

import asyncio
import os
import select
import time
from collections.abc import Callable

_ABANDON = b"\x1b\\"
"""Ends a sequence that was cut off."""


class TerminalOutput:
    """Writes bytes to a non-blocking file descriptor, in order; bytes that it does not take now wait."""

    def __init__(self, fileno: int, loop: asyncio.AbstractEventLoop, on_drained: Callable[[], None]) -> None:
        self._fileno = fileno
        self._loop = loop
        self._on_drained = on_drained
        self._backlog = bytearray()

    @property
    def busy(self) -> bool:
        """Whether the terminal has not yet taken everything that was written."""
        return bool(self._backlog)

    def write(self, text: str) -> None:
        """Write now, or as soon as the terminal reads; do nothing if the terminal is gone."""
        data = text.encode("utf-8", "replace")
        if self._backlog:
            self._backlog += data
            return
        rest = data[self._try(data) :]
        if rest:
            self._backlog += rest
            self._loop.add_writer(self._fileno, self._drain)

    def finish(self, text: str, seconds: float) -> None:
        """Drop the bytes that wait, write `text` instead, and wait at most `seconds` for the terminal to take it."""
        data = (_ABANDON if self._backlog else b"") + text.encode()
        self._stop_draining()
        until = time.monotonic() + seconds
        while data:
            data = data[self._try(data) :]
            left = until - time.monotonic()
            if data and (left <= 0 or not select.select([], [self._fileno], [], left)[1]):
                return

    def _try(self, data: bytes) -> int:
        """Return how many bytes the terminal has taken; all of them if it is gone."""
        try:
            return os.write(self._fileno, data)
        except BlockingIOError:
            return 0
        except OSError:
            return len(data)

    def _drain(self) -> None:
        del self._backlog[: self._try(bytes(self._backlog))]
        if not self._backlog:
            self._stop_draining()
            self._on_drained()

    def _stop_draining(self) -> None:
        if self._backlog:
            self._backlog.clear()
        self._loop.remove_writer(self._fileno)
