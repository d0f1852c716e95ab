"""Bring a change to the Hub: send it once, and read the Hub until it shows the change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from hubtui.changes.single_change import Next, SingleChange
from hubtui.hub.errors import HubError

if TYPE_CHECKING:
    from hubtui.hub.changes import Change
    from hubtui.hub.client import HubClient

Sleep = Callable[[float], Awaitable[object]]
Turn = AbstractAsyncContextManager[object]


class Unconfirmed(HubError):
    """The change was sent, and no read of the Hub shows it: it may still be done, or never."""


OnLook = Callable[[bool, str], None]


async def send(change: Change, hub: HubClient, sleep: Sleep, turn: Turn, on_look: OnLook) -> str:
    """Send a change and wait until a read shows it; return what is left to say, or "".

    `turn` is held while the request is on its way; `on_look` is called when no answer came or the Hub does not show the
    change, with whether an answer came and how far it is, in words.

    Raises:
        Unconfirmed: it was sent, and no read shows it.
        HubError: it was not done.
    """
    state = SingleChange(change.is_harmless)
    while True:
        lost = await _send_once(change, hub, turn, state)
        if lost is not None:
            on_look(False, _words(lost, None))
        after, failed = await _look(change, hub, sleep, state, lost, on_look)
        if after is Next.DONE:
            return await change.finish(hub)
        if after is Next.STOP:
            raise _unconfirmed(lost, failed)


async def _send_once(change: Change, hub: HubClient, turn: Turn, state: SingleChange) -> HubError | None:
    async with turn:
        try:
            await change.send(hub)
        except HubError as error:
            if not error.unsure:
                raise
            state.sent(is_answered=False, status=error.status)
            return error
    state.sent(is_answered=True)
    return None


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


def _words(lost: HubError | None, failed: HubError | None) -> str:
    """Return how far a change is that was sent and that no read has shown."""
    sent = f"no answer yet ({_reason(lost)})" if lost is not None else "not confirmed by the Hub yet"
    if failed is not None:
        return f"{sent}; it is not known whether it was done, for the Hub cannot be read: {failed}"
    return f"{sent}; the Hub does not show it so far"


def _unconfirmed(lost: HubError | None, failed: HubError | None) -> Unconfirmed:
    return Unconfirmed(_words(lost, failed), unsure=True)


def _reason(error: HubError) -> str:
    """Return the error without its advice to look: that is done here."""
    return str(error).partition(": whether it")[0].partition("; whether it")[0]
