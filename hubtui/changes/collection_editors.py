"""The editors of all collections that were opened in this run: one for each collection."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from hubtui.changes.collection_changes import CreateCollection, DeleteCollection
from hubtui.changes.collection_editor import CollectionEditor, Phase
from hubtui.changes.edit_history import EditHistory
from hubtui.hub.drafts import Draft, collection_id

if TYPE_CHECKING:
    from hubtui.changes.outbox import Outbox, OutboxEntry
    from hubtui.changes.queue import QueuedChange
    from hubtui.hub.client import HubClient

GRACE_SECONDS = 5.0


class CollectionEditors:
    """Creates one editor for each collection, and calls listeners when one of them changes.

    Unsaved changes are in the outbox, under the name of the account that `account` returns, until the Hub has them.
    """

    def __init__(
        self,
        hub: Callable[[], Awaitable[HubClient]],
        outbox: Outbox,
        account: Callable[[], str],
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        history: Callable[[str], EditHistory] = lambda _: EditHistory(),
    ) -> None:
        """`history` returns the undo history of a collection, by its id."""
        self._hub = hub
        self._history = history
        self._outbox = outbox
        self._account = account
        self._stored: dict[str, Draft] = {}
        self._sleep = sleep
        self._clock = clock
        self._editors: dict[str, CollectionEditor] = {}
        self._listeners: list[Callable[[CollectionEditor], None]] = []

    def of(self, slug: str) -> CollectionEditor:
        """Return the editor of a collection, by any of its slugs."""
        name = collection_id(slug)
        if name not in self._editors:
            self._editors[name] = CollectionEditor(
                slug,
                self._hub,
                lambda: self._notify(name),
                sleep=self._sleep,
                clock=self._clock,
                written=self._outbox.written,
                history=self._history(name),
            )
        return self._editors[name]

    @property
    def known(self) -> list[CollectionEditor]:
        """The editors of all collections that were opened."""
        return list(self._editors.values())

    @property
    def unsaved(self) -> list[CollectionEditor]:
        """The editors with changes that no read of the Hub has shown yet."""
        return [editor for editor in self._editors.values() if editor.edits.is_loaded and not editor.edits.is_saved]

    @property
    def active_count(self) -> int:
        """The number of changes that are being sent or verified."""
        return sum(
            max(1, editor.edits.remaining_count)
            for editor in self.unsaved
            if editor.phase in (Phase.SAVING, Phase.CHECKING)
        )

    def listen(self, listener: Callable[[CollectionEditor], None]) -> Callable[[], None]:
        """Call `listener` with each editor that changes; return a function that stops this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def resume(self, entry: OutboxEntry, slug: str, seen: Draft, wanted: Draft) -> bool:
        """Resume the changes of a collection from an outbox entry; return False if another run has taken the entry."""
        if not self._outbox.claim(entry, collection_id(slug)):
            return False
        self.of(slug).resume(seen, wanted)
        return True

    def follow(self, edit: QueuedChange) -> None:
        """Fill a collection that `edit` has created, or forget one that it has deleted."""
        if edit.is_under_way or edit.error is not None:
            return
        match edit.change:
            case CreateCollection() as made if made.repo_id:
                self._fill(made.repo_id, made.draft)
            case DeleteCollection(repo_id=slug):
                self._forget(slug)

    def _fill(self, slug: str, wanted: Draft) -> None:
        """Add the items of a new collection and set its theme. They are in the outbox before the creation leaves it."""
        created = Draft(replace(wanted.about, theme=""))
        if created.has_same_contents(wanted):
            return
        content = {"collection": slug, "seen": asdict(created), "wanted": asdict(wanted)}
        self._outbox.put(collection_id(slug), self._account(), content)
        self.of(slug).resume(created, wanted, "the items of the new collection")

    def _notify(self, name: str) -> None:
        self._store(name)
        for listener in tuple(self._listeners):
            listener(self._editors[name])

    def _store(self, name: str) -> None:
        edits = self._editors[name].edits if name in self._editors else None
        if edits is None or not edits.is_loaded:
            return
        if edits.is_saved:
            self._stored.pop(name, None)
            self._outbox.remove(name)
        elif self._stored.get(name) is not edits.wanted:
            self._stored[name] = edits.wanted
            content = {"collection": edits.slug, "seen": asdict(edits.server), "wanted": asdict(edits.wanted)}
            self._outbox.put(name, self._account(), content)

    def _forget(self, slug: str) -> None:
        self._outbox.remove(collection_id(slug))
        if (editor := self._editors.pop(collection_id(slug), None)) is not None:
            editor.stop()

    def forget(self) -> None:
        """Stop and forget all editors, because another account is used from now on."""
        for editor in self._editors.values():
            editor.stop()
        self._editors.clear()
        self._stored.clear()

    async def aclose(self) -> None:
        """Wait at most GRACE_SECONDS for requests that are being sent; unconfirmed changes stay in the outbox."""
        saving = [editor for editor in self.unsaved if editor.phase is Phase.SAVING]
        if saving:
            await asyncio.wait([asyncio.ensure_future(one.sent()) for one in saving], timeout=GRACE_SECONDS)
        for editor in self.known:
            editor.stop()
            await editor.settled()
