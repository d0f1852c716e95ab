"""The base class of the reader: a widget that shows a document, page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator

from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from hubtui.text.columns import Cell
from hubtui.text.document import Document, Line, Lines
from hubtui.widgets.line_view import LineView

MARGIN = 1
_KEPT_STRIPS = 400


class DocumentView(LineView):
    """Shows a document, and asks it only for the lines in view.

    With `cursor` one line is under a cursor and can be chosen; else the keys scroll.
    """

    class Resized(Message, namespace="reader"):
        """The widget has another width, so the document may have to be laid out again."""

    class Said(Message, namespace="reader"):
        """A message for the bottom line."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, *, id: str, cursor: bool = False) -> None:
        super().__init__(id=id)
        self.has_cursor = cursor
        self._document: Document = Lines()
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._width = 0
        self._follows_end = False
        self.cursor_line = 0

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """The place of the terminal's own cursor in plain mode: the current line; None in other modes."""
        return self.spoken_at(self.cursor_line - self.top_line if self.has_cursor else 0)

    # The document

    def show(self, document: Document, *, from_top: bool = True) -> None:
        """Show another document: from its top, or scrolled about as far as the one before."""
        part = self.top_line / max(1, len(self._document))
        self._document = document
        self.resize_document()
        if from_top:
            self.cursor_line = 0
            self.scroll_lines(0)
        else:
            self.scroll_lines(round(part * len(document)))
            self.cursor_line = min(self.cursor_line, max(0, len(document) - 1))

    def lines_added(self, dropped: int = 0) -> None:
        """Draw the document, which has more lines at its end now, and stay at the end after `follow_the_end`.

        `dropped` is the number of lines that it has lost at its beginning: the same lines stay in view.
        """
        was_at_end, top = self.is_at_the_end, self.top_line
        self.resize_document()
        if dropped:
            self.cursor_line -= dropped
            self.scroll_lines(max(0, top - dropped))
        self.cursor_line = max(0, min(self.cursor_line, len(self._document) - 1))
        if was_at_end and self._follows_end:
            self.move_to_edge(last=True)

    async def show_growing(self, document: Lines, pieces: AsyncIterator[Lines], *, at_once: bool) -> None:
        """Add pieces to a document as they are produced, and show it.

        With `at_once` show it from its first piece on, from its top. Else show it when it is complete, scrolled about
        as far as the present document.
        """
        async for more in pieces:
            is_first = not len(document)
            document.extend(more)
            if is_first and at_once:
                self.show(document)
            elif document is self._document:
                self.lines_added()
        if document is not self._document:
            self.show(document, from_top=False)

    @property
    def is_at_the_end(self) -> bool:
        """Whether the last line is in view."""
        return self.top_line + self.size.height >= self.virtual_size.height

    def follow_the_end(self) -> None:
        """Go to the end, and stay there while the document grows, until the user moves away."""
        self._follows_end = True
        self.move_to_edge(last=True)

    def resize_document(self) -> None:
        """Draw the document again, which may have another number of lines."""
        self.virtual_size = Size(self.size.width, len(self._document))
        self.redraw()

    @property
    def document(self) -> Document:
        """The document that is shown."""
        return self._document

    @property
    def text_width(self) -> int:
        """The width that a line may have, in terminal cells."""
        return max(1, (self.size.width or self.app.size.width) - 2 * MARGIN)

    # Moving

    @property
    def current_line(self) -> int:
        """The line under the cursor; without a cursor the first line in view."""
        return self.cursor_line if self.has_cursor else self.top_line

    def move_lines(self, lines: int) -> None:
        """Scroll down by `lines` (up if negative), or move the cursor."""
        if self.has_cursor:
            self.move_cursor(self.cursor_line + lines)
        else:
            self.scroll_lines(self.top_line + lines)

    def move_by_page(self, part: float) -> None:
        """Move down by a part of a page (up if negative); one line of a whole page stays in view."""
        lines = int(part * max(1, self.size.height - 1))
        if self.has_cursor:
            self.scroll_lines(self.top_line + lines)
        self.move_lines(lines)

    def move_to_edge(self, last: bool) -> None:
        """Move to the first line, or to the last one."""
        self.move_lines(len(self._document) if last else -len(self._document))

    def go_to(self, line: int) -> None:
        """Make a line the first in view."""
        self.scroll_lines(line)
        if self.has_cursor:
            self.move_cursor(line)

    def show_line(self, line: int) -> None:
        """Put the cursor on a line, and scroll it to the upper third of the view if it is not in view."""
        if self.has_cursor:
            self.move_cursor(line)
        if not self.is_in_view(line):
            self.scroll_lines(max(0, line - self.size.height // 3))

    def is_in_view(self, line: int) -> bool:
        """Return whether a line is on the screen."""
        return self.top_line <= line < self.top_line + self.size.height

    def move_cursor(self, line: int) -> None:
        """Put the cursor on a line, or the nearest one, and scroll if needed."""
        self.cursor_line = max(0, min(line, len(self._document) - 1))
        self.bring_into_view(self.cursor_line, self.cursor_line)
        self.refresh()

    def say(self, words: str) -> None:
        """Ask the screen to show a message in the bottom line."""
        self.post_message(self.Said(words))

    # Drawing

    def on_resize(self) -> None:
        """Draw everything again; tell the screen if the width is another one."""
        self.resize_document()
        if self.size.width != self._width:
            self._width = self.size.width
            self.post_message(self.Resized())

    def forget_strips(self) -> None:
        """Drop the lines that are drawn already."""
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Return the line of the document at the line `y` of the widget."""
        index = y + self.top_line
        is_here = self.has_cursor and index == self.cursor_line and index < len(self._document)
        strip = self._strips.get((index, is_here))
        if strip is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            cells = self.cells_at(index) if index < len(self._document) else []
            strip = self.draw_line([Cell(" " * MARGIN), *cells], under_cursor=is_here)
            self._strips[index, is_here] = strip
        return strip

    def cells_at(self, index: int) -> Line:
        """Return the cells of a line of the document."""
        return self._document.line(index)
