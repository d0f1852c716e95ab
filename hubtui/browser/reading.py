"""The base of pages with text: a header, the names of the sections, and the text of one of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.browser.outline import ask_for_heading
from hubtui.browser.sections import section_parts
from hubtui.hub.errors import HubError
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.rendering import produced_in_thread
from hubtui.pages.work import start_work
from hubtui.places import HUB_PAGE, LIST, OUTLINED, PAGE, READING, SECTIONS, STACKED
from hubtui.presentation.bars import Parts
from hubtui.presentation.lines import message
from hubtui.presentation.markdown.links import line_of_anchor
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines
from hubtui.widgets.bars import Bar
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.reader import Reader

if TYPE_CHECKING:
    from hubtui.pages.routes import Routes
    from hubtui.presentation.snippets import Snippet


async def _nothing_to_load(again: bool) -> None:
    """Do nothing: the text is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSection:
    """One of the texts of a page.

    `pieces` returns the text in lines for a width in terminal cells; it runs in a thread, after `load`. `load` is
    called when the section is first shown, and with True to refresh it; it raises a HubError if it fails.
    """

    title: str
    pieces: Callable[[int], Iterator[Lines]]
    load: Callable[[bool], Awaitable[None]] = _nothing_to_load
    count: str = ""


class ReadingScreen(FrameScreen):
    """A page of text sections. Each is loaded when it is first shown, and keeps its scroll position."""

    PLACES: ClassVar[tuple[str, ...]] = (SECTIONS, OUTLINED, READING, HUB_PAGE, STACKED, LIST, PAGE)
    most_header_lines: ClassVar[int] = 0

    def __init__(self, frame: FrameState, routes: Routes, title: str, sections: Sequence[TextSection]) -> None:
        super().__init__(frame)
        self.routes = routes
        self.title_words = title
        self.sections = list(sections)
        self.reader = Reader(id="reader")
        self._front = self.sections[0].title
        self._facts = FactLines(self.header_lines, most=self.most_header_lines, id="facts")
        self._names = Bar(id="sections")
        self._document = Lines()
        self._loaded: set[str] = set()
        self._left: dict[str, int] = {}

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
        """Return the reader, which has the actions that move in the text."""
        return self.reader.targets()

    def on_mount(self) -> None:
        """Paint first, then load."""
        self.reader.focus()
        self.show_header()
        self.call_after_refresh(self._show)

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
        names = [(one.title, one.count) for one in self.sections]
        self._names.show(section_parts(names, self._place, self.app.size.width), [])

    # The text

    @property
    def section(self) -> TextSection:
        """The section that is shown."""
        return self.sections[self._place]

    @property
    def _place(self) -> int:
        return next((place for place, one in enumerate(self.sections) if one.title == self._front), 0)

    def say(self, words: str, role: str = "dim") -> None:
        """Show a message instead of the text."""
        self._document = Lines()
        self.reader.show(message(words, role, self.reader.text_width))

    def _show(self, again: bool = False) -> None:
        start_work(self, partial(self._load, self.section, again), "section")

    async def _load(self, section: TextSection, again: bool) -> None:
        if again or section.title not in self._loaded:
            if not again:
                self.say("Loading…")
            try:
                await section.load(again)
            except HubError as error:
                self._fail(error, again)
                return
            self._loaded.add(section.title)
            self.show_header()
        await self._lay_out(section, again)

    def _fail(self, error: HubError, again: bool) -> None:
        """Say why a text could not be loaded, and keep the present text if it was a refresh."""
        if again and len(self._document):
            self.notice(f"could not refresh: {error}; r tries again", failed=True)
        else:
            self.say(f"{error}; r tries again, o opens it in the browser", "failed")

    async def _lay_out(self, section: TextSection, keep_place: bool) -> None:
        """Lay the text out, its first screen at once, and scroll to where the section was left."""
        line = self._left.pop(section.title, 0)
        document = Lines()
        async for more in produced_in_thread(section.pieces(self.reader.text_width)):
            is_first = not len(document)
            document.extend(more)
            if is_first and not keep_place and not line:
                self._document = document
                self.reader.show(document)
            elif document is self._document:
                self.reader.grown()
        if document is not self._document:
            self._document = document
            self.reader.show(document, from_top=False)
            if line:
                self.reader.go_to(line)

    def draw(self) -> None:
        """Lay the current text out again, at the same position."""
        if self.section.title in self._loaded:
            start_work(self, partial(self._lay_out, self.section, True), "section")

    def on_reader_resized(self) -> None:
        """Lay the text out for another width."""
        self.draw()

    def on_reader_said(self, event: Reader.Said) -> None:
        """Show a message of the reader."""
        self.notice(event.words)

    def on_reader_followed(self, event: Reader.Followed) -> None:
        """Scroll to the heading that a link names, or open the link."""
        url = self.link_url(event.target)
        if not url.startswith("#"):
            self.open_link(url)
        elif (line := line_of_anchor(url, self._document)) is not None:
            self.reader.go_to(line)
        else:
            self.notice(f"the text has no heading {url}", failed=True)

    def open_link(self, url: str) -> None:
        """Open a URL in hubtui or in the web browser; "" shows a message that the link is not safe."""
        if url:
            self.routes.follow(url)
        else:
            self.notice("this link leads nowhere that is safe to go", failed=True)

    # Actions

    def show_section(self, title: str) -> None:
        """Show another section."""
        if title == self._front:
            return
        self.reader.leave()
        self._left[self._front] = self.reader.top_line
        self._front = title
        self.show_header()
        self._show()

    def do_section(self) -> None:
        """Show the section whose number was pressed; 0 is the tenth."""
        number = int(self.pressed) or 10
        if number <= len(self.sections):
            self.show_section(self.sections[number - 1].title)
        else:
            self.notice(f"there are {len(self.sections)} sections")

    def do_next_section(self) -> None:
        """Show the next section."""
        self._step(1)

    def do_previous_section(self) -> None:
        """Show the previous section."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self.show_section(self.sections[(self._place + by) % len(self.sections)].title)

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Show the section whose name was clicked, or run another action."""
        group, _, place = event.name.partition(":")
        if group == "section":
            self.show_section(self.sections[int(place)].title)
        else:
            await super().on_bar_clicked(event)

    def do_outline(self) -> None:
        """Open the menu of headings."""
        ask_for_heading(self.reader, self._document.headings, self.notice)

    def do_copy(self) -> None:
        """Offer the texts that can be copied."""
        self.routes.offer_copies(self.snippets())

    def do_refresh(self) -> None:
        """Load the page again."""
        self._loaded.clear()
        self._show(again=True)

    def do_leave(self) -> None:
        """Cancel a search or a selection in the reader, else close the page."""
        if not self.reader.leave():
            self.do_close()

    def do_close(self) -> None:
        """Close the page."""
        self.routes.back()
