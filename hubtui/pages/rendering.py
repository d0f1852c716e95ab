"""Laying out in a thread, without holding up the keys."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor

from hubtui.text.document import Lines

# While a thread lays out, keys get their turn this soon (seconds; Python's own interval is 5 ms).
_SWITCH_SECONDS = 0.0005
_USUAL_SWITCH_SECONDS = sys.getswitchinterval()
_FIRST_LINES = 60
_LINES_AT_ONCE = 600
# One at a time: pygments makes the tables of a lexer at its first use, and two threads at that spoil them.
_ONE_THREAD = ThreadPoolExecutor(1, "layout")


async def unhurried(pieces: Iterator[Lines]) -> AsyncIterator[Lines]:
    """The pieces, joined: the first screen at once, then many lines at a time. Cancelled, it makes no more of them."""
    wanted = _FIRST_LINES
    done = False
    while not done:
        sys.setswitchinterval(_SWITCH_SECONDS)
        try:
            more, done = await asyncio.get_running_loop().run_in_executor(_ONE_THREAD, _take, pieces, wanted)
        finally:
            sys.setswitchinterval(_USUAL_SWITCH_SECONDS)
        wanted = _LINES_AT_ONCE
        yield more


def _take(pieces: Iterator[Lines], lines: int) -> tuple[Lines, bool]:
    """Pieces until there are so many lines; and whether that was all."""
    taken = Lines()
    for piece in pieces:
        taken.extend(piece)
        if len(taken) >= lines:
            return taken, False
    return taken, True
