"""The sort orders of a listing: those of the Hub, and those of loaded rows by a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from hubtui.browser.list_model import Order
from hubtui.hub.sorts import DEFAULT, known_sort, sorts_of
from hubtui.presentation.column_table import column_of
from hubtui.presentation.new_rows import DATES
from hubtui.presentation.sort_words import directions_of

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.sorts import Sort
    from hubtui.presentation.choice import Choice
    from hubtui.presentation.column_table import ListingColumn

_LOADED = "loaded:"


class RepoOrders:
    """The orders for one type of repo. `budget` returns the memory that models have to fit into."""

    def __init__(self, repo_type: RepoType, budget: Callable[[], Budget | None]) -> None:
        self._repo_type = repo_type
        self._budget = budget
        self._former = (DEFAULT, False)
        self._refused: set[str] = set()

    def of_choice(self, choice: Choice) -> tuple[Order, bool]:
        """Return the order of a choice, and whether it is reversed."""
        if not choice.sort_loaded:
            return self._order(known_sort(choice.sort)), choice.ascending
        key = choice.sort_loaded.removeprefix("-")
        return self.loaded(column_of(self._repo_type, key)), key != choice.sort_loaded

    def _order(self, sort: Sort) -> Order:
        date = attrgetter(sort.field) if sort.wire in DATES else None
        return Order(sort.wire, sort.words, date=date, directions=directions_of(sort, sort.wire in self._refused))

    def all(self, columns: Sequence[ListingColumn]) -> list[Order]:
        """Return the orders of the Hub, then one for each of the columns that the Hub cannot sort by."""
        hub = sorts_of(self._repo_type)
        names = {sort.wire for sort in hub}
        return [*map(self._order, hub), *(self.loaded(one) for one in columns if one.sort not in names)]

    def loaded(self, column: ListingColumn) -> Order:
        """Return the order of loaded rows by a column."""
        from hubtui.presentation.row_order import directions_of_column, is_descending, sort_key_of  # rarely needed

        value = sort_key_of(self._repo_type, column.key, self._budget())
        directions = directions_of_column(column)
        return Order(f"{_LOADED}{column.key}", column.words, value, is_descending(column, False), directions=directions)

    def remember(self, choice: Choice) -> None:
        """Note the order of the previous choice, to return to it if the Hub refuses the next one."""
        if choice.sort not in self._refused:
            self._former = choice.sort, choice.ascending

    def after_refusal(self, choice: Choice) -> tuple[str, bool] | None:
        """Return the order (name, ascending) to use after the Hub refused that of `choice`, or None.

        It is the order before, or the default one.
        """
        self._refused.add(choice.sort)
        sort, ascending = self._former if self._former[0] not in self._refused else (DEFAULT, False)
        return None if sort == choice.sort else (sort, ascending)


def column_key(order: Order) -> str:
    """Return the key of the column that loaded rows are sorted by, or "" for an order of the Hub."""
    return order.name.removeprefix(_LOADED) if order.key is not None else ""
