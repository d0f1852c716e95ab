"""Sends changes: each request once, then reads of the Hub until one shows the change.

No other module sends requests that change something. States of a change and their transitions:

    queued       in the outbox, not sent yet
    sent         the request was sent once; the Hub answered it, or no answer came that can be relied on
    looking      the Hub is read, at once and then with growing pauses, until it shows the change
    confirmed    a read shows it: it is removed from the outbox and entered into the journal
    refused      the Hub refused it without doing anything: it is removed from the outbox, and the user sees the error
    unconfirmed  no read showed it in two minutes: it stays in the outbox, and only the user can send it again

A request without an answer may still be carried out later, so the Hub is read as after any other. The request is sent
a second time without the user only if the Hub answered 5xx, a read shows that it was not carried out, and sending it
twice is harmless. Settings are harmless: the visibility and gating of a repo, the position of a collection on a
profile. Not harmless: a second deletion could hit a repo that somebody created since, a second move or creation
likewise, and a second restart, pause or other hardware would stop a Space that has just been started, or cost money.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from typing import TYPE_CHECKING

from hubtui.changes.looking import pause_before
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
    change, lost = await _send_once(change, hub, slot)
    is_failure = lost is not None and lost.status >= 500
    if not await _look(change, hub, sleep, lost, on_look, may_stop=is_failure and change.is_harmless):
        change, lost = await _send_once(change, hub, slot)
        await _look(change, hub, sleep, lost, on_look, may_stop=False)
    with suppress(HubError):  # the change is done, even if its new id cannot be looked up
        change = await change.with_hub_id(hub)
    return change, await _follow_up(change, hub)


async def send_step(step: Step, hub: HubClient, slug: str) -> Collection | None:
    """Send one step of the collection editor; return the collection if the Hub's answer contains it.

    Raises:
        HubError: the Hub refused it, or (if `unsure`) nobody knows whether it was carried out.
    """
    return step.collection_in(await send_write(hub.ask, step.request(slug)))


async def _send_once(change: Change, hub: HubClient, slot: Slot) -> tuple[Change, HubError | None]:
    """Send the request; return the change with the id of the answer, and the error if no answer can be relied on."""
    async with slot:
        await change.prepare(hub)
        try:
            return change.with_answer(await send_write(hub.ask, change.request)), None
        except HubError as error:
            if not error.unsure:
                raise
            return change, error


async def _look(
    change: Change, hub: HubClient, sleep: Sleep, lost: HubError | None, on_look: OnLook, may_stop: bool
) -> bool:
    """Read the Hub until a read shows the change. If `may_stop`, return False at a read that does not.

    Raises:
        Unconfirmed: no read has shown it, and no more reads are due.
    """
    is_answered = lost is None
    if lost is not None:
        on_look(False, _words(lost, None))
    looks = 0
    while True:
        failed: HubError | None = None
        try:
            if await change.is_done(hub, is_answered):
                return True
            if may_stop:
                return False
        except HubError as error:
            failed = error
            looks += 1  # a failed read was tried three times: the next one comes later
        pause = pause_before(looks)
        if pause is None:
            raise Unconfirmed(_words(lost, failed), unsure=True)
        on_look(is_answered, _words(lost, failed))
        await sleep(pause)
        looks += 1


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
