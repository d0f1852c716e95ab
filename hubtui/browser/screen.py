"""The list screen: filter bar, rows and preview of any `ListModel`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import ListModel
from hubtui.browser.marking import Marking
from hubtui.browser.preview import Preview
from hubtui.browser.row_actions import RowActions
from hubtui.browser.searching import Searching
from hubtui.config.state import ListingState
from hubtui.pages.frame import FrameScreen, FrameState, SavedState
from hubtui.places import BROWSER, COLLECTABLE, FIELD, FILTER_FIELD, LIST, PAGE, PREVIEW, STACKED, TAB
from hubtui.presentation.bars import Parts
from hubtui.presentation.lines import wrap
from hubtui.presentation.news import new_words, rows_since
from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.widgets.bars import Bar
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from hubtui.config.views import View
    from hubtui.pages.routes import Routes
    from hubtui.registry.target import Target

_DRAWN_EVERY = 0.1


class ShownRows:
    """The rows of a model as the list widget asks for them."""

    def __init__(self, model: ListModel[Any], items: Sequence[Any]) -> None:
        self._model = model
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def id_at(self, index: int) -> str:
        return self._model.key(self._items[index])

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        return self._model.cells(self._items[index], columns)


class BrowserScreen(FrameScreen):
    """A list of whatever `model` gives, with search, orders, marks and a preview."""

    def __init__(
        self,
        frame: FrameState,
        routes: Routes,
        model: ListModel[Any],
        kept: ListingState | None = None,
        view: View | None = None,
    ) -> None:
        """`kept` is how the list of a tab was left; a saved `view` also tells what is new since its last visit."""
        super().__init__(frame)
        self.TAB = f"view:{view.name}" if view is not None and view.is_tab else model.tab  # type: ignore[misc]
        self.view_shown = view
        self._kept = kept
        self.routes = routes
        self.bar = FilterBar(takes_tags=False, id="filters")
        self.rows = RowList(columns_for=lambda width: self.model.columns(width), id="rows")
        self.pane = TextPane(id="preview")
        self.preview = Preview(self, self.pane)
        self._shown: list[Any] = []
        self._has_begun = False
        self._drawing: Timer | None = None
        self.take_model(model, Searching(self, model, self.bar, self.show_items))
        state = kept or ListingState(view.choice if view is not None else {})
        self.searching.restore(state.choice)
        self.rows.stand_on(state.cursor, state.line)
        self._cursor_before = state.cursor
        self.preview.wanted = state.preview

    def take_model(self, model: ListModel[Any], searching: Searching) -> None:
        """List `model` from now on, as `searching` filters and sorts it."""
        self.model = model
        self.searching = searching
        self.view = ShownRows(model, ())
        self.marking = Marking(self, model, self.rows, lambda: self.view)
        self._row_actions = RowActions(self, model)
        self.preview.source = model
        model.browser = self

    def body(self) -> Iterable[Widget]:
        """Yield what the model has above the list, the filter bar, the list and its preview."""
        yield from self.model.header()
        yield self.bar
        yield Container(self.rows, self.pane, id="panes")

    def top_parts(self, width: int) -> Parts:
        """Return the tabs, or the way back and the title."""
        return super().top_parts(width) if self.TAB else self.model.top_parts()

    @property
    def places(self) -> tuple[str, ...]:
        """Return the places of the model, then those of every list."""
        collects = (COLLECTABLE,) if self.model.kind else ()
        above = STACKED if self._is_stacked else TAB
        return (*self.model.places, *collects, above, BROWSER, PREVIEW, LIST, PAGE)

    def on_mount(self) -> None:
        """Paint first, load after."""
        self.rows.focus()
        self.preview.place()
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Load the list, once the program has painted its first frame."""
        if not self._has_begun and self.frame.is_painted:
            self._has_begun = True
            self.model.begin()
            self.show_items()

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was in front."""
        super().on_screen_resume()
        if self._has_begun:
            self.model.resumed()
            self.preview.resume()

    def on_screen_suspend(self) -> None:
        """Load nothing for the preview: another screen is in front."""
        self.preview.suspend()

    def on_unmount(self) -> None:
        """Stop loading; keep how a tab is left, and drop its marks."""
        if self._kept is not None:
            self.frame.listings[self.TAB] = self._state(self._kept)
        self.frame.take_marks(self, ())
        self.model.close()

    def _state(self, kept: ListingState) -> ListingState:
        rows = self.rows
        cursor, line = (rows.cursor_id, rows.cursor - rows.top_row) if rows.cursor_id else (kept.cursor, kept.line)
        return ListingState(self.searching.state(), cursor, self.preview.wanted, tuple(rows.marks.ids), line)

    @property
    def _is_stacked(self) -> bool:
        return len(self.app.screen_stack) > 1

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with the actions: the model, the preview, and the pane that the keys move."""
        moved = self.pane if self.preview.is_in_use else self.rows
        return (*self.model.targets(), self._row_actions, self.searching, self.marking, self.preview, moved)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Add the keys that leave the field of the filter bar."""
        return (FILTER_FIELD, *places) if places == (FIELD,) else places

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed, or ""."""
        return self.model.why_not(action) or super().why_not(action)

    def state_words(self) -> list[Cell]:
        """Return how many rows are marked."""
        marked = len(self.rows.marks.ids)
        return [Cell(f"{marked:,} marked", "mark")] if marked else []

    def show_items_soon(self) -> None:
        """Draw the list in a moment: many answers come within one."""
        if self._drawing is None and self.is_attached:
            self._drawing = self.set_timer(_DRAWN_EVERY, self.show_items)

    def show_items(self, keep_cursor: bool = True) -> None:
        """Draw the list again."""
        if self._drawing is not None:
            self._drawing.stop()
            self._drawing = None
        if not self.is_attached:
            return
        was_at_end = self.rows.cursor >= len(self._shown) - 1
        self._shown = self.searching.result()
        self.view = ShownRows(self.model, self._shown)
        if self._cursor_before and self._shown:
            # The first rows of this run: the cursor goes where the last run left it.
            self.rows.cursor_id, self._cursor_before, keep_cursor = self._cursor_before, "", True
        self.rows.show_rows(self.view, keep_cursor=keep_cursor)
        self._show_tail()
        if self.model.follows_end and was_at_end:
            self.rows.move_to_edge(last=True)
        self.searching.show(len(self._shown), self._new_words())
        self.model.header_changed()
        self.preview.follow(self.item)
        self.show_frame()

    def _new_words(self) -> str:
        """Rule off the rows that are new since the last visit of the view, and return how many there are."""
        since = self.view_shown.last_visit if self.view_shown is not None else None
        date = self.searching.order.date
        many = rows_since(self._shown, date, since) if date is not None and since is not None else 0
        self.rows.ruled_id = self.view.id_at(many - 1) if 0 < many < len(self.view) else ""
        return new_words(many, len(self._shown) + 1)

    def saved_state(self) -> SavedState | None:
        """Return what a saved view of this list keeps."""
        chips = [chip.label for chip in self.model.chips()]
        words = [f'"{self.searching.words}"'] if self.searching.words else []
        view = self.view_shown
        return SavedState(self.model.name, self.searching.state(), [*words, *chips], view.name if view else "")

    def take_marks(self, marks: Iterable[str]) -> None:
        """Mark the rows that were marked in an earlier run."""
        self.rows.marks.ids.update(dict.fromkeys(marks))
        self.marking.show()

    def show_details(self) -> None:
        """Draw rows and preview again: more is known of the items."""
        self.rows.draw_anew()
        self.preview.draw()

    @property
    def item(self) -> Any | None:
        """The item under the cursor."""
        return self._shown[self.rows.cursor] if self.rows.cursor < len(self._shown) else None

    @property
    def target_here(self) -> Target | None:
        """The page of the row under the cursor, else the page that the list shows."""
        row = self.model.target(self.item) if self.item is not None else None
        return row or self.model.page

    @property
    def chosen(self) -> list[Any]:
        """The marked items in the order of marking; if there are none, the one under the cursor."""
        if self.rows.marks.ids:
            known = {self.model.key(item): item for item in self.model.items}
            return [known[row_id] for row_id in self.rows.marks.ids if row_id in known]
        return [self.item] if self.item is not None else []

    def _show_tail(self) -> None:
        width = max(20, self.app.size.width - 2 * GUTTER)
        said = self.model.tail(len(self._shown))
        lines = [[Cell(" " * GUTTER + line, role)] for words, role in said for line in wrap(words, width)]
        self.rows.rows_changed(lines)

    # The list and its preview

    def on_row_list_looked(self) -> None:
        """Let the model load more before the end is in view."""
        self.model.look(self.rows.top_row + self.rows.page_rows)

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """Let the preview follow."""
        self.preview.follow(self.item, event.scrolled)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a row that is double-clicked."""
        if event.clicks == 2:
            self._row_actions.do_open_row()

    def on_resize(self) -> None:
        """Find the place of the preview in the new size."""
        self.preview.place()
        super().on_resize()

    def do_next_pane(self) -> None:
        """Go from the list to the preview and back, or from the field to the list."""
        if self.bar.is_open or self.preview.is_in_use or not self.pane.display:
            self.preview.leave_zoom()
            self.leave_field()
        else:
            self.pane.focus()

    do_previous_pane = do_next_pane

    # One row, or the marked ones

    def collectable(self) -> list[tuple[str, str]]:
        """Return what is marked on any tab, in the order of marking; else the row under the cursor."""
        marked = [(kind, name) for _, kind, name in self.frame.marked]
        here = [self.model.collectable(self.model.key(self.item))] if self.item is not None and self.model.kind else []
        return marked or here

    def drop_marks(self, used: Collection[tuple[str, str]]) -> None:
        """Take the marks away from rows (kind, id) that an action has used."""
        self.marking.drop(used)

    # The filter bar

    def do_refresh(self) -> None:
        """Load the list again."""
        self.model.refresh()

    def do_clear_filters(self) -> None:
        """Show all rows."""
        self.leave_field()
        self.searching.clear()

    def on_filter_bar_edited(self, event: FilterBar.Edited) -> None:
        """Search as the words are typed."""
        if event.purpose == "search":
            self.searching.typed(event.text.strip())

    def on_filter_bar_submitted(self, event: FilterBar.Submitted) -> None:
        """Take what was typed into the field."""
        self.rows.focus()
        self.searching.submitted(event.purpose, event.text.strip())

    async def on_filter_bar_clicked(self, event: FilterBar.Clicked) -> None:
        """Drop the filter that was clicked, or run the action of the part."""
        if event.name.startswith("chip:"):
            self.model.chip_clicked(event.name.removeprefix("chip:"))
        else:
            await self.run_named(event.name)

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Let the model take a click on its header; else run the action of the tab or the key."""
        if not self.model.clicked(event.name):
            await super().on_bar_clicked(event)

    # Back

    def leave_field(self) -> bool:
        """Go to the list. Return whether a field was open."""
        self.rows.focus()
        return self.bar.close()

    def do_leave(self) -> None:
        """Close the field; else clear the marks, the search, or go back."""
        if self.leave_field() or self.preview.leave_zoom():
            return
        if self.marking.clear():
            return
        if self.searching.words:
            self.searching.search("")
        elif self._is_stacked:
            self.do_close()

    def do_close(self) -> None:
        """Go back."""
        self.routes.back()
