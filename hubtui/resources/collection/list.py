"""The tab of collections, which can be searched by text, by owner, and by an item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hubtui.action import Action
from hubtui.addresses import url_of
from hubtui.hub.drafts import collection_id
from hubtui.hub.query import Cursor
from hubtui.places import COLLECTIONS
from hubtui.presentation.snippets import link_snippets
from hubtui.presentation.values import utc_now
from hubtui.registry.target import Target
from hubtui.resources.collection import collection_cells
from hubtui.resources.collection.dialogs import open_create_dialog, open_delete_dialog
from hubtui.resources.collection.preview import CollectionPreview
from hubtui.resources.collection.query import CollectionsQuery
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection
    from hubtui.pages.session import Session
    from hubtui.presentation.snippets import Snippet


class CollectionsList(CollectionsQuery):
    """Lists collections. Its pages contain only four items of each, so the preview loads all of them."""

    name = "collections"
    tab = "collections"
    kind = "collection"
    places: tuple[str, ...] = (COLLECTIONS,)
    nouns = ("collection", "collections")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._preview = CollectionPreview(session.worker, "preview:collections", lambda: self.browser.show_details())

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[Collection], Cursor | None]:
        """Load a page."""
        page = await self._session.worker.get(self.asked.at(place), slot=self.name, fresh=again)
        return _without_deleted(self._session, [one for one in page.rows if one.slug]), page.next

    def refresh(self) -> None:
        """Load the list and the previews again."""
        self._preview.forget()
        super().refresh()

    def resumed(self) -> None:
        """Show the collections with the changes that were made on their pages meanwhile."""
        self._preview.forget()
        self.items = _without_deleted(self._session, self.items)
        self.browser.show_items()
        self.browser.preview.load_again()

    # Rows

    def key(self, item: Collection) -> str:
        """Return the slug of a collection."""
        return item.slug

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        return collection_cells.list_columns(width)

    def cells(self, item: Collection, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a collection, with the number of its items if all of it was loaded for the preview."""
        whole = self._preview.loaded.get(item.slug)
        return collection_cells.list_cells(whole or item, len(whole.items) if whole else None, columns, utc_now())

    def target(self, item: Collection) -> Target:
        """Return the page of a collection."""
        return Target("collection", item.slug)

    def preview(self, item: Collection, width: int) -> Iterable[Line]:
        """Return the description and the items of a collection."""
        return self._preview.lines(item.slug, item, width)

    async def load_preview(self, item: Collection, width: int) -> None:
        """Load a collection with all its items."""
        await self._preview.load(item.slug)

    def leave_preview(self) -> None:
        """Stop loading the collection."""
        self._preview.leave()

    def snippets(self, item: Collection) -> list[Snippet]:
        """Return the texts that can be copied: slug, URL and Markdown link."""
        return link_snippets(
            item.slug, "slug", item.title or "", url_of(self.target(item), self.browser.routes.endpoint)
        )

    # Actions

    def why_not(self, action: Action) -> str:
        """Return why the collection under the cursor cannot be deleted, or ""."""
        here: Collection | None = self.browser.item
        if action.name == "delete_collection" and here is not None:
            return self.browser.frame.rights.why_not_change("collection", here.slug)
        return ""

    def do_new_collection(self) -> None:
        """Open the dialog that creates a collection."""
        open_create_dialog(self.browser, self._session.edit_services)

    def do_delete_collection(self) -> None:
        """Open the dialog that deletes the collection under the cursor."""
        here: Collection | None = self.browser.item
        if here is not None:
            title = here.title or here.slug
            open_delete_dialog(self.browser, self._session.edit_services, here.slug, title, self.refresh)


def _without_deleted(session: Session, found: Sequence[Collection]) -> Sequence[Collection]:
    """Return the collections without those deleted in this run: the Hub's lists may still contain them."""
    deleted = session.deleted_collections
    return [one for one in found if collection_id(one.slug) not in deleted] if deleted else found
