"""Sends changes: each request once, then reads of the Hub until one shows the change.

No other module sends requests that change something.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from typing import TYPE_CHECKING

from hubtui.changes.single_change import Next, SingleChange
from hubtui.hub.errors import HubError
from hubtui.hub.writes import send_write

if TYPE_CHECKING:
    from hubtui.changes.change import Change
    from hubtui.changes.steps import Step
    from hubtui.hub.client import HubClient
    from hubtui.hub.models.collection import Collection

Sleep = Callable[[float], Awaitable[object]]
Slot = AbstractAsyncContextManager[object]
OnLook = Callable[[bool, str], None]
"""Called while a change is unconfirmed, with whether the request was answered, and a message for the user."""


class Unconfirmed(HubError):
    """The change was sent, but no read of the Hub shows it: nobody knows whether it was or will be carried out."""


async def send(change: Change, hub: HubClient, sleep: Sleep, slot: Slot, on_look: OnLook) -> tuple[Change, str]:
    """Send a change and wait until a read of the Hub shows it.

    Return the change with the id that the Hub gave, and a message about a failed follow-up request, else "". `slot` is
    held while the request is sent. `on_look` is called if no answer came, and after each read that does not show the
    change.

    Raises:
        Unconfirmed: it was sent, and no read shows it.
        HubError: it was not carried out.
    """
    state = SingleChange(change.is_harmless)
    while True:
        change, lost = await _send_once(change, hub, slot, state)
        if lost is not None:
            on_look(False, _words(lost, None))
        after, failed = await _look(change, hub, sleep, state, lost, on_look)
        if after is Next.DONE:
            with suppress(HubError):  # the change is done, even if its new id cannot be looked up
                change = await change.with_hub_id(hub)
            return change, await _follow_up(change, hub)
        if after is Next.STOP:
            raise Unconfirmed(_words(lost, failed), unsure=True)


async def send_step(step: Step, hub: HubClient, slug: str) -> Collection | None:
    """Send one step of the collection editor; return the collection if the Hub's answer contains it.

    Raises:
        HubError: the Hub refused it, or (if `unsure`) nobody knows whether it was carried out.
    """
    return step.collection_in(await send_write(hub.ask, step.request(slug)))


async def _send_once(change: Change, hub: HubClient, slot: Slot, state: SingleChange) -> tuple[Change, HubError | None]:
    async with slot:
        await change.prepare(hub)
        try:
            answer = await send_write(hub.ask, change.request)
        except HubError as error:
            if not error.unsure:
                raise
            state.sent(is_answered=False, status=error.status)
            return change, error
    state.sent(is_answered=True)
    return change.with_answer(answer), None


async def _look(
    change: Change, hub: HubClient, sleep: Sleep, state: SingleChange, lost: HubError | None, on_look: OnLook
) -> tuple[Next, HubError | None]:
    failed: HubError | None = None
    while True:
        try:
            is_done: bool | None = await change.is_done(hub, state.is_answered)
            failed = None
        except HubError as error:
            is_done, failed = None, error
        after = state.looked(is_done)
        if after is not Next.LOOK:
            return after, failed
        on_look(state.is_answered, _words(lost, failed))
        await sleep(state.pause)


async def _follow_up(change: Change, hub: HubClient) -> str:
    """Send the follow-up request if there is one; return a message if it failed, else ""."""
    try:
        if (request := change.follow_up) is not None:
            await send_write(hub.ask, request)
    except HubError as error:
        return f"{change.follow_up_failed}: {error}"
    return ""


def _words(lost: HubError | None, failed: HubError | None) -> str:
    """Return the message about a change that was sent and that no read has shown.

    `lost` is the error in place of an answer, `failed` the error of the last read; each may be None.
    """
    sent = f"no answer yet ({_reason(lost)})" if lost is not None else "not confirmed by the Hub yet"
    if failed is not None:
        return f"{sent}; it is not known whether it was done, for the Hub cannot be read: {failed}"
    return f"{sent}; the Hub does not show it so far"


def _reason(error: HubError) -> str:
    """Return the text of an error without its advice to look at the Hub, which the program does itself."""
    return str(error).partition(": whether it")[0].partition("; whether it")[0]
