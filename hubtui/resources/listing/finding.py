"""Search as you type, the tag picker and the sort menu of a listing: they make the next choice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.timer import Timer

from hubtui.action_target import ActionTarget
from hubtui.hub.errors import HubError
from hubtui.hub.listings import TagsByType
from hubtui.hub.sorts import DEFAULT, known_sort, sorts_of
from hubtui.pages.frame import FrameScreen
from hubtui.presentation.choice import Choice, settled
from hubtui.presentation.filters import directions_of, only_downwards
from hubtui.resources.listing.loading import Loading
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.worker.worker import Worker

if TYPE_CHECKING:
    from hubtui.dialogs.menu import MenuLine
    from hubtui.dialogs.picker import Option
    from hubtui.presentation.column_table import ListingColumn

_DEBOUNCE_SECONDS = 0.2
_ROWS_SEEN = 2000
_LOADED = "loaded:"


class Finding(ActionTarget):
    """Owns the choice of a listing screen; a new choice starts a new listing."""

    def __init__(
        self,
        screen: FrameScreen,
        bar: FilterBar,
        row_list: RowList,
        loading: Loading,
        worker: Worker,
        choice: Choice,
        on_turn: Callable[[], None],
        shown_columns: Callable[[], Sequence[ListingColumn]],
    ) -> None:
        """`on_turn` is called before the user turns to another choice; once for all letters of a search.

        `shown_columns` returns the columns that loaded rows can be sorted by.
        """
        self._screen = screen
        self._bar = bar
        self._row_list = row_list
        self._loading = loading
        self._worker = worker
        self._timer: Timer | None = None
        self._tags: list[Option] = []
        self._on_turn = on_turn
        self._shown_columns = shown_columns
        self._is_turned = False
        self._former = (DEFAULT, False)
        self._refused: set[str] = set()
        self.choice = choice

    def ask(self, choice: Choice) -> None:
        """Ask for another listing, unless it is the one that is shown."""
        self._stop_timer()
        try:
            choice.queries((), 1)
        except ValueError as error:
            self._screen.notice(str(error), failed=True)
            return
        if choice != self.choice:
            self._on_turn()
            self.show(choice)

    def show(self, choice: Choice) -> None:
        """Ask for a listing again that was shown before."""
        order = self.choice.sort, self.choice.ascending
        self.choice = choice
        if (choice.sort, choice.ascending) != order:
            if order[0] not in self._refused:
                self._former = order
            self._row_list.columns_changed()
        self._loading.start(choice)

    def other_order(self, choice: Choice, refusal: BaseException | None) -> bool:
        """Ask again in an order that the Hub has: the former one where it refused, else the same downwards.

        Return whether there was one.
        """
        if choice != self.choice:
            return False
        if refusal is None:
            self._screen.notice(only_downwards(choice.sort), failed=True)
            self.show(replace(choice, ascending=False))
            return True
        self._refused.add(choice.sort)
        sort, ascending = self._former if self._former[0] not in self._refused else (DEFAULT, False)
        if sort == choice.sort:
            return False
        self._screen.notice(f"{refusal}; back to {known_sort(sort).words}", failed=True)
        self.show(replace(choice, sort=sort, ascending=ascending))
        return True

    def typed(self, text: str) -> None:
        """Ask for `text` once the typing rests."""
        self._stop_timer()
        self._timer = self._screen.set_timer(_DEBOUNCE_SECONDS, lambda: self._ask_text(text))

    def _ask_text(self, text: str) -> None:
        self._stop_timer()
        choice = replace(self.choice, text=text)
        if choice != self.choice:
            if not self._is_turned:
                self._on_turn()
            self._is_turned = True
            self.show(choice)

    def submitted(self, purpose: str, text: str) -> None:
        """Ask for what stands in the field that was open for `purpose`, without waiting."""
        if purpose == "search":
            self._ask_text(text)
        else:
            self.ask(replace(self.choice, author=text.strip()))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def do_search(self) -> None:
        """Open the field for the text."""
        self._is_turned = False
        self._bar.open("search", self.choice.text)

    def do_author(self) -> None:
        """Open the field for an author, with the row's in it."""
        row = self._loading.row_under_cursor()
        self._bar.open("author", self.choice.author or (row.author if row is not None else "") or "")

    def do_clear_filters(self) -> None:
        """Everything but the order goes."""
        self._bar.close()
        self._row_list.focus()
        self.ask(self.choice.cleared())

    def do_sort(self) -> None:
        """Open the menu of orders, with the one in force under the cursor."""
        from hubtui.dialogs.menu import Menu, MenuLine

        sorts, order = sorts_of(self.choice.repo_type), self._loading.order
        lines = [MenuLine(one.wire, one.words, directions_of(one, one.wire in self._refused)) for one in sorts]
        lines += self._lines_of_loaded({one.wire for one in sorts})
        is_loaded = bool(order.column)
        current = f"{_LOADED}{order.column}" if is_loaded else self.choice.sort
        turned = order.is_reversed if is_loaded else self.choice.ascending
        menu = Menu("Sort by", lines, current, turned, wide=True)
        self._screen.app.push_screen(menu, self._sorted)

    def _lines_of_loaded(self, sorts: Collection[str]) -> list[MenuLine]:
        """Return a line for each column that is shown and that the Hub does not sort by, below a heading."""
        from hubtui.dialogs.menu import MenuLine
        from hubtui.presentation.row_order import directions_of_column

        others = [one for one in self._shown_columns() if one.sort not in sorts]
        lines = [MenuLine(f"{_LOADED}{one.key}", one.words, directions_of_column(one)) for one in others]
        return [MenuLine("", "of what is loaded:"), *lines] if lines else []

    def _sorted(self, answer: tuple[str, bool] | None) -> None:
        if answer is not None and answer[0].startswith(_LOADED):
            self._loading.sort_loaded(self.choice, answer[0].removeprefix(_LOADED), answer[1])
        elif answer is not None:
            sort, ascending = answer
            self._loading.sort_loaded(self.choice, "")
            if ascending and not known_sort(sort).both_ways:
                self._screen.notice(only_downwards(sort))
                ascending = False
            self.ask(replace(self.choice, sort=sort, ascending=ascending))

    def do_filter(self) -> None:
        """The tag picker."""
        from hubtui.dialogs.picker import Picker
        from hubtui.resources.listing.options import option_of, typed_option

        repo_type = self.choice.repo_type
        taken = [option_of(name) for name in self.choice.filters]
        picker = Picker("Filter by", self._options, lambda text: typed_option(repo_type, text), taken)
        self._screen.app.push_screen(picker, self._picked)

    def add_filter(self, name: str) -> None:
        """Filter by one more."""
        self.ask(replace(self.choice, filters=settled((*self.choice.filters, name))))

    def _picked(self, options: tuple[Option, ...] | None) -> None:
        if options is not None:
            self.ask(replace(self.choice, filters=settled(option.name for option in options)))

    async def _options(self) -> Sequence[Option]:
        """What can be picked: the filters that are no tags, then the Hub's tags (of Spaces: those of the rows).

        Raises:
            PickerError: the tags could not be loaded.
        """
        from hubtui.dialogs.picker import Option, PickerError
        from hubtui.resources.listing.options import filters_without_tag, option_of

        repo_type = self.choice.repo_type
        if repo_type == "space":
            seen = dict.fromkeys(tag for row in self._loading.loaded[:_ROWS_SEEN] for tag in row.tags)
            return [option_of(f"tag:{tag}") for tag in seen]
        if not self._tags:
            request = TagsByType(repo_type)
            try:
                groups = await self._worker.get(request, slot=f"tags:{repo_type}")
            except HubError as error:
                raise PickerError(str(error)) from error
            self._tags = [
                Option(f"tag:{tag.id}", tag.label or tag.id, group.replace("_", " "))
                for group, tags in groups.items()
                for tag in tags
            ]
        return filters_without_tag(repo_type) + self._tags
