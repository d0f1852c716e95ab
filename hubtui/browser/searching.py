"""The search words and the sort order of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from textual.timer import Timer

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import ListModel, Order
from hubtui.hub.sorts import sorted_by
from hubtui.presentation.filter_line import FilterLine
from hubtui.text.matches import Matches

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameScreen
    from hubtui.widgets.filter_bar import FilterBar

_DEBOUNCE_SECONDS = 0.2
_HALF_SECONDS = 1.0
_NO_ORDER = Order("", "")


class Changes(Protocol):
    """The parts of a list screen that a search uses."""

    def show_items(self, keep_cursor: bool = True) -> None: ...

    def before_other_rows(self) -> None: ...
    def restore_query(self, state: Mapping[str, Any]) -> None: ...


class Searching(ActionTarget):
    """Filters and sorts the items of a model, or lets the Hub do it; tells `changes` when other rows are shown."""

    def __init__(self, screen: FrameScreen, model: ListModel[Any], bar: FilterBar, changes: Changes) -> None:
        self.words = ""
        self.order: Order = next(iter(model.orders), _NO_ORDER)
        self.is_reversed = False
        self._screen = screen
        self._model = model
        self._bar = bar
        self._changes = changes
        self._timer: Timer | None = None
        self._is_typing = False
        self._before_typing: Mapping[str, Any] = {}
        """The query when the field was opened."""
        model.set_searching(self)

    def set(self, words: str, order: Order, is_reversed: bool = False) -> None:
        """Change words and order without loading rows: the caller does that."""
        self.words, self.order, self.is_reversed = words, order, is_reversed

    # Rows

    def result(self) -> Sequence[Any]:
        """Return the items that match the words, in the chosen order; those without a value in it come last."""
        key, model = self.order.key, self._model
        items = self._matching()
        if key is None:
            return items if model.only_grows else list(items)
        return sorted_by([(key(item), item) for item in items], self.order.descending != self.is_reversed)

    def _matching(self) -> Sequence[Any]:
        words = self.words.casefold().split()
        if not words or self._model.searches_hub:
            return self._model.items
        return [item for item in self._model.items if all(word in self._model.text(item).casefold() for word in words)]

    @property
    def matches(self) -> Matches:
        """The words to highlight in the rows; if the Hub searches, only in names."""
        return Matches(tuple(self.words.split()), names_only=self._model.searches_hub)

    def show(self, shown: int, new: str = "") -> None:
        """Draw the filter bar. `shown` rows match; `new` is a text about how many are new."""
        order = self._model.order_words(self.order)
        if self.order.key is not None and self._model.has_more:
            order += ", of what is loaded"
        count = ", ".join(part for part in (new, self._model.count(shown)) if part)
        self._bar.show(FilterLine(self.words, self._model.chips(), order, count))

    # Words

    def do_search(self) -> None:
        """Open the field for search words."""
        self._is_typing = False
        self._before_typing = self._model.state()
        self._model.open_search()

    def cancel(self) -> None:
        """Show the rows from before the field was opened."""
        self._stop_timer()
        if self._is_typing:
            self._is_typing = False
            self._changes.restore_query(self._before_typing)

    def typed(self, words: str, is_partial: bool = False) -> None:
        """Filter at once, or search the Hub after a pause; a longer one if the last word is incomplete."""
        self._stop_timer()
        if self._model.searches_hub:
            self._timer = self._screen.set_timer(
                _HALF_SECONDS if is_partial else _DEBOUNCE_SECONDS, partial(self._search, words)
            )
        else:
            self._search(words)

    def submitted(self, purpose: str, text: str) -> None:
        """Take the text that was typed into the field that was opened for `purpose`."""
        if purpose == "search":
            self._search(text)
        else:
            self._model.submitted(purpose, text)

    def _search(self, words: str) -> None:
        """Show the rows that match; "back" leads to the rows before the first letter."""
        self._stop_timer()
        if self._model.is_current_query(words):
            return
        if not self._is_typing:
            self._changes.before_other_rows()
        self._is_typing = True
        if self._model.takes_queries:
            self._model.query(words)
            self._changes.show_items()
        else:
            self._take(words)

    def search(self, words: str) -> None:
        """Show the rows that match these words."""
        self._stop_timer()
        if words != self.words:
            self._changes.before_other_rows()
            self._take(words)

    def _take(self, words: str) -> None:
        self.words = words
        if self._model.searches_hub:
            self._model.search(words)
        self._changes.show_items()

    def do_clear_filters(self) -> None:
        """Remove all filters and words."""
        self._bar.close()
        self._model.clear_filters()
        self.search("")

    # Orders

    def sort(self, order: Order, is_reversed: bool) -> None:
        """Show the rows in another order, or in the reverse of it."""
        if (order.name, is_reversed) == (self.order.name, self.is_reversed):
            return
        self._changes.before_other_rows()
        self.order, self.is_reversed = order, is_reversed
        if order.key is None:
            self._model.sort(order)
        else:
            self._model.sort_loaded(order)
        self._changes.show_items(keep_cursor=order.key is None)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
