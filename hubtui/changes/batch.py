"""Many changes at once: a few under way, each with its own end; stopped between two, tried again where they failed."""

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
    """What became of one change."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    FAILED = "failed"
    LEFT = "left"  # nothing to do


@dataclass(slots=True, eq=False)
class Step:
    """One change of many, `words` why it failed or was left; a step without a change is left as it is.

    `taking_back` is the change that it takes back, which is looked at before.
    """

    repo_id: str
    change: Change | None
    row: Row | None = None
    state: StepState = StepState.WAITING
    words: str = ""
    taking_back: Change | None = None
    edit: QueuedChange | None = None


class Batch:
    """Runs `steps`; `on_change` is called whenever one of them is in another state, and at the end.

    Changes that were done are kept in the journal as one entry; those that take back an entry, or do it again, `turns`.
    """

    def __init__(
        self,
        edits: ChangeQueue,
        steps: Sequence[Step],
        on_change: Callable[[], None],
        turns: tuple[Entry, State] | None = None,
    ) -> None:
        self.steps = list(steps)
        self.is_stopped = False
        self._edits = edits
        self._on_change = on_change
        self._turns = turns
        self._entry_id = new_entry_id()
        self._runners: list[asyncio.Task[None]] = []
        for step in self.steps:
            if step.change is None:
                step.state = StepState.LEFT

    @property
    def is_running(self) -> bool:
        """Whether there is anything under way."""
        return any(not runner.done() for runner in self._runners)

    def count(self, *states: StepState) -> int:
        """How many steps are in one of these states."""
        return sum(step.state in states for step in self.steps)

    def start(self) -> None:
        """Go through what waits."""
        self.is_stopped = False
        if not self.is_running:
            waiting = iter([step for step in self.steps if step.state is StepState.WAITING])
            self._runners = [asyncio.create_task(self._run(waiting)) for _ in range(AT_ONCE)]
            self._on_change()

    def stop(self) -> None:
        """Begin no more; what is under way is brought to its end."""
        self.is_stopped = True
        self._on_change()

    def retry(self) -> None:
        """Once more what failed."""
        for step in self.steps:
            if step.state is StepState.FAILED:
                step.state, step.words = StepState.WAITING, ""
        self.start()

    async def ended(self) -> None:
        """Wait until nothing is under way."""
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
        is_again = step.edit is not None and step.edit.is_unconfirmed
        if not is_again and (why := await self._why_not(step)):
            step.state, step.words = StepState.FAILED, why
            self._on_change()
            return
        edit = step.edit = self._edits.submit(step.change, step.row, self._entry_id, self._turns)
        edit.told = True
        await edit.finished()
        step.state = StepState.FAILED if edit.error is not None else StepState.DONE
        step.words = str(edit.error) if edit.error is not None else edit.words
        self._on_change()

    async def _why_not(self, step: Step) -> str:
        try:
            return await self._edits.why_not_back(step.taking_back) if step.taking_back is not None else ""
        except HubError as error:
            return str(error)
