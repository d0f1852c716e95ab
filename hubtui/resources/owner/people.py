"""The lists of people on the page of an owner, and the list of its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from hubtui.addresses import url_of
from hubtui.browser.list_model import ListModel, Order
from hubtui.browser.paged_list import PagedList
from hubtui.hub.errors import HubError
from hubtui.presentation.lines import flow, wrap
from hubtui.presentation.snippets import Snippet, link_snippets
from hubtui.registry.target import Target
from hubtui.resources.owner.owner import Field, OverviewOf, Owner, PeopleOf
from hubtui.resources.owner.words import field_cells, field_columns, people_cells, people_columns, preview_lines
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.hub.query import Cursor
    from hubtui.pages.session import Session


class _People(PagedList[Owner]):
    """A list of people. The overview of the one under the cursor is loaded for the preview."""

    relation: Literal["members", "followers", "following"]
    orders: tuple[Order, ...] = (
        Order("", "as the Hub lists them"),
        Order("name", "name", lambda one: one.name.casefold()),
        Order("fullname", "full name", lambda one: (one.fullname or one.name).casefold()),
    )

    def __init__(self, session: Session, owner: Owner) -> None:
        super().__init__()
        self._session = session
        self._owner = owner
        self._overviews: dict[str, Owner] = {}

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[Owner], Cursor | None]:
        """Load a page; see `PagedList.fetch`."""
        request = PeopleOf(self._owner.name, self._owner.is_org, self.relation, place)
        page = await self._session.worker.get(request, slot=self.name, fresh=again)
        return page.rows, page.next

    def key(self, item: Owner) -> str:
        """Return the name of a user or an organisation."""
        return item.name

    def text(self, item: Owner) -> str:
        """Return the name and the full name, in which words are searched."""
        return f"{item.name} {item.fullname}"

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        return people_columns(width)

    def cells(self, item: Owner, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a user or an organisation."""
        return people_cells(item, columns, self._overviews.get(item.name))

    def target(self, item: Owner) -> Target:
        """Return the page of a user or an organisation."""
        return Target("owner", item.name)

    def known(self, item: Owner) -> Owner:
        """Return the user or organisation, which its page can show before it has loaded."""
        return self._overviews.get(item.name, item)

    def preview(self, item: Owner, width: int) -> Iterable[Line]:
        """Return everything known about a user or an organisation."""
        return preview_lines(self._overviews.get(item.name, item), width)

    async def load_preview(self, item: Owner, width: int) -> None:
        """Load the overview of a user or an organisation."""
        if item.name not in self._overviews:
            request = OverviewOf(item.name, item.is_org)
            try:
                self._overviews[item.name] = await self._session.worker.get(request, slot="preview:people")
            except HubError:
                return  # the fields from the list are visible already
            self.browser.show_details()

    def leave_preview(self) -> None:
        """Cancel the request for the overview."""
        self._session.worker.leave("preview:people")

    def snippets(self, item: Owner) -> list[Snippet]:
        """Return the name, URL and Markdown link of a user or an organisation."""
        return link_snippets(item.name, "name", item.fullname, url_of(self.target(item), self.browser.routes.endpoint))


class Members(_People):
    """The members of an organisation, as far as they show themselves."""

    name = "owner:members"
    relation: Literal["members", "followers", "following"] = "members"
    nouns = ("member", "members")


class Followers(_People):
    """The followers of a user or an organisation."""

    name = "owner:followers"
    relation: Literal["members", "followers", "following"] = "followers"
    nouns = ("follower", "followers")


class Following(_People):
    """The users whom a user follows."""

    name = "owner:following"
    relation: Literal["members", "followers", "following"] = "following"
    nouns = ("user", "users")

    def empty_words(self) -> str:
        """Return the text for a list without rows."""
        return f"{self._owner.name} follows nobody"


class Organisations(_People):
    """The organisations of a user, which are part of the overview."""

    name = "owner:organisations"
    nouns = ("organisation", "organisations")

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[Owner], Cursor | None]:
        """Return all organisations as the only page."""
        return self._owner.organisations, None


class Fields(ListModel[Field]):
    """Every field of an overview. `fields` returns the present ones."""

    name = "owner:info"
    orders: tuple[Order, ...] = (
        Order("", "as the Hub tells them"),
        Order("name", "name", lambda field: field.name.casefold()),
    )

    def __init__(self, fields: Callable[[], Sequence[Field]]) -> None:
        super().__init__()
        self._fields = fields

    def begin(self) -> None:
        """Show the fields."""
        self.items = self._fields()
        self.browser.show_items()

    def refresh(self) -> None:
        """Show the fields of the present overview."""
        self.begin()

    def key(self, item: Field) -> str:
        """Return the name of a field."""
        return item.name

    def text(self, item: Field) -> str:
        """Return the name and value of a field, in which words are searched."""
        return f"{item.name} {item.value}"

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        return field_columns(width)

    def cells(self, item: Field, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a field."""
        return field_cells(item, columns)

    def preview(self, item: Field, width: int) -> Iterable[Line]:
        """Return the name and the full value of a field."""
        yield from flow([Cell(item.name, "accent")], width)
        yield ()
        yield from ((Cell(line),) for line in wrap(item.value, width))

    def snippets(self, item: Field) -> list[Snippet]:
        """Return the value and the name of a field."""
        return [Snippet("y", "value", item.value), Snippet("n", "name", item.name)]
