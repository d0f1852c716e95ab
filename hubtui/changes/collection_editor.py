"""Saves the changes of one collection in the background, one request after the other.

`changes.collection_state` knows which change is wanted, sent, confirmed or unconfirmed. This module sends the next
step, reads the Hub, waits between reads, and stops: no step is sent twice, and the number of reads is limited.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from hubtui.changes.collection_edits import CollectionEdits
from hubtui.changes.collection_state import is_harmless
from hubtui.changes.edit_history import EditHistory
from hubtui.changes.looking import FAILURE_PAUSES, LOOK_AFTER_ANOTHER_WRITE, LookBudget, pause_before
from hubtui.changes.sending import send_step
from hubtui.changes.steps import Add, Remove, Step
from hubtui.hub.collections import CollectionOf
from hubtui.hub.drafts import Draft
from hubtui.hub.errors import BadRequest, Forbidden, HubError, Missing, NameTaken, NotLoggedIn, PlainHttp

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient

_FINAL = (Forbidden, NotLoggedIn, PlainHttp)
_POLL_SECONDS = 0.05


class Phase(StrEnum):
    """The state of an editor."""

    LOADING = "loading"
    SAVED = "saved"
    SAVING = "saving"
    CHECKING = "checking"  # everything is sent, and no read has shown it yet
    UNCONFIRMED = "unconfirmed"  # no read has shown the changes, and the program does not read again
    FAILED = "failed"
    GONE = "gone"  # the collection was deleted


async def _at_once() -> None:
    """Return at once: nothing is stored on disk."""


class CollectionEditor:
    """Edits one collection: `edits` are its contents, and the editor saves each change of them.

    `on_change` is called whenever the contents or the state change. `problem` is an error message for the user. `clock`
    is a monotonic clock in seconds; `written` waits until the changes are in the outbox on disk.
    """

    def __init__(
        self,
        slug: str,
        hub: Callable[[], Awaitable[HubClient]],
        on_change: Callable[[], None],
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        written: Callable[[], Awaitable[None]] = _at_once,
        history: EditHistory | None = None,
    ) -> None:
        self.edits = CollectionEdits(slug, history or EditHistory(), self.save)
        self.phase = Phase.LOADING
        self.problem = ""
        self.sent_count = 0
        """The number of requests that were sent since everything was saved."""
        self.waits: tuple[str, float] | None = None
        """While it waits after an error: the error, and the time of `clock` at which it tries again."""
        self._hub = hub
        self._on_change = on_change
        self._sleep = sleep
        self._clock = clock
        self._written = written
        self._task: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._refused: tuple[Step, HubError] | None = None
        self._must_read = False
        self._looks = 0
        self._looks_now = False
        self._budget = LookBudget()
        self._checks = 0
        self._checked = 0
        self._retries = False

    # Orders of the user

    def resume(self, seen: Draft, wanted: Draft, words: str = "unsaved changes of an earlier run") -> None:
        """Apply unsaved changes, from `seen` to `wanted`, to the collection as the next read of the Hub shows it."""
        self.edits.apply_after_read(seen, wanted, words)
        self.check()

    def save(self) -> None:
        """Start to save unsaved changes, after a first read of the collection if there was none."""
        self._woken.set()
        if self._task is None or self._task.done():
            self.problem = ""
            self.phase = Phase.LOADING if self.edits.is_saved or not self.edits.is_loaded else Phase.SAVING
            self._task = asyncio.create_task(self._run())
        self._on_change()

    def check(self) -> None:
        """Read the collection again, after all unsent changes are sent. Nothing is sent a second time."""
        self._checks += 1
        self.save()

    def retry(self) -> None:
        """Read the collection, and send changes again that the Hub does not show. Only the user may ask for this."""
        self._retries = self.phase in (Phase.UNCONFIRMED, Phase.FAILED)
        self._looks = 0
        self.check()

    @property
    def seconds_left(self) -> float:
        """The seconds until it tries again after an error."""
        return max(0.0, self.waits[1] - self._clock()) if self.waits is not None else 0.0

    async def settled(self) -> None:
        """Wait until everything is saved or the saving has stopped. Cancelling the wait does not stop the saving."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    async def sent(self) -> None:
        """Wait until all requests are sent, or the saving has stopped."""
        while self._task is not None and not self._task.done() and self.phase is not Phase.CHECKING:
            await asyncio.wait([self._task], timeout=_POLL_SECONDS)

    def stop(self) -> None:
        """Stop the saving at once."""
        if self._task is not None:
            self._task.cancel()

    # Saving

    async def _run(self) -> None:
        failures = 0
        while self.phase not in (Phase.FAILED, Phase.GONE):
            step = None if self._must_read else self.edits.state.next_step()
            try:
                if step is not None:
                    await self._send(step)
                elif not await self._look():
                    return
                failures = 0
            except HubError as error:
                if self._stops(error):
                    return
                if step is not None and self._is_settled_by(error, step):
                    continue
                if failures == len(FAILURE_PAUSES) or not self.edits.is_loaded:
                    self._stop(Phase.FAILED, str(error))
                    return
                await self._wait_after(error, FAILURE_PAUSES[failures])
                failures += 1
            self._on_change()

    async def _wait_after(self, error: HubError, seconds: float) -> None:
        """Wait before another request, and let the user know why and how long."""
        self.waits = (str(error), self._clock() + seconds)
        self._on_change()
        try:
            await self._pause(seconds)
        finally:
            self.waits = None

    async def _look(self) -> bool:
        """Read the Hub if that is due; return whether to continue."""
        if not self.edits.is_loaded or self._checked != self._checks:
            await self._read()
            return True
        at_once = self._must_read or self._looks_now
        if not at_once and self.edits.state.is_settled(self._clock()):
            self._end(Phase.SAVED)
            return False
        pause = 0.0 if at_once else pause_before(self._looks)
        if pause is None:
            self._stop_looking()
            return False
        self.phase = Phase.CHECKING
        self._on_change()
        if await self._pause(max(pause, self._budget.seconds_until_free(self._clock()))):
            self._looks += not at_once
            await self._read()
        return True

    def _stop_looking(self) -> None:
        if self.edits.state.seen.has_same_contents(self.edits.state.wanted):
            # The user undid a change that no read ever showed: there is nothing to wait for.
            self.edits.state.retry(self._clock())
            self._end(Phase.SAVED)
        else:
            self._end(Phase.UNCONFIRMED)

    def _end(self, phase: Phase) -> None:
        self.phase = phase
        if phase is Phase.SAVED:
            self._looks = self.sent_count = 0
        self._on_change()

    async def _pause(self, seconds: float) -> bool:
        """Wait; return False if the user did something meanwhile."""
        self._woken.clear()
        if seconds <= 0:
            return True
        sleeping, woken = asyncio.ensure_future(self._sleep(seconds)), asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait({sleeping, woken}, return_when=asyncio.FIRST_COMPLETED)
            return not woken.done()
        finally:
            sleeping.cancel()
            woken.cancel()

    async def _read(self) -> None:
        asked = self._checks
        self._looks_now = False
        self._budget.take(self._clock())
        try:
            collection = await (await self._hub()).get(CollectionOf(self.edits.slug))
        except Missing as error:
            self._stop(Phase.GONE, f"{error}; your changes can still be exported")
            raise
        self.edits.read(collection, self._clock())
        self._must_read = False
        # A `check` during the read needs another read.
        self._checked = asked
        if self._retries:
            self._retries = False
            self.edits.state.retry(self._clock())
        self._drop_refused()
        self.edits.apply_resumed()

    async def _send(self, step: Step) -> None:
        self.phase = Phase.SAVING
        await self._written()
        answer = await send_step(step, await self._hub(), self.edits.slug)
        self._was_sent(step)
        self.edits.take_answer(step, answer)

    def _was_sent(self, step: Step, error: HubError | None = None) -> None:
        repeats = error is not None and error.status >= 500 and is_harmless(step)
        self.edits.state.record(step, self._clock(), is_lost=error is not None, repeats=repeats)
        self.sent_count += 1
        if self._looks:
            self._looks = min(self._looks, LOOK_AFTER_ANOTHER_WRITE)
        else:
            self._looks_now = True

    # Errors

    def _stops(self, error: HubError) -> bool:
        """Return whether an error ends the saving."""
        if isinstance(error, _FINAL):
            self._stop(Phase.FAILED, str(error))
        return self.phase in (Phase.GONE, Phase.FAILED)

    def _is_settled_by(self, error: HubError, step: Step) -> bool:
        """Handle the error of a step, by a read of the Hub or by dropping the step; return whether that is possible."""
        if error.unsure or _may_be_done(step, error):
            self._must_read = True
            self._was_sent(step, error)
        elif isinstance(error, BadRequest):
            self._drop(step, error)
        elif isinstance(error, Missing | NameTaken):
            # Somebody else was faster, or the collection was deleted: a read of the Hub shows which.
            self._must_read = True
            self._refused = (step, error)
        else:
            return False
        self._on_change()
        return True

    def _drop_refused(self) -> None:
        """Drop the refused step if the read shows that it is still to be done."""
        if self._refused is not None:
            (step, error), self._refused = self._refused, None
            if self.edits.state.next_step() == step:
                self._drop(step, error)

    def _drop(self, step: Step, error: HubError) -> None:
        self.edits.drop(step)
        self.problem = str(error)

    def _stop(self, phase: Phase, words: str) -> None:
        self.phase, self.problem = phase, words
        self._on_change()


def _may_be_done(step: Step, error: HubError) -> bool:
    """Return whether an error means that the Hub already has the result of a step."""
    return (isinstance(step, Add) and isinstance(error, NameTaken)) or (
        isinstance(step, Remove) and isinstance(error, Missing)
    )
