"""Every field that the Hub tells of a repo."""

from __future__ import annotations

from collections.abc import Callable

from hubtui.presentation.info_document import InfoDocument
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.reader_section import ReaderSection
from hubtui.widgets.reader import Reader


class InfoSection(ReaderSection):
    """The info of the page: it costs no request of its own."""

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page, cursor=True)
        self._document: InfoDocument | None = None
        self._stop_listening: Callable[[], None] | None = None

    def begin(self) -> None:
        """It comes with the page."""
        self.say(self.page.failure or "Loading the fields…")
        self._stop_listening = self.page.on_info(self.draw)

    def on_unmount(self) -> None:
        """Nothing is drawn on what is gone."""
        if self._stop_listening is not None:
            self._stop_listening()

    def draw(self) -> None:
        """All fields, once they are known."""
        if self.page.info is not None:
            first = self._document is None
            self._document = InfoDocument(self.page.info.wire(), self.reader.text_width)
            self.reader.show(self._document, from_top=first)

    def on_reader_chosen(self, event: Reader.Chosen) -> None:
        """Fold or unfold."""
        event.stop()
        if self._document is not None and self._document.toggle(event.index):
            self.reader.grown()
