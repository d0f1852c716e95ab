"""The section Collections: the collections that contain the repo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


class _Rows:
    def __init__(self, found: Sequence[Collection]) -> None:
        self.found = found

    def __len__(self) -> int:
        return len(self.found)

    def id_at(self, index: int) -> str:
        return self.found[index].slug

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        return collection_cells.list_cells(self.found[index], None, columns, utc_now())


class HeldByPreview:
    """Draws and loads the preview of a collection that holds the repo of the page."""

    def __init__(self, collections: CollectionPreview) -> None:
        self._collections = collections

    def preview(self, item: Collection, width: int) -> Iterator[Line]:
        """Yield the lines that are known about a collection."""
        return self._collections.lines(item.slug, item, width)

    async def load_preview(self, item: Collection, width: int) -> None:
        """Load the collection with all its items."""
        await self._collections.load(item.slug)

    def leave_preview(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._collections.leave()


class CollectionsSection(ListSection):
    """Lists the collections, loaded page by page."""

    PLACES: ClassVar[tuple[str, ...]] = (HELD_BY, PREVIEW, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page, collection_cells.list_columns, id="collections")
        self._found: list[Collection] = []

    def begin(self) -> None:
        """Load the collections."""
        self.say("Loading collections…")
        self.show_preview(HeldByPreview(CollectionPreview(self.page.worker, "preview:held by", self.preview.draw)))
        start_work(self, self._load, "collections")

    async def _load(self) -> None:
        item = item_path(Target(self.page.repo_type, self.page.repo_id))
        cursor: Cursor | None = None
        for _ in range(_MOST_PAGES):
            page = await self.ask(CollectionsPage(items=(item,), sort="upvotes", cursor=cursor))
            if page is None:
                return
            known = {one.slug for one in self._found}
            new = [one for one in page.rows if one.slug and one.slug not in known]
            self._found += new
            cursor = page.next if new else None
            self.list.show_rows(_Rows(self._found), keep_cursor=True)
            self.follow()
            self.count = f"{len(self._found):,}{'+' if cursor else ''}"
            self.page.show_counts()
            if cursor is None:
                break
        self.say("" if self._found else "no collection that you may see holds it; c puts it into one of yours")

    @property
    def item(self) -> Collection | None:
        """The collection under the cursor, or None."""
        return self._found[self.list.cursor] if self._found else None

    def do_open_row(self) -> None:
        """Open the page of the collection under the cursor."""
        if self._found:
            self.page.routes.open(Target("collection", self._found[self.list.cursor].slug))
