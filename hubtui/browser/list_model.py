"""The model of a list screen: a subclass of `ListModel` is all that a new kind of list needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.places import BROWSER, COLLECTABLE, LIST, OWN, PAGE, PREVIEW
from hubtui.presentation.bars import Parts
from hubtui.presentation.filter_line import Chip
from hubtui.registry.resources import TAB_TITLES
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget

    from hubtui.browser.preview import Preview
    from hubtui.dialogs.palette import Entry
    from hubtui.pages.frame import FrameState
    from hubtui.pages.routes import Routes
    from hubtui.presentation.snippets import Snippet
    from hubtui.registry.target import Target
    from hubtui.widgets.filter_bar import FilterBar
    from hubtui.widgets.row_list import RowList

Item = TypeVar("Item")
Words = tuple[str, str]
"""A text and the role that it is drawn in."""


class Order(NamedTuple):
    """A sort order of a list. `key` returns the sort key of an item; None keeps the order of the Hub.

    `date` returns the date of an item (ISO 8601) if the order is by date, newest first: items can be new in it.
    `directions` describe the order and its reverse in the menu; without them it cannot be reversed.
    """

    name: str
    words: str
    key: Callable[[Any], Any] | None = None
    descending: bool = False
    date: Callable[[Any], str | None] | None = None
    directions: tuple[str, str] = ("", "")


def texts_of(value: Any) -> tuple[str, ...]:
    """Return the strings of a list that was read from a file; an empty tuple if it is no list."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


class Search(Protocol):
    """The words that a list is filtered by, and its sort order."""

    words: str
    order: Order
    is_reversed: bool

    def search(self, words: str) -> None:
        """Show the rows that match these words."""
        ...

    def set(self, words: str, order: Order, is_reversed: bool = False) -> None:
        """Change words and order without loading rows: the caller does that."""
        ...


class Browser(Protocol):
    """The parts of a list screen that a list model may use."""

    frame: FrameState
    routes: Routes
    bar: FilterBar
    rows: RowList
    preview: Preview
    model: ListModel[Any]
    """The list that is shown."""

    @property
    def app(self) -> App[Any]: ...

    @property
    def item(self) -> Any | None:
        """The item under the cursor."""
        ...

    @property
    def chosen(self) -> list[Any]:
        """The marked items in the order of marking; if there are none, the one under the cursor."""
        ...

    def show_items(self, keep_cursor: bool = True) -> None:
        """Draw the list again, because the items, their order, or the texts about them have changed."""
        ...

    def show_items_soon(self) -> None:
        """Draw the list again in a moment, once for all calls within it."""
        ...

    def show_status(self) -> None:
        """Draw the filter bar and the lines below the last row again."""
        ...

    def show_details(self) -> None:
        """Draw rows and preview again, because more is known about the items."""
        ...

    def before_other_rows(self) -> None:
        """Note that other rows will be shown: "back" leads to the present ones, and undo of marks ends."""
        ...

    def notice(self, words: str, failed: bool = False) -> None:
        """Show a message in the bottom line until the next key."""
        ...


class ListLoading:
    """How a list is loaded. The defaults are for a list that is complete at once."""

    def recall(self) -> None:
        """Take rows from the cache. Called before the first paint, so it must be fast."""

    def begin(self) -> None:
        """Load the first rows. Called once, after the screen was painted."""

    def restart(self) -> None:
        """Load the rows for a new query from the beginning."""

    def close(self) -> None:
        """Stop the work that `begin` started, because the screen is closed."""

    def resumed(self) -> None:
        """Called when the screen is shown again."""

    def look(self, last: int) -> None:
        """Load more rows if they will be needed soon: rows up to the index `last` are visible."""

    def refresh(self) -> None:
        """Load everything again. The present rows stay until the answer arrives."""

    def stop(self) -> bool:
        """Stop loading rows that the user waits for. Return whether there were any."""
        return False

    def retry(self) -> bool:
        """Load rows that failed or were stopped. Return whether there were any."""
        return False

    async def load_all(self, at_most: int | None) -> bool:
        """Load until the end, or until there are `at_most` rows. Return whether the end was reached."""
        return True

    @property
    def has_more(self) -> bool:
        """Whether the Hub has rows that are not loaded."""
        return False

    @property
    def can_load(self) -> bool:
        """Whether there are more rows, and the last request for them did not fail."""
        return self.has_more


