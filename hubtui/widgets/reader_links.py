"""The links of the text in a reader: going from one to the next, and following them."""

from __future__ import annotations

from hubtui.action_target import ActionTarget
from hubtui.text.document import Line, Link
from hubtui.text.matches import cut_at
from hubtui.widgets.document_view import DocumentView
from hubtui.widgets.finding import characters_of


class ReaderLinks(ActionTarget):
    """Selects one link at a time in the document of `reader`."""

    def __init__(self, reader: DocumentView) -> None:
        self._reader = reader
        self.selected: Link | None = None

    def clear(self) -> bool:
        """Select no link. Return whether one was selected."""
        had = self.selected is not None
        self.selected = None
        return had

    def do_next_link(self) -> None:
        """Select the next link, or the first one in view."""
        self._step(1)

    def do_previous_link(self) -> None:
        """Select the previous link, or the last one above the view."""
        self._step(-1)

    def _step(self, by: int) -> None:
        reader, links = self._reader, self._reader.document.links
        if not links:
            reader.say("there are no links here")
            return
        top = reader.top_line
        if self.selected is not None and top <= self.selected.line < top + reader.page_lines:
            place = links.index(self.selected) + by
        else:
            below = [index for index, link in enumerate(links) if link.line >= top]
            first = below[0] if below else len(links)
            place = first if by > 0 else first - 1
        self.selected = links[place % len(links)]
        reader.bring_into_view(self.selected.line, self.selected.line)
        reader.redraw()
        reader.say(self.selected.target)

    def at(self, line: int, column: int) -> Link | None:
        """Return the link at a terminal cell of the text, or None."""
        links = self._reader.document.links
        return next((link for link in links if link.line == line and link.start <= column < link.end), None)

    def highlight(self, line: int, cells: Line) -> Line:
        """Return the cells of a line, with the selected link in the role "current"."""
        link = self.selected
        if link is None or link.line != line:
            return cells
        return list(cut_at(cells, [characters_of(cells, link.start, link.end)], "current"))
