"""The base class of sections that show a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from hubtui.action_target import ActionTarget
from hubtui.browser.outline import ask_for_heading
from hubtui.places import LIST, OUTLINED, READING
from hubtui.presentation.info_document import DocumentWithJson
from hubtui.presentation.lines import message
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import Section
from hubtui.text.document import Heading
from hubtui.widgets.reader import Reader


class ReaderSection(Section):
    """Owns a reader. A subclass lays out the text in `draw`, which is called for another width, too."""

    PLACES: ClassVar[tuple[str, ...]] = (OUTLINED, READING, LIST)

    def __init__(self, page: RepoPage, *, cursor: bool = False) -> None:
        super().__init__(page)
        self.reader = Reader(id="reader", cursor=cursor)

    def compose(self) -> ComposeResult:
        """Yield the reader."""
        yield self.reader

    @property
    def front(self) -> Reader:
        """Return the reader, which gets the focus."""
        return self.reader

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with the actions of the reader."""
        return self.reader.targets()

    @property
    def headings(self) -> Sequence[Heading]:
        """The headings of the text that is shown."""
        return self.reader.document.headings

    def say(self, words: str, role: str = "dim") -> None:
        """Show a message instead of the text."""
        self.reader.show(message(words, role, self.reader.text_width))

    def draw(self) -> None:
        """Lay out the text for the width of the reader."""

    def on_reader_resized(self, event: Reader.Resized) -> None:
        """Lay out the text for another width."""
        event.stop()
        self.draw()

    def do_outline(self) -> None:
        """Open the menu of headings."""
        ask_for_heading(self.reader, self.headings, self.page.notice)

    def leave(self) -> bool:
        """End the search, else deselect the link. Return whether there was either."""
        return self.reader.leave()


class JsonSection(ReaderSection):
    """Shows a document with JSON, whose parts can be folded."""

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page, cursor=True)
        self._document: DocumentWithJson | None = None

    def show_document(self, document: DocumentWithJson) -> None:
        """Show a document from its top, or the same one for another width."""
        self.reader.show(document, from_top=self._document is None)
        self._document = document

    def on_reader_chosen(self, event: Reader.Chosen) -> None:
        """Fold or unfold the part of the JSON that was chosen."""
        event.stop()
        if self._document is not None and self._document.toggle(event.index):
            self.reader.lines_added()
