"""A change brought to the Hub: sent once, and looked up where it is not known whether the Hub acted."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError, Offline

if TYPE_CHECKING:
    from hubtui.hub.changes import Change
    from hubtui.hub.client import HubClient

Sleep = Callable[[float], Awaitable[object]]

_MOST_SENDS = 3
_MOST_LOOKS = 3


class Unknown(Offline):
    """Nobody could tell whether the Hub acted; the state that is shown may be wrong until it is asked again."""


async def send(change: Change, hub: HubClient, sleep: Sleep, on_lost: Callable[[], None]) -> str:
    """Send a change, and again only where a look at the Hub shows that it was not done; what is left to say.

    `on_lost` is called when an answer was lost, before the Hub is looked at.

    Raises:
        Unknown: the answer was lost, and the Hub cannot be asked.
        HubError: it was not done.
    """
    for number in range(_MOST_SENDS):
        try:
            return await change.send(hub)
        except HubError as error:
            if not error.unsure:
                raise
            on_lost()
            if await _was_done(change, hub, sleep, error):
                return await change.finish(hub) if hasattr(change, "finish") else ""
            if number == _MOST_SENDS - 1:
                raise type(error)(f"{_reason(error)}; it was not done", status=error.status) from None
            await sleep(_wait(number))
    raise AssertionError("a loop that returns or raises")


async def _was_done(change: Change, hub: HubClient, sleep: Sleep, lost: HubError) -> bool:
    for number in range(_MOST_LOOKS):
        # What was sent may still be on its way through the Hub.
        await sleep(_wait(number))
        try:
            return await change.is_done(hub)
        except HubError as error:
            last = error
    raise Unknown(f"it is not known whether it was done: {_reason(lost)}, and now {last}", unsure=True)


def _reason(error: HubError) -> str:
    """The error without its advice to look: that is done here."""
    return str(error).partition(": whether it")[0].partition("; whether it")[0]


def _wait(number: int) -> float:
    return 0.5 * 2.0**number * random.uniform(0.5, 1)
