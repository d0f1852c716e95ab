"""The page on which the user puts their collections in the order of their profile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.hub.errors import HubError
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.work import start_work
from hubtui.places import GRABBED, LIST, PAGE, PROFILE, STACKED
from hubtui.presentation.bars import Parts
from hubtui.presentation.values import utc_now
from hubtui.registry.target import Target
from hubtui.resources.collection import collection_cells
from hubtui.resources.collection.profile_order import ProfileOrder
from hubtui.resources.collection.reordering import Reordering
from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.widgets.reorder_list import ReorderList

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import EditServices


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
    """Lists the collections of the account. A move is shown at once and saved in the background."""

    PLACES: ClassVar[tuple[str, ...]] = (PROFILE, STACKED, LIST, PAGE)

    def __init__(self, frame: FrameState, services: EditServices, routes: Routes) -> None:
        super().__init__(frame)
        self._services = services
        self._routes = routes
        self._list = ReorderList(columns_for=_columns, id="items")
        # Its work belongs to the app, not to the screen: a failure is shown after the page is closed, too.
        self.order = ProfileOrder(services, lambda work, name: start_work(self.app, work, name), self._saved)
        self._reordering = Reordering(self, self._list, self._move)

    def body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield self._list

    def top_parts(self, width: int) -> Parts:
        """Return "back" and the title."""
        title = Cell("The order of your collections on your profile", "active")
        return [("close", [Cell("‹ Back", "accent"), Cell("   ")]), ("", [title])]

    def on_mount(self) -> None:
        """Load all collections."""
        self._list.focus()
        self._draw("Loading your collections…")
        self.do_refresh()

    @property
    def places(self) -> tuple[str, ...]:
        """The places of the page; while a collection is grabbed, those of the keys that move it."""
        return (GRABBED, LIST) if self._list.grab is not None else self.PLACES

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: the list, and the keys that put it in order."""
        return (self._reordering, self._list)

    def _draw(self, words: str = "", role: str = "dim") -> None:
        self._list.show_rows(_Rows(self.order.collections), [[Cell(" " * GUTTER + words, role)]] if words else [])
        self.show_frame()

    def state_words(self) -> list[Cell]:
        """Return the number of changes that are not saved yet, and the position that is being typed."""
        unsaved, typed = self.order.unsaved, self._reordering.typed_position
        cells = [Cell(f"  saving {unsaved} …", "accent")] if unsaved else []
        return [*cells, Cell(f"  position {typed}", "accent")] if typed else cells

    async def _load(self) -> None:
        account = self._services.rights().account
        if account is None:
            self._draw("who you are is not known yet: r asks again", "failed")
            return
        try:
            await self.order.load(account.name)
        except HubError as error:
            self._draw(f"{error}; r asks again", "failed")
            return
        self._draw("" if self.order.collections else "you have no collections yet; n in their list makes one")

    # Order

    def on_reorder_list_grabbed(self) -> None:
        """Show the keys that are in use now."""
        self.show_frame()

    def on_reorder_list_dropped(self, event: ReorderList.Dropped) -> None:
        """Save the new order."""
        self._move(event.ids, event.before)

    def _move(self, slugs: list[str], before: str | None) -> None:
        self.order.move(slugs, before)
        self._draw()

    def _saved(self, failure: str) -> None:
        if failure:
            self.frame.say(failure, "failed")
        if self.is_attached:
            self.show_frame()

    def do_undo(self) -> None:
        """Undo the last move, even one of an earlier run."""
        self._show_turned(self.order.undo(), "undo")

    def do_redo(self) -> None:
        """Redo the move that was undone last, even in an earlier run."""
        self._show_turned(self.order.redo(), "redo")

    def _show_turned(self, has_turned: bool, words: str) -> None:
        if has_turned:
            self._draw()
        else:
            self.notice(f"there is no change to {words}")

    # The page

    def do_open_row(self) -> None:
        """Open the collection under the cursor."""
        if self._list.cursor_id:
            self._routes.open(Target("collection", self._list.cursor_id))

    def do_refresh(self) -> None:
        """Load the order again."""
        start_work(self, self._load, "profile")

    def do_leave(self) -> None:
        """Put the grabbed collection back."""
        self._list.put_back()

    def do_close(self) -> None:
        """Go back."""
        self._routes.back()
