"""What a list screen lists: one class of `ListModel` for each kind of list, and nothing else to write for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.places import BROWSER, COLLECTABLE, LIST, PAGE, PREVIEW
from hubtui.presentation.bars import Parts
from hubtui.presentation.filter_line import Chip
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
    """An order of a list. `key` returns what a row is sorted by; None leaves the rows as they came.

    `date` returns the date of a row (ISO 8601) in an order by date, the newest first: rows can be new in it.
    `directions` describe the order and its reverse in the menu; without them it cannot be reversed.
    """

    name: str
    words: str
    key: Callable[[Any], Any] | None = None
    descending: bool = False
    date: Callable[[Any], str | None] | None = None
    directions: tuple[str, str] = ("", "")


def texts_of(value: Any) -> tuple[str, ...]:
    """Return the texts of a list that was read from a file; nothing if it is no list."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


class Search(Protocol):
    """The text that a list is searched for, and its order."""

    words: str
    order: Order
    is_reversed: bool

    def search(self, words: str) -> None:
        """Show the rows that match."""
        ...

    def set(self, words: str, order: Order, is_reversed: bool = False) -> None:
        """Take words and order without asking for rows: the list asks for them itself."""
        ...


class Browser(Protocol):
    """What a list model may ask its screen for."""

    frame: FrameState
    routes: Routes
    bar: FilterBar
    rows: RowList
    preview: Preview
    model: ListModel[Any]
    """The list in front."""

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
        """Draw the list again: the items, their order, or the words about them changed."""
        ...

    def show_items_soon(self) -> None:
        """Draw the list again in a moment, however often this is called within it."""
        ...

    def show_status(self) -> None:
        """Draw the filter bar and the lines below the last row again."""
        ...

    def show_details(self) -> None:
        """Draw rows and preview again: more is known of the items."""
        ...

    def asks_for_other_rows(self) -> None:
        """The user is about to get other rows: "Back" leads to those in view, and marks cannot be undone to them."""
        ...

    def notice(self, words: str, failed: bool = False) -> None:
        """Show a message in the bottom line until the next key."""
        ...


class Loads:
    """How a list is loaded. What is written here is right for a list that is there at once, and whole."""

    def recall(self) -> None:
        """Take the rows that an earlier run kept; called before the first paint, so nothing slow is allowed."""

    def begin(self) -> None:
        """Load the first rows; called once the screen is painted."""

    def restart(self) -> None:
        """Load what is asked for now from its beginning."""

    def close(self) -> None:
        """Stop whatever `begin` started; the screen is gone."""

    def resumed(self) -> None:
        """The screen is in front again."""

    def look(self, last: int) -> None:
        """Rows up to the index `last` are in view: load more if more will be needed soon."""

    def refresh(self) -> None:
        """Load everything again; rows in view stay until the answer is there."""

    def stop(self) -> bool:
        """Stop loading rows that the user waits for. Return whether there were any."""
        return False

    def retry(self) -> bool:
        """Load the rows that failed to come or were stopped. Return whether there were any."""
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
        """Whether it has more rows, and nothing went wrong on the way to them."""
        return self.has_more


class Asks:
    """What a list is asked for: words, an order, and the filters that it has beside them."""

    orders: tuple[Order, ...] = ()
    """The orders to choose from; the first one holds until another is chosen."""
    searches_hub: bool = False
    takes_queries: bool = False
    """Whether the field takes named terms as well as words: see `query`."""
    """Whether the Hub filters by the words; else the screen does, in `ListModel.text`."""
    takes_tags: bool = False
    """Whether the filter bar offers to filter by tags."""

    searching: Search

    def searched_by(self, searching: Search) -> None:
        """Take the object that holds the words and the order."""
        self.searching = searching

    def offered_orders(self) -> Sequence[Order]:
        """Return the orders of the menu."""
        return self.orders

    def is_asked_for(self, typed: str) -> bool:
        """Return whether what was typed into the field asks for no other rows than those in view."""
        return typed == self.searching.words

    def search(self, words: str) -> None:
        """Ask the Hub for rows that match."""

    def query(self, line: str) -> None:
        """Ask for what a line of the field means, where the list takes queries and not just words."""

    def sort(self, order: Order) -> None:
        """Take another order that has no key: the rows have to come in it."""

    def sort_loaded(self, order: Order) -> None:
        """Take another order that has a key; the screen sorts the rows."""

    def state(self) -> dict[str, Any]:
        """Return what is asked for as plain JSON, for saved views and the next run."""
        return {"words": self.searching.words, "order": self.searching.order.name}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Ask for what `state` returned earlier; called before `begin`. What is odd in it is left out."""
        words, name, search = state.get("words"), state.get("order"), self.searching
        order = next((order for order in self.offered_orders() if order.name == name), search.order)
        search.set(words if isinstance(words, str) else "", order)

    def order_words(self, order: Order) -> str:
        """Return the name of an order as the filter bar shows it."""
        return order.words

    def clear_filters(self) -> None:
        """Drop the filters that this list has beside the words."""

    def chips(self) -> tuple[Chip, ...]:
        """Return the filters that this list has beside the words."""
        return ()

    def chip_clicked(self, name: str) -> None:
        """Drop the filter of this name."""
        self.clear_filters()

    def submitted(self, purpose: str, text: str) -> None:
        """Take what was typed into the field that was open for `purpose`."""

    def filter_entry(self, text: str) -> Entry | None:
        """Return the palette's entry that filters the list by a text, None if the text is no filter of it."""
        return None


