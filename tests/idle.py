"""Let Textual's pilot wait for the event loop to have nothing to do, instead of for time to pass.

As it is, the pilot sleeps twice after each key and looks whether the process has used the processor meanwhile. That is
most of the time that a journey takes, and on a busy machine it takes a process that gets no turn for one at rest.
"""

import asyncio
from time import monotonic
from typing import Any

from textual import app, pilot

_ROUNDS = 3
"""For so many rounds in a row nothing may be ready: what was just sent to a socket or a thread takes a moment."""


async def wait_for_idle(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Return when no callback of the event loop is ready, at the latest after `max_sleep` seconds."""
    loop: Any = asyncio.get_running_loop()
    end = monotonic() + max_sleep
    quiet = 0
    while quiet < _ROUNDS and monotonic() < end:
        await asyncio.sleep(0)
        quiet = 0 if loop._ready else quiet + 1


def install() -> None:
    """Use it in Textual's app and pilot, for the whole run."""
    app.wait_for_idle = pilot.wait_for_idle = wait_for_idle
