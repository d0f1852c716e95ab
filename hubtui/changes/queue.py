"""The queue of changes: stored on disk, shown at once, sent in order, verified, and entered into the journal."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Container
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError, Offline

if TYPE_CHECKING:
    from hubtui.changes.change import Change
    from hubtui.changes.journal import Entry, Journal, State
    from hubtui.changes.outbox import Outbox, OutboxEntry
    from hubtui.changes.sending import Sleep
    from hubtui.hub.client import HubClient
    from hubtui.hub.models.rows import Row

AT_ONCE = 4
GRACE_SECONDS = 5.0


def new_entry_id() -> str:
    """Return a random id for a journal entry: changes of one entry are undone together."""
    return os.urandom(12).hex()


@dataclass(slots=True, eq=False)
class QueuedChange:
    """A change in the queue, and its state. `began` and `ended` are times of the queue's clock, in seconds."""

    change: Change
    began: float
    name: str = field(default_factory=new_entry_id)
    """Its name in the outbox."""
    row: Row | None = None
    """The row of the repo when the change was submitted, if it is known."""
    ended: float | None = None
    error: HubError | None = None
    """The reason why it was not carried out, or why that is unknown."""
    words: str = ""
    """A message about the progress, or about a follow-up request that failed."""
    is_answer_lost: bool = False
    """Whether the request was sent and no answer came."""
    verifies_first: bool = False
    """Whether the Hub is read first and the request sent only if the change is not done: it may have been sent before,
    by an earlier run or before the user retried it."""
    is_looking: bool = False
    """Whether the request was sent and no read of the Hub shows the change yet."""
    is_waiting: bool = False
    """Whether it waits to be written to disk, or for earlier changes of the same target."""
    is_replaced: bool = False
    """Whether a newer change has made it needless before it was sent."""
    is_reported: bool = False
    """Whether a dialog shows the result, so that the bottom line need not."""
    entry_id: str = field(default_factory=new_entry_id)
    """The id of its journal entry."""
    update: tuple[Entry, State] | None = None
    """The journal entry of which it undoes or redoes a change, and the new state of that entry, or None."""
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def is_under_way(self) -> bool:
        """Whether it has not ended yet."""
        return self.ended is None

    @property
    def is_shown(self) -> bool:
        """Whether lists show it as done: unless it failed, or no answer came and it is not verified yet."""
        return self.error is None and not (self.is_answer_lost and self.is_under_way)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it ended without anybody knowing whether the Hub carried it out."""
        return self.error is not None and self.error.unsure

    @property
    def is_unsettled(self) -> bool:
        """Whether it was sent, and no read of the Hub has shown it yet."""
        return self.is_unconfirmed or (self.is_under_way and self.is_looking)

    async def finished(self) -> None:
        """Wait until the change has ended. Cancelling the wait does not cancel the change."""
        while self.task is not None and self.is_under_way:
            await asyncio.wait([self.task])


class ChangeQueue:
    """Sends changes: those of one target one after the other, of different targets up to four at once.

    Each change is in the outbox until its result is known. A change that is done is entered into the journal, under
    the name of the account that `account` returns.
    """

    def __init__(
        self,
        hub: Callable[[], Awaitable[HubClient]],
        journal: Callable[[], Journal],
        outbox: Outbox,
        account: Callable[[], str],
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._make_journal = journal
        self._outbox = outbox
        self._account = account
        self._hub = hub
        self._clock = clock
        self._sleep = sleep
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._edits: list[QueuedChange] = []
        self.submitted_count = 0
        """The number of changes that were submitted in this run."""
        self._listeners: list[Callable[[QueuedChange], None]] = []

    @cached_property
    def journal(self) -> Journal:
        """The changes that were made, by earlier runs too. It is read when it is first used."""
        return self._make_journal()

    @property
    def under_way(self) -> list[QueuedChange]:
        """The changes that have not ended yet."""
        return [edit for edit in self._edits if edit.is_under_way]

    @property
    def unconfirmed(self) -> list[QueuedChange]:
        """The changes that ended without anybody knowing whether the Hub carried them out."""
        return [edit for edit in self._edits if edit.is_unconfirmed]

    def shown_since(self, since: float) -> list[tuple[Change, Row | None]]:
        """Return the changes that rows read at the time `since` may not contain, each with the row it was made of.

        Changes that failed, or whose answer was lost, are left out.
        """
        return [
            (edit.change, edit.row)
            for edit in self._edits
            if edit.is_shown and (edit.ended is None or edit.ended >= since)
        ]

    def submit(
        self, change: Change, row: Row | None = None, entry_id: str = "", update: tuple[Entry, State] | None = None
    ) -> QueuedChange:
        """Add a change to the queue and return it; lists show it at once.

        If the same change is in the queue and unconfirmed, that one is retried instead. Changes with the same
        `entry_id` form one journal entry. A change that undoes or redoes a change of a journal entry comes with that
        entry and its new state as `update`; it makes no entry of its own.
        """
        known = next((one for one in self._edits if one.change == change and one.is_unsettled), None)
        if known is not None:
            known.row = row if row is not None else known.row
            return self.retry(known)
        self._replace_waiting(change)
        edit = QueuedChange(change, self._clock(), row=row, entry_id=entry_id or new_entry_id(), update=update)
        self._outbox.put(edit.name, self._account(), {"change": change.to_json()})
        return self._start(edit)

    def _replace_waiting(self, change: Change) -> None:
        """Drop the changes that wait to be sent and that this one makes needless."""
        if change.replaces_waiting:
            for edit in self.under_way:
                if edit.is_waiting and type(edit.change) is type(change) and edit.change.targets == change.targets:
                    edit.is_replaced = True

    def resume(self, entry: OutboxEntry, change: Change) -> QueuedChange | None:
        """Queue a change from an outbox entry of an earlier run; return None if another run has taken the entry."""
        edit = QueuedChange(change, self._clock(), verifies_first=True)
        return self._start(edit) if self._outbox.claim(entry, edit.name) else None

    def retry(self, edit: QueuedChange) -> QueuedChange:
        """Read the Hub, and send an unconfirmed change again if it is not done. Only the user may ask for this."""
        if edit.task is not None:
            edit.task.cancel()
        edit.ended, edit.error, edit.words = None, None, ""
        edit.is_answer_lost = edit.is_looking = False
        edit.verifies_first = True
        return self._run(edit)

    def discard(self, edit: QueuedChange) -> None:
        """Remove an unconfirmed change from the queue and the outbox."""
        self._outbox.remove(edit.name)
        self._edits = [other for other in self._edits if other is not edit]
        self._notify(edit)

    def forget_ended(self) -> None:
        """Forget the changes that have ended: rows come from the Hub anew, for another account."""
        self._edits = self.under_way

    def _start(self, edit: QueuedChange) -> QueuedChange:
        self._edits.append(edit)
        self.submitted_count += 1
        return self._run(edit)

    def _run(self, edit: QueuedChange) -> QueuedChange:
        edit.is_waiting = True
        edit.task = asyncio.create_task(self._send(edit))
        edit.task.add_done_callback(partial(self._ended, edit))
        self._notify(edit)
        return edit

    def _enter_into_journal(self, edit: QueuedChange, submitted: Change) -> None:
        """Enter a change that is done; `submitted` is that change without the id that the Hub has given."""
        if edit.update is not None:
            self.journal.update(*edit.update, submitted, edit.change)
        elif edit.change.blocks_undo or edit.change.inverse() is not None:
            self.journal.add(edit.entry_id, self._account(), edit.change)

    def listen(self, listener: Callable[[QueuedChange], None]) -> Callable[[], None]:
        """Call `listener` with each change whose state changes; return a function that stops this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    async def undo_obstacle(self, change: Change) -> str:
        """Return the reason why a change cannot be undone now, or "" if it can.

        Raises:
            HubError: the Hub cannot be read.
        """
        return await change.undo_obstacle(await self._hub())

    def last_entry(self, state: State, passed: Container[str] = ()) -> Entry | None:
        """Return the journal entry of this account to undo (DONE) or redo (UNDONE) next, or None.

        Entries whose ids are in `passed` are passed over.
        """
        return self.journal.last(self._account(), state, passed)

    async def aclose(self) -> None:
        """Wait at most GRACE_SECONDS for requests that are being sent; unconfirmed changes stay in the outbox."""
        tasks = {edit.task for edit in self.under_way if edit.task is not None}
        sending = {edit.task for edit in self.under_way if edit.task is not None and not edit.is_looking}
        if sending:
            await asyncio.wait(sending, timeout=GRACE_SECONDS)
        late = {task for task in tasks if not task.done()}
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    async def _send(self, edit: QueuedChange) -> None:
        from hubtui.changes.sending import send

        await self._outbox.written()
        await self._wait_for_earlier(edit)
        if edit.is_replaced:
            return
        hub, submitted = await self._hub(), edit.change
        if not (edit.verifies_first and await submitted.is_done(hub)):
            edit.change, edit.words = await send(submitted, hub, self._sleep, self._slots, partial(self._looks, edit))
        else:
            edit.change = await submitted.with_hub_id(hub)
        self._enter_into_journal(edit, submitted)

    async def _wait_for_earlier(self, edit: QueuedChange) -> None:
        """Wait until every earlier change of the same target has ended."""
        for earlier in self._edits[: self._edits.index(edit)]:
            if earlier.is_under_way and earlier.change.targets & edit.change.targets:
                await earlier.finished()
        edit.is_waiting = False

    def _ended(self, edit: QueuedChange, task: asyncio.Task[None]) -> None:
        """Store the result of a change. A callback, because a task cancelled before its first step runs no code."""
        if edit.task is not task:  # it was sent again meanwhile
            return
        edit.error, edit.ended = _error_of(task), self._clock()
        self._notify(edit)
        # Last: a listener may have put the rest of the work into the outbox.
        if _is_settled(edit):
            self._outbox.remove(edit.name)

    def _looks(self, edit: QueuedChange, is_answered: bool, words: str) -> None:
        edit.is_looking, edit.is_answer_lost, edit.words = True, not is_answered, words
        self._notify(edit)

    def _notify(self, edit: QueuedChange) -> None:
        for listener in tuple(self._listeners):
            listener(edit)


def _error_of(task: asyncio.Task[None]) -> HubError | None:
    """Return the error that a task ended with, or None. A task that was cancelled or broke counts as unconfirmed."""
    unknown = HubError("stopped: whether it was done is not known", unsure=True)
    if task.cancelled():
        return unknown
    error = task.exception()
    if error is None or isinstance(error, HubError):
        return error
    task.get_loop().call_exception_handler({"message": "a change failed", "exception": error, "task": task})
    return unknown


def _is_settled(edit: QueuedChange) -> bool:
    """Return whether the result is known. A resumed change that cannot reach the Hub stays in the outbox."""
    error = edit.error
    return error is None or not (error.unsure or (edit.verifies_first and isinstance(error, Offline)))
