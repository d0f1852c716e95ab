"""The query of the list of collections: words, owner, item, and order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hubtui.addresses import item_path, target_of
from hubtui.browser.list_model import Order, texts_of
from hubtui.browser.paged_list import PagedList
from hubtui.hub.collections import CollectionsPage
from hubtui.presentation.filter_line import Chip

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection


class CollectionsQuery(PagedList["Collection"]):
    """Asks the Hub for collections by the request `asked`, and for others when the user changes the query."""

    orders: tuple[Order, ...] = (
        Order("trending", "trending"),
        Order("lastModified", "last modified", date=lambda one: one.last_updated),
        Order("upvotes", "likes"),
        Order("title", "title", lambda one: (one.title or one.slug).casefold()),
        Order("owner", "owner", lambda one: one.slug.casefold()),
    )
    searches_hub = True

    def __init__(self) -> None:
        super().__init__()
        self.asked = CollectionsPage()

    def ask(self, request: CollectionsPage) -> None:
        """Show the collections that `request` asks for, instead of the present ones."""
        if request != self.asked:
            self.asked = request
            self.restart()

    def search(self, words: str) -> None:
        """Show only the collections that match a text."""
        self.ask(replace(self.asked, search=words))

    def sort(self, order: Order) -> None:
        """Let the Hub sort by another order."""
        self.ask(replace(self.asked, sort=order.name))  # type: ignore[arg-type]  # orders without a key are the Hub's

    def state(self) -> dict[str, Any]:
        """Return the state of every list, and the owners and items that are asked for."""
        return {**super().state(), "owners": list(self.asked.owners), "items": list(self.asked.items)}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore what `state` returned, with the search and the order of the screen."""
        super().restore(state)
        search = self.searching
        owners, items = (texts_of(state.get(name)) for name in ("owners", "items"))
        self.asked = CollectionsPage(owners, items, search.words)
        if search.order.key is None:
            self.asked = replace(self.asked, sort=search.order.name)  # type: ignore[arg-type]  # see `sort`

    def clear_filters(self) -> None:
        """Show the collections of all owners."""
        self.ask(replace(self.asked, owners=(), items=()))

    def chips(self) -> tuple[Chip, ...]:
        """Return a chip for each owner and each item that is asked for."""
        owners = [Chip(f"owner:{name}", f"by {name}") for name in self.asked.owners]
        return (*owners, *(Chip(f"item:{item}", f"with {item}") for item in self.asked.items))

    def chip_clicked(self, name: str) -> None:
        """Stop asking for the owner, or the item, of a chip."""
        is_owner = name.startswith("owner:")
        self.ask(replace(self.asked, owners=()) if is_owner else replace(self.asked, items=()))

    def empty_words(self) -> str:
        """Return the message for an empty list."""
        asked = self.asked
        parts = [f'"{asked.search}"'] if asked.search else []
        parts += [f"owner {name}" for name in asked.owners] + [f"holding {item}" for item in asked.items]
        return f"no collection matches {', '.join(parts)}; F shows all" if parts else "there are no collections here"

    def do_author(self) -> None:
        """Open the field for an owner, with the owner of the row in it."""
        here: Collection | None = self.browser.item
        owner = here.owner.name if here is not None and here.owner is not None else ""
        self.browser.bar.open("owner", next(iter(self.asked.owners), owner), "a user or an organisation")

    def do_holding(self) -> None:
        """Open the field for an item that the collections have to contain."""
        held = next(iter(self.asked.items), "")
        self.browser.bar.open("item", held, "a repo id, datasets/ID, papers/ID, or a URL")

    def submitted(self, purpose: str, text: str) -> None:
        """List the collections of the owner, or those that contain the item, that was entered in the field."""
        if purpose == "owner":
            self.ask(replace(self.asked, owners=(text,) if text else ()))
            return
        try:
            item = item_path(target_of(text, self.browser.routes.endpoint)) if text else ""
        except ValueError as error:
            self.browser.notice(str(error), failed=True)
        else:
            self.ask(replace(self.asked, items=(item,) if item else ()))