class ListQuery:
    """The query of a list: words, a sort order, and other filters."""

    orders: tuple[Order, ...] = ()
    """The orders to choose from; the first one is the default."""
    searches_hub: bool = False
    """Whether the Hub filters by the words; else the screen does, in `ListModel.text`."""
    takes_queries: bool = False
    """Whether the search field takes named terms besides words; then `query` is called."""
    takes_filters: bool = False
    """Whether the filter bar offers to add filters."""

    searching: Search

    def set_searching(self, searching: Search) -> None:
        """Set the object that holds the words and the order."""
        self.searching = searching

    def offered_orders(self) -> Sequence[Order]:
        """Return the orders of the sort menu."""
        return self.orders

    def is_current_query(self, typed: str) -> bool:
        """Return whether the typed text is the present query already."""
        return typed == self.searching.words

    def search(self, words: str) -> None:
        """Load the rows that match `words` from the Hub."""

    def query(self, line: str) -> None:
        """Load the rows for a line with named terms, if the list takes such lines (`takes_queries`)."""

    def sort(self, order: Order) -> None:
        """Load the rows in another order of the Hub (one without a key)."""

    def sort_loaded(self, order: Order) -> None:
        """Note another order that has a key; the screen sorts the loaded rows."""

    def state(self) -> dict[str, Any]:
        """Return the query as plain JSON, for saved views and the next run."""
        return {"words": self.searching.words, "order": self.searching.order.name}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over a query that `state` returned, and ignore invalid parts of it. Called before `begin`."""
        words, name, search = state.get("words"), state.get("order"), self.searching
        order = next((order for order in self.offered_orders() if order.name == name), search.order)
        search.set(words if isinstance(words, str) else "", order)

    def order_words(self, order: Order) -> str:
        """Return the name of an order for the filter bar."""
        return order.words

    def clear_filters(self) -> None:
        """Remove all filters besides the words."""

    def chips(self) -> tuple[Chip, ...]:
        """Return the filters besides the words, for the filter bar."""
        return ()

    def chip_clicked(self, name: str) -> None:
        """Remove the filter of this name."""
        self.clear_filters()

    def submitted(self, purpose: str, text: str) -> None:
        """Take the text that was typed into the field that was opened for `purpose`."""

    def filter_entry(self, text: str) -> Entry | None:
        """Return a palette entry that filters the list by a text, or None if the text is no filter."""
        return None


class ListModel(ListLoading, ListQuery, ActionTarget, Generic[Item]):
    """The items of a list screen, how they are drawn, and what can be done with one of them.

    `searching` holds the words and the order, `browser` the parts of the screen. The screen filters and sorts `items`
    itself, unless the Hub does (`searches_hub`): then it calls `search`. Methods named `do_NAME` are actions that only
    this list has.
    """

    name: str
    """The name of the list in the registry, the settings and the styles."""
    title: str = ""
    """The title in the top line; "" for a tab."""
    tab: str = ""
    places: tuple[str, ...] = ()
    follows_end: bool = False
    """Whether a cursor on the last row stays on the last row when rows are added."""
    only_grows: bool = False
    """Whether `items` remains the same object, to which rows are only added at the end."""
    kind: str = ""
    """The type of the items in a collection; "" if collections cannot contain them."""

    browser: Browser

    def __init__(self) -> None:
        self.items: Sequence[Item] = ()
        self.awaits_other_rows = False
        """Whether the first rows of a new query are loading, which replace those shown."""

    def open_search(self) -> None:
        """Open the field for search words."""
        self.browser.bar.open("search", self.searching.words)

    def key(self, item: Item) -> str:
        """Return the id of an item."""
        raise NotImplementedError

    def columns(self, width: int) -> list[Column]:
        """Return the columns for a width in terminal cells."""
        raise NotImplementedError

    def cells(self, item: Item, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return a cell for each column."""
        raise NotImplementedError

    def text(self, item: Item) -> str:
        """Return the text in which the words of a filter are searched."""
        return self.key(item)

    def count(self, shown: int) -> str:
        """Return the number of rows as text; `shown` of them match the filter."""
        many = len(self.items)
        return f"{shown:,} of {many:,}" if shown != many else f"{many:,}" if many else ""

    def tail(self, shown: int) -> list[Words]:
        """Return the lines below the last row: that rows are loading, have ended, or could not be loaded."""
        return []

    # The page of the list, and one item

    @property
    def page(self) -> Target | None:
        """The page at the Hub that the list as a whole shows, or None."""
        return None

    def target(self, item: Item) -> Target | None:
        """Return the page of an item, or None."""
        return None

    def known(self, item: Item) -> Any:
        """Return data about an item that its page can show before it has loaded."""
        return None

    def open(self, item: Item) -> None:
        """Open the page of an item."""
        if (target := self.target(item)) is not None:
            self.browser.routes.open(target, self.known(item))

    def preview(self, item: Item, width: int) -> Iterable[Line]:
        """Return the known facts about an item as lines of at most `width` terminal cells."""
        return []

    async def load_preview(self, item: Item, width: int) -> None:
        """Load further data for the preview, and call `browser.show_details`."""

    def leave_preview(self) -> None:
        """Cancel the requests of `load_preview`, because the cursor has moved."""

    def snippets(self, item: Item) -> list[Snippet]:
        """Return the texts about an item that can be copied."""
        return []

    def collectable(self, row_id: str) -> tuple[str, str]:
        """Return (kind, id) of a row, by which a collection names it."""
        return self.kind, row_id

    # Around the list

    def places_at(self, where: str) -> tuple[str, ...]:
        """Return the places whose keys work, the innermost first; `where` is TAB or STACKED."""
        collects = (COLLECTABLE,) if self.kind else ()
        return (*self.places, *collects, where, BROWSER, PREVIEW, LIST, PAGE)

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with the actions that only this list has."""
        return (self,)

    def header(self) -> Iterable[Widget]:
        """Return the widgets above the filter bar."""
        return ()

    def header_changed(self) -> None:
        """Draw the widgets of `header` again."""

    def clicked(self, name: str) -> bool:
        """Handle a click on the part of the header with this name. Return whether there is one."""
        return False

    def top_parts(self, view: str = "") -> Parts:
        """Return the cells of the top line: "back", and the name of the saved `view` or the title of the list."""
        title = view or self.title or TAB_TITLES.get(self.tab, "")
        return [("close", [Cell("‹ Back", "accent"), Cell("   ")]), ("", [Cell(title, "active")])]

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed here, or "": nobody changes a repo of somebody else.

        If rows are marked, the action says which of them it cannot change.
        """
        item = self.browser.item if action.writes and OWN in action.places and self.kind else None
        if item is None or self.browser.rows.marks.ids:
            return ""
        return self.browser.frame.rights.why_not_change(*self.collectable(self.key(item)))
