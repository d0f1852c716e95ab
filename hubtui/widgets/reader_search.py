"""Searching the text in a reader: the search field, the matches, and going from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from hubtui.action_target import ActionTarget
from hubtui.text.columns import Cell
from hubtui.text.document import Document, Foldable, Line
from hubtui.widgets.document_view import DocumentView
from hubtui.widgets.field import Field
from hubtui.widgets.finding import Finding, in_slices
from hubtui.widgets.roles import Roles

_LABEL = " / "
_NOTHING = "nothing is looked for yet: / finds"


class FindBar(Roles):
    """Calls `on_text` when the text changes, and `on_done` when enter is pressed."""

    def __init__(self, text: str, on_text: Callable[[str], None], on_done: Callable[[], None]) -> None:
        super().__init__()
        self.field = Field(text, entered=self._entered)
        self.field.styles.margin = (0, 0, 0, len(_LABEL))
        self._typed = text
        self._on_text = on_text
        self._on_done = on_done
        self._words = ""

    def compose(self) -> ComposeResult:
        """Yield the field."""
        yield self.field

    def say(self, words: str) -> None:
        """Show the number of matches as `words`."""
        if words != self._words:
            self._words = words
            self.refresh()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on another text. The first event of a field is left out: it tells the text that it was opened with."""
        event.stop()
        if event.value != self._typed:
            self._typed = event.value
            self._on_text(event.value)

    def _entered(self, text: str) -> None:
        # The field's word of its last letters may still be on its way.
        if text != self._typed:
            self._typed = text
            self._on_text(text)
        self._on_done()

    def render_line(self, y: int) -> Strip:
        """Return the line: the label, and the number of matches at the right."""
        return self.draw_ends([Cell(_LABEL, "accent")], [Cell(f"{self._words} ", "dim")])


class ReaderSearch(ActionTarget):
    """Searches the document of `reader` while the user types, and goes from match to match."""

    def __init__(self, reader: DocumentView) -> None:
        self._reader = reader
        self._bar: FindBar | None = None
        self._match: int | None = None
        self._unfolded: Document | None = None
        self.finding: Finding | None = None
        """The search that was entered last; None if there is none."""

    def do_find(self) -> None:
        """Open the search field, with the text of the last search."""
        reader = self._reader
        if self._bar is None and isinstance(reader.parent, Widget):
            self._bar = FindBar(self.finding.text if self.finding is not None else "", self.find, self._entered)
            reader.parent.mount(self._bar, after=reader)
            # At once, not in a later turn: keys may be waiting already.
            reader.screen.set_focus(self._bar.field)

    def find(self, text: str) -> None:
        """Search the document for `text`; "" ends the search."""
        self.finding = Finding(text) if text else None
        self.repeat()
        self._reader.redraw()

    def repeat(self, unfold: bool = True) -> None:
        """Search the document again. With `unfold` its folded parts are opened first, once for each document."""
        finding, document = self.finding, self._reader.document
        if finding is None:
            return
        # A worker of Textual's ends with the widget; the newest search ends the one before.
        # Made only once it runs: a coroutine for a widget that is going would never be awaited.
        search = cast("Any", partial(self._search, finding, document, unfold and document is not self._unfolded))
        self._reader.run_worker(search, group="find", exclusive=True)

    async def _search(self, finding: Finding, document: Document, unfold: bool) -> None:
        if unfold and isinstance(document, Foldable):
            await in_slices(document.unfolding())
            self._unfolded = document
            self._reader.resize_document()
        await finding.search(document, self._show_progress)

    def _show_progress(self) -> None:
        """Go to the first match while the field is open, unless one is in view; show the number of matches."""
        finding, reader = self.finding, self._reader
        if finding is None or self._bar is None:
            return
        if finding.lines and not any(reader.is_in_view(line) for line in finding.lines[:1000]):
            line = finding.next_after(reader.current_line - 1)
            if line is not None and (line >= reader.current_line or finding.is_over):
                self._go_to(line)
        self._bar.say(finding.words(self._match))

    def _entered(self) -> None:
        """Close the field and keep the matches."""
        self._close_field()
        finding = self.finding
        if finding is not None and finding.is_over and not finding.lines:
            self._reader.say(f'"{finding.text}" is not in here')

    def do_next_match(self) -> None:
        """Go to the next line with a match, after the last one to the first."""
        self._step(forwards=True)

    def do_previous_match(self) -> None:
        """Go to the previous line with a match, before the first one to the last."""
        self._step(forwards=False)

    def _step(self, *, forwards: bool) -> None:
        finding, reader = self.finding, self._reader
        if finding is None:
            reader.say(_NOTHING)
            return
        here = self._match if self._match is not None else reader.current_line - forwards
        line = finding.next_after(here) if forwards else finding.last_before(here)
        if line is None:
            reader.say(f'"{finding.text}" is not in here')
            return
        has_wrapped = (line <= here) if forwards else (line >= here)
        self._go_to(line)
        reader.say(f"{finding.words(line)}{', round the end' if has_wrapped else ''}")

    def _go_to(self, line: int) -> None:
        self._match = line
        self._reader.show_line(line)

    def _close_field(self) -> bool:
        bar, self._bar = self._bar, None
        if bar is not None:
            self._reader.screen.set_focus(self._reader)
            bar.remove()
        return bar is not None

    def end(self) -> bool:
        """Close the field and drop the matches. Return whether there was a search."""
        had = self._close_field() or self.finding is not None
        self.finding, self._match = None, None
        self._reader.workers.cancel_group(self._reader, "find")
        return had

    def highlight(self, cells: Line) -> Line:
        """Return the cells of a line, with what matches in the role "found"."""
        return self.finding.marked(cells) if self.finding is not None else cells
