"""The query of a listing of repos: text, author, filters and sort order as one `Choice`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hubtui.browser.list_model import Order, Search
from hubtui.browser.repo_rows import RepoRows
from hubtui.hub.models.rows import Row
from hubtui.hub.sorts import known_sort
from hubtui.presentation.choice import Choice, from_json, to_json
from hubtui.presentation.filter_line import Chip
from hubtui.presentation.sort_words import DOWN, UP, only_downwards, order_words
from hubtui.resources.listing.orders import RepoOrders, column_key

if TYPE_CHECKING:
    from hubtui.dialogs.palette import Entry
    from hubtui.fit.verdict import Budget
    from hubtui.pages.session import Session
    from hubtui.presentation.query_text import Parsed
    from hubtui.resources.listing.parts import Parts


class QueriedRepos(RepoRows[Row]):
    """A list of repos whose query is `choice`; it loads other rows when the choice changes.

    The choice always agrees with the words and the order of `searching`. `parts` load the rows, and are None until the
    first paint.
    """

    searches_hub = True
    takes_queries = True
    takes_filters = True

    def __init__(self, session: Session, choice: Choice) -> None:
        super().__init__(session, choice.repo_type)
        self.choice = choice
        self.parts: Parts | None = None
        self._orders = RepoOrders(self.repo_type, self._budget)

    def _budget(self) -> Budget | None:
        return self.browser.frame.memory.budget

    def set_searching(self, searching: Search) -> None:
        """Set the object that holds the words and the order."""
        super().set_searching(searching)
        self._show_choice()

    def _show_choice(self) -> None:
        """Set the words and the order of `searching` from the choice."""
        self.searching.set(self.choice.text, *self._orders.of_choice(self.choice))

    def offered_orders(self) -> Sequence[Order]:
        """Return the orders of the Hub, and those of loaded rows by a visible column."""
        return self._orders.all(self.parts.columns.shown if self.parts is not None else ())

    def ask(self, choice: Choice) -> None:
        """Show another listing, unless the Hub cannot answer it. "Back" leads to the present one."""
        if choice != self.choice and self._is_possible(choice):
            self.browser.before_other_rows()
            self.ask_now(choice)

    def _is_possible(self, choice: Choice) -> bool:
        try:
            choice.queries((), 1)
        except ValueError as error:
            self.browser.notice(str(error), failed=True)
            self._show_choice()
            return False
        return True

    def ask_now(self, choice: Choice) -> None:
        """Show another listing, without adding the present one to the history."""
        if (choice.sort, choice.ascending) != (self.choice.sort, self.choice.ascending):
            self._orders.remember(self.choice)
        self.choice = choice
        self._show_choice()
        self.restart()

    def search(self, words: str) -> None:
        """Load the rows that match these words."""
        self.ask_now(replace(self.choice, text=words))

    def open_search(self) -> None:
        """Open the field for the query, with its words selected."""
        from hubtui.presentation.query_text import parts_of  # not needed for the first paint

        if self.parts is not None:
            self.parts.values.remember_authors()
            self.browser.bar.open_query(*parts_of(self.choice), self.parts.values)

    def is_current_query(self, typed: str) -> bool:
        """Return whether a line is the present query, or has an error and so must not be sent."""
        read = self._parse(typed)
        return bool(read.faults) or read.choice == self.choice

    def _parse(self, line: str) -> Parsed:
        from hubtui.presentation.query_text import parse

        return parse(line, self.repo_type)

    def query(self, line: str) -> None:
        """Load the rows for a line; if it changes only the order of loaded rows, just sort them."""
        choice = self._parse(line).choice
        if replace(choice, sort_loaded=self.choice.sort_loaded) != self.choice:
            self.ask_now(choice)
        else:
            self.choice = choice
            self._show_choice()
            self.browser.rows.columns_changed()

    def sort(self, order: Order) -> None:
        """Load the rows in another order of the Hub."""
        ascending = self.searching.is_reversed
        if ascending and not known_sort(order.name).both_ways:
            self.browser.notice(only_downwards(order.name))
            ascending = False
        self.choice = replace(self.choice, sort_loaded="")
        choice = replace(self.choice, sort=order.name, ascending=ascending)
        self._show_choice()
        self.browser.rows.columns_changed()
        if choice != self.choice and self._is_possible(choice):
            self.ask_now(choice)

    def sort_loaded(self, order: Order) -> None:
        """Note in the choice that loaded rows are sorted by this order."""
        sign = "-" if self.searching.is_reversed else ""
        self.choice = replace(self.choice, sort_loaded=f"{sign}{column_key(order)}")
        self.browser.rows.columns_changed()

    def order_failed(self, choice: Choice, refusal: BaseException | None) -> bool:
        """Show the listing in another order, because the Hub refused that of `choice`.

        `refusal` is the error, or None if the Hub answered in the opposite direction. Return whether there is another
        order.
        """
        if choice != self.choice:
            return False
        if refusal is None:
            self.browser.notice(only_downwards(choice.sort), failed=True)
            self.ask_now(replace(choice, ascending=False))
            return True
        if (order := self._orders.after_refusal(choice)) is None:
            return False
        sort, ascending = order
        self.browser.notice(f"{refusal}; back to {known_sort(sort).words}", failed=True)
        self.ask_now(replace(choice, sort=sort, ascending=ascending))
        return True

    def state(self) -> dict[str, Any]:
        """Return the choice as plain JSON."""
        return to_json(self.choice)

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over a choice that was saved as plain JSON."""
        self.choice = from_json(self.repo_type, state)
        self._show_choice()

    def order_words(self, order: Order) -> str:
        """Return the name of an order with an arrow for its direction, for the filter bar."""
        if order.key is not None:
            falls = order.descending != self.searching.is_reversed
            return f"{order.words} {DOWN if falls else UP}"
        # The arrow points upwards only when such rows have arrived: until then the previous rows are visible.
        ascending = None if self.choice.ascending and not self._shows_choice else self.choice.ascending
        return order_words(self.choice.sort, ascending)

    @property
    def _shows_choice(self) -> bool:
        """Whether the visible rows are those of the choice, not of the one before."""
        return self.parts is None or self.parts.loading.pager is self.parts.loading.shown

    def clear_filters(self) -> None:
        """Remove all filters and words, and keep the order."""
        self.ask(self.choice.cleared())

    def chips(self) -> tuple[Chip, ...]:
        """Return the author and the filters, for the filter bar."""
        return self.choice.chips()

    def chip_clicked(self, name: str) -> None:
        """Remove the filter of this name."""
        self.ask(self.choice.without(name))

    def submitted(self, purpose: str, text: str) -> None:
        """Show only repos of the author that was typed."""
        self.ask(replace(self.choice, author=text))

    def filter_entry(self, text: str) -> Entry | None:
        """Return a palette entry that filters by a text, or None if the text is no filter."""
        from hubtui.resources.listing.filters import filter_entry

        return filter_entry(text, self.choice, self.ask)
