"""What the families of calls share: the way to the Hub."""

from collections.abc import Awaitable, Callable

from hubtui.hub.calls import Answer, Call

Ask = Callable[[Call], Awaitable[Answer]]


class Family:
    """Calls of one subject."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
