"""The dialog of saved views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from hubtui.dialogs.item_rows import ItemRows
from hubtui.dialogs.list_dialog import ListDialog
from hubtui.dialogs.question import Question
from hubtui.hub.errors import HubError
from hubtui.pages.work import start_work
from hubtui.places import MENU, VIEWS
from hubtui.resources.saved_view.view_news import news_of
from hubtui.resources.saved_view.view_query import words_of
from hubtui.resources.saved_view.view_store import ViewStore
from hubtui.text.columns import Cell, Column

if TYPE_CHECKING:
    from hubtui.config.memory_budget import MemoryBudget
    from hubtui.config.views import View
    from hubtui.worker.worker import Worker


def _columns(width: int) -> list[Column]:
    return [
        Column("name", "", width // 3),
        Column("what", "", 0),
        Column("tab", "", 4),
        Column("new", "", 9, right=True),
    ]


class ViewsDialog(ListDialog):
    """Opens saved views, makes them tabs, and deletes them. Shows how many rows of each are new.

    `opened` is called with the view to open, `changed` after the tabs have changed.
    """

    PLACES: ClassVar[tuple[str, ...]] = (VIEWS, MENU)

    def __init__(
        self,
        views: ViewStore,
        worker: Worker,
        memory: MemoryBudget,
        opened: Callable[[View], None],
        changed: Callable[[], None],
    ) -> None:
        keys = "enter open · t a tab or not · d forget · esc leave"
        super().__init__("Saved views", keys, _columns, rows=len(views.all), id="views")
        self._views = views
        self._worker = worker
        self._memory = memory
        self._opened = opened
        self._changed = changed
        self._news: dict[str, str] = {}

    def on_mount(self) -> None:
        """Show all views, and count their new rows."""
        self._show()
        start_work(self, self._look, "news")

    async def _look(self) -> None:
        for view in self._views.all:
            try:
                self._news[view.name] = await news_of(self._worker, view, self._memory.budget)
            except HubError as error:
                self._show(str(error), "failed")
                return
            self._show()

    def _show(self, words: str = "", role: str = "dim") -> None:
        views = self._views.all
        rows = ItemRows(views, lambda view: view.name, self._cells)
        self.show(rows, words or ("" if views else "none yet: V in a list saves one"), role)

    def _cells(self, view: View, _columns: Sequence[Column]) -> list[Cell]:
        query = " · ".join([view.tab, *words_of(view)])
        tab, news = "tab" if view.is_tab else "", self._news.get(view.name, "")
        return [Cell(view.name), Cell(query, "dim"), Cell(tab, "dim"), Cell(news, "mark")]

    @property
    def _view(self) -> View | None:
        views = self._views.all
        return views[self.row_list.cursor] if views else None

    def do_choose(self) -> None:
        """Open the view under the cursor."""
        if (view := self._view) is not None:
            self.answer(None)
            self._opened(view)

    def do_make_tab(self) -> None:
        """Make the view under the cursor a tab, or no tab."""
        if (view := self._view) is not None:
            why = self._views.save(view._replace(is_tab=not view.is_tab))
            self._changed()
            self._show(why, "failed")

    def do_forget(self) -> None:
        """Delete the view under the cursor after a question."""
        if (view := self._view) is not None:
            question = Question(f"Forget the view {view.name}?", "forget")
            self.app.push_screen(question, lambda yes: self._forget(view) if yes else None)

    def _forget(self, view: View) -> None:
        why = self._views.forget(view.name)
        self._changed()
        self._show(why, "failed")
