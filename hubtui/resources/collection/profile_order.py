"""The order of the user's collections on their profile: loaded, changed, undone and redone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.changes.collection_changes import PlaceCollection
from hubtui.changes.journal import State
from hubtui.changes.queue import new_entry_id
from hubtui.hub.collections import CollectionOf, CollectionsPage
from hubtui.hub.models.collection import Collection
from hubtui.presentation.changes import failed_message

if TYPE_CHECKING:
    from hubtui.changes.journal import Entry
    from hubtui.changes.queue import QueuedChange
    from hubtui.pages.session import EditServices

_NOWHERE = 2**31


class ProfileOrder:
    """The collections of an account, in the order of its profile. A move gives each of them its place as a number.

    `start` runs work that goes on after the page is closed. `changed` is called when a change was sent, with the
    message of a failure or "".
    """

    def __init__(
        self,
        services: EditServices,
        start: Callable[[Callable[[], Coroutine[Any, Any, None]], str], None],
        changed: Callable[[str], None],
    ) -> None:
        self._services = services
        self._start = start
        self._changed = changed
        self.collections: list[Collection] = []
        self._places: dict[str, int | None] = {}
        self._done: list[list[str]] = []
        self._undone: list[list[str]] = []

    @property
    def slugs(self) -> list[str]:
        """The slugs of the collections, in order."""
        return [one.slug for one in self.collections]

    @property
    def unsaved(self) -> int:
        """The number of changes that the Hub has not confirmed yet."""
        return sum(isinstance(edit.change, PlaceCollection) for edit in self._services.queue.under_way)

    async def load(self, owner: str) -> None:
        """Load all collections of an account, each by itself: the list of them does not tell their places.

        Raises:
            HubError: The Hub refused or cannot be reached.
        """
        worker, request = self._services.worker, CollectionsPage((owner,), sort="lastModified")
        slugs = {one.slug: None async for page in worker.pages(request) for one in page.rows if one.slug}
        found = await asyncio.gather(*(worker.get(CollectionOf(slug)) for slug in slugs))
        self.collections = sorted(found, key=lambda one: _NOWHERE if one.position is None else one.position)
        self._places = {one.slug: one.position for one in found}

    def move(self, slugs: list[str], before: str | None) -> None:
        """Move collections before another one, or to the end if that is None, and save the new order."""
        others = [slug for slug in self.slugs if slug not in slugs]
        at = others.index(before) if before in others else len(others)
        new = [*others[:at], *slugs, *others[at:]]
        if new != self.slugs:
            self._done.append(self.slugs)
            self._undone.clear()
            self._save(new)

    def undo(self) -> bool:
        """Undo the last move, even one of an earlier run. Return whether there was one."""
        return self._step_back(self._done, self._undone) or self._turn_last(State.DONE)

    def redo(self) -> bool:
        """Redo the move that was undone last, even one of an earlier run. Return whether there was one."""
        return self._step_back(self._undone, self._done) or self._turn_last(State.UNDONE)

    def _step_back(self, source: list[list[str]], others: list[list[str]]) -> bool:
        """Save the last order of `source`, and add the present one to `others`."""
        if not source or set(source[-1]) != set(self.slugs):
            return False
        others.append(self.slugs)
        self._save(source.pop())
        return True

    def _turn_last(self, state: State) -> bool:
        """Undo the last entry of the journal if `state` is DONE, redo it if UNDONE. Return whether there was one."""
        entry = self._services.queue.last_entry(state)
        if entry is None or not all(self._is_of_this_order(change) for change in entry.changes):
            return False
        places = {slug: place for place, slug in enumerate(self.slugs)}
        has_changed = False
        for change in entry.of(state):
            new = change.inverse() if state is State.DONE else change.for_redo()
            # It was turned already if the journal does not know yet that the Hub has confirmed it.
            if isinstance(new, PlaceCollection) and self._places[new.repo_id] != new.place:
                places[new.repo_id] = self._places[new.repo_id] = new.place
                self._submit(new, update=(entry, State.UNDONE if state is State.DONE else State.DONE))
                has_changed = True
        self.collections.sort(key=lambda one: places[one.slug])
        return has_changed

    def _is_of_this_order(self, change: object) -> bool:
        return isinstance(change, PlaceCollection) and change.repo_id in self._places

    def _save(self, slugs: list[str]) -> None:
        """Submit a change for each collection that gets another place."""
        known, entry_id = {one.slug: one for one in self.collections}, new_entry_id()
        self.collections = [known[slug] for slug in slugs]
        for place, one in enumerate(self.collections):
            if self._places[one.slug] != place:
                change = PlaceCollection(one.slug, place, self._places[one.slug], one.title or "")
                self._places[one.slug] = place
                self._submit(change, entry_id)

    def _submit(self, change: PlaceCollection, entry_id: str = "", update: tuple[Entry, State] | None = None) -> None:
        edit = self._services.queue.submit(change, entry_id=entry_id, update=update)
        edit.is_reported = True
        self._start(partial(self._wait_for, edit, change), f"profile-order {edit.name}")

    async def _wait_for(self, edit: QueuedChange, change: PlaceCollection) -> None:
        """Wait for the end of a change; if it failed, note that the collection is not at its new place."""
        await edit.finished()
        if edit.error is not None and self._places[change.repo_id] == change.place:
            self._places[change.repo_id] = None if edit.error.unsure else change.before
        self._changed(failed_message(change, edit.error) if edit.error is not None else "")
