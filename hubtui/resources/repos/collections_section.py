"""The section Collections: the collections that contain the repo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from hubtui.addresses import item_path
from hubtui.hub.collections import CollectionsPage
from hubtui.pages.work import start_work
from hubtui.places import HELD_BY, LIST, PREVIEW
from hubtui.presentation.values import utc_now
from hubtui.registry.target import Target
from hubtui.resources.collection import collection_cells
from hubtui.resources.collection.preview import CollectionPreview
from hubtui.resources.repos.list_section import ListSection
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection
    from hubtui.hub.query import Cursor
    from hubtui.resources.repos.page import RepoPage

_MOST_PAGES = 20


class CollectionsSection(ListSection["Collection"]):
    """Lists the collections, loaded page by page."""

    PLACES: ClassVar[tuple[str, ...]] = (HELD_BY, PREVIEW, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page, collection_cells.list_columns, id="collections")
        self._collections = CollectionPreview(page.worker, "preview:held by", self.previewing.draw)

    def begin(self) -> None:
        """Load the collections."""
        super().begin()
        self.say("Loading collections…")
        start_work(self, self._load, "collections")

    async def _load(self) -> None:
        item = item_path(Target(self.page.repo_type, self.page.repo_id))
        cursor: Cursor | None = None
        for _ in range(_MOST_PAGES):
            page = await self.ask(CollectionsPage(items=(item,), sort="upvotes", cursor=cursor))
            if page is None:
                return
            known = {one.slug for one in self.items}
            new = [one for one in page.rows if one.slug and one.slug not in known]
            cursor = page.next if new else None
            self.show_items([*self.items, *new])
            self.show_count(f"{len(self.items):,}{'+' if cursor else ''}")
            if cursor is None:
                break
        self.say("" if self.items else "no collection that you may see holds it; c puts it into one of yours")

    def key(self, item: Collection) -> str:
        """Return the slug of a collection."""
        return item.slug

    def cells(self, item: Collection, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a collection."""
        return collection_cells.list_cells(item, None, columns, utc_now())

    def preview(self, item: Collection, width: int) -> Iterable[Line]:
        """Return the description and the items of a collection, as far as they are loaded."""
        return self._collections.lines(item.slug, item, width)

    async def load_preview(self, item: Collection, width: int) -> None:
        """Load a collection with all its items."""
        await self._collections.load(item.slug)

    def leave_preview(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._collections.leave()

    def open(self, item: Collection) -> None:
        """Open the page of a collection."""
        self.page.routes.open(Target("collection", item.slug))
