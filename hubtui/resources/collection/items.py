"""What the keys do with the items of a collection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.dialogs.menu import Menu, MenuLine
from hubtui.resources.collection.rows import key_of_row
from hubtui.widgets.reorder_list import ReorderList

if TYPE_CHECKING:
    from hubtui.changes.collection_editor import CollectionEditor
    from hubtui.hub.drafts import Draft, DraftItem, Key
    from hubtui.pages.frame import FrameScreen


class Items(ActionTarget):
    """Changes the items that `editor` holds, by the rows of `row_list`."""

    def __init__(self, screen: FrameScreen, row_list: ReorderList, editor: CollectionEditor) -> None:
        self._screen = screen
        self._list = row_list
        self._editor = editor

    @property
    def chosen(self) -> list[Key]:
        """The marked items in their order, else the one under the cursor."""
        draft = self._editor.wanted
        marked = [key for key in draft.keys if f"{key[0]}:{key[1]}" in self._list.marks.ids]
        here = key_of_row(self._list.cursor_id)
        return marked or ([here] if here in draft.by_key else [])

    def _change(self, draft: Draft, words: str) -> None:
        if not self._editor.change(draft, words):
            self._screen.notice("nothing would change")

    # Order

    def do_grab(self) -> None:
        """Grab what is marked, or the item."""
        if not self._list.marks.ids and not self._list.cursor_id:
            return
        self._list.take_up()

    def do_drop(self) -> None:
        """Let it land."""
        self._list.drop()

    def dropped(self, ids: list[str], before: str | None) -> None:
        """These were dropped before another one."""
        keys = [key_of_row(row_id) for row_id in ids]
        draft = self._editor.wanted.placed(keys, None if before is None else key_of_row(before))
        self._change(draft, _what(keys, "the move of"))

    def do_move_up(self) -> None:
        """A place up."""
        self._step(-1)

    def do_move_down(self) -> None:
        """A place down."""
        self._step(1)

    def _step(self, by: int) -> None:
        keys, draft = self.chosen, self._editor.wanted
        if not keys:
            return
        others = [key for key in draft.keys if key not in keys]
        place = sum(key not in keys for key in draft.keys[: draft.keys.index(keys[0])]) + by
        if 0 <= place <= len(others):
            before = others[place] if place < len(others) else None
            self._editor.change(draft.placed(keys, before), _what(keys, "the move of"))
            self._list.move_to(self._list.cursor)

    def do_sort(self) -> None:
        """The menu of orders."""
        lines = [MenuLine(name, words, directions) for name, words, directions, _ in _ORDERS]
        self._screen.app.push_screen(Menu("Put all in order by", lines, "likes"), self._sorted)

    def _sorted(self, answer: tuple[str, bool] | None) -> None:
        if answer is None:
            return
        name, turned = answer
        key = next(key for order, _, _, key in _ORDERS if order == name)
        details = self._editor.details
        draft = self._editor.wanted
        items = sorted(draft.items, key=lambda item: key(item, details.get(item.key)), reverse=turned)
        self._change(draft.ordered([item.key for item in items]), f"the order by {name}")

    # Items

    def do_remove(self) -> None:
        """Take out what is marked, or the item."""
        keys = self.chosen
        if keys:
            self._list.marks.clear()
            self._change(self._editor.wanted.without(keys), _what(keys, "the removal of"))
            one = keys[0][1] if len(keys) == 1 else f"{len(keys)} items"
            self._screen.notice(f"{one} taken out; u puts it back")

    def keep_note(self, key: Key, note: str) -> None:
        """Another note on an item."""
        if key in self._editor.wanted.by_key:
            self._editor.change(self._editor.wanted.noted(key, note), f"the note of {key[1]}")
        else:
            self._screen.notice(f"{key[1]} was taken out meanwhile; its note was: {note}", failed=True)

    def do_undo(self) -> None:
        """Take the last change back."""
        words = self._editor.undo()
        self._screen.notice(f"undone: {words}" if words else "there is no change to undo")

    def do_redo(self) -> None:
        """Do again what was taken back last."""
        words = self._editor.redo()
        self._screen.notice(f"redone: {words}" if words else "there is no change to redo")

    # Marks

    def do_mark(self) -> None:
        """Mark the item and step down."""
        if self._list.cursor_id:
            self._list.marks.toggle(self._list.cursor_id)
            self._list.draw_anew()
            self._list.do_down()
            self._screen.show_frame()

    def do_mark_range(self) -> None:
        """Begin a range, or mark it."""
        if self._list.cursor_id:
            self._list.marks.toggle_range(self._list.cursor, self._list.id_at)
            self._list.draw_anew()
            self._screen.show_frame()

    def do_mark_all(self) -> None:
        """All items."""
        self._list.marks.ids.update(dict.fromkeys(self._list.id_at(index) for index in range(len(self._list))))
        self._list.draw_anew()
        self._screen.show_frame()


def _what(keys: list[Key], deed: str) -> str:
    return f"{deed} {keys[0][1]}" if len(keys) == 1 else f"{deed} {len(keys)} items"


def _falling(name: str, other: str = "") -> Callable[[DraftItem, Any], Any]:
    def key(_item: DraftItem, details: Any) -> float:
        value = getattr(details, name, None)
        if value is None and other:
            value = getattr(details, other, None)
        return -(value if value is not None else -1)

    return key


def _newest(_item: DraftItem, details: Any) -> tuple[int, ...]:
    """The newest first; dates of the wire sort as they stand."""
    told = getattr(details, "last_modified", None) or getattr(details, "published_at", None) or ""
    return tuple(-ord(letter) for letter in told) or (1,)


_TYPES = ("model", "dataset", "space", "paper", "collection", "bucket")


def _type(item: DraftItem, _details: Any) -> int:
    return _TYPES.index(item.type) if item.type in _TYPES else len(_TYPES)


def _name(item: DraftItem, details: Any) -> str:
    title = getattr(details, "title", None) if item.type in ("paper", "collection") else None
    return str(title or item.id.rpartition("/")[2]).casefold()


_ORDERS: tuple[tuple[str, str, tuple[str, str], Callable[[Any, Any], Any]], ...] = (
    ("likes", "likes", ("most first", "fewest first"), _falling("likes", "upvotes")),
    ("downloads", "downloads", ("most first", "fewest first"), _falling("downloads")),
    ("date", "last changed", ("newest first", "oldest first"), _newest),
    ("type", "type", ("models first", "models last"), _type),
    ("name", "name", ("a to z", "z to a"), _name),
)
