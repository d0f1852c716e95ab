"""The page of a collection, on which its items are edited and put in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.widget import Widget

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.browser.pane_focus import PaneFocus
from hubtui.browser.preview import Preview
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.places import COLLECTABLE, COLLECTION, FIELD, GRABBED, HUB_PAGE, LIST, NOTE, PAGE, STACKED
from hubtui.presentation.bars import Parts
from hubtui.registry.target import Target
from hubtui.resources.collection import collection_cells
from hubtui.resources.collection.collection_actions import CollectionActions
from hubtui.resources.collection.editor_status import (
    description_cells,
    state_cells,
    tail_lines,
    title_parts,
)
from hubtui.resources.collection.item_preview import ItemPreview
from hubtui.resources.collection.items import Items
from hubtui.resources.collection.note_editing import NoteEditing
from hubtui.resources.collection.reordering import Reordering
from hubtui.resources.collection.rows import ItemRows
from hubtui.text.columns import Cell
from hubtui.widgets.bars import Bar
from hubtui.widgets.reorder_list import ReorderList
from hubtui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from textual.events import Resize
    from textual.timer import Timer

    from hubtui.changes.collection_editor import CollectionEditor
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session

_ON_ITEMS = ("open_row", "grab", "note", "remove")


class CollectionScreen(FrameScreen):
    """Shows a collection as the user has changed it. The changes are saved in the background, even after it closes."""

    PLACES: ClassVar[tuple[str, ...]] = (COLLECTION, HUB_PAGE, COLLECTABLE, STACKED, LIST, PAGE)

    def __init__(self, frame: FrameState, session: Session, routes: Routes, target: Target, known: object) -> None:
        super().__init__(frame)
        self._services = services = session.edit_services
        self._routes = routes
        self.editor: CollectionEditor = services.editors.of(target.id)
        self._about = Bar(id="about")
        self._list = ReorderList(columns_for=collection_cells.item_columns, id="items")
        self._pane = TextPane(id="preview")
        self._preview = Preview(self, self._list, self._pane)
        self._pane_focus = PaneFocus(self._list, self._preview, self._pane)
        self.items = Items(self, self._list, self.editor, routes)
        self._reordering = Reordering(self, self._list, self.items.move)
        self._actions = CollectionActions(self, self.editor, services, routes)
        self.notes = NoteEditing(self, self._list, self.items, self.editor, self._draw, self._pane_focus.leave)
        self._drawn: tuple[object, ...] = ()
        self._second: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the description, and the items with their preview."""
        yield self._about
        yield Container(self._list, self._pane, classes="panes")

    def on_mount(self) -> None:
        """Show what is known of the collection, and ask the Hub for it."""
        self._stop_listening = self._services.editors.listen(self._draw)
        self._list.focus()
        self._preview.show_source(ItemPreview(self._services.worker, self.editor, self._preview.draw))
        self._preview.place()
        self.editor.check()
        self._draw()

    def on_unmount(self) -> None:
        """Stop listening to changes."""
        self._stop_listening()

    # Actions

    @property
    def places(self) -> tuple[str, ...]:
        """The places of the page; while items are grabbed, those of the keys that move them."""
        return (GRABBED, LIST) if self._list.grab is not None else self.PLACES

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Replace the keys of text fields by those of the field of a note."""
        return (NOTE,) if places == (FIELD,) else places

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions, and the widget that the keys move."""
        moved = self._pane if self._preview.is_in_use else self._list
        return (self.items, self._reordering, self.notes, self._actions, self._pane_focus, self._preview, moved)

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed, or "": changes need the items, and a right of the owner."""
        if (why := super().why_not(action)) or not (action.writes and COLLECTION in action.places):
            return why
        if not self.editor.edits.is_loaded:
            return self.editor.problem or "the collection is not loaded yet"
        return self.frame.rights.why_not_change("collection", self.editor.edits.slug)

    def likely_actions(self) -> tuple[str, ...]:
        """Return the actions for a collection without items, if it has none."""
        edits = self.editor.edits
        return ("add", "about", "delete_collection") if edits.is_loaded and not edits.wanted.items else ()

    def is_offered(self, action: Action) -> bool:
        """Return whether to show an action: without items, none of those on the item under the cursor."""
        edits = self.editor.edits
        is_empty = edits.is_loaded and not edits.wanted.items
        return super().is_offered(action) and not (
            is_empty and action.name in _ON_ITEMS and COLLECTION in action.places
        )

    def collectable(self) -> list[tuple[str, str]]:
        """Return the marked items, as (type, id); if there are none, the item under the cursor."""
        return self.items.chosen

    def marks_used(self, used: Collection[tuple[str, str]]) -> None:
        """Clear the marks: the marked items were added to another collection."""
        self._list.marks.ids.clear()
        self._list.redraw()
        self.show_frame()

    # Drawing

    def _draw(self, changed: CollectionEditor | None = None) -> None:
        """Draw what has changed since the last time; nothing if it is `changed`, the editor of another collection."""
        if changed not in (None, self.editor) or not self.is_attached:
            return
        editor, edited, shows_all = self.editor, self.notes.edited_row, self.notes.shows_all
        phase = editor.phase if not editor.edits.wanted.items else ""
        drawn = (editor.edits.wanted, editor.edits.details, phase, edited, shows_all)
        if len(drawn) != len(self._drawn) or any(new is not old for new, old in zip(drawn, self._drawn, strict=True)):
            self._drawn = drawn
            rows = ItemRows(editor.edits.wanted, editor.edits.details, whole_notes=shows_all, edited=edited)
            self._list.show_rows(rows, tail_lines(editor))
            self.notes.place_field()
            self.on_reorder_list_cursor_moved()
        self._list.can_drag = not self.why_not(self.bindings.named("grab", self.PLACES))
        self._show_state()

    def _show_state(self) -> None:
        """Show the description and how far the changes are saved; count the seconds while the editor waits."""
        self._about.show([("about", description_cells(self.editor))], state_cells(self.editor))
        if self._second is not None:
            self._second.stop()
        self._second = self.set_timer(1.0, self._show_state) if self.editor.waits is not None else None
        self.show_frame()

    @property
    def target_here(self) -> Target:
        """The collection."""
        return Target("collection", self.editor.edits.slug)

    def top_parts(self, width: int) -> Parts:
        """Return the parts of the top line: "back", the title, the owner, the number of items."""
        return title_parts(self.editor)

    def state_words(self) -> list[Cell]:
        """Return the number of marked items, and the position that is being typed."""
        marked, typed = len(self._list.marks.ids), self._reordering.typed_position
        cells = [Cell(f"  {marked:,} marked", "mark")] if marked else []
        return [*cells, Cell(f"  position {typed}", "accent")] if typed else cells

    def on_resize(self, event: Resize | None = None) -> None:
        """Lay everything out for the new size; the field of a note stays below its item."""
        self._preview.place()
        super().on_resize()
        self.call_after_refresh(self.notes.place_field)

    # The preview

    def on_reorder_list_cursor_moved(self) -> None:
        """Show the item under the cursor; if it is the same one as before, do not scroll its preview."""
        key = self.items.here
        if key is not None and key == self._preview.item:
            self._preview.draw()
        else:
            self._preview.follow(key)

    def on_screen_resume(self) -> None:
        """Load missing data for the preview."""
        super().on_screen_resume()
        self._preview.resume()

    def on_screen_suspend(self) -> None:
        """Load nothing for the preview: another screen is in front."""
        self._preview.suspend()

    # The list

    def on_reorder_list_grabbed(self) -> None:
        """Show the keys that are in use now."""
        self.show_frame()

    def on_reorder_list_dropped(self, event: ReorderList.Dropped) -> None:
        """Save the new order."""
        self.items.move(event.ids, event.before)

    async def on_reorder_list_chosen(self, event: ReorderList.Chosen) -> None:
        """Open an item that is double-clicked."""
        if event.clicks == 2:
            await self.run_named("open_row")

    # Leaving

    def do_leave(self) -> None:
        """Close the note, or leave the preview, or put grabbed items back, or clear the marks."""
        if self.notes.close() or self._pane_focus.leave():
            return
        if not self._list.put_back() and self._list.marks.clear():
            self._list.redraw()
            self.show_frame()
