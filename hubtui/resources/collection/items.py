"""The actions on the items of a collection: open, sort, remove, mark, undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.dialogs.menu import Menu, MenuLine
from hubtui.registry.names import is_repo_id
from hubtui.registry.target import Target
from hubtui.resources.collection.collection_text import target_of_item
from hubtui.resources.collection.editor_status import is_not_found
from hubtui.resources.collection.rows import key_of_row, row_id
from hubtui.widgets.reorder_list import ReorderList

if TYPE_CHECKING:
    from hubtui.changes.collection_editor import CollectionEditor
    from hubtui.hub.drafts import Draft, DraftItem, Key
    from hubtui.pages.frame import FrameScreen
    from hubtui.pages.routes import Routes


class Items(ActionTarget):
    """Acts on the items of the collection of `editor`, which are the rows of `row_list`."""

    def __init__(self, screen: FrameScreen, row_list: ReorderList, editor: CollectionEditor, routes: Routes) -> None:
        self._screen = screen
        self._routes = routes
        self._list = row_list
        self._editor = editor
        self._edits = editor.edits

    @property
    def chosen(self) -> list[Key]:
        """The marked items in their order; if there are none, the item under the cursor."""
        marked = [key for key in self._edits.wanted.keys if row_id(key) in self._list.marks.ids]
        return marked or ([self.here] if self.here is not None else [])

    def _change(self, draft: Draft, words: str) -> None:
        if not self._edits.change(draft, words):
            self._screen.notice("nothing would change")

    @property
    def here(self) -> Key | None:
        """The item under the cursor, or None."""
        key = key_of_row(self._list.cursor_id)
        return key if key in self._edits.wanted.by_key else None

    def do_open_row(self) -> None:
        """Open the page of the item under the cursor; if there is no such collection, the model of its name."""
        edits, key = self._edits, self.here
        if is_not_found(self._editor) and is_repo_id(edits.slug):
            self._routes.open(Target("model", edits.slug))
        elif key is not None:
            target = target_of_item(edits.wanted.by_key[key], edits.details.get(key), self._routes.endpoint)
            if target is not None:
                self._routes.open(target)

    # Order

    def move(self, ids: list[str], before: str | None) -> None:
        """Move the rows with these ids before another row, or to the end if that is None."""
        keys = [key_of_row(one) for one in ids]
        draft = self._edits.wanted.placed(keys, None if before is None else key_of_row(before))
        self._change(draft, _change_words("the move of", keys))

    def do_sort(self) -> None:
        """Open the menu of orders."""
        lines = [MenuLine(name, words, directions) for name, words, directions, _ in _ORDERS]
        self._screen.app.push_screen(Menu("Put all in order by", lines, "likes"), self._sorted)

    def _sorted(self, answer: tuple[str, bool] | None) -> None:
        if answer is None:
            return
        name, turned = answer
        key = next(key for order, _, _, key in _ORDERS if order == name)
        details = self._edits.details
        draft = self._edits.wanted
        items = sorted(draft.items, key=lambda item: key(item, details.get(item.key)), reverse=turned)
        self._change(draft.ordered([item.key for item in items]), f"the order by {name}")

    # Items

    def do_remove(self) -> None:
        """Remove the marked items; if there are none, the item under the cursor."""
        keys = self.chosen
        if keys:
            self._list.marks.clear()
            self._change(self._edits.wanted.without(keys), _change_words("the removal of", keys))
            one = keys[0][1] if len(keys) == 1 else f"{len(keys)} items"
            self._screen.notice(f"{one} taken out; u puts it back")

    def save_note(self, key: Key, note: str) -> None:
        """Give an item another note; if it was removed meanwhile, show the note in a message."""
        if key in self._edits.wanted.by_key:
            self._edits.change(self._edits.wanted.noted(key, note), f"the note of {key[1]}")
        else:
            self._screen.notice(f"{key[1]} was taken out meanwhile; its note was: {note}", failed=True)

    def do_undo(self) -> None:
        """Undo the last change."""
        words = self._edits.undo()
        self._screen.notice(f"undone: {words}" if words else "there is no change to undo")

    def do_redo(self) -> None:
        """Redo the change that was undone last."""
        words = self._edits.redo()
        self._screen.notice(f"redone: {words}" if words else "there is no change to redo")

    # Marks

    def do_mark(self) -> None:
        """Mark the item or unmark it, and move down."""
        if self._list.cursor_id:
            self._list.marks.toggle(self._list.cursor_id)
            self._list.redraw()
            self._list.do_down()
            self._screen.show_frame()

    def do_mark_range(self) -> None:
        """Start a range at the cursor, or mark the items from there to the cursor."""
        if self._list.cursor_id:
            self._list.marks.toggle_range(self._list.cursor, self._list.row_layout.ids.__getitem__)
            self._list.redraw()
            self._screen.show_frame()

    def do_mark_all(self) -> None:
        """Mark all items."""
        self._list.marks.ids.update(dict.fromkeys(self._list.row_layout.ids))
        self._list.redraw()
        self._screen.show_frame()


def _change_words(verb: str, keys: list[Key]) -> str:
    """Return the name of a change for the messages of undo and redo: "the move of 3 items"."""
    return f"{verb} {keys[0][1]}" if len(keys) == 1 else f"{verb} {len(keys)} items"


def _descending(name: str, other: str = "") -> Callable[[DraftItem, Any], Any]:
    def key(_item: DraftItem, details: Any) -> float:
        value = getattr(details, name, None)
        if value is None and other:
            value = getattr(details, other, None)
        return -(value if value is not None else -1)

    return key


def _newest(_item: DraftItem, details: Any) -> tuple[int, ...]:
    """Return a key that sorts the newest first: dates of the Hub sort as texts."""
    date = getattr(details, "last_modified", None) or getattr(details, "published_at", None) or ""
    return tuple(-ord(letter) for letter in date) or (1,)


_TYPES = ("model", "dataset", "space", "paper", "collection", "bucket")


def _type(item: DraftItem, _details: Any) -> int:
    return _TYPES.index(item.type) if item.type in _TYPES else len(_TYPES)


def _name(item: DraftItem, details: Any) -> str:
    title = getattr(details, "title", None) if item.type in ("paper", "collection") else None
    return str(title or item.id.rpartition("/")[2]).casefold()


_ORDERS: tuple[tuple[str, str, tuple[str, str], Callable[[Any, Any], Any]], ...] = (
    ("likes", "likes", ("most first", "fewest first"), _descending("likes", "upvotes")),
    ("downloads", "downloads", ("most first", "fewest first"), _descending("downloads")),
    ("date", "last changed", ("newest first", "oldest first"), _newest),
    ("type", "type", ("models first", "models last"), _type),
    ("name", "name", ("a to z", "z to a"), _name),
)
