"""What a listing of repos is asked for: text, author, filters and order, as one `Choice` that the Hub answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hubtui.browser.list_model import Order, Search
from hubtui.browser.repo_rows import RepoRows
from hubtui.hub.kinds import KINDS
from hubtui.hub.models.rows import Row
from hubtui.hub.sorts import known_sort
from hubtui.presentation.choice import Choice, filter_label, from_json, to_json
from hubtui.presentation.filter_line import Chip
from hubtui.presentation.filters import DOWN, UP, only_downwards, order_words
from hubtui.resources.listing.orders import RepoOrders, column_key

if TYPE_CHECKING:
    from hubtui.dialogs.palette import Entry
    from hubtui.fit.verdict import Budget
    from hubtui.pages.session import Session
    from hubtui.resources.listing.parts import Parts


class ChosenRepos(RepoRows[Row]):
    """Keeps the choice in step with the words and the order of `searching`, and asks for the rows of it.

    `parts` load the rows, and are None until the first paint.
    """

    searches_hub = True
    takes_queries = True
    takes_tags = True

    def __init__(self, session: Session, choice: Choice) -> None:
        super().__init__(session, choice.repo_type)
        self.choice = choice
        self.parts: Parts | None = None
        self._orders = RepoOrders(self.repo_type, self._budget)

    def _budget(self) -> Budget | None:
        return self.browser.frame.memory.budget

    def searched_by(self, searching: Search) -> None:
        """Take the object that holds the words and the order."""
        super().searched_by(searching)
        self._show_choice()

    def _show_choice(self) -> None:
        """Show the words and the order of the choice."""
        self.searching.set(self.choice.text, *self._orders.of_choice(self.choice))

    def offered_orders(self) -> Sequence[Order]:
        """Return the orders of the Hub, and those of loaded rows by a column that is shown."""
        return self._orders.all(self.parts.columns.shown if self.parts is not None else ())

    def ask(self, choice: Choice) -> None:
        """Ask for another listing, unless it is the one that is shown."""
        if choice != self.choice and self._is_possible(choice):
            self.browser.asks_for_other_rows()
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
        """Ask for a listing; "Back" does not lead to the one before."""
        if (choice.sort, choice.ascending) != (self.choice.sort, self.choice.ascending):
            self._orders.remember(self.choice)
        self.choice = choice
        self._show_choice()
        self.restart()

    def search(self, words: str) -> None:
        """Ask for rows that match."""
        self.ask_now(replace(self.choice, text=words))

    def open_search(self) -> None:
        """Open the field for the query; the words in it are selected."""
        from hubtui.presentation.query_text import parts_of  # not needed for the first paint

        if self.parts is not None:
            self.parts.values.remember_authors()
            self.browser.bar.open_query(*parts_of(self.choice), self.parts.values)

    def is_asked_for(self, typed: str) -> bool:
        """Return whether a line asks for the rows in view; one that is at fault asks for nothing."""
        from hubtui.presentation.query_text import parse

        read = parse(typed, self.repo_type)
        return bool(read.faults) or read.choice == self.choice

    def query(self, line: str) -> None:
        """Ask for what a line means; another order of what is loaded asks the Hub for nothing."""
        from hubtui.presentation.query_text import parse

        choice = parse(line, self.repo_type).choice
        if replace(choice, sort_loaded=self.choice.sort_loaded) != self.choice:
            self.ask_now(choice)
        else:
            self.choice = choice
            self._show_choice()
            self.browser.rows.columns_changed()

    def sort(self, order: Order) -> None:
        """Ask for another order of the Hub."""
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
        """Take an order of the loaded rows, which the choice keeps."""
        sign = "-" if self.searching.is_reversed else ""
        self.choice = replace(self.choice, sort_loaded=f"{sign}{column_key(order)}")
        self.browser.rows.columns_changed()

    def order_failed(self, choice: Choice, refusal: BaseException | None) -> bool:
        """The Hub refused the order of a choice, or answered in the other direction (None): ask for one that it has.

        Return whether there was one.
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
        """Return the choice."""
        return to_json(self.choice)

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take a choice that was kept."""
        self.choice = from_json(self.repo_type, state)
        self._show_choice()

    def order_words(self, order: Order) -> str:
        """Return the order as the filter bar shows it."""
        if order.key is not None:
            falls = order.descending != self.searching.is_reversed
            return f"{order.words} {DOWN if falls else UP}"
        # Upwards only over rows that were seen to be so: until these have come, those before them are in view.
        ascending = None if self.choice.ascending and not self._shows_choice else self.choice.ascending
        return order_words(self.choice.sort, ascending)

    @property
    def _shows_choice(self) -> bool:
        """Whether the rows in view are those of the choice."""
        return self.parts is None or self.parts.loading.pager is self.parts.loading.shown

    def clear_filters(self) -> None:
        """Keep the order only."""
        self.ask(self.choice.cleared())

    def chips(self) -> tuple[Chip, ...]:
        """Return the author and the filters."""
        return self.choice.chips()

    def chip_clicked(self, name: str) -> None:
        """Drop one filter."""
        self.ask(self.choice.without(name))

    def submitted(self, purpose: str, text: str) -> None:
        """Show the repos of an author."""
        self.ask(replace(self.choice, author=text))

    def filter_entry(self, text: str) -> Entry | None:
        """Return the palette's entry that filters by a text, None where it means no filter."""
        from hubtui.dialogs.palette import Entry
        from hubtui.presentation.filter_grammar import filter_of, is_known

        parts = self.parts
        if parts is None or not is_known(text, self.repo_type):
            return None
        name = filter_of(text, self.repo_type)
        label = filter_label(name)
        words = f"only what {label}" if name.startswith("fits:") else f"only {KINDS[self.repo_type].noun}s with {label}"
        return Entry(words, "filter", "filter", do=lambda: parts.filtering.add(name))
