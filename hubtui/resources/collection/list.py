"""The tab of collections, which can be searched by text, by owner, and by an item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hubtui.action import Action
from hubtui.addresses import item_path, target_of, url_of
from hubtui.browser.list_model import Order, texts_of
from hubtui.browser.paged_list import PagedList
from hubtui.hub.collections import CollectionsPage
from hubtui.hub.drafts import collection_id
from hubtui.hub.query import Cursor
from hubtui.places import COLLECTIONS
from hubtui.presentation.copying import link_snippets
from hubtui.presentation.filter_line import Chip
from hubtui.presentation.values import utc_now
from hubtui.registry.target import Target
from hubtui.resources.collection import collection_cells
from hubtui.resources.collection.dialogs import open_create_dialog, open_delete_dialog
from hubtui.resources.collection.preview import CollectionPreview
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection
    from hubtui.pages.session import Session
    from hubtui.presentation.snippets import Snippet


class CollectionsList(PagedList["Collection"]):
    """Lists collections. Its pages contain only four items of each, so the preview loads all of them."""

    name = "collections"
    tab = "collections"
    kind = "collection"
    places: tuple[str, ...] = (COLLECTIONS,)
    nouns = ("collection", "collections")
    orders: tuple[Order, ...] = (
        Order("trending", "trending"),
        Order("lastModified", "last modified", date=lambda one: one.last_updated),
        Order("upvotes", "upvotes"),
        Order("title", "title", lambda one: (one.title or one.slug).casefold()),
        Order("owner", "owner", lambda one: one.slug.casefold()),
    )
    searches_hub = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked = CollectionsPage()
        self._preview = CollectionPreview(session.worker, "preview:collections", lambda: self.browser.show_details())

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[Collection], Cursor | None]:
        """Load a page."""
        page = await self._session.worker.get(self._asked.at(place), slot=self.name, fresh=again)
        return _without_deleted(self._session, [one for one in page.rows if one.slug]), page.next

    def ask(self, request: CollectionsPage) -> None:
        """List the collections of another request."""
        if request != self._asked:
            self._asked = request
            self.restart()

    def search(self, words: str) -> None:
        """List the collections that match a text."""
        self.ask(replace(self._asked, search=words))

    def sort(self, order: Order) -> None:
        """Let the Hub sort by another order."""
        self.ask(replace(self._asked, sort=order.name))  # type: ignore[arg-type]  # orders without a key are the Hub's

    def state(self) -> dict[str, Any]:
        """Return the state of every list, and the owners and items that are asked for."""
        return {**super().state(), "owners": list(self._asked.owners), "items": list(self._asked.items)}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore what `state` returned, with the search and the order of the screen."""
        super().restore(state)
        search = self.searching
        owners, items = (texts_of(state.get(name)) for name in ("owners", "items"))
        self._asked = CollectionsPage(owners, items, search.words)
        if search.order.key is None:
            self._asked = replace(self._asked, sort=search.order.name)  # type: ignore[arg-type]  # see `sort`

    def clear_filters(self) -> None:
        """Show the collections of all owners."""
        self.ask(replace(self._asked, owners=(), items=()))

    def chips(self) -> tuple[Chip, ...]:
        """Return a chip for each owner and each item that is asked for."""
        owners = [Chip(f"owner:{name}", f"by {name}") for name in self._asked.owners]
        return (*owners, *(Chip(f"item:{item}", f"with {item}") for item in self._asked.items))

    def chip_clicked(self, name: str) -> None:
        """Stop asking for the owner, or the item, of a chip."""
        is_owner = name.startswith("owner:")
        self.ask(replace(self._asked, owners=()) if is_owner else replace(self._asked, items=()))

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

    def empty_words(self) -> str:
        """Return the message for an empty list."""
        asked = self._asked
        parts = [f'"{asked.search}"'] if asked.search else []
        parts += [f"owner {name}" for name in asked.owners] + [f"holding {item}" for item in asked.items]
        return f"no collection matches {', '.join(parts)}; F shows all" if parts else "there are no collections here"

    # Rows

    def key(self, item: Collection) -> str:
        """Return the slug of a collection."""
        return item.slug

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        return collection_cells.list_columns(width)

    def cells(self, item: Collection, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a collection, with the number of its items if all of it was loaded for the preview."""
        whole = self._preview.whole.get(item.slug)
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

    def do_author(self) -> None:
        """Open the field for an owner, with the owner of the row in it."""
        here: Collection | None = self.browser.item
        owner = here.owner.name if here is not None and here.owner is not None else ""
        self.browser.bar.open("owner", next(iter(self._asked.owners), owner), "a user or an organisation")

    def do_holding(self) -> None:
        """Open the field for an item that the collections have to contain."""
        held = next(iter(self._asked.items), "")
        self.browser.bar.open("item", held, "a repo id, datasets/ID, papers/ID, or a URL")

    def submitted(self, purpose: str, text: str) -> None:
        """List the collections of the owner, or those that contain the item, that was entered in the field."""
        if purpose == "owner":
            self.ask(replace(self._asked, owners=(text,) if text else ()))
            return
        try:
            item = item_path(target_of(text, self.browser.routes.endpoint)) if text else ""
        except ValueError as error:
            self.browser.notice(str(error), failed=True)
        else:
            self.ask(replace(self._asked, items=(item,) if item else ()))


def _without_deleted(session: Session, found: Sequence[Collection]) -> Sequence[Collection]:
    """Return the collections without those deleted in this run: the Hub's lists may still contain them."""
    deleted = session.deleted_collections
    return [one for one in found if collection_id(one.slug) not in deleted] if deleted else found
