"""The queue of changes: kept on disk before they are sent, shown at once, sent in order, looked up, journalled."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from hubtui.changes.change import to_json
from hubtui.hub.errors import HubError, Offline

if TYPE_CHECKING:
    from hubtui.changes.change import Change
    from hubtui.changes.journal import Entry, Journal, State
    from hubtui.changes.outbox import Left, Outbox
    from hubtui.changes.sending import Sleep
    from hubtui.hub.client import HubClient
    from hubtui.hub.models.rows import Row
    from hubtui.hub.query import ListingQuery

AT_ONCE = 4
GRACE_SECONDS = 5.0


def new_entry_id() -> str:
    """A name for changes that are taken back together."""
    return os.urandom(12).hex()


@dataclass(slots=True, eq=False)
class QueuedChange:
    """A change that was asked for. `row` is what was known of the repo; `began` and `ended` are moments of the clock.

    `error` is why it was not done, `words` what is left to say of one that was. `is_looking` tells that it was sent and
    the Hub does not show it yet (`words` say how far it is), `was_lost` that no answer came. One that `looks_first` is
    sent only if the Hub does not show it: an earlier run left it, or the user asked to try it again. It `is_waiting`
    until it is on the disk and no earlier change of the same target is under way; if a newer one makes it useless
    before that, it `is_replaced`.
    """

    change: Change
    began: float
    name: str = field(default_factory=new_entry_id)
    row: Row | None = None
    ended: float | None = None
    error: HubError | None = None
    words: str = ""
    was_lost: bool = False
    looks_first: bool = False
    is_looking: bool = False
    is_waiting: bool = False
    is_replaced: bool = False
    told: bool = False
    note: Callable[[Change], None] = field(default=lambda _: None, repr=False)
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def is_under_way(self) -> bool:
        """Whether the Hub has not answered yet."""
        return self.ended is None

    @property
    def is_shown(self) -> bool:
        """Whether lists show it as done: not when it failed, and not while nobody knows whether it arrived."""
        return self.error is None and not (self.was_lost and self.is_under_way)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it was sent, and nobody knows whether it was or will be done."""
        return self.error is not None and self.error.unsure

    @property
    def is_unsettled(self) -> bool:
        """Whether it was sent, and no read has shown it yet."""
        return self.is_unconfirmed or (self.is_under_way and self.is_looking)

    async def finished(self) -> None:
        """Wait for its end; who stops waiting does not stop it."""
        while self.task is not None and self.is_under_way:
            await asyncio.wait([self.task])


