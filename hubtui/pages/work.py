"""Work that goes on beside a screen, and ends with it."""

from collections.abc import Callable, Coroutine
from typing import Any, cast

from textual.dom import DOMNode


def start_work(node: DOMNode, work: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
    """Run `work` beside `node`; work of the same group that still runs is cancelled."""
    # Made only once it runs: a coroutine for a node that is going would never be awaited. The cast is for Textual's
    # annotation, which admits no ordinary coroutine function.
    node.run_worker(cast("Any", work), group=group, exclusive=True)
