"""A section that is something to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from hubtui.action_target import ActionTarget
from hubtui.browser.outline import ask_for_heading
from hubtui.places import LIST, OUTLINED, READING
from hubtui.presentation.lines import message
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import Section
from hubtui.text.document import Heading
from hubtui.widgets.reader import Reader


class ReaderSection(Section):
    """Owns a reader; what it shows is laid out by `draw` whenever that changes or has another width."""

    PLACES: ClassVar[tuple[str, ...]] = (OUTLINED, READING, LIST)

    def __init__(self, page: RepoPage, *, cursor: bool = False) -> None:
        super().__init__(page)
        self.reader = Reader(id="reader", cursor=cursor)

    def compose(self) -> ComposeResult:
        """The reader."""
        yield self.reader

    @property
    def front(self) -> Reader:
        """The reader."""
        return self.reader

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with the actions of the reader."""
        return self.reader.targets()

    @property
    def headings(self) -> Sequence[Heading]:
        """The headings of what is shown."""
        return self.reader.document.headings

    def say(self, words: str, role: str = "dim") -> None:
        """One line in place of what there is to read."""
        self.reader.show(message(words, role, self.reader.text_width))

    def draw(self) -> None:
        """Lay out anew."""

    def on_reader_resized(self, event: Reader.Resized) -> None:
        """Another width."""
        event.stop()
        self.draw()

    def do_outline(self) -> None:
        """The headings, to jump to one."""
        ask_for_heading(self.reader, self.headings, self.page.notice)

    def leave(self) -> bool:
        """The field of find, or its matches."""
        return self.reader.leave()
