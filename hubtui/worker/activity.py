"""The log of all HTTP requests, which the list of activity shows."""

import logging
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.hub.client import Exchange

_MOST_EXCHANGES = 500
_log = logging.getLogger(__name__)


class Activity:
    """Stores the last `at_most` HTTP requests, the oldest first, and calls listeners with each new one."""

    def __init__(self, at_most: int = _MOST_EXCHANGES) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=at_most)
        self.joined = 0
        """The number of requests that were not sent because an equal one was under way."""
        self._listeners: list[Callable[[Exchange], None]] = []

    def record(self, exchange: "Exchange") -> None:
        """Add a request with its answer; the client calls this as its `on_exchange`."""
        self.exchanges.append(exchange)
        if _log.isEnabledFor(logging.DEBUG):
            fields = exchange.method, exchange.path, exchange.status, exchange.seconds, exchange.tries, exchange.error
            _log.debug("%s %s: %d in %.3f s, try %d %s", *fields)
        for listener in list(self._listeners):
            listener(exchange)

    def listen(self, listener: "Callable[[Exchange], None]") -> Callable[[], None]:
        """Call `listener` with each new request; return a function that stops this."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop
