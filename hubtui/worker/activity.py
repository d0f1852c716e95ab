"""A record of what was asked of the Hub, for the activity log."""

import logging
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.hub.client import Exchange

KEPT = 500
_log = logging.getLogger(__name__)


class Activity:
    """The last exchanges, oldest first, and who wants to hear of each new one."""

    def __init__(self, at_most: int = KEPT) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=at_most)
        self.joined = 0
        """How many asked for what was under way already, and shared the answer."""
        self._listeners: list[Callable[[Exchange], None]] = []

    def record(self, exchange: "Exchange") -> None:
        """One more; this is what the client's `on_exchange` is set to."""
        self.exchanges.append(exchange)
        if _log.isEnabledFor(logging.DEBUG):
            told = exchange.method, exchange.path, exchange.status, exchange.seconds, exchange.tries, exchange.error
            _log.debug("%s %s: %d in %.3f s, try %d %s", *told)
        for listener in list(self._listeners):
            listener(exchange)

    def listen(self, listener: "Callable[[Exchange], None]") -> Callable[[], None]:
        """Call `listener` with each exchange from now on; what is returned ends that."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop
