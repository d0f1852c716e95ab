"""A widget that shows a document as `less` does: pages, search, and links."""

from __future__ import annotations

from textual import events
from textual.message import Message

from hubtui.action_target import ActionTarget
from hubtui.text.document import Document, Line
from hubtui.widgets.document_view import MARGIN, DocumentView
from hubtui.widgets.reader_links import ReaderLinks
from hubtui.widgets.reader_search import ReaderSearch


class Reader(DocumentView):
    """Shows a document that can be searched, and whose links can be followed."""

    class Followed(Message):
        """The user follows a link; `target` is its address as the document has it."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    class Chosen(Message):
        """The user has chosen the line at `index`."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, *, id: str, cursor: bool = False) -> None:
        super().__init__(id=id, cursor=cursor)
        self.search = ReaderSearch(self)
        self.links = ReaderLinks(self)

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with the actions of the reader."""
        return (self.search, self.links, self)

    def show(self, document: Document, *, from_top: bool = True) -> None:
        """Show another document, and search it for the same text as the one before."""
        self.links.clear()
        super().show(document, from_top=from_top)
        self.search.repeat()

    def lines_added(self, dropped: int = 0) -> None:
        """Draw and search the document again, which has more lines at its end, and `dropped` fewer at its beginning."""
        super().lines_added(dropped)
        self.search.repeat(unfold=False)

    def do_follow(self) -> None:
        """Follow the selected link; without one choose the line under the cursor."""
        if self.links.selected is not None:
            self.post_message(self.Followed(self.links.selected.target))
        elif self.has_cursor:
            self.post_message(self.Chosen(self.cursor_line))

    def leave(self) -> bool:
        """End the search, else deselect the link. Return whether there was either."""
        had = self.search.end() or self.links.clear()
        self.redraw()
        return had

    def cells_at(self, index: int) -> Line:
        """Return the cells of a line, with the matches and the selected link highlighted."""
        return self.search.highlight(self.links.highlight(index, super().cells_at(index)))

    def on_click(self, event: events.Click) -> None:
        """Follow the link that was clicked, or choose the line."""
        line = event.y + self.top_line
        if (link := self.links.at(line, event.x - MARGIN)) is not None:
            self.post_message(self.Followed(link.target))
        elif self.has_cursor and line < len(self.document):
            self.move_cursor(line)
            self.post_message(self.Chosen(line))
