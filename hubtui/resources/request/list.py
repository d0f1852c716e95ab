"""The list of requests that were sent, the newest last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from hubtui.browser.list_model import ListModel, Order
from hubtui.places import ACTIVITY
from hubtui.resources.request import request_cells
from hubtui.resources.request.detail import DetailScreen
from hubtui.resources.request.request_commands import copies
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.hub.calls import Exchange
    from hubtui.pages.session import Session
    from hubtui.presentation.snippets import Snippet


class ActivityList(ListModel["Exchange"]):
    """The requests of this run; new ones are added while it is open. A cursor on the last row follows them."""

    name = "activity"
    title = "Activity"
    places = (ACTIVITY,)
    orders: tuple[Order, ...] = (
        Order("sent", "newest last"),
        Order("time", "slowest first", lambda exchange: exchange.seconds, descending=True),
        Order("bytes", "largest first", lambda exchange: exchange.bytes, descending=True),
        Order("status", "status", lambda exchange: exchange.status),
        Order("path", "path", lambda exchange: exchange.path),
    )
    follows_end = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._log = session.worker.activity
        self._stop_listening: Callable[[], None] | None = None

    def begin(self) -> None:
        """Show the requests, and add new ones as they are sent."""
        self._stop_listening = self._log.listen(self._came)
        self.items = list(self._log.exchanges)

    def close(self) -> None:
        """Stop adding new requests."""
        if self._stop_listening is not None:
            self._stop_listening()

    def _came(self, _exchange: Exchange) -> None:
        self.items = list(self._log.exchanges)
        self.browser.show_items_soon()

    def key(self, item: Exchange) -> str:
        """Return an id for a request."""
        return str(id(item))

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        return request_cells.columns_for(width)

    def cells(self, item: Exchange, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a request."""
        return request_cells.cells(item, columns)

    def text(self, item: Exchange) -> str:
        """Return the method, path, status and error of a request, in which words are searched."""
        return f"{item.method} {item.path} {item.status} {item.error}"

    def count(self, shown: int) -> str:
        """Return how many requests there are, and how many answers were shared."""
        many = len(self.items)
        count = f"{shown:,} of {many:,}" if shown != many else f"{many:,} requests"
        return f"{count}, {self._log.joined:,} shared an answer" if self._log.joined else count

    def preview(self, item: Exchange, width: int) -> Iterable[Line]:
        """Return everything known about a request."""
        return request_cells.detail(item, width).lines

    def open(self, item: Exchange) -> None:
        """Show a request in full."""
        self.browser.app.push_screen(DetailScreen(self.browser.frame, item))

    def snippets(self, item: Exchange) -> list[Snippet]:
        """Return commands that send the same request."""
        return copies(item, self.browser.routes.endpoint, self.browser.frame.rights.has_token)
