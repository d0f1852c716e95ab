"""Sends many changes, a few at a time. It can be stopped between two changes, and failed ones can be retried."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hubtui.changes.queue import AT_ONCE, ChangeQueue, QueuedChange, new_entry_id
from hubtui.hub.errors import HubError

if TYPE_CHECKING:
    from hubtui.changes.change import Change
    from hubtui.changes.journal import Entry, State
    from hubtui.hub.models.rows import Row


class StepState(StrEnum):
    """How far one change of a batch is."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"  # there is nothing to change


@dataclass(slots=True, eq=False)
class Step:
    """One change of a batch. A step without a change is skipped. `words` says why it failed or is skipped.

    If the step undoes a change, that is `undoes`, and the Hub is asked first whether it can be undone.
    """

    repo_id: str
    change: Change | None
    row: Row | None = None
    state: StepState = StepState.WAITING
    words: str = ""
    undoes: Change | None = None
    edit: QueuedChange | None = None


class Batch:
    """Sends the changes of `steps`; `on_change` is called whenever the state of one of them changes.

    The changes form one entry of the journal. If they undo or redo an entry, `update` is that entry and its new state.
    """

    def __init__(
        self,
        edits: ChangeQueue,
        steps: Sequence[Step],
        on_change: Callable[[], None],
        update: tuple[Entry, State] | None = None,
    ) -> None:
        self.steps = list(steps)
        self.is_stopped = False
        self._edits = edits
        self._on_change = on_change
        self._update = update
        self._entry_id = new_entry_id()
        self._runners: list[asyncio.Task[None]] = []
        for step in self.steps:
            if step.change is None:
                step.state = StepState.SKIPPED

    @property
    def is_running(self) -> bool:
        """Whether changes are being sent."""
        return any(not runner.done() for runner in self._runners)

    def count(self, *states: StepState) -> int:
        """Return how many steps are in one of these states."""
        return sum(step.state in states for step in self.steps)

    def start(self) -> None:
        """Send the changes that wait."""
        self.is_stopped = False
        if not self.is_running:
            waiting = iter([step for step in self.steps if step.state is StepState.WAITING])
            self._runners = [asyncio.create_task(self._run(waiting)) for _ in range(AT_ONCE)]
            self._on_change()

    def stop(self) -> None:
        """Send no further changes. Those that are being sent go on to their end."""
        self.is_stopped = True
        self._on_change()

    def retry(self) -> None:
        """Send the failed changes again."""
        for step in self.steps:
            if step.state is StepState.FAILED:
                step.state, step.words = StepState.WAITING, ""
        self.start()

    async def ended(self) -> None:
        """Wait until no change is being sent."""
        if self._runners:
            await asyncio.wait(self._runners)

    async def _run(self, waiting: Iterable[Step]) -> None:
        for step in waiting:
            if self.is_stopped:
                return
            await self._do(step)

    async def _do(self, step: Step) -> None:
        if step.change is None:
            return
        step.state = StepState.SENDING
        self._on_change()
        is_retry = step.edit is not None and step.edit.is_unconfirmed
        if not is_retry and (why := await self._obstacle(step)):
            step.state, step.words = StepState.FAILED, why
            self._on_change()
            return
        edit = step.edit = self._edits.submit(step.change, step.row, self._entry_id, self._update)
        edit.is_reported = True
        await edit.finished()
        step.state = StepState.FAILED if edit.error is not None else StepState.DONE
        step.words = str(edit.error) if edit.error is not None else edit.words
        self._on_change()

    async def _obstacle(self, step: Step) -> str:
        try:
            return await self._edits.undo_obstacle(step.undoes) if step.undoes is not None else ""
        except HubError as error:
            return str(error)
