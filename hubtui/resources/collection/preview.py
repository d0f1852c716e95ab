"""The preview of a collection: its description and its items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from hubtui.hub.collections import CollectionOf
from hubtui.hub.errors import HubError
from hubtui.presentation.lines import wrap
from hubtui.resources.collection.collection_cells import preview_lines
from hubtui.text.columns import Cell
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection
    from hubtui.worker.worker import Worker


class CollectionPreview:
    """Loads collections with all their items (lists contain four of each), and calls `redraw` when one was loaded."""

    def __init__(self, worker: Worker, slot: str, redraw: Callable[[], None]) -> None:
        self._worker = worker
        self._slot = slot
        self._redraw = redraw
        self.loaded: dict[str, Collection] = {}
        self._failed: dict[str, str] = {}

    def lines(self, slug: str, listed: Collection | None, width: int) -> Iterator[Line]:
        """Yield the lines of the preview. `listed`, the collection as a list has it, is shown until it is loaded."""
        whole = self.loaded.get(slug)
        if (known := whole or listed) is not None:
            yield from preview_lines(known, whole is not None, width)
        if whole is None and slug in self._failed:
            yield ()
            yield from ((Cell(line, "failed"),) for line in wrap(self._failed[slug], width))

    async def load(self, slug: str) -> None:
        """Load a collection, unless it was loaded before."""
        if slug in self.loaded:
            return
        try:
            self.loaded[slug] = await self._worker.get(CollectionOf(slug), slot=self._slot)
        except HubError as error:
            self._failed[slug] = str(error)
        self._redraw()

    def leave(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._worker.leave(self._slot)

    def forget(self) -> None:
        """Forget all loaded collections, because they may have changed."""
        self.loaded.clear()
        self._failed.clear()
