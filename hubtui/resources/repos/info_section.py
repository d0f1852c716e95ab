"""The section Info: all fields of the info of a repo."""

from __future__ import annotations

from collections.abc import Callable

from hubtui.presentation.info_document import DocumentWithJson, info_document
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.reader_section import ReaderSection
from hubtui.widgets.reader import Reader


class InfoSection(ReaderSection):
    """Shows the info that the page has loaded."""

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page, cursor=True)
        self._document: DocumentWithJson | None = None
        self._stop_listening: Callable[[], None] | None = None

    def begin(self) -> None:
        """Draw the info when the page has loaded it."""
        self.say(self.page.failure or "Loading the fields…")
        self._stop_listening = self.page.on_info(self.draw)

    def on_unmount(self) -> None:
        """Stop listening to the page."""
        if self._stop_listening is not None:
            self._stop_listening()

    def draw(self) -> None:
        """Draw all fields, if they are loaded."""
        if self.page.info is not None:
            first = self._document is None
            self._document = info_document(self.page.info.sent, self.reader.text_width)
            self.reader.show(self._document, from_top=first)

    def on_reader_chosen(self, event: Reader.Chosen) -> None:
        """Fold or unfold the field that was chosen."""
        event.stop()
        if self._document is not None and self._document.toggle(event.index):
            self.reader.lines_added()
