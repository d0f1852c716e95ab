"""The preview of a collection: what it is about, and what is in it."""

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
    """Loads collections whole: lists tell of four items each. `redraw` is called when one has come."""

    def __init__(self, worker: Worker, slot: str, redraw: Callable[[], None]) -> None:
        self._worker = worker
        self._slot = slot
        self._redraw = redraw
        self.whole: dict[str, Collection] = {}
        self._failed: dict[str, str] = {}

    def lines(self, slug: str, listed: Collection | None, width: int) -> Iterator[Line]:
        """Yield what is known of a collection; `listed` is what a list told of it."""
        whole = self.whole.get(slug)
        if (known := whole or listed) is not None:
            yield from preview_lines(known, whole is not None, width)
        if whole is None and slug in self._failed:
            yield ()
            yield from ((Cell(line, "failed"),) for line in wrap(self._failed[slug], width))

    async def load(self, slug: str) -> None:
        """Load a collection, unless it was loaded before."""
        if slug in self.whole:
            return
        try:
            self.whole[slug] = await self._worker.get(CollectionOf(slug), slot=self._slot)
        except HubError as error:
            self._failed[slug] = str(error)
        self._redraw()

    def leave(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._worker.leave(self._slot)

    def forget(self) -> None:
        """Forget all of them: they may have changed."""
        self.whole.clear()
        self._failed.clear()
