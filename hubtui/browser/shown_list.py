"""Connects a `ListModel` with the widgets of its screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from hubtui.browser.list_model import ListModel
from hubtui.browser.marking import Marking
from hubtui.browser.preview import Preview
from hubtui.browser.searching import Searching
from hubtui.presentation.lines import wrap
from hubtui.presentation.new_rows import count_since, new_words
from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.config.views import View
    from hubtui.pages.frame import FrameScreen
    from hubtui.pages.routes import Routes

_DRAWN_EVERY = 0.1
_LEAST_WIDTH = 20


class ShownRows:
    """The rows of a model, as the list widget asks for them."""

    def __init__(self, model: ListModel[Any], items: Sequence[Any]) -> None:
        self.model = model
        self.items = items

    def __len__(self) -> int:
        return len(self.items)

    def id_at(self, index: int) -> str:
        return self.model.key(self.items[index])

    def ids(self) -> Iterable[str]:
        return map(self.model.key, self.items)

    def place_of(self, row_id: str) -> int | None:
        """Return the index of a row, or None."""
        return next((index for index, one in enumerate(self.ids()) if one == row_id), None)

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        return self.model.cells(self.items[index], columns)


class ShownList:
    """Implements the protocol `Browser` of `hubtui.browser.list_model`.

    A saved `view` also says which rows are new since its last visit. `drawn` is called after the list was drawn.
    """

    def __init__(
        self,
        screen: FrameScreen,
        routes: Routes,
        model: ListModel[Any],
        view: View | None,
        drawn: Callable[[], None],
    ) -> None:
        self.frame = screen.frame
        self.routes = routes
        self.bar = FilterBar(takes_filters=model.takes_filters, id="filters")
        self.rows = RowList(columns_for=lambda width: self.model.columns(width), id="rows")
        self.pane = TextPane(id="preview")
        self.preview = Preview(screen, self.rows, self.pane)
        self.has_begun = False
        """Whether the model has begun to load."""
        self._screen = screen
        self._drawn = drawn
        self._since = view.last_visit if view is not None else None
        self._drawing: Timer | None = None
        self.take_model(model)

    def take_model(self, model: ListModel[Any], searching: Searching | None = None) -> None:
        """Show the list `model`, filtered and sorted by `searching`."""
        self.model = model
        model.browser = self
        self.searching = searching or Searching(self._screen, model, self.bar, self)
        self.view = ShownRows(model, ())
        self.marking = Marking(self._screen, model, self.rows, lambda: self.view)
        self.preview.show_source(model)

    @property
    def app(self) -> App[Any]:
        """The program."""
        return self._screen.app

    def notice(self, words: str, failed: bool = False) -> None:
        """Show a message in the bottom line until the next key."""
        self._screen.notice(words, failed)

    # The chosen items

    @property
    def item(self) -> Any | None:
        """The item under the cursor, or None."""
        return self.view.items[self.rows.cursor] if self.rows.cursor < len(self.view) else None

    @property
    def chosen(self) -> list[Any]:
        """The marked items in the order of marking; if there are none, the one under the cursor."""
        if marked := self.rows.marks.ids:
            known = {row_id: item for item in self.model.items if (row_id := self.model.key(item)) in marked}
            return [known[row_id] for row_id in marked if row_id in known]
        return [self.item] if self.item is not None else []

    @property
    def awaits_other_rows(self) -> bool:
        """Whether the rows of a new query are loading, so that those shown are about to be replaced."""
        return self.has_begun and self.model.awaits_other_rows

    # Drawing

    def show_items_soon(self) -> None:
        """Draw the list in a moment, because many answers can arrive within it."""
        if self._drawing is None and self._screen.is_attached:
            self._drawing = self._screen.set_timer(_DRAWN_EVERY, self.show_items)

    def show_items(self, keep_cursor: bool = True) -> None:
        """Draw the list again. The cursor stays on its row with `keep_cursor`, else goes to the first."""
        if self._drawing is not None:
            self._drawing.stop()
            self._drawing = None
        if not self._screen.is_attached:
            return
        was_at_end = self.rows.cursor >= len(self.view) - 1
        shown = self.searching.result()
        # A list that only grows is the same object, which the widget has already.
        if shown is not self.view.items or self.searching.order.key is not None or not keep_cursor:
            self._take_rows(shown, keep_cursor)
        self.show_status()
        if self.model.follows_end and was_at_end:
            self.rows.move_to_edge(last=True)
        self.preview.follow(self.item, item_id=self.rows.cursor_id)
        self._drawn()

    def _take_rows(self, shown: Sequence[Any], keep_cursor: bool) -> None:
        rows, anchor = self.rows, self.rows.marks.anchor
        anchor_id = self.view.id_at(anchor) if anchor is not None and anchor < len(self.view) else ""
        self.view = ShownRows(self.model, shown)
        is_sorted_here = self.model.only_grows and self.searching.order.key is not None
        rows.show_rows(self.view, keep_cursor=keep_cursor, find=self.view.place_of if is_sorted_here else None)
        if anchor_id:
            rows.marks.anchor = self.view.place_of(anchor_id)

    def show_status(self) -> None:
        """Draw the filter bar and the lines below the last row."""
        width = max(_LEAST_WIDTH, (self.rows.size.width or self.app.size.width) - 2 * GUTTER)
        words = self.model.tail(len(self.view))
        if self.model.items and not len(self.view) and not self.model.has_more:
            words = [(f'nothing matches "{self.searching.words}"; F shows all', "dim")]
        lines = [[Cell(" " * GUTTER + line, role)] for text, role in words for line in wrap(text, width)]
        new = self._new_words()
        self.rows.highlight(self.searching.matches)
        self.rows.rows_changed(lines)
        self.searching.show(len(self.view), new)

    def _new_words(self) -> str:
        """Draw a line below the rows that are new since the last visit of the view; return their number as text."""
        date = self.searching.order.date if not self.searching.is_reversed else None
        many = count_since(self.view.items, date, self._since) if date is not None and self._since is not None else 0
        self.rows.ruled_id = self.view.id_at(many - 1) if 0 < many < len(self.view) else ""
        return new_words(many, len(self.view) + 1)

    def cursor_moved(self, scrolled: bool) -> None:
        """Show the item under the cursor in the preview, and the keys for it: not all repos can be changed."""
        self.preview.follow(self.item, scrolled, self.rows.cursor_id)
        self._screen.show_frame()

    def show_details(self) -> None:
        """Draw rows and preview again, because more is known about the items."""
        self.rows.redraw()
        self.preview.draw()

    # The query

    def before_other_rows(self) -> None:
        """Note that other rows will be shown: "back" leads to the present ones, undo of marks ends."""
        self.marking.forget()
        # The history is of tabs only: a page is left by closing it.
        if len(self.app.screen_stack) == 1:
            self.routes.remember()

    def restore_query(self, state: Mapping[str, Any]) -> None:
        """Restore a query that `ListModel.state` returned, and load its rows."""
        if state != self.model.state():
            self.model.restore(state)
            self.model.restart()
            self.show_items(keep_cursor=False)
