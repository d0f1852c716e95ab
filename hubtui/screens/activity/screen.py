"""The requests that were sent, the newest last; new ones are added while the screen is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.timer import Timer
from textual.widget import Widget

from hubtui.actions import ACTIVITY, FIELD, FILTER_FIELD, LIST, PAGE, STACKED
from hubtui.presentation import activity
from hubtui.presentation.bars import Parts
from hubtui.presentation.filter_line import FilterLine
from hubtui.presentation.request_commands import copies
from hubtui.screens.activity.detail import DetailScreen
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.screens.local_filter import LocalFilter
from hubtui.text.columns import Cell, Column
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList

if TYPE_CHECKING:
    from hubtui.hub.calls import Exchange
    from hubtui.screens.routes import Routes
    from hubtui.worker.activity import Activity

_DRAWN_EVERY = 0.2


class _Rows:
    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self.exchanges = exchanges

    def __len__(self) -> int:
        return len(self.exchanges)

    def id_at(self, index: int) -> str:
        return str(id(self.exchanges[index]))

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        return activity.cells(self.exchanges[index], columns)


class ActivityScreen(LocalFilter, FrameScreen):
    """A list with a filter; a cursor on the last row follows new requests."""

    PLACES: ClassVar[tuple[str, ...]] = (ACTIVITY, STACKED, LIST, PAGE)

    def __init__(self, frame: FrameState, log: Activity, routes: Routes) -> None:
        super().__init__(frame)
        self._log = log
        self._routes = routes
        self._shown: list[Exchange] = []
        self._timer: Timer | None = None
        self._stop_listening: Callable[[], None] | None = None
        self.filter_bar = FilterBar(takes_tags=False, id="filters")
        self.filtered_list = RowList(columns_for=activity.columns_for, id="activity")

    def body(self) -> Iterable[Widget]:
        """Yield the filter bar and the list."""
        yield self.filter_bar
        yield self.filtered_list

    def top_parts(self, width: int) -> Parts:
        """Return "back" and the title."""
        return [("close", [Cell("‹ Back", "accent"), Cell("   ")]), ("", [Cell("Activity", "active")])]

    def on_mount(self) -> None:
        """Show the requests, and follow new ones."""
        self.filtered_list.focus()
        self._stop_listening = self._log.listen(self._came)
        self._draw()

    def on_unmount(self) -> None:
        """Stop following new requests."""
        if self._stop_listening is not None:
            self._stop_listening()

    def _came(self, _exchange: Exchange) -> None:
        if self._timer is None and self.is_attached:
            self._timer = self.set_timer(_DRAWN_EVERY, self._draw)

    def show_filtered(self) -> None:
        """Show the requests with the words of the filter."""
        self._draw()

    def _draw(self) -> None:
        self._timer = None
        at_the_end = self.filtered_list.cursor >= len(self._shown) - 1
        everything = list(self._log.exchanges)
        self._shown = (
            [one for one in everything if activity.holds(one, self.filter_words)] if self.filter_words else everything
        )
        self.filtered_list.show_rows(_Rows(self._shown), keep_cursor=True)
        if at_the_end:
            self.filtered_list.move_to_edge(last=True)
        count = f"{len(self._shown):,} of {len(everything):,}" if self.filter_words else f"{len(everything):,} requests"
        joined = f", {self._log.joined:,} shared an answer" if self._log.joined else ""
        self.filter_bar.show(FilterLine(self.filter_words, (), "newest last", f"{count}{joined}"))

    def targets(self) -> tuple[object, ...]:
        """Return the list, which has the actions that move the cursor."""
        return (self.filtered_list,)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Add the keys that leave the field of the filter."""
        return (FILTER_FIELD, *places) if places == (FIELD,) else places

    @property
    def _exchange(self) -> Exchange | None:
        return self._shown[self.filtered_list.cursor] if self._shown else None

    def do_open_row(self) -> None:
        """Show all about the request under the cursor."""
        if (exchange := self._exchange) is not None:
            self.app.push_screen(DetailScreen(self.frame, exchange))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a row that is double-clicked."""
        if event.clicks == 2:
            self.do_open_row()

    def do_copy(self) -> None:
        """Offer commands that send the same request."""
        if (exchange := self._exchange) is not None:
            self._routes.offer_copies(copies(exchange, self._routes.endpoint, self.frame.rights.has_token))

    async def on_filter_bar_clicked(self, event: FilterBar.Clicked) -> None:
        """Run the action of the part that was clicked."""
        if event.name == "search":
            self.do_search()

    def do_leave(self) -> None:
        """Close the field, clear the filter, or go back."""
        if not self.leave_filter():
            self.do_close()

    def do_close(self) -> None:
        """Go back."""
        self._routes.back()
