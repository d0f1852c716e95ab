"""An event loop whose clock jumps: what sleeps for an hour takes no time, and everything else runs as ever."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class VirtualLoop(asyncio.SelectorEventLoop):
    """Where the loop would wait for a timer, its clock goes forward instead. There must be no sockets."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self._wait: Callable[[float | None], Any] = self._selector.select  # type: ignore[attr-defined]
        self._selector.select = self._select  # type: ignore[attr-defined]

    def time(self) -> float:
        return self.now

    def _select(self, timeout: float | None) -> Any:
        if timeout is not None and timeout > 0:
            self.now += timeout
            timeout = 0
        return self._wait(timeout)


def run_virtual(work: Callable[[VirtualLoop], Coroutine[Any, Any, Any]]) -> Any:
    """Run something to its end, with the loop handed to it."""
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(work(loop))
    finally:
        loop.close()
