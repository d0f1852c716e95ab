"""Editing the notes of the items of a collection, in a field over the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.resources.collection.collection_cells import note_indent
from hubtui.resources.collection.items import Items
from hubtui.resources.collection.note_field import NoteField
from hubtui.resources.collection.rows import row_id
from hubtui.text.columns import GUTTER
from hubtui.widgets.reorder_list import ReorderList

if TYPE_CHECKING:
    from hubtui.changes.collection_editor import CollectionEditor
    from hubtui.hub.drafts import Key
    from hubtui.pages.frame import FrameScreen


class NoteEditing(ActionTarget):
    """Opens the field below the item under the cursor of `row_list`.

    `draw` draws the list again, which leaves room for the field. `leave_pane` makes the list visible.
    """

    def __init__(
        self,
        screen: FrameScreen,
        row_list: ReorderList,
        items: Items,
        editor: CollectionEditor,
        draw: Callable[[], None],
        leave_pane: Callable[[], bool],
    ) -> None:
        self._screen = screen
        self._list = row_list
        self._items = items
        self._edits = editor.edits
        self._draw = draw
        self._leave_pane = leave_pane
        self._key: Key = ("", "")
        self.field: NoteField | None = None
        """The field, or None if no note is edited."""
        self.shows_all = False
        """Whether all lines of the notes are shown, instead of the first ones."""

    @property
    def edited_row(self) -> str:
        """The id of the row whose note is edited, or ""."""
        return row_id(self._key) if self.field is not None else ""

    def do_whole_notes(self) -> None:
        """Show all lines of the notes, or only the first ones."""
        self.shows_all = not self.shows_all
        self._draw()

    def do_note(self) -> None:
        """Edit the note of the item under the cursor."""
        key = self._items.here
        if key is None or self.field is not None:
            return
        self._leave_pane()
        self._key = key
        self.field = NoteField(self._edits.wanted.by_key[key].note, self._save)
        self._draw()
        self._screen.mount(self.field)
        self.place_field()
        # The list has no size yet if the preview was alone.
        self._screen.call_after_refresh(self.place_field)

    def place_field(self) -> None:
        """Put the field right below its item, wherever that is now."""
        if self.field is None:
            return
        width, height = self._list.size
        indent = GUTTER + note_indent(max(10, width - GUTTER - 1))
        # Others may have moved the item meanwhile; if they removed it, the field stays where it is.
        here = self._list.row_layout.find(row_id(self._key))
        if here is None:
            return
        line = max(1, min(self._list.line_below(here), height - 1))
        self.field.styles.offset = (indent, self._list.region.y + line)
        self.field.styles.width = max(20, width - indent - 1)

    def _save(self, note: str) -> None:
        self._items.save_note(self._key, note)
        self.close()

    def close(self) -> bool:
        """Close the field without saving. Return whether it was open."""
        field, self.field = self.field, None
        if field is None:
            return False
        field.remove()
        self._list.focus()
        self._draw()
        return True

    async def do_next_note(self) -> None:
        """Save the note, and edit that of the next item."""
        await self._save_and_edit(1)

    async def do_previous_note(self) -> None:
        """Save the note, and edit that of the previous item."""
        await self._save_and_edit(-1)

    async def _save_and_edit(self, by: int) -> None:
        field = self.field
        if field is not None and field.save():
            await field.remove()
            place = self._list.cursor + by
            if 0 <= place < len(self._list):
                self._list.move_to(place)
                self.do_note()
