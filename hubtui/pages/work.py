"""Runs coroutines in the background of a screen or widget."""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, cast

from textual.dom import DOMNode

from hubtui.worker.single_flight import Superseded


def start_work(node: DOMNode, work: Callable[[], Coroutine[Any, Any, object]], group: str) -> None:
    """Run `work` until it ends or `node` is removed; cancel work of the same group that is still running.

    It also ends, without an error, when a request that it waits for is cancelled.
    """

    async def run() -> None:
        with suppress(Superseded):
            await work()

    # Pass the function, not a coroutine: a coroutine for a node that is being removed would never be awaited. The cast
    # is needed because Textual's annotation excludes ordinary coroutine functions.
    node.run_worker(cast("Any", run), group=group, exclusive=True)