class ListModel(Loads, Asks, ActionTarget, Generic[Item]):
    """The rows of a list screen, how they look, and what one of them is.

    `searching` holds the words and the order, `browser` is what the list may ask its screen for. The screen filters and
    sorts `items` itself. A list that the Hub searches (`searches_hub`) is told the words with `search` instead. Methods
    named `do_NAME` are actions that only this list has.
    """

    name: str
    """The id of the list, by which settings and styles know it."""
    title: str = ""
    """What the top line says; empty for a tab."""
    tab: str = ""
    places: tuple[str, ...] = ()
    follows_end: bool = False
    """Whether a cursor on the last row stays on the last row when rows are added."""
    only_grows: bool = False
    """Whether `items` stays the same sequence, without any change in its rows, until other rows come at its end."""
    kind: str = ""
    """The kind of the rows as a collection knows it; empty for rows that no collection can hold."""

    browser: Browser

    def __init__(self) -> None:
        self.items: Sequence[Item] = ()

    def open_search(self) -> None:
        """Open the field for words."""
        self.browser.bar.open("search", self.searching.words)

    def key(self, item: Item) -> str:
        """Return the id of a row."""
        raise NotImplementedError

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        raise NotImplementedError

    def cells(self, item: Item, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return a cell for each column."""
        raise NotImplementedError

    def text(self, item: Item) -> str:
        """Return what the words of a filter are looked for in."""
        return self.key(item)

    def ids(self, items: Sequence[Item]) -> Iterable[str]:
        """Return the ids of many rows."""
        return map(self.key, items)

    def count(self, shown: int) -> str:
        """Return how many rows there are; `shown` match the filter."""
        many = len(self.items)
        return f"{shown:,} of {many:,}" if shown != many else f"{many:,}" if many else ""

    def tail(self, shown: int) -> list[Words]:
        """Return the lines below the last row: what is loading, over or wrong."""
        return []

    # The page of the list, and of one row

    @property
    def page(self) -> Target | None:
        """The page at the Hub that the list shows, None if it is none of its own."""
        return None

    def target(self, item: Item) -> Target | None:
        """Return the page of an item, None if it has none."""
        return None

    def known(self, item: Item) -> Any:
        """Return what its page may use of an item, to show it at once."""
        return None

    def open(self, item: Item) -> None:
        """Open the page of an item."""
        if (target := self.target(item)) is not None:
            self.browser.routes.open(target, self.known(item))

    def preview(self, item: Item, width: int) -> Iterable[Line]:
        """Return what is known of an item as lines of at most `width` terminal cells."""
        return []

    async def load_preview(self, item: Item, width: int) -> None:
        """Load what the preview lacks, and call `browser.show_details`."""

    def leave_preview(self) -> None:
        """Cancel what `load_preview` loads: the cursor has moved."""

    def snippets(self, item: Item) -> list[Snippet]:
        """Return the texts that can be copied of an item."""
        return []

    def collectable(self, row_id: str) -> tuple[str, str]:
        """Return (kind, id) of a row as a collection holds it."""
        return self.kind, row_id

    # Around the list

    def places_at(self, where: str) -> tuple[str, ...]:
        """Return the places that the user is in, the innermost first; `where` is a tab or a page over one."""
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
        """Take a click on a part of the header. Return whether it was one."""
        return False

    def top_parts(self) -> Parts:
        """Return the way back and the title."""
        return [("close", [Cell("‹ Back", "accent"), Cell("   ")]), ("", [Cell(self.title, "active")])]

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed here, or ""."""
        return ""
