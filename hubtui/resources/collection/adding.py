"""The dialog that adds items to a collection: found while the user types, or pasted, one per line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.timer import Timer
from textual.widgets import Input

from hubtui.dialogs.field_dialog import FieldDialog
from hubtui.dialogs.item_rows import ItemRows
from hubtui.hub.drafts import DraftItem, Key
from hubtui.hub.errors import HubError
from hubtui.pages.work import start_work
from hubtui.places import ADDING
from hubtui.resources.collection.collection_cells import kind_word
from hubtui.resources.collection.collection_text import pasted_item
from hubtui.resources.collection.finding import check_item, find_everywhere
from hubtui.text.columns import Cell, Column
from hubtui.text.matches import Matches
from hubtui.text.sanitize import clean_line
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.changes.collection_editor import CollectionEditor
    from hubtui.worker.worker import Worker

_DEBOUNCE_SECONDS = 0.25
_MOST_LINES = 1000
_AT_ONCE = 6


@dataclass(slots=True)
class Candidate:
    """A line of the dialog: an item that can be added, or a pasted line that names no item (`item` is None).

    `words` describe the item; if the line `is_wrong`, they say why it cannot be added.
    """

    line: str
    item: DraftItem | None
    words: str = ""
    is_wrong: bool = False
    is_checked: bool = True

    @property
    def id(self) -> str:
        """The key of the item, or the text of a line that names none."""
        return f"{self.item.type}:{self.item.id}" if self.item is not None else self.line


def _cells(one: Candidate, _columns: Sequence[Column]) -> list[Cell]:
    kind = Cell(kind_word(one.item.type) if one.item is not None else "", "dim")
    name = Cell(one.item.id if one.item is not None else one.line)
    return [kind, name, Cell(one.words, "failed" if one.is_wrong else "dim")]


def _columns(width: int) -> list[Column]:
    return [Column("kind", "", 10), Column("name", "", 0, is_name=True), Column("words", "", max(12, width // 3))]


class PasteField(Field):
    """A text field that passes on pasted text of several lines, instead of cutting it after the first."""

    def __init__(self, pasted: Callable[[str], None]) -> None:
        super().__init__("", "words to search for, or paste ids and URLs, one a line", id="wanted")
        self._pasted = pasted

    def on_paste(self, event: events.Paste) -> None:
        """Pass on pasted text of several lines; insert a single line."""
        if len(event.text.strip().splitlines()) > 1:
            event.stop()
            event.prevent_default()
            self._pasted(event.text)


class AddItems(FieldDialog[None]):
    """Lets the user select lines and adds their items to the collection; `added` is called with a message about it."""

    PLACES: ClassVar[tuple[str, ...]] = (ADDING,)

    def __init__(self, editor: CollectionEditor, worker: Worker, endpoint: str, added: Callable[[str], None]) -> None:
        keys = (("pick", "tab", "select"), ("apply", "enter", "add"))
        super().__init__(f"Add to {editor.edits.wanted.about.title}", PasteField(self._paste), _columns, keys)
        self._edits = editor.edits
        self._worker = worker
        self._endpoint = endpoint
        self._added = added
        self._candidates: list[Candidate] = []
        self._is_pasted = False
        self._edited: Candidate | None = None
        self._timer: Timer | None = None
        self._searched = ""

    def on_mount(self) -> None:
        """Focus the field."""
        super().on_mount()
        self.say("")

    # Searching

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search when the user stops typing."""
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_DEBOUNCE_SECONDS, self._look)

    def _look(self) -> None:
        text = self.field.value.strip()
        if self._edited is not None or text == self._searched or (self._is_pasted and not text):
            return
        self._searched, self._is_pasted = text, False
        self.row_list.highlight(Matches(tuple(text.split()), names_only=True))
        self._show([])
        if text:
            start_work(self, partial(self._search, text), "search")

    async def _search(self, text: str) -> None:
        self.say("searching …")
        named = self._named(text)
        problems = await find_everywhere(self._worker, text, lambda items: self._found(text, named, items))
        if text == self._searched:
            self.say(problems or ("" if self._candidates else "nothing matches"), "failed" if problems else "dim")

    def _named(self, text: str) -> list[Candidate]:
        """Return the item that the typed text names, if it is an id or a URL."""
        try:
            item = pasted_item(text, self._endpoint) if "/" in text or text[:4].isdigit() else None
        except ValueError:
            item = None
        return [Candidate(text, item, "as it is typed", is_checked=False)] if item is not None else []

    def _found(self, text: str, named: Sequence[Candidate], items: Iterable[tuple[DraftItem, str]]) -> None:
        if text != self._searched:
            return
        known = {one.id for one in self._candidates}
        new = [Candidate("", item, words) for item, words in items]
        if not self._candidates:
            # A search result exists: it needs no check.
            found = {one.id for one in new}
            new = [*(one for one in named if one.id not in found), *new]
        for one in new:
            if one.item is not None and one.item.key in self._edits.wanted.by_key:
                one.words = "in it already"
        self._show([*self._candidates, *(one for one in new if one.id not in known)])

    def _show(self, candidates: list[Candidate]) -> None:
        self._candidates = candidates
        self.row_list.show_rows(ItemRows(candidates, lambda one: one.id, _cells), keep_cursor=True)

    # Pasting

    def _paste(self, text: str) -> None:
        lines = [clean_line(line) for line in text.splitlines() if line.strip()]
        more = len(lines) - _MOST_LINES
        self._is_pasted, self._searched = True, ""
        self.field.value = ""
        self._show([self._line(line) for line in lines[:_MOST_LINES]])
        self.row_list.marks.ids.clear()
        if more > 0:
            self.say(f"{more} lines are too many: {_MOST_LINES} at once", "failed")
        start_work(self, self._check, "check")

    def _line(self, line: str) -> Candidate:
        try:
            item = pasted_item(line, self._endpoint)
        except ValueError as error:
            return Candidate(line, None, str(error), is_wrong=True)
        if item.key in self._edits.wanted.by_key:
            return Candidate(line, item, "in it already")
        return Candidate(line, item, "looking …", is_checked=False)

    async def _check(self) -> None:
        """Look each pasted item up at the Hub, a few at the same time."""
        turns = asyncio.Semaphore(_AT_ONCE)

        async def check(one: Candidate) -> None:
            async with turns:
                await self._check_one(one)
            self.row_list.redraw()

        await asyncio.gather(*(check(one) for one in self._candidates if not one.is_checked))
        wrong = sum(one.is_wrong for one in self._candidates)
        many = f"{wrong} of {len(self._candidates)} name nothing: tab edits"
        self.say(many if wrong else "", "failed")

    async def _check_one(self, one: Candidate) -> None:
        if one.item is None:
            return
        try:
            found = await check_item(self._worker, one.item, is_bare=not _has_prefix(one.line))
        except HubError as error:
            one.words, one.is_wrong = str(error), True
        else:
            one.item = replace(found, note=one.item.note)
            one.words, one.is_checked = (f"“{found.note}”" if found.note else "") or "found", True
            if one.item.key in self._edits.wanted.by_key:
                one.words = "in it already"

    # Editing a pasted line that names nothing

    def _edit(self, one: Candidate) -> None:
        """Put a wrong line into the field, so that the user can correct it."""
        self._edited = one
        self.field.value = one.line
        self.field.cursor_position = len(one.line)
        self.say("enter puts the line back, esc leaves it as it was")

    def _stop_editing(self) -> None:
        self._edited = None
        self.field.value = ""
        self.say("")

    async def _put_back(self, old: Candidate) -> None:
        """Replace a line by its edited text, and look it up; remove it if the text is empty."""
        line = clean_line(self.field.value).strip()
        self._stop_editing()
        place = self._candidates.index(old)
        new = [self._line(line)] if line else []
        self._show([*self._candidates[:place], *new, *self._candidates[place + 1 :]])
        await self._check()

    def do_leave(self) -> None:
        """Stop editing the line; if none is edited, close the dialog."""
        if self._edited is not None:
            self._stop_editing()
        else:
            super().do_leave()

    # Adding

    def on_row_list_chosen(self) -> None:
        """Select the line that was clicked, or deselect it."""
        self.do_pick()

    def do_pick(self) -> None:
        """Select or deselect the line under the cursor; edit it if it is a pasted line that names no item."""
        here = self._candidates[self.row_list.cursor] if self._candidates else None
        if here is not None and here.is_wrong and self._is_pasted:
            self._edit(here)
        elif self.row_list.cursor_id:
            self.row_list.marks.toggle(self.row_list.cursor_id)
            self.row_list.redraw()
            self.row_list.do_down()

    async def do_apply(self) -> None:
        """Add the selected lines; if there are none, all pasted lines, or the line under the cursor."""
        if self._edited is not None:
            await self._put_back(self._edited)
            return
        if self.field.value.strip() != self._searched and not self._is_pasted:
            self._look()
            self.say("searching …")
            return
        taken = [one for one in self._candidates if one.id in self.row_list.marks.ids]
        if not taken:
            here = self._candidates[self.row_list.cursor : self.row_list.cursor + 1]
            taken = list(self._candidates) if self._is_pasted else here
        if self.row_list.marks.ids and not self._is_pasted:
            order = list(self.row_list.marks.ids)
            taken.sort(key=lambda one: order.index(one.id))
        for one in taken:
            if not one.is_checked and not one.is_wrong:
                await self._check_one(one)
        self._add(taken)

    def _add(self, taken: Sequence[Candidate]) -> None:
        good = [one.item for one in taken if one.item is not None and not one.is_wrong]
        wrong = [one for one in taken if one.is_wrong]
        fresh: dict[Key, DraftItem] = {}
        for item in good:
            if item.key not in self._edits.wanted.by_key:
                fresh.setdefault(item.key, item)
        new, known = list(fresh.values()), len(good) - len(fresh)
        if new:
            self._edits.change(self._edits.wanted.with_items(new), _what(new))
        words = [f"{len(new)} added"] if new else []
        words += [f"{known} {'was' if known == 1 else 'were'} in it already"] if known else []
        if wrong:
            self._show(wrong)
            self.row_list.marks.ids.clear()
            self.say(", ".join([*words, f"{len(wrong)} not added: tab edits"]), "failed")
        elif words:
            self.answer(None)
            self._added(", ".join(words))


def _what(new: Sequence[DraftItem]) -> str:
    return f"the addition of {new[0].id}" if len(new) == 1 else f"the addition of {len(new)} items"


def _has_prefix(line: str) -> bool:
    return "://" in line or line.partition("/")[0] in ("models", "datasets", "spaces", "papers", "collections")
