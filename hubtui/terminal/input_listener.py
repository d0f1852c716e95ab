"""Reads what the terminal sends, in the event loop, and decodes it."""

import asyncio
import os
import select
import time
from collections.abc import Callable, Iterable
from typing import Final

from hubtui.terminal.input import Input, InputReader

ANSWER_SECONDS: Final = 0.1
"""How long to wait at the end for an answer of the terminal."""
_FORGOTTEN_SECONDS: Final = 2.0
_ANSWER: Final = b"$y"
_READ_BYTES: Final = 65536


class InputListener:
    """Reads from the file descriptor of the terminal and calls `on_input` with what the bytes mean.

    `on_hang_up` is called when the terminal is gone.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        on_input: Callable[[Iterable[Input]], None],
        on_hang_up: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._on_input = on_input
        self._on_hang_up = on_hang_up
        self._expiry: asyncio.TimerHandle | None = None
        self._asked_at: float | None = None
        self.reader = InputReader()

    def reset(self) -> None:
        """Drop what was read and not decoded, and what is known of the terminal."""
        self.reader = InputReader()

    def expect_answer(self) -> None:
        """Note that the terminal was asked for a mode now."""
        self._asked_at = time.monotonic()

    def _look_for_answer(self, data: bytes) -> None:
        if _ANSWER in data:
            self._asked_at = None

    def discard_answer(self, fileno: int) -> None:
        """Read an answer that has not come yet, which the shell would get otherwise; wait at most ANSWER_SECONDS."""
        now = time.monotonic()
        if self._asked_at is not None and now - self._asked_at > _FORGOTTEN_SECONDS:
            return
        while self._asked_at is not None and (left := now + ANSWER_SECONDS - time.monotonic()) > 0:
            if not select.select([fileno], [], [], left)[0]:
                return
            try:
                data = os.read(fileno, _READ_BYTES)
            except OSError:
                return
            if not data:
                return
            self._look_for_answer(data)

    def start(self, fileno: int) -> None:
        """Read whenever the terminal sends something."""
        self._loop.add_reader(fileno, self._read, fileno)

    def stop(self, fileno: int) -> None:
        """Read no more."""
        self._loop.remove_reader(fileno)

    def _read(self, fileno: int) -> None:
        try:
            data = os.read(fileno, _READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.stop(fileno)
            self._on_hang_up()
            return
        self._look_for_answer(data)
        try:
            self._on_input(self.reader.feed(data))
        finally:
            self._await_more()

    def _await_more(self) -> None:
        """Set a timer for an incomplete sequence: an escape alone is a key then, other beginnings are dropped."""
        if self._expiry is not None:
            self._expiry.cancel()
        patience = self.reader.patience
        self._expiry = None if patience is None else self._loop.call_later(patience, self._expire)

    def _expire(self) -> None:
        try:
            self._on_input(self.reader.expire())
        finally:
            self._await_more()
