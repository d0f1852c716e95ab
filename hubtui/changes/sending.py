"""Send changes: each once, then the Hub is read until it shows the change.

No other module sends a request that changes something.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.changes.single_change import Next, SingleChange
from hubtui.hub.errors import HubError
from hubtui.hub.writes import Writer

if TYPE_CHECKING:
    from hubtui.changes.change import Change
    from hubtui.changes.steps import Step
    from hubtui.hub.client import HubClient
    from hubtui.hub.models.collection import Collection

Sleep = Callable[[float], Awaitable[object]]
Turn = AbstractAsyncContextManager[object]


class Unconfirmed(HubError):
    """The change was sent, and no read of the Hub shows it: it may still be done, or never."""


OnLook = Callable[[bool, str], None]


async def send(change: Change, hub: HubClient, sleep: Sleep, turn: Turn, on_look: OnLook) -> tuple[Change, str]:
    """Send a change and wait until a read shows it; return it as the Hub names it, and what is left to say, or "".

    `turn` is held while the request is on its way; `on_look` is called when no answer came or the Hub does not show the
    change, with whether an answer came and how far it is, in words.

    Raises:
        Unconfirmed: it was sent, and no read shows it.
        HubError: it was not done.
    """
    state = SingleChange(change.is_harmless)
    while True:
        change, lost = await _send_once(change, hub, turn, state)
        if lost is not None:
            on_look(False, _words(lost, None))
        after, failed = await _look(change, hub, sleep, state, lost, on_look)
        if after is Next.DONE:
            with suppress(HubError):  # it is done, whatever it is called
                change = await change.named(hub)
            return change, await change.finish(Writer(hub.ask))
        if after is Next.STOP:
            raise _unconfirmed(lost, failed)


async def send_step(step: Step, hub: HubClient, slug: str) -> Collection | None:
    """Send one step of the collection editor; return the collection where the Hub answers with it.

    Raises:
        HubError: it was refused, or (`unsure`) nobody knows whether it was done.
    """
    return await step.send(Writer(hub.ask), slug)


async def _send_once(change: Change, hub: HubClient, turn: Turn, state: SingleChange) -> tuple[Change, HubError | None]:
    async with turn:
        await change.prepare(hub)
        try:
            new_id = await change.send(Writer(hub.ask))
        except HubError as error:
            if not error.unsure:
                raise
            state.sent(is_answered=False, status=error.status)
            return change, error
    state.sent(is_answered=True)
    return replace(change, repo_id=new_id) if new_id else change, None


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
