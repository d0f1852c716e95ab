"""The screen of a listing: it composes bar, list and preview, and runs the actions on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.widget import Widget

from hubtui.actions import FIELD, FILTER_FIELD, LIST, LISTING, PAGE
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.presentation.columns import columns_for
from hubtui.screens.dialogs.question import Question
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.screens.listing.choice import Choice
from hubtui.screens.listing.finding import Finding
from hubtui.screens.listing.loading import Loading
from hubtui.screens.listing.preview import Preview
from hubtui.screens.work import start_work
from hubtui.text.columns import Cell, Column
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from hubtui.worker.worker import Worker

MOST_WITHOUT_ASKING = 1000


class ListingScreen(FrameScreen):
    """Models, datasets or Spaces, one page after the other."""

    PLACES: ClassVar[tuple[str, ...]] = (LISTING, LIST, PAGE)

    def __init__(self, frame: FrameState, worker: Worker, choice: Choice, page_size: int) -> None:
        super().__init__(frame)
        self.repo_type: RepoType = choice.repo_type
        self.TAB = KINDS[choice.repo_type].path  # type: ignore[misc]  # a screen a kind, not a class a kind
        self.bar = FilterBar(id="filters")
        self.row_list = RowList(columns_for=self._columns, id="rows")
        self.pane = TextPane(id="preview")
        self.preview = Preview(self.pane, worker, choice.repo_type)
        self.loading_rows = Loading(self.row_list, self.bar, worker, page_size, self._rows_came)
        self.finding = Finding(self, self.bar, self.row_list, self.loading_rows, worker, choice)

    def body(self) -> Iterable[Widget]:
        """The filter bar, and below it the list with its preview."""
        yield self.bar
        yield Container(self.row_list, self.pane, id="panes")

    def on_mount(self) -> None:
        """Paint first, load after."""
        self.row_list.focus()
        self.preview.place(*self.app.size)
        self.call_after_refresh(self.loading_rows.start, self.finding.choice)

    def on_unmount(self) -> None:
        """Nothing is asked for a screen that is gone."""
        self.loading_rows.close()

    def _columns(self, width: int) -> list[Column]:
        return columns_for(self.repo_type, width, self.finding.choice.sort)

    def state_words(self) -> list[Cell]:
        """How many rows are marked."""
        marked = len(self.row_list.marks.ids)
        return [Cell(f"{marked} marked", "mark")] if marked else []

    def targets(self) -> tuple[object, ...]:
        """Who does what: finding, loading and preview their own, and the pane with the focus moves."""
        moves = self.pane if self.focused is self.pane else self.row_list
        return (self.finding, self.loading_rows, self.preview, moves)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """The field of the filter bar is left by tab as well."""
        return (FILTER_FIELD, *places) if places == (FIELD,) else places

    def notice(self, words: str, role: str = "dim") -> None:
        """Say something in the bottom line."""
        self.frame.notice, self.frame.notice_role = words, role
        self.show_frame()

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """The preview follows."""
        self.preview.follow(self.loading_rows.row_under_cursor(), event.scrolled)

    def _rows_came(self) -> None:
        self.preview.follow(self.loading_rows.row_under_cursor())

    def on_row_list_looked(self) -> None:
        """Other rows are in view: the next page is fetched in time."""
        self.loading_rows.look()

    def on_resize(self) -> None:
        """Another size holds other panes."""
        self.preview.place(*self.app.size)
        self.query_one("#panes").set_class(self.pane.has_class("below"), "below")
        super().on_resize()

    def do_toggle_preview(self) -> None:
        """Preview on or off."""
        if not self.preview.toggle(*self.app.size):
            self.notice("the terminal is too small for a preview")

    def do_next_pane(self) -> None:
        """From the list to the preview and back; from the field to the list."""
        if self.bar.is_open or self.focused is self.pane or not self.pane.display:
            self.close_field()
        else:
            self.pane.focus()

    do_previous_pane = do_next_pane

    def close_field(self) -> bool:
        """Back to the list; whether a field was open."""
        self.row_list.focus()
        return self.bar.close()

    def do_leave(self) -> None:
        """The innermost thing first: field, waiting, marks, preview."""
        if self.close_field():
            return
        if self.loading_rows.stop():
            self.notice("stopped; enter goes on")
        elif self.row_list.marks.clear():
            self.marks_changed()

    # Marks

    def marks_changed(self) -> None:
        """Show which rows are marked, and how many."""
        self.row_list.draw_anew()
        self.show_frame()

    def do_mark(self) -> None:
        """Mark the row and step down."""
        if self.row_list.cursor_id:
            self.row_list.marks.toggle(self.row_list.cursor_id)
            self.row_list.do_down()
            self.marks_changed()

    def do_mark_range(self) -> None:
        """Begin a range, or mark it."""
        if self.row_list.cursor_id:
            self.row_list.marks.toggle_range(self.row_list.cursor, lambda index: self.loading_rows.rows[index].id)
            self.marks_changed()

    def do_mark_all(self) -> None:
        """Mark all that match; beyond the first thousand only when asked."""
        start_work(self, self._mark_all, "mark")

    async def _mark_all(self) -> None:
        if not await self.loading_rows.load_all(MOST_WITHOUT_ASKING):
            if not self.loading_rows.can_go_on:
                return
            asked = f"More than {MOST_WITHOUT_ASKING:,} match. Load and mark them all?"
            if not await self.app.push_screen_wait(Question(asked, "mark all")):
                return
            await self.loading_rows.load_all(None)
        self.row_list.marks.ids.update(dict.fromkeys(row.id for row in self.loading_rows.rows))
        self.marks_changed()

    # The filter bar

    def on_filter_bar_edited(self, event: FilterBar.Edited) -> None:
        """Search as it is typed."""
        if event.purpose == "search":
            self.finding.typed(event.text)

    def on_filter_bar_submitted(self, event: FilterBar.Submitted) -> None:
        """The text as it stands now, without waiting."""
        self.row_list.focus()
        if event.purpose == "search":
            self.finding.ask(replace(self.finding.choice, text=event.text))
        else:
            self.finding.ask(replace(self.finding.choice, author=event.text.strip()))

    async def on_filter_bar_clicked(self, event: FilterBar.Clicked) -> None:
        """A part of the bar does what its key does; a chip goes away."""
        group, _, name = event.name.partition(":")
        if group == "chip":
            self.finding.ask(self.finding.choice.without(name))
        else:
            await self.run_named(event.name)
