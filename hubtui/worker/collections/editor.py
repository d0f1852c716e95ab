"""One collection being edited: what is wanted is shown at once, and one writer brings it to the Hub behind that.

What is shown is always what is wanted; what is left to do is always the difference to what the Hub holds. So changes
that are made while others are saved join them, and a refusal is a change taken out of what is wanted.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hubtui.hub.drafts import Draft, Key, draft_of, key_of
from hubtui.hub.errors import (
    BadRequest,
    Forbidden,
    HubError,
    Missing,
    NameTaken,
    NotLoggedIn,
    OddAnswer,
    PlainHttp,
)
from hubtui.worker.collections.differences import Difference, difference
from hubtui.worker.collections.merging import merged
from hubtui.worker.collections.steps import Add, Change, SetAbout, Step, next_step, steps_left

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.models.collection import Collection, CollectionItem

_MOST_FAILURES = 6
_MOST_REFUSALS = 3
_FINAL = (Forbidden, NotLoggedIn, PlainHttp)


class Phase(StrEnum):
    """How far what is wanted has come: on the Hub, on its way, stopped, or the collection is not there any more."""

    LOADING = "loading"
    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class _Turn:
    """A change that can be taken back; `words` say which it was."""

    before: Draft
    after: Draft
    words: str

    def renamed(self, old: Key, new: Key) -> _Turn:
        return _Turn(self.before.renamed(old, new), self.after.renamed(old, new), self.words)


class CollectionEditor:
    """Holds one collection; `on_change` is called whenever there is something else to show.

    `server` is what the Hub holds as far as is known, `wanted` what is shown. `problem` says what stands in the way,
    `theirs` what somebody else changed meanwhile, `details` what the Hub tells of each item.
    """

    def __init__(
        self,
        slug: str,
        hub: Callable[[], Awaitable[HubClient]],
        on_change: Callable[[], None],
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.slug = slug
        self.server = self.wanted = Draft()
        self.collection: Collection | None = None
        self.details: dict[Key, CollectionItem] = {}
        self.phase = Phase.LOADING
        self.problem = ""
        self.theirs = Difference()
        self._hub = hub
        self._on_change = on_change
        self._sleep = sleep
        self._done: list[_Turn] = []
        self._undone: list[_Turn] = []
        self._task: asyncio.Task[None] | None = None
        self._unsure: list[Step] = []
        self._placed: set[Key] = set()
        self._refused: list[Step] = []
        self._is_checked = False
        self._checks = 0
        self._must_read = False
        self._left: tuple[Draft, Draft] | None = None

    @property
    def is_loaded(self) -> bool:
        """Whether the collection was read."""
        return self.collection is not None

    @property
    def left(self) -> int:
        """How many requests are left until the Hub holds what is wanted."""
        return steps_left(self.server, self.wanted)

    @property
    def is_saved(self) -> bool:
        """Whether the Hub holds what is wanted."""
        return self.server.says_the_same(self.wanted)

    # What the user does

    def change(self, draft: Draft, words: str) -> bool:
        """Want this instead; whether that is anything else. `words` say what was done, for undo."""
        if draft.says_the_same(self.wanted):
            return False
        self._done.append(_Turn(self.wanted, draft, words))
        self._undone.clear()
        self.forget_theirs()
        self.wanted = draft
        self.go_on()
        return True

    def change_since(self, seen: Draft, draft: Draft, words: str) -> bool:
        """What `draft` changes of what was `seen`, on what is shown now; whether that is anything else."""
        return self.change(merged(seen, draft, self.wanted), words)

    def take_up(self, seen: Draft, wanted: Draft) -> None:
        """Want once more what was `wanted` when this was `seen`, on what the Hub holds now."""
        self._left = (seen, wanted)
        self.check()

    def undo(self) -> str:
        """Take the last change back, and leave what others did since; what it was, empty where there is none."""
        return self._turn(self._done, self._undone)

    def redo(self) -> str:
        """Do again what was taken back last; what it was, empty where there is none."""
        return self._turn(self._undone, self._done)

    def _turn(self, stack: list[_Turn], other: list[_Turn]) -> str:
        if not stack:
            return ""
        turn = stack.pop()
        other.append(_Turn(turn.after, turn.before, turn.words))
        self.wanted = merged(turn.after.without_object_ids, turn.before, self.wanted)
        self.go_on()
        return turn.words

    @property
    def last_words(self) -> str:
        """What undo would take back."""
        return self._done[-1].words if self._done else ""

    def go_on(self) -> None:
        """Save what is not saved; read the collection where that is not known."""
        if self._task is None or self._task.done():
            self.problem = ""
            self.phase = Phase.SAVING if self.is_loaded else Phase.LOADING
            self._task = asyncio.create_task(self._save())
        self._on_change()

    def check(self) -> None:
        """Read the collection again, behind what is to be saved."""
        self._checks += 1
        self._is_checked = False
        self.go_on()

    def take(self, collection: Collection) -> None:
        """The whole collection, as somebody else has just been told it."""
        if not self.is_loaded:
            self._take(collection)

    def forget_theirs(self) -> None:
        """What somebody else changed has been seen."""
        self.theirs = Difference()

    async def settled(self) -> None:
        """Wait until it is saved, or stopped; who stops waiting does not stop it."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    def give_up(self) -> None:
        """Stop writing where it is."""
        if self._task is not None:
            self._task.cancel()

    # Saving

    async def _save(self) -> None:
        failures = 0
        while (step := self._next()) is not None or not self._is_checked:
            try:
                if self._must_read or self._unsure or not self.is_loaded or step is None:
                    await self._read()
                else:
                    await self._send(step)
                failures = 0
            except HubError as error:
                failures += 1
                if self._stops(error, step):
                    return
                if failures >= _MOST_FAILURES or not self.is_loaded:
                    self._stop(Phase.FAILED, str(error))
                    return
                await self._sleep(min(8.0, 0.25 * 2.0**failures) * random.uniform(0.5, 1))
            self._on_change()
        self.phase = Phase.SAVED
        self._on_change()

    def _next(self) -> Step | None:
        return next_step(self.server, self.wanted) if self.is_loaded else None

    async def _read(self) -> None:
        asked = self._checks
        try:
            collection = await (await self._hub()).collections.get(self.slug)
        except Missing as error:
            self._stop(Phase.GONE, f"{error}; what was wanted can still be exported")
            raise
        self._take(collection)
        if self._left is not None:
            (seen, wanted), self._left = self._left, None
            before, self.wanted = self.wanted, merged(seen.without_object_ids, wanted, self.wanted)
            self._done.append(_Turn(before, self.wanted, "what an earlier run had left"))
        # What was asked for meanwhile may be newer than this answer.
        self._is_checked = asked == self._checks

    async def _send(self, step: Step) -> None:
        self.phase = Phase.SAVING
        asked = self._checks
        answer = await self._ask(step)
        self.server = step.applied(self.server)
        self._is_checked, self._refused = False, []
        if isinstance(step, Change) and step.position is not None:
            self._placed.add(step.key)
        elif isinstance(step, SetAbout) and answer is not None and answer.slug:
            self.slug = answer.slug
        elif isinstance(step, Add):
            # The answer should be the whole collection, with the name that the item has now.
            self._must_read = True
            if answer is not None and any(key_of(item) == step.key for item in answer.items):
                self._take(answer)
                self._is_checked = asked == self._checks

    async def _ask(self, step: Step) -> Collection | None:
        try:
            return await step.send(await self._hub(), self.slug)
        except HubError as error:
            if error.unsure or isinstance(error, OddAnswer):
                self._unsure.append(step)
            raise

    def _take(self, collection: Collection) -> None:
        """The Hub's word: what others changed is taken over, what was wanted stays wanted."""
        theirs, base = draft_of(collection), self.server
        self._name_anew(base, theirs)
        base = self.server
        for step in self._unsure:
            base = step.applied(base) if step.acted(theirs) else base
            if isinstance(step, Change) and step.position is not None:
                self._placed.add(step.key)
        if self.is_loaded:
            found = difference(base, theirs, self._placed)
            self.theirs = self.theirs + found
            self.wanted = merged(base, self.wanted, theirs, self._placed)
        else:
            self.wanted = theirs
        self.server, self.collection = theirs, collection
        self.slug = collection.slug or self.slug
        self.details |= {key_of(item): item for item in collection.items}
        self._unsure, self._placed, self._is_checked, self._must_read = [], set(), True, False

    def _name_anew(self, base: Draft, theirs: Draft) -> None:
        """An item that was put in by an old id is there under its new one; a repo may be renamed meanwhile."""
        known = {item.object_id: item.key for item in base.items if item.object_id}
        names = {
            known[item.object_id]: item.key
            for item in theirs.items
            if item.object_id in known and known[item.object_id] != item.key
        }
        put_in = [item.key for item in base.items if not item.object_id and item.key not in theirs.by_key]
        new = [item.key for item in theirs.items if item.object_id not in known and item.key not in base.by_key]
        if len(put_in) == 1 and new and new[-1][0] == put_in[0][0]:
            names[put_in[0]] = new[-1]
        for old, now in names.items():
            self.server, self.wanted = self.server.renamed(old, now), self.wanted.renamed(old, now)
            for stack in (self._done, self._undone):
                stack[:] = [
                    _Turn(one.before.renamed(old, now), one.after.renamed(old, now), one.words) for one in stack
                ]

    # What stands in the way

    def _stops(self, error: HubError, step: Step | None) -> bool:
        """Whether a refusal ends the saving; what can never be done is taken out of what is wanted."""
        if self.phase is Phase.GONE:
            return True
        if isinstance(error, _FINAL):
            self._stop(Phase.FAILED, str(error))
            return True
        if step is None or self._unsure:
            return False
        if isinstance(error, BadRequest):
            self._drop(step, error)
        elif isinstance(error, Missing | NameTaken):
            self._refused = [*self._refused, step] if self._refused[-1:] == [step] else [step]
            if len(self._refused) >= _MOST_REFUSALS:
                self._drop(step, error)
            else:
                # Somebody else was faster, or the collection is gone: a look tells.
                self._unsure.append(step)
        return False

    def _drop(self, step: Step, error: HubError) -> None:
        before = self.wanted
        self.wanted = merged(step.applied(self.server), self.server, self.wanted)
        self.problem = str(error)
        self._refused = []
        self._done.append(_Turn(before, self.wanted, "what the Hub refused"))

    def _stop(self, phase: Phase, words: str) -> None:
        self.phase, self.problem = phase, words
        self._on_change()
