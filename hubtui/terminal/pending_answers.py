"""Counts the answers that the terminal has not sent yet, and waits for them at the end."""

import os
import select
import time
from typing import Final

ANSWER_SECONDS: Final = 0.1
"""How long to wait at the end for answers of the terminal, which the shell would get otherwise."""
_FORGOTTEN_SECONDS: Final = 2.0
_READ_BYTES: Final = 65536


class PendingAnswers:
    """The number of answers that are expected: reports of modes."""

    def __init__(self) -> None:
        self._count = 0
        self._asked_at = 0.0

    def restart(self, count: int) -> None:
        """Expect `count` answers to questions that are sent now, and none to earlier questions."""
        self._count = count
        self._asked_at = time.monotonic()

    def count(self, data: bytes) -> None:
        """Count the answers in bytes that the terminal has sent."""
        self._count -= data.count(b"$y")

    def wait(self, fileno: int) -> None:
        """Read the expected answers from the terminal and drop them; wait at most ANSWER_SECONDS."""
        until = time.monotonic() + ANSWER_SECONDS
        if time.monotonic() - self._asked_at > _FORGOTTEN_SECONDS:
            return
        while self._count > 0 and (left := until - time.monotonic()) > 0:
            if not select.select([fileno], [], [], left)[0]:
                return
            try:
                data = os.read(fileno, _READ_BYTES)
            except OSError:
                return
            if not data:
                return
            self.count(data)
