"""The page of one request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.places import LIST, PAGE, READING, STACKED
from hubtui.presentation.bars import Parts
from hubtui.resources.request.request_cells import detail
from hubtui.text.columns import Cell
from hubtui.widgets.reader import Reader

if TYPE_CHECKING:
    from hubtui.hub.calls import Exchange


class DetailScreen(FrameScreen):
    """Shows a request and its answer, without secrets."""

    PLACES: ClassVar[tuple[str, ...]] = (READING, STACKED, LIST, PAGE)

    def __init__(self, frame: FrameState, exchange: Exchange) -> None:
        super().__init__(frame)
        self._exchange = exchange
        self._reader = Reader(id="request")

    def body(self) -> Iterable[Widget]:
        """Yield the text."""
        yield self._reader

    def top_parts(self, width: int) -> Parts:
        """Return the cells of the top line: "back" and the title."""
        return [("close", [Cell("‹ Activity", "accent"), Cell("   ")]), ("", [Cell("Request", "active")])]

    def on_mount(self) -> None:
        """Show the request."""
        self._show()
        self._reader.focus()

    def _show(self) -> None:
        self._reader.show(detail(self._exchange, self._reader.text_width), from_top=False)

    def on_reader_resized(self) -> None:
        """Lay the text out for another width."""
        self._show()

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the reader, which has the actions that move in the text."""
        return self._reader.targets()

    def do_leave(self) -> None:
        """Cancel a search or a selection in the reader, else close the page."""
        if not self._reader.leave():
            self.do_close()

    def do_close(self) -> None:
        """Close the page."""
        self.app.pop_screen()
