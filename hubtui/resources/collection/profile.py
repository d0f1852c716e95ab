"""The order of your own collections on your profile, changed by hand like the items of a collection."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.changes.collection_changes import PlaceCollection
from hubtui.changes.journal import Entry, State
from hubtui.changes.queue import new_entry_id
from hubtui.hub.collections import CollectionOf, CollectionsPage
from hubtui.hub.errors import HubError
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.work import start_work
from hubtui.places import GRABBED, LIST, PAGE, PROFILE, STACKED
from hubtui.presentation.bars import Parts
from hubtui.presentation.changes import failed_message
from hubtui.presentation.values import utc_now
from hubtui.registry.target import Target
from hubtui.resources.collection import collection_cells
from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.widgets.reorder_list import ReorderList

if TYPE_CHECKING:
    from hubtui.changes.queue import QueuedChange
    from hubtui.hub.models.collection import Collection
    from hubtui.pages.edit_services import EditServices
    from hubtui.pages.routes import Routes

_NOWHERE = 2**31


class _Rows:
    def __init__(self, found: Sequence[Collection]) -> None:
        self._found = found

    def __len__(self) -> int:
        return len(self._found)

    def id_at(self, index: int) -> str:
        return self._found[index].slug

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        one = self._found[index]
        place, *others = columns
        assert place.key == "position"
        cells = collection_cells.list_cells(one, len(one.items), others, utc_now())
        return [Cell(str(index + 1), "dim"), *cells]

    def below_at(self, index: int, width: int) -> Sequence[Sequence[Cell]]:
        return ()


def _columns(width: int) -> list[Column]:
    return [Column("position", "", 6, right=True), *collection_cells.list_columns(width - 7)]


class ProfileScreen(FrameScreen):
    """Each collection is read, since no list tells their places; a drop numbers them anew, from the first on."""

    PLACES: ClassVar[tuple[str, ...]] = (PROFILE, STACKED, LIST, PAGE)

    def __init__(self, frame: FrameState, services: EditServices, routes: Routes) -> None:
        super().__init__(frame)
        self._services = services
        self._routes = routes
        self._list = ReorderList(columns_for=_columns, id="items")
        self._order: list[Collection] = []
        self._places: dict[str, int | None] = {}
        self._before: list[list[str]] = []

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self._list

    def top_parts(self, width: int) -> Parts:
        """The way back."""
        title = Cell("The order of your collections on your profile", "active")
        return [("close", [Cell("‹ Back", "accent"), Cell("   ")]), ("", [title])]

    def on_mount(self) -> None:
        """Ask for all of them."""
        self._list.focus()
        self._draw("Loading your collections…")
        start_work(self, self._load, "profile")

    @property
    def places(self) -> tuple[str, ...]:
        """While something is grabbed the keys are for it."""
        return (GRABBED, LIST) if self._list.grab is not None else self.PLACES

    def targets(self) -> tuple[ActionTarget, ...]:
        """The list moves."""
        return (self._list,)

    def _draw(self, words: str = "", role: str = "dim") -> None:
        self._list.show_rows(_Rows(self._order), [[Cell(" " * GUTTER + words, role)]] if words else [])
        self.show_frame()

    def state_words(self) -> list[Cell]:
        """Return how many changes of places are not saved yet."""
        saving = sum(isinstance(edit.change, PlaceCollection) for edit in self._services.queue.under_way)
        return [Cell(f"  saving {saving} …", "accent")] if saving else []

    async def _load(self) -> None:
        account = self._services.rights().account
        if account is None:
            self._draw("who you are is not known yet: r asks again", "failed")
            return
        try:
            found = await self._all(CollectionsPage((account.name,), sort="lastModified"))
            whole = await asyncio.gather(*(self._services.worker.get(CollectionOf(one.slug)) for one in found))
        except HubError as error:
            self._draw(f"{error}; r asks again", "failed")
            return
        self._order = sorted(whole, key=lambda one: _NOWHERE if one.position is None else one.position)
        self._places = {one.slug: one.position for one in whole}
        self._draw("" if self._order else "you have no collections yet; n in their list makes one")

    async def _all(self, request: CollectionsPage) -> list[Collection]:
        rows = [one async for page in self._services.worker.pages(request) for one in page.rows]
        return list({one.slug: one for one in rows if one.slug}.values())

    # Order

    def do_grab(self) -> None:
        """Grab the collection."""
        self._list.take_up()

    def do_drop(self) -> None:
        """Let it land."""
        self._list.drop()

    def do_type_position(self) -> None:
        """A digit of the position."""
        self._list.type_position(self.pressed)

    def do_untype_position(self) -> None:
        """Without the last digit."""
        self._list.untype_position()

    def on_reorder_list_grabbed(self) -> None:
        """Other keys work now."""
        self.show_frame()

    def on_reorder_list_dropped(self, event: ReorderList.Dropped) -> None:
        """Save the new order."""
        slugs = [one.slug for one in self._order if one.slug not in event.ids]
        at = slugs.index(event.before) if event.before is not None else len(slugs)
        self._take([*slugs[:at], *event.ids, *slugs[at:]])

    def do_move_up(self) -> None:
        """A place up."""
        self._step(-1)

    def do_move_down(self) -> None:
        """A place down."""
        self._step(1)

    def _step(self, by: int) -> None:
        slugs, here = [one.slug for one in self._order], self._list.cursor
        if 0 <= here + by < len(slugs):
            slugs.insert(here + by, slugs.pop(here))
            self._take(slugs)

    def do_undo(self) -> None:
        """Go back to the order before, that of an earlier run included."""
        if self._before:
            self._take(self._before.pop(), is_undo=True)
        elif (entry := self._services.queue.last_entry(State.DONE)) is not None and self._can_undo(entry):
            self._undo(entry)
        else:
            self.notice("there is no change to undo")

    def _can_undo(self, entry: Entry) -> bool:
        """Return whether the last change in the journal is one of this order."""
        return all(isinstance(one, PlaceCollection) and one.repo_id in self._places for one in entry.changes)

    def _undo(self, entry: Entry) -> None:
        places = {one.slug: place for place, one in enumerate(self._order)}
        for change in entry.of(State.DONE):
            inverse = change.inverse()
            if isinstance(inverse, PlaceCollection):
                places[inverse.repo_id] = self._places[inverse.repo_id] = inverse.place
                self._submit(inverse, update=(entry, State.UNDONE))
        self._order.sort(key=lambda one: places[one.slug])
        self._draw()

    def _take(self, slugs: list[str], is_undo: bool = False) -> None:
        before = [one.slug for one in self._order]
        if slugs == before or set(slugs) != set(before):
            return
        if not is_undo:
            self._before.append(before)
        known = {one.slug: one for one in self._order}
        self._order = [known[slug] for slug in slugs]
        self._draw()
        self._save(slugs)

    def _save(self, slugs: list[str]) -> None:
        """Submit a change for each collection that moves; the queue sends those of one collection in order."""
        entry_id = new_entry_id()
        titles = {one.slug: one.title or "" for one in self._order}
        for place, slug in enumerate(slugs):
            if self._places[slug] != place:
                change = PlaceCollection(slug, place, self._places[slug], titles[slug])
                self._places[slug] = place
                self._submit(change, entry_id)
        self.show_frame()

    def _submit(self, change: PlaceCollection, entry_id: str = "", update: tuple[Entry, State] | None = None) -> None:
        edit = self._services.queue.submit(change, entry_id=entry_id, update=update)
        edit.is_reported = True
        # A task of the app, not of the screen: a failure is told after the page was left, too.
        start_work(self.app, partial(self._follow, edit, change), f"profile-order {edit.name}")

    async def _follow(self, edit: QueuedChange, change: PlaceCollection) -> None:
        """Wait for the end of a change, and say so if it failed."""
        await edit.finished()
        if edit.error is not None:
            if self._places[change.repo_id] == change.place:
                self._places[change.repo_id] = None if edit.error.unsure else change.before
            self.frame.say(failed_message(change, edit.error), "failed")
        if self.is_attached:
            self.show_frame()

    def do_open_row(self) -> None:
        """The collection."""
        if self._list.cursor_id:
            self._routes.open(Target("collection", self._list.cursor_id))

    def do_refresh(self) -> None:
        """Ask the Hub again."""
        start_work(self, self._load, "profile")

    def do_leave(self) -> None:
        """What is grabbed."""
        self._list.put_back()

    def do_close(self) -> None:
        """Go back."""
        self._routes.back()
