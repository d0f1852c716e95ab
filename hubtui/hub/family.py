"""What the classes of calls share: how requests are sent."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

from hubtui.hub.calls import Answer, Call
from hubtui.hub.streams import OpenBody

Ask = Callable[[Call], Awaitable[Answer]]
Stream = Callable[[Call], AbstractAsyncContextManager[OpenBody]]


class Family:
    """Calls of one subject."""

    def __init__(self, ask: Ask, stream: Stream | None = None) -> None:
        self.ask = ask
        self.stream = stream
