"""The record of all HTTP requests, for the list of activity."""

import logging
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.hub.client import Exchange

KEPT = 500
_log = logging.getLogger(__name__)


class Activity:
    """The last exchanges, oldest first, and the listeners that are called with each new one."""

    def __init__(self, at_most: int = KEPT) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=at_most)
        self.joined = 0
        """How many requests were not sent because an equal one was under way."""
        self._listeners: list[Callable[[Exchange], None]] = []

    def record(self, exchange: "Exchange") -> None:
        """Add an exchange; the client calls this as its `on_exchange`."""
        self.exchanges.append(exchange)
        if _log.isEnabledFor(logging.DEBUG):
            told = exchange.method, exchange.path, exchange.status, exchange.seconds, exchange.tries, exchange.error
            _log.debug("%s %s: %d in %.3f s, try %d %s", *told)
        for listener in list(self._listeners):
            listener(exchange)

    def listen(self, listener: "Callable[[Exchange], None]") -> Callable[[], None]:
        """Call `listener` with each exchange from now on. Return a function that ends that."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop
