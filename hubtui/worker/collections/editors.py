"""All collections that were opened in this run: each has one editor, and so one writer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from hubtui.hub.drafts import collection_id
from hubtui.worker.collections.editor import CollectionEditor, Phase

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient

_GRACE_SECONDS = 5.0


class Editors:
    """Gives the editor of a collection, and tells the listeners when something about one is new."""

    def __init__(
        self,
        hub: Callable[[], Awaitable[HubClient]],
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._hub = hub
        self._sleep = sleep
        self._editors: dict[str, CollectionEditor] = {}
        self._listeners: list[Callable[[CollectionEditor], None]] = []

    def of(self, slug: str) -> CollectionEditor:
        """The editor of a collection, by any of its slugs."""
        name = collection_id(slug)
        if name not in self._editors:
            self._editors[name] = CollectionEditor(slug, self._hub, lambda: self._tell(name), sleep=self._sleep)
        return self._editors[name]

    @property
    def known(self) -> list[CollectionEditor]:
        """Those that were opened."""
        return list(self._editors.values())

    @property
    def unsaved(self) -> list[CollectionEditor]:
        """Those whose changes the Hub does not hold yet."""
        return [editor for editor in self._editors.values() if editor.is_loaded and not editor.is_saved]

    @property
    def left(self) -> int:
        """How many requests are on their way, or will be."""
        return sum(editor.left for editor in self.unsaved if editor.phase is Phase.SAVING)

    def listen(self, listener: Callable[[CollectionEditor], None]) -> Callable[[], None]:
        """Call `listener` from now on; gives the way to end that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _tell(self, name: str) -> None:
        for listener in tuple(self._listeners):
            listener(self._editors[name])

    def drop(self, slug: str) -> None:
        """A collection was deleted."""
        if (editor := self._editors.pop(collection_id(slug), None)) is not None:
            editor.give_up()

    def forget(self) -> None:
        """The collections are as another account sees them."""
        for editor in self._editors.values():
            editor.give_up()
        self._editors.clear()

    async def aclose(self) -> None:
        """Wait a little for what is being saved; what takes longer is given up."""
        saving = [editor for editor in self.unsaved if editor.phase is Phase.SAVING]
        if saving:
            await asyncio.wait([asyncio.ensure_future(one.settled()) for one in saving], timeout=_GRACE_SECONDS)
        for editor in self.known:
            editor.give_up()
            await editor.settled()