class ChangeQueue:
    """Sends changes: those of one target one after the other, of all at most four at once.

    The outbox keeps each from before it is sent until it is known what became of it. The journal keeps those that are
    done, under the name that `account` returns.
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
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._edits: list[QueuedChange] = []
        self._begun = 0
        self._listeners: list[Callable[[QueuedChange], None]] = []

    @cached_property
    def journal(self) -> Journal:
        """What was changed, by earlier runs too; read when it is first needed."""
        return self._make_journal()

    @property
    def under_way(self) -> list[QueuedChange]:
        """Those that are not answered yet."""
        return [edit for edit in self._edits if edit.is_under_way]

    @property
    def unconfirmed(self) -> list[QueuedChange]:
        """Those that were sent, and that no read of the Hub has shown."""
        return [edit for edit in self._edits if edit.is_unconfirmed]

    @property
    def begun(self) -> int:
        """How many there were so far."""
        return self._begun

    def submit(
        self, change: Change, row: Row | None = None, entry_id: str = "", turns: tuple[Entry, State] | None = None
    ) -> QueuedChange:
        """Send a change; what is shown has it at once. Changes of one `entry_id` are taken back together.

        The same change once more, while the first one is not confirmed, is that one tried again.

        One that takes back an entry of the journal, or does it again, `turns` that entry instead of making one.
        """
        known = next((one for one in self._edits if one.change == change and one.is_unsettled), None)
        if known is not None:
            known.row = row if row is not None else known.row
            return self.again(known)
        self._replace_waiting(change)
        edit = QueuedChange(change, self._clock(), row=row)
        self._outbox.keep(edit.name, self._account(), {"change": to_json(change)})
        return self._start(edit, entry_id, turns)

    def _replace_waiting(self, change: Change) -> None:
        """Drop the changes that wait to be sent and that this one makes useless."""
        if change.replaces:
            for edit in self.under_way:
                if edit.is_waiting and type(edit.change) is type(change) and edit.change.targets == change.targets:
                    edit.is_replaced = True

    def take_up(self, left: Left, change: Change) -> QueuedChange | None:
        """Bring a change to its end that an earlier run has left; None where another run is at it."""
        edit = QueuedChange(change, self._clock(), looks_first=True)
        return self._start(edit) if self._outbox.claim(left, edit.name) else None

    def again(self, edit: QueuedChange) -> QueuedChange:
        """Look whether an unconfirmed change was done, and send it again where not. The user has asked for it."""
        if edit.task is not None:
            edit.task.cancel()
        edit.ended, edit.error, edit.words = None, None, ""
        edit.was_lost = edit.is_looking = False
        edit.looks_first = True
        return self._run(edit)

    def give_up(self, edit: QueuedChange) -> None:
        """Forget an unconfirmed change: it is not wanted any more."""
        self._outbox.drop(edit.name)
        self._edits = [other for other in self._edits if other is not edit]
        self._tell(edit)

    def _start(self, edit: QueuedChange, entry_id: str = "", turns: tuple[Entry, State] | None = None) -> QueuedChange:
        self._edits.append(edit)
        self._begun += 1
        edit.note = partial(self._note, edit, entry_id or new_entry_id(), turns)
        return self._run(edit)

    def _run(self, edit: QueuedChange) -> QueuedChange:
        edit.is_waiting = True
        edit.task = asyncio.create_task(self._send(edit))
        edit.task.add_done_callback(partial(self._ended, edit))
        self._tell(edit)
        return edit

    def _note(self, edit: QueuedChange, entry_id: str, turns: tuple[Entry, State] | None, asked: Change) -> None:
        from hubtui.changes.journal import State

        if turns is None and not _goes_into_journal(edit.change):
            return
        if turns is None:
            self.journal.done(entry_id, self._account(), edit.change)
        elif turns[1] is State.UNDONE:
            self.journal.undone(turns[0], asked, edit.change)
        else:
            self.journal.redone(turns[0], asked, edit.change)

    def forget(self) -> None:
        """What was shown is another account's: rows are as the Hub tells them."""
        self._edits = self.under_way

    def listen(self, listener: Callable[[QueuedChange], None]) -> Callable[[], None]:
        """Call `listener` from now on; gives the way to end that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def view(self, query: ListingQuery, rows: Sequence[Row], since: float, is_whole: bool) -> Sequence[Row]:
        """The rows of a listing that was asked for at the moment `since`, with what has changed since in them.

        `rows` itself where nothing has; `is_whole` where there are no more rows to come.
        """
        changed = [edit for edit in self._edits if edit.is_shown and (edit.ended is None or edit.ended >= since)]
        if not changed:
            return rows
        from hubtui.changes.effects import adjusted

        return adjusted(rows, query, [(edit.change, edit.row) for edit in changed], is_whole)

    def row_now(self, repo_type: str, row: Row, since: float) -> Row:
        """A row that was told at the moment `since`, with what has changed since."""
        for edit in self._edits:
            if edit.is_shown and (edit.ended is None or edit.ended >= since):
                from hubtui.changes.effects import changed_row

                row = changed_row(edit.change, repo_type, row) or row
        return row

    def gone(self, since: float) -> set[tuple[str, str]]:
        """(repo type, id) of what was deleted or has another id since."""
        from hubtui.changes.repo_changes import Delete, Move

        return {
            (edit.change.repo_type, edit.change.repo_id)
            for edit in self._edits
            if isinstance(edit.change, Delete | Move) and edit.is_shown and (edit.ended is None or edit.ended >= since)
        }

    @property
    def deleted_collections(self) -> set[str]:
        """The ids of the collections that were deleted in this run: lists of the Hub may hold them for a while."""
        from hubtui.changes.collection_changes import DeleteCollection
        from hubtui.hub.drafts import collection_id

        return {
            collection_id(edit.change.repo_id)
            for edit in self._edits
            if isinstance(edit.change, DeleteCollection) and edit.is_shown
        }

    async def why_not_back(self, change: Change) -> str:
        """Why a change cannot be taken back, empty where it can.

        Raises:
            HubError: that cannot be known.
        """
        return await change.why_not_back(await self._hub())

    def last(self, state: State) -> Entry | None:
        """What this account can take back (done), or do again (undone)."""
        return self.journal.last(self._account(), state)

    async def aclose(self) -> None:
        """Wait a little for what is being sent; what no read has shown by then stays in the outbox."""
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
        hub, asked = await self._hub(), edit.change
        if not (edit.looks_first and await asked.is_done(hub)):
            edit.change, edit.words = await send(asked, hub, self._sleep, self._turns, partial(self._looks, edit))
        else:
            edit.change = await asked.named(hub)
        edit.note(asked)

    async def _wait_for_earlier(self, edit: QueuedChange) -> None:
        """Wait until every earlier change of the same target has ended."""
        for earlier in self._edits[: self._edits.index(edit)]:
            if earlier.is_under_way and earlier.change.targets & edit.change.targets:
                await earlier.finished()
        edit.is_waiting = False

    def _ended(self, edit: QueuedChange, task: asyncio.Task[None]) -> None:
        """Keep what became of an edit: a callback, because a task cancelled before its first step runs no code."""
        if edit.task is not task:  # it was sent again meanwhile
            return
        edit.error, edit.ended = _error_of(task), self._clock()
        self._tell(edit)
        # Last: a listener may have kept what is still to be done of it.
        if _is_settled(edit):
            self._outbox.drop(edit.name)

    def _looks(self, edit: QueuedChange, is_answered: bool, words: str) -> None:
        edit.is_looking, edit.was_lost, edit.words = True, not is_answered, words
        self._tell(edit)

    def _tell(self, edit: QueuedChange) -> None:
        for listener in tuple(self._listeners):
            listener(edit)


def _error_of(task: asyncio.Task[None]) -> HubError | None:
    """Why a change was not done. Whatever ended its task without an answer, it is not called done."""
    unknown = HubError("stopped: whether it was done is not known", unsure=True)
    if task.cancelled():
        return unknown
    error = task.exception()
    if error is None or isinstance(error, HubError):
        return error
    task.get_loop().call_exception_handler({"message": "a change failed", "exception": error, "task": task})
    return unknown


def _is_settled(edit: QueuedChange) -> bool:
    """Whether it is known what became of it; what was left is so once the Hub has said so."""
    error = edit.error
    return error is None or not (error.unsure or (edit.looks_first and isinstance(error, Offline)))


def _goes_into_journal(change: Change) -> bool:
    """Whether undo is to know a change: a restart, which cannot be undone, does not stand in the way of others."""
    from hubtui.changes.repo_changes import Delete

    return isinstance(change, Delete) or change.inverse() is not None
