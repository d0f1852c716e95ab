"""Every field that the Hub tells of a repo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from hubtui.actions import LIST, READING
from hubtui.screens.repo.outline import ask_for_heading
from hubtui.screens.repo.page import RepoPage
from hubtui.screens.repo.section import Section
from hubtui.text.columns import Cell
from hubtui.text.document import plain
from hubtui.widgets.reader import Reader

if TYPE_CHECKING:
    from hubtui.presentation.info_document import InfoDocument


class InfoSection(Section):
    """The info of the page: it costs no request of its own."""

    PLACES: ClassVar[tuple[str, ...]] = (READING, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page)
        self._reader = Reader(id="info", cursor=True)
        self._document: InfoDocument | None = None
        self._stop_listening: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """A reader."""
        yield self._reader

    @property
    def front(self) -> Widget:
        """The reader."""
        return self._reader

    def say(self, words: str, role: str = "dim") -> None:
        """One line in place of the fields."""
        self._reader.show(plain([(Cell(words, role),)]))

    def begin(self) -> None:
        """They come with the page."""
        self.say(self.page.failure or "the fields are on their way …")
        self._stop_listening = self.page.on_info(self._draw)

    def on_unmount(self) -> None:
        """Nothing is drawn on what is gone."""
        if self._stop_listening is not None:
            self._stop_listening()

    def _draw(self) -> None:
        from hubtui.presentation.info_document import InfoDocument

        info = self.page.info
        if info is not None:
            first = self._document is None
            self._document = InfoDocument(info.wire(), self._reader.text_width)
            self._reader.show(self._document, from_top=first)

    def on_reader_resized(self, event: Reader.Resized) -> None:
        """Another width."""
        event.stop()
        self._draw()

    def on_reader_chosen(self, event: Reader.Chosen) -> None:
        """Fold or unfold."""
        event.stop()
        if self._document is not None and self._document.toggle(event.index):
            self._reader.grown()

    def do_outline(self) -> None:
        """The groups, to jump to one."""
        ask_for_heading(self._reader, self._document.headings if self._document else [], self.page)

    def leave(self) -> bool:
        """The field of find, or its matches."""
        return self._reader.leave()
