"""Work that goes on beside a screen, and ends with it."""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, cast

from textual.dom import DOMNode

from hubtui.worker.single_flight import Superseded


def start_work(node: DOMNode, work: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
    """Run `work` beside `node`; work of the same group that still runs is cancelled.

    It ends where an answer that it waits for is not wanted any more.
    """

    async def run() -> None:
        with suppress(Superseded):
            await work()

    # Made only once it runs: a coroutine for a node that is going would never be awaited. The cast is for Textual's
    # annotation, which admits no ordinary coroutine function.
    node.run_worker(cast("Any", run), group=group, exclusive=True)
