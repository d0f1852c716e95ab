"""The base of pages with text: a header, the names of the sections, and the text of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.browser.text_sections import TextSection, TextSections
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.places import HUB_PAGE, LIST, OUTLINED, PAGE, READING, SECTIONS, STACKED
from hubtui.presentation.bars import Parts
from hubtui.text.columns import Cell
from hubtui.text.document import Line
from hubtui.widgets.bars import Bar
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.reader import Reader

if TYPE_CHECKING:
    from hubtui.pages.routes import Routes
    from hubtui.presentation.snippets import Snippet


class ReadingScreen(FrameScreen):
    """A page of text sections."""

    PLACES: ClassVar[tuple[str, ...]] = (SECTIONS, OUTLINED, READING, HUB_PAGE, STACKED, LIST, PAGE)
    most_header_lines: ClassVar[int] = 0

    def __init__(self, frame: FrameState, routes: Routes, title: str, sections: Sequence[TextSection]) -> None:
        super().__init__(frame)
        self.routes = routes
        self.title_words = title
        self.reader = Reader(id="reader")
        self.texts = TextSections(self, self.reader, sections, self.show_header)
        self._facts = FactLines(self.header_lines, most=self.most_header_lines, id="facts")
        self._names = Bar(id="sections")

    def header_lines(self, width: int) -> Sequence[Line]:
        """Return the lines above the sections, at most `most_header_lines`."""
        return ()

    def snippets(self) -> list[Snippet]:
        """Return the texts that can be copied."""
        return []

    def link_url(self, link: str) -> str:
        """Return the URL of a link in the text, or "" if it is not safe to follow."""
        return link

    def body(self) -> Iterable[Widget]:
        """Yield the header, the names of the sections, and the text."""
        if self.most_header_lines:
            yield self._facts
        yield self._names
        yield self.reader

    def top_parts(self, width: int) -> Parts:
        """Return the cells of the top line: "back" and the title."""
        return [("close", [Cell("‹ Back", "accent"), Cell("   ")]), ("", [Cell(self.title_words, "active")])]

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: those that change the section, and the reader."""
        return (self.texts, self.texts.keys, *self.reader.targets())

    def on_mount(self) -> None:
        """Paint first, then load."""
        self.reader.focus()
        self.show_header()
        self.call_after_refresh(self.texts.load)

    def on_resize(self) -> None:
        """Draw the header for the new width."""
        super().on_resize()
        self.show_header()

    def show_header(self) -> None:
        """Draw the header and the names of the sections again."""
        if not self.is_attached:
            return
        if self.most_header_lines:
            self._facts.lay_out()
        self._names.show(self.texts.names(self.app.size.width), [])

    def on_reader_resized(self) -> None:
        """Lay the text out for another width."""
        self.texts.lay_out()

    def on_reader_followed(self, event: Reader.Followed) -> None:
        """Scroll to the heading that a link names, or open the link."""
        url = self.link_url(event.target)
        if url.startswith("#"):
            self.texts.go_to_anchor(url)
        else:
            self.open_link(url)

    def open_link(self, url: str) -> None:
        """Open a URL in hubtui or in the web browser; "" shows a message that the link is not safe."""
        if url:
            self.routes.follow(url)
        else:
            self.notice("this link leads nowhere that is safe to go", failed=True)

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Show the section whose name was clicked, or run another action."""
        group, _, index = event.name.partition(":")
        if group == "section":
            self.texts.show(int(index))
        else:
            await super().on_bar_clicked(event)

    def do_copy(self) -> None:
        """Offer the texts that can be copied."""
        self.routes.offer_copies(self.snippets())

    def do_leave(self) -> None:
        """Cancel a search or a selection in the reader, else close the page."""
        if not self.reader.leave():
            self.do_close()

    def do_close(self) -> None:
        """Close the page."""
        self.routes.back()
