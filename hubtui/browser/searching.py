"""The words, the order and the filters of a list: what is typed into its filter bar, and the menu of orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import ListModel, Order
from hubtui.pages.frame import FrameScreen
from hubtui.presentation.filter_line import FilterLine

if TYPE_CHECKING:
    from hubtui.widgets.filter_bar import FilterBar

_DEBOUNCE_SECONDS = 0.3
_NO_ORDER = Order("", "")


class Searching(ActionTarget):
    """Filters and sorts the items of a model, or lets the Hub do it; calls `changed` when others are to be shown."""

    def __init__(self, screen: FrameScreen, model: ListModel[Any], bar: FilterBar, changed: Callable[[], None]) -> None:
        self.words = ""
        self.order: Order = model.orders[0] if model.orders else _NO_ORDER
        self._screen = screen
        self._model = model
        self._bar = bar
        self._changed = changed
        self._timer: Timer | None = None

    def state(self) -> dict[str, Any]:
        """Return what is asked for as plain JSON."""
        return {"words": self.words, "order": self.order.name, **self._model.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Ask for what `state` returned earlier."""
        words, name = state.get("words"), state.get("order")
        self.words = words if isinstance(words, str) else ""
        self.order = next((order for order in self._model.orders if order.name == name), self.order)
        self._model.restore(state)

    def result(self) -> list[Any]:
        """Return the items that match, in order."""
        key = self.order.key
        items = self._matching()
        return list(items) if key is None else sorted(items, key=key, reverse=self.order.descending)

    def _matching(self) -> Sequence[Any]:
        words = self.words.casefold().split()
        if not words or self._model.searches_hub:
            return self._model.items
        return [item for item in self._model.items if all(word in self._model.text(item).casefold() for word in words)]

    def show(self, shown: int, new: str = "") -> None:
        """Draw the filter bar; `shown` rows match, and `new` tells how many of them are new."""
        order = self._model.order_words(self.order)
        if self.order.key is not None and self._model.has_more:
            order += ", of what is loaded"
        count = ", ".join(part for part in (new, self._model.count(shown)) if part)
        self._bar.show(FilterLine(self.words, self._model.chips(), order, count))

    def do_search(self) -> None:
        """Open the field for words."""
        self._bar.open("search", self.words)

    def typed(self, words: str) -> None:
        """Filter at once, or search the Hub once the typing rests."""
        self._stop_timer()
        if self._model.searches_hub:
            self._timer = self._screen.set_timer(_DEBOUNCE_SECONDS, partial(self.search, words))
        else:
            self.search(words)

    def search(self, words: str) -> None:
        """Show the rows that match."""
        self._stop_timer()
        if words == self.words:
            return
        self.words = words
        if self._model.searches_hub:
            self._model.search(words)
        self._changed()

    def submitted(self, purpose: str, text: str) -> None:
        """Take what was typed into the field that was open for `purpose`."""
        if purpose == "search":
            self.search(text)
        else:
            self._model.submitted(purpose, text)

    def clear(self) -> None:
        """Show all rows."""
        self.search("")
        self._model.clear_filters()

    def do_sort(self) -> None:
        """Open the menu of orders."""
        from hubtui.dialogs.menu import Menu, MenuLine

        if self._model.orders:
            lines = [MenuLine(order.name, order.words) for order in self._model.orders]
            self._screen.app.push_screen(Menu("Sort by", lines, self.order.name), self._order_chosen)

    def _order_chosen(self, answer: tuple[str, bool] | None) -> None:
        if answer is not None:
            self.order = next(order for order in self._model.orders if order.name == answer[0])
            if self.order.key is None:
                self._model.sort(self.order)
            self._changed()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
