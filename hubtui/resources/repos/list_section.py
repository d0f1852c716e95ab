"""The base class of sections that are a list with a preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Container

from hubtui.action_target import ActionTarget
from hubtui.browser.pane_focus import PaneFocus
from hubtui.browser.preview import Preview
from hubtui.dialogs.item_rows import ItemRows
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import Section
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane

Item = TypeVar("Item")


class ListSection(Section, Generic[Item]):
    """Lists `items`, and shows the one under the cursor in a pane.

    A subclass returns the cells of an item, draws and loads its preview, and opens it.
    """

    def __init__(self, page: RepoPage, columns_for: Callable[[int], list[Column]], *, id: str) -> None:
        super().__init__(page)
        self.items: Sequence[Item] = ()
        self.list = RowList(columns_for=columns_for, id=id)
        self.pane = TextPane(id="preview")
        self.previewing = Preview(page, self.list, self.pane, source=self)
        self.pane_focus = PaneFocus(self.list, self.previewing, self.pane)

    def compose(self) -> ComposeResult:
        """Yield the list and its preview."""
        yield Container(self.list, self.pane, classes="panes")

    # For subclasses

    def key(self, item: Item) -> str:
        """Return the id of an item, which is different for each."""
        raise NotImplementedError

    def cells(self, item: Item, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of an item."""
        raise NotImplementedError

    def preview(self, item: Item, width: int) -> Iterable[Line]:
        """Return what is known of an item as lines of at most `width` terminal cells."""
        raise NotImplementedError

    async def load_preview(self, item: Item, width: int) -> None:
        """Load more about an item, and draw the preview again."""

    def leave_preview(self) -> None:
        """Cancel the requests of `load_preview`: the cursor has moved."""

    def open(self, item: Item) -> None:
        """Open the page of an item."""
        raise NotImplementedError

    # The rows

    @property
    def front(self) -> RowList:
        """The list."""
        return self.list

    @property
    def item(self) -> Item | None:
        """The item under the cursor, None if there are no rows."""
        return self.items[self.list.cursor] if self.items else None

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other items. The cursor stays on the one with the same id."""
        self.items = items
        self.list.show_rows(ItemRows(items, self.key, self.cells), keep_cursor=True)
        self.follow()

    def show_count(self, count: str) -> None:
        """Show the number of items beside the name of the section."""
        self.count = count
        self.page.show_counts()

    def say(self, words: str, role: str = "dim") -> None:
        """Show lines below the rows."""
        self.list.rows_changed(self.below(words, role))

    def do_open_row(self) -> None:
        """Open the item under the cursor."""
        if self.item is not None:
            self.open(self.item)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a row that is double-clicked."""
        if event.clicks == 2:
            self.do_open_row()

    # The preview

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: the preview, and the list or pane that the keys move."""
        return (self.pane_focus, self.previewing, self.pane if self.previewing.is_in_use else self.list)

    def begin(self) -> None:
        """Place the preview, and load the items."""
        self.previewing.place()

    def hidden(self) -> None:
        """Load nothing for the preview."""
        self.previewing.suspend()

    suspend = hidden

    def shown(self) -> None:
        """Load missing data for the preview."""
        self.previewing.resume()

    resume = shown

    def follow(self, scrolled: bool = False) -> None:
        """Show the item under the cursor in the preview."""
        self.previewing.follow(self.item, scrolled)

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """Show the item under the cursor in the preview."""
        self.follow(event.scrolled)

    def on_resize(self) -> None:
        """Choose the place of the preview for the new size."""
        self.previewing.place()

    def leave(self) -> bool:
        """Go from the preview to the list. Return whether the keys were for the preview."""
        return self.pane_focus.leave()
