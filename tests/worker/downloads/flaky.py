"""A server of one file that misbehaves by a schedule."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from hubtui.hub.errors import Offline, ServerFault
from hubtui.worker.downloads.transfer import Incoming

CHUNK = 40_000


@dataclass
class Sent:
    """A part of the file on its way; it breaks off after `cut` bytes."""

    content: bytes
    start: int
    total: int | None
    cut: int | None
    is_right_range: bool = True
    version: str = ""
    sent: int = 0

    async def chunks(self) -> AsyncIterator[bytes]:
        content = self.content if self.cut is None else self.content[: self.cut]
        for begin in range(0, len(content), CHUNK):
            piece = content[begin : begin + CHUNK]
            self.sent += len(piece)
            yield piece
        if self.cut is not None:
            raise Offline("the connection broke off")


@dataclass
class Flaky:
    """`faults` are taken one a request: "cut", "whole" (200 for a range), "other" (another version), "long", "short",
    "range" (another range), "fault" (an answer 500); after the last one all goes well.
    """

    content: bytes
    faults: list[str]
    rng: random.Random
    requests: list[int] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    version: str = ""

    @asynccontextmanager
    async def open(self, start: int) -> AsyncIterator[Incoming]:
        self.requests.append(start)
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "fault":
            raise ServerFault("the Hub answered 500")
        content, begin = self.content[start:], start
        if fault == "whole":
            content, begin = self.content, 0
        elif fault == "other":
            content = bytes(byte ^ 1 for byte in content)
        elif fault == "range":
            content = self.content[start // 2 :]
        elif fault == "long":
            content += b"more"
        elif fault == "short":
            content = content[: len(content) // 2]
        cut = self.rng.randrange(len(content) + 1) if fault == "cut" else None
        sent = Sent(content, begin, len(self.content), cut, fault != "range", self.version)
        self.sent.append(sent)
        yield sent
