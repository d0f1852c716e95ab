"""The list of quants of a model, grouped by method."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from hubtui.browser.list_model import Order
from hubtui.browser.paged_list import PagedList
from hubtui.browser.repo_rows import RepoRows
from hubtui.browser.screen import BrowserScreen
from hubtui.hub.kinds import KINDS
from hubtui.hub.listings import ListingPage
from hubtui.hub.query import Cursor
from hubtui.pages.work import start_work
from hubtui.places import QUANTS
from hubtui.presentation import quants
from hubtui.presentation.bars import Parts
from hubtui.registry.target import Target
from hubtui.text.columns import Cell, Column
from hubtui.widgets.bars import Bar

if TYPE_CHECKING:
    from hubtui.hub.models.rows import ModelRow
    from hubtui.pages.frame import FrameState
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session

_ROWS_A_PAGE = 100
# The names of the files (siblings) show which quants a GGUF repo contains.
_FIELDS = (*KINDS["model"].listing_fields, "siblings")


def show_quants(frame: FrameState, session: Session, routes: Routes, repo_id: str, tags: Collection[str]) -> None:
    """Open the quants of a model with these tags. If the model is a quant itself, open its base model."""
    if base := quants.base_of_quant(tags):
        routes.open(Target("model", base))
    else:
        routes.push(lambda: BrowserScreen(frame, routes, QuantsList(session, repo_id)))


class QuantsList(RepoRows["ModelRow"], PagedList["ModelRow"]):
    """The quants of the model `base`. The groups grow while more rows are loaded."""

    name = "quants"
    places = (QUANTS,)
    nouns = ("quant", "quants")
    orders: tuple[Order, ...] = (
        Order("method", "method", quants.group_of),
        Order("downloads", "downloads", lambda row: row.downloads or 0, descending=True),
        Order("size", "size", quants.size_of),
        Order("created", "newest first", lambda row: row.created_at or "", True, lambda row: row.created_at),
        Order("publisher", "publisher", lambda row: row.id.casefold()),
    )

    def __init__(self, session: Session, base: str = "") -> None:
        super().__init__(session, "model")
        self._base = base
        self._groups = Bar(id="sections")
        self._stop_listening: Callable[[], None] | None = None

    def top_parts(self, view: str = "") -> Parts:
        """Return the cells of the top line: "back" and the base model."""
        return [
            ("close", [Cell("‹ Back", "accent"), Cell("   ")]),
            ("", [Cell("Quants of ", "dim"), Cell(self._base, "active")]),
        ]

    def header(self) -> Iterable[Widget]:
        """Return the line with the groups."""
        return (self._groups,)

    def header_changed(self) -> None:
        """Draw the number of quants in each group."""
        self._groups.show(quants.group_parts(self.items), [])

    def state(self) -> dict[str, Any]:
        """Return the query and the base model as plain JSON."""
        return {**super().state(), "base": self._base}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over a query and a base model that `state` returned."""
        super().restore(state)
        if isinstance(base := state.get("base"), str):
            self._base = base

    # Loading

    def begin(self) -> None:
        """Load the first page, and look how much memory the quants have to fit into."""
        memory = self.browser.frame.memory
        if self._stop_listening is None:
            self._stop_listening = memory.subscribe(self.browser.show_details)
        start_work(self.browser.rows, memory.detect, "memory")
        super().begin()

    def close(self) -> None:
        """Stop listening to changes of the memory."""
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[ModelRow], Cursor | None]:
        """Load a page; see `PagedList.fetch`."""
        query = quants.quantized_from(self._base, _ROWS_A_PAGE, _FIELDS)
        page = await self._session.worker.get(ListingPage(query, place), fresh=again)
        return page.rows, page.next  # type: ignore[return-value]  # models were asked for

    def empty_words(self) -> str:
        """Return the text for a list without quants."""
        return f"the Hub knows no quants of {self._base}"

    # Rows

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        return quants.columns_for(width)

    def cells(self, item: ModelRow, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a quant."""
        return quants.cells(item, columns, self.browser.frame.memory.budget)

    def text(self, item: ModelRow) -> str:
        """Return the id and the method of a quant, in which words are searched."""
        return f"{item.id} {quants.method_of_row(item)}"

    # Groups

    def clicked(self, name: str) -> bool:
        """Go to the group that was clicked. Return whether the name is one of a group."""
        group, _, method = name.partition(":")
        if group == "group":
            self._go_to(method)
        return group == "group"

    def do_next_group(self) -> None:
        """Go to the next group."""
        self._step(1)

    def do_previous_group(self) -> None:
        """Go to the previous group."""
        self._step(-1)

    def _step(self, by: int) -> None:
        item: ModelRow | None = self.browser.item
        methods = [name.partition(":")[2] for name, _ in quants.group_parts(self.items)]
        if item is not None:
            place = methods.index(quants.method_of_row(item)) + by
            self._go_to(methods[place % len(methods)])

    def _go_to(self, method: str) -> None:
        """Move the cursor to the most downloaded quant of a method."""
        found = [row for row in sorted(self.items, key=quants.group_of) if quants.method_of_row(row) == method]
        if found:
            rows = self.browser.rows
            rows.move_to(rows.find(found[0].id))

    def do_quants(self) -> None:
        """Open the base model."""
        self.browser.routes.open(Target("model", self._base))
