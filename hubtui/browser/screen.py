"""The list screen: filter bar, rows and preview for any `ListModel`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.browser.focus_actions import FocusActions
from hubtui.browser.list_model import ListModel
from hubtui.browser.list_view import ListView
from hubtui.browser.row_actions import RowActions
from hubtui.browser.shown_list import ShownList
from hubtui.browser.type_ahead import TypeAhead
from hubtui.config.state import ListingState
from hubtui.pages.frame import FrameScreen, FrameState, SavedState
from hubtui.places import COLLECTABLE, FIELD, FILTER_FIELD, IN_PREVIEW, OWN, STACKED, TAB
from hubtui.presentation.bars import Parts
from hubtui.presentation.compare.marked import why_not
from hubtui.text.columns import Cell
from hubtui.widgets.bars import Bar

if TYPE_CHECKING:
    from hubtui.config.views import View
    from hubtui.hub.models.rows import Row
    from hubtui.pages.routes import Routes
    from hubtui.registry.target import Target

_ROW_ACTIONS = frozenset(("open_row", "mark", "copy", "compare", "delete_collection"))
_ROW_PLACES = frozenset((OWN, COLLECTABLE))


class BrowserScreen(FrameScreen):
    """Shows the list of a `ListModel`, with search, orders, marks and a preview."""

    def __init__(
        self,
        frame: FrameState,
        routes: Routes,
        model: ListModel[Any],
        kept: ListingState | None = None,
        view: View | None = None,
    ) -> None:
        """`kept` is the saved state of a tab. A saved `view` also says what is new since its last visit."""
        super().__init__(frame)
        self.TAB = f"view:{view.name}" if view is not None and view.is_tab else model.tab  # type: ignore[misc]
        self._view_name = view.name if view is not None else ""
        self._kept = kept
        self.shown = ShownList(self, routes, model, view, self.list_drawn)
        self.rows = self.shown.rows
        self.leaving = FocusActions(self, self.shown)
        self._row_actions = RowActions(self.shown)
        self._type_ahead = TypeAhead(self, self.shown)
        state = kept or ListingState(view.choice if view is not None else {})
        if state.choice:
            model.restore(state.choice)
        self.shown.rows.cursor_place.await_row(state.cursor, state.line)
        self.shown.preview.wanted = state.preview

    @property
    def model(self) -> ListModel[Any]:
        """The list that is shown."""
        return self.shown.model

    def body(self) -> Iterable[Widget]:
        """Yield the header of the model, and the list with its filter bar and preview."""
        yield from self.model.header()
        yield ListView(self.shown, self.begin, self.run_named)

    def top_parts(self, width: int) -> Parts:
        """Return the cells of the top line: the tabs, or "back" and the title of a page over a tab."""
        is_tab = self.TAB and self not in self.app.screen_stack[1:]
        return super().top_parts(width) if is_tab else self.model.top_parts(self._view_name)

    @property
    def places(self) -> tuple[str, ...]:
        """The places whose keys work, which differ between a tab and a page over it."""
        places = self.model.places_at(STACKED if len(self.app.screen_stack) > 1 else TAB)
        return (IN_PREVIEW, *places) if self.shown.preview.is_in_use else places

    def on_mount(self) -> None:
        """Show rows from the cache, if there are any; the rest is loaded after the first paint."""
        self.shown.rows.focus()
        self.shown.preview.place()
        self.model.recall()
        if self.model.items:
            self.shown.show_items()
        else:
            self.shown.searching.show(0)

    def begin(self) -> None:
        """Load the list, unless the first frame of the program has not been painted."""
        if self.shown.has_begun or not self.is_current or not self.frame.is_painted:
            return
        self.shown.has_begun = True
        self.model.begin()
        if self._kept is not None and self._kept.marks:
            self.shown.marking.take(self._kept.marks)
        self.shown.show_items()

    def on_screen_resume(self) -> None:
        """Show what has changed while another screen was shown."""
        super().on_screen_resume()
        if self.shown.has_begun:
            self.model.resumed()
            self.shown.preview.resume()
        elif self.shown.rows.size.width:
            self.begin()

    def on_screen_suspend(self) -> None:
        """Stop loading for the preview, because another screen is shown."""
        self.shown.preview.suspend()

    def on_unmount(self) -> None:
        """Stop loading; store the state of a tab, and drop its marks."""
        if self._kept is not None:
            rows, wanted = self.shown.rows, self.shown.preview.wanted
            cursor, line = rows.cursor_place.to_restore(rows.cursor_id, rows.cursor - rows.top_line)
            self.frame.listings[self.TAB] = ListingState(
                self.model.state(), cursor, wanted, tuple(rows.marks.ids), line
            )
        self.frame.take_marks(self, ())
        self.model.close()

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: the model, the parts of the list, and the list or pane that scrolls."""
        shown = self.shown
        moved = shown.pane if shown.preview.is_in_use else shown.rows
        parts = self._row_actions, shown.searching, shown.marking, shown.preview, self.leaving
        return (*self.model.targets(), *parts, moved)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Add the place with the keys that close the search field."""
        return (FILTER_FIELD, *places) if places == (FIELD,) else places

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed, or ""."""
        return self.model.why_not(action) or super().why_not(action)

    def is_offered(self, action: Action) -> bool:
        """Return whether to show an action: one on a row only if there is a row, here or marked on another tab."""
        needs_row = action.name in _ROW_ACTIONS or not _ROW_PLACES.isdisjoint(action.places)
        has_row = self.shown.item is not None or bool(self.frame.marked)
        return (has_row or not needs_row) and super().is_offered(action)

    def likely_actions(self) -> tuple[str, ...]:
        """Return the actions for marked rows, if there are any."""
        if not self.shown.rows.marks.ids:
            return ()
        compared = () if why_not([kind for _, kind, _ in self.frame.marked]) else ("compare",)
        return (*compared, "collect", "copy")

    def state_words(self) -> list[Cell]:
        """Return the number of marked rows."""
        marked = len(self.shown.rows.marks.ids)
        return [Cell(f"{marked:,} marked", "mark")] if marked else []

    def _must_wait(self, action: Action) -> bool:
        return super()._must_wait(action) or self._type_ahead.holds(action)

    def list_drawn(self) -> None:
        """Draw the header and the frame after the list was drawn."""
        self.model.header_changed()
        self.show_frame()
        self._type_ahead.rows_shown()

    def saved_state(self) -> SavedState | None:
        """Return the state that a saved view of this list stores."""
        chips = [chip.label for chip in self.model.chips()]
        words = self.shown.searching.words
        said = [f'"{words}"', *chips] if words else chips
        return SavedState(self.model.name, self.model.state(), said, self._view_name)

    def on_resize(self) -> None:
        """Lay out list and preview for the new size."""
        self.shown.preview.place()
        super().on_resize()

    # Rows for others

    @property
    def target_here(self) -> Target | None:
        """The page of the row under the cursor, else the page that the list as a whole shows."""
        item = self.shown.item
        row = self.model.target(item) if item is not None else None
        return row or self.model.page

    def collectable(self) -> list[tuple[str, str]]:
        """Return (kind, id) of all rows marked on any tab, else of the row under the cursor."""
        marked = [(kind, name) for _, kind, name in self.frame.marked]
        item, model = self.shown.item, self.model
        return marked or ([model.collectable(model.key(item))] if item is not None and model.kind else [])

    def known_row(self, kind: str, name: str) -> Row | None:
        """Return the row of a repo if it is loaded, or None."""
        model = self.model
        found = (item for item in model.items if model.collectable(model.key(item)) == (kind, name))
        return next((model.known(item) for item in found), None) if model.kind else None

    def drop_marks(self, used: Collection[tuple[str, str]]) -> None:
        """Unmark rows (kind, id) that an action has used."""
        self.shown.marking.drop(used)

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Let the model handle a click on its header; else run the action of the tab or key."""
        if not self.model.clicked(event.name):
            await super().on_bar_clicked(event)
