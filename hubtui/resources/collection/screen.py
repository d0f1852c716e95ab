"""A collection as a page: its items in order, put into another by hand, each change shown at once and saved behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.widget import Widget

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.browser.preview import Preview
from hubtui.hub.drafts import THEMES
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.places import COLLECTABLE, COLLECTION, FIELD, GRABBED, HUB_PAGE, LIST, NOTE, PAGE, STACKED
from hubtui.presentation.bars import Parts
from hubtui.registry.names import is_repo_id
from hubtui.registry.target import Target
from hubtui.resources.collection import collection_cells
from hubtui.resources.collection.collection_text import target_of_item
from hubtui.resources.collection.item_preview import ItemPreview
from hubtui.resources.collection.items import Items
from hubtui.resources.collection.note_field import NoteField
from hubtui.resources.collection.rows import ItemRows, key_of_row, row_id
from hubtui.resources.collection.whole import Whole
from hubtui.text.columns import GUTTER, Cell
from hubtui.widgets.bars import Bar
from hubtui.widgets.reorder_list import ReorderList
from hubtui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from textual.events import Resize

    from hubtui.changes.collection_editor import CollectionEditor
    from hubtui.hub.drafts import Key
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session


class CollectionScreen(FrameScreen):
    """Shows what the editor of the collection wants; leaving it leaves the saving going on."""

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
        self._items = Items(self, self._list, self.editor)
        self._whole = Whole(self, self.editor, services, routes)
        self._note: NoteField | None = None
        self._note_of: Key = ("", "")
        self._whole_notes = False
        self._drawn: tuple[object, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Yield what the collection says of itself, and the items with their preview."""
        yield self._about
        yield Container(self._list, self._pane, classes="panes")

    def on_mount(self) -> None:
        """Show what is known, and ask."""
        self._stop_listening = self._services.editors.listen(self._changed)
        self._list.focus()
        self._preview.show_source(ItemPreview(self._services.worker, self.editor, self._preview.draw))
        self._preview.place()
        self.editor.check()
        self._draw()

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self._stop_listening()

    # Where the user is

    @property
    def places(self) -> tuple[str, ...]:
        """While something is grabbed the keys are for it."""
        return (GRABBED, LIST) if self._list.grab is not None else self.PLACES

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """The field of a note has keys of its own."""
        return (NOTE,) if places == (FIELD,) else places

    def targets(self) -> tuple[ActionTarget, ...]:
        """The items are changed by a part of their own; the list moves."""
        return (self._items, self._whole, self._preview, self._pane if self._preview.is_in_use else self._list)

    @property
    def owner(self) -> str:
        """Whose it is."""
        return self.editor.slug.partition("/")[0]

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed: a change needs a right at the owner, and the items."""
        if (why := super().why_not(action)) or not (action.writes and COLLECTION in action.places):
            return why
        if not self.editor.is_loaded:
            return self.editor.problem or "the collection is not loaded yet"
        return self.frame.rights.why_not_change("collection", self.editor.slug)

    def collectable(self) -> list[tuple[str, str]]:
        """The marked items, or the one under the cursor."""
        return self._items.chosen

    def marks_used(self, used: Collection[tuple[str, str]]) -> None:
        """Take the marks away from the items that were added to another collection."""
        self._list.marks.ids.clear()
        self._list.draw_anew()
        self.show_frame()

    # Drawing

    def _changed(self, editor: CollectionEditor) -> None:
        if editor is self.editor and self.is_attached:
            self._draw()

    def _draw(self) -> None:
        editor = self.editor
        edited = row_id(self._note_of) if self._note is not None else ""
        drawn = (
            editor.wanted,
            editor.details,
            editor.phase if not editor.wanted.items else "",
            edited,
            self._whole_notes,
        )
        if len(drawn) != len(self._drawn) or any(new is not old for new, old in zip(drawn, self._drawn, strict=True)):
            self._drawn = drawn
            rows = ItemRows(editor.wanted, editor.details, whole_notes=self._whole_notes, edited=edited)
            self._list.show_rows(rows, self._tail())
            self._place_note()
            self._follow()
        self._list.can_drag = not self.why_not(self.bindings.named("grab", self.PLACES))
        self._show_about()
        self.show_frame()

    def _tail(self) -> list[list[Cell]]:
        if self.editor.wanted.items:
            return []
        if self.editor.is_loaded:
            return [[Cell(" " * GUTTER + "nothing is in it yet; a adds something", "dim")]]
        words, role = collection_cells.saving_words(self._saving)
        lines = [[Cell(" " * GUTTER + words, role)]]
        if self._is_not_found and is_repo_id(self.editor.slug):
            lines.append([Cell(" " * GUTTER + "enter opens the model of this name", "dim")])
        return lines

    @property
    def _saving(self) -> collection_cells.Saving:
        editor = self.editor
        return collection_cells.Saving(
            editor.phase, editor.sent_count, editor.to_send, editor.left, editor.problem, editor.is_answer_missing
        )

    @property
    def target_here(self) -> Target:
        """The collection."""
        return Target("collection", self.editor.slug)

    @property
    def _is_not_found(self) -> bool:
        return self.editor.phase == "gone" and not self.editor.is_loaded

    def _show_about(self) -> None:
        editor = self.editor
        words = [Cell(" ".join(editor.wanted.about.description.split()), "dim")]
        theirs = editor.theirs
        counts = (
            (theirs.added, "added"),
            (theirs.removed, "taken out"),
            (theirs.moved, "moved"),
            (theirs.noted, "noted"),
        )
        state = [Cell(f"  {text}", "state")] if (text := collection_cells.theirs_words(counts, theirs.about)) else []
        saving, role = collection_cells.saving_words(self._saving)
        self._about.show([("about", words)], [*state, Cell(f"  {saving}", role)])

    def top_parts(self, width: int) -> Parts:
        """The way back, its title, and how much is in it."""
        editor = self.editor
        parts: Parts = [("close", [Cell("‹ Back", "accent"), Cell("   ")])]
        if not editor.is_loaded:
            return [*parts, ("", [Cell(editor.slug, "active")])]
        facts = collection_cells.about_words(editor.wanted.about, self.owner, len(editor.wanted.items))
        title = Cell(" ".join(editor.wanted.about.title.split()), "active")
        theme = editor.wanted.about.theme
        swatch = [Cell(" ■", f"theme-{theme}")] if theme in THEMES else []
        return [*parts, ("about", [title, Cell("   ")]), ("about", [Cell(facts, "dim"), *swatch])]

    def state_words(self) -> list[Cell]:
        """How many are marked, and what undo takes back."""
        marked = len(self._list.marks.ids)
        cells = [Cell(f"  {marked:,} marked", "mark")] if marked else []
        if self._list.grab is not None and self._list.grab.typed:
            cells.append(Cell(f"  position {self._list.grab.typed}", "accent"))
        return cells

    def on_resize(self, event: Resize | None = None) -> None:
        """The field of a note stays at its item."""
        self._preview.place()
        super().on_resize()
        self.call_after_refresh(self._place_note)

    # The preview

    def _follow(self) -> None:
        """Show the item under the cursor; one of which something else is known now stays where it is scrolled to."""
        key = self._here
        if key is not None and key == self._preview.item:
            self._preview.draw()
        else:
            self._preview.follow(key)

    def on_reorder_list_cursor_moved(self) -> None:
        """Let the preview follow."""
        self._follow()

    def on_screen_resume(self) -> None:
        """Load what the preview lacks."""
        super().on_screen_resume()
        self._preview.resume()

    def on_screen_suspend(self) -> None:
        """Load nothing for the preview: another screen is in front."""
        self._preview.suspend()

    def do_next_pane(self) -> None:
        """Go from the items to the preview and back."""
        if not self._leave_pane() and self._pane.display:
            self._pane.focus()

    do_previous_pane = do_next_pane

    def _leave_pane(self) -> bool:
        was_in_use = self._preview.is_in_use
        self._preview.leave_zoom()
        self._list.focus()
        return was_in_use

    # The list

    def on_reorder_list_grabbed(self) -> None:
        """Other keys work now."""
        self.show_frame()

    def on_reorder_list_dropped(self, event: ReorderList.Dropped) -> None:
        """Save the new order."""
        self._items.dropped(event.ids, event.before)

    def do_type_position(self) -> None:
        """A digit of the position."""
        self._list.type_position(self.pressed)
        self.show_frame()

    def do_untype_position(self) -> None:
        """Without the last digit."""
        self._list.untype_position()
        self.show_frame()

    async def on_dragging_chosen(self, event: ReorderList.Chosen) -> None:
        """A double click opens."""
        if event.clicks == 2:
            await self.run_named("open_row")

    @property
    def _here(self) -> Key | None:
        key = key_of_row(self._list.cursor_id)
        return key if key in self.editor.wanted.by_key else None

    def do_open_row(self) -> None:
        """The item's own page."""
        if self._is_not_found and is_repo_id(self.editor.slug):
            self._routes.open(Target("model", self.editor.slug))
        elif (target := self._target) is not None:
            self._routes.open(target)

    @property
    def _target(self) -> Target | None:
        key = self._here
        if key is None:
            return None
        item, told = self.editor.wanted.by_key[key], self.editor.details.get(key)
        return target_of_item(item, told, self._routes.endpoint)

    def do_whole_notes(self) -> None:
        """All of the notes, or their beginnings."""
        self._whole_notes = not self._whole_notes
        self._draw()

    def do_refresh(self) -> None:
        """Ask the Hub again, and try again what could not be saved or was not confirmed."""
        self.editor.forget_theirs()
        self.editor.try_again()

    # The note

    def do_note(self) -> None:
        """Edit the note in its place."""
        key = self._here
        if key is None or self._note is not None:
            return
        self._leave_pane()
        self._note_of = key
        self._note = NoteField(self.editor.wanted.by_key[key].note, self._keep_note)
        self._draw()
        self.mount(self._note)
        self._place_note()
        # The list has no size yet where the preview was alone.
        self.call_after_refresh(self._place_note)

    def _place_note(self) -> None:
        if self._note is None:
            return
        indent = GUTTER + collection_cells.note_indent(max(10, self._list.size.width - GUTTER - 1))
        # Others may have moved the item meanwhile; one that they took out leaves the field where it was.
        here = self._list.find(row_id(self._note_of))
        if here is None:
            return
        line = max(1, min(self._list.line_below(here), self._list.size.height - 1))
        self._note.styles.offset = (indent, self._list.region.y + line)
        self._note.styles.width = max(20, self._list.size.width - indent - 1)

    def _keep_note(self, note: str) -> None:
        self._items.keep_note(self._note_of, note)
        self._close_note()

    def _close_note(self) -> None:
        if self._note is not None:
            note, self._note = self._note, None
            note.remove()
            self._list.focus()
            self._draw()

    async def do_next_note(self) -> None:
        """Keep it, and edit the one of the item below."""
        await self._keep_and_edit(1)

    async def do_previous_note(self) -> None:
        """Keep it, and edit the one of the item above."""
        await self._keep_and_edit(-1)

    async def _keep_and_edit(self, by: int) -> None:
        field = self._note
        if field is not None and field.keep():
            await field.remove()
            place = self._list.cursor + by
            if 0 <= place < len(self._list):
                self._list.move_to(place)
                self.do_note()

    # Leaving

    def do_leave(self) -> None:
        """The note, what is grabbed, the marks."""
        if self._note is not None:
            self._close_note()
        elif self._leave_pane():
            return
        elif not self._list.put_back() and self._list.marks.clear():
            self._list.draw_anew()
            self.show_frame()

    def do_close(self) -> None:
        """Go back; changes go on being saved."""
        if self.editor.is_loaded and not self.editor.is_saved:
            self.frame.notice = collection_cells.leaving_words(self._saving, self.editor.wanted.about.title)
            self.frame.notice_role = "accent"
        self._routes.back()
