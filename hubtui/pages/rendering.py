"""Lays out long texts in a thread, without delaying keys."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor

from hubtui.text.document import Lines

# The longest time in seconds that the thread holds the interpreter while keys wait (Python's default is 5 ms).
_SWITCH_SECONDS = 0.0005
_USUAL_SWITCH_SECONDS = sys.getswitchinterval()
_FIRST_LINES = 60
_LINES_AT_ONCE = 600
# One thread only: pygments builds the tables of a lexer when it is first used, which is not thread-safe.
_ONE_THREAD = ThreadPoolExecutor(1, "layout")


async def produced_in_thread(pieces: Iterator[Lines]) -> AsyncIterator[Lines]:
    """Yield `pieces` joined: enough lines for the first screen at once, then many lines at a time.

    They are produced in a thread, and no more of them after the task was cancelled.
    """
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
    """Return pieces with at least `lines` lines, and whether these were the last."""
    taken = Lines()
    for piece in pieces:
        taken.extend(piece)
        if len(taken) >= lines:
            return taken, False
    return taken, True
