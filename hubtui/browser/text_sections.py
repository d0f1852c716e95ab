"""The texts of a page: loads, lays out and shows one of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.browser.outline import ask_for_heading
from hubtui.browser.section_keys import SectionKeys
from hubtui.browser.sections import section_parts
from hubtui.hub.errors import HubError
from hubtui.pages.rendering import produced_in_thread
from hubtui.pages.work import start_work
from hubtui.presentation.lines import message
from hubtui.presentation.markdown.links import line_of_anchor
from hubtui.text.document import Lines

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameScreen
    from hubtui.presentation.bars import Parts
    from hubtui.widgets.reader import Reader


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


class TextSections(ActionTarget):
    """Shows one of `sections` in the reader of a screen; calls `loaded` after one was loaded or another is shown.

    Each is loaded when it is first shown, and keeps its scroll position.
    """

    def __init__(
        self, screen: FrameScreen, reader: Reader, sections: Sequence[TextSection], loaded: Callable[[], None]
    ) -> None:
        self.sections = list(sections)
        self._screen = screen
        self._reader = reader
        self._report = loaded
        self._title = self.sections[0].title
        self._document = Lines()
        self._loaded: set[str] = set()
        self._positions: dict[str, int] = {}
        self.keys = SectionKeys(screen, lambda: (self._index, len(self.sections)), self.show)

    @property
    def _index(self) -> int:
        return next((index for index, one in enumerate(self.sections) if one.title == self._title), 0)

    @property
    def _section(self) -> TextSection:
        return self.sections[self._index]

    def names(self, width: int) -> Parts:
        """Return the titles of the sections, for a line of `width` terminal cells."""
        return section_parts([(one.title, one.count) for one in self.sections], self._index, width)

    # Loading

    def load(self, again: bool = False) -> None:
        """Load the section that is shown, unless it is loaded, and show its text."""
        start_work(self._screen, partial(self._load, self._section, again), "section")

    async def _load(self, section: TextSection, again: bool) -> None:
        if again or section.title not in self._loaded:
            if not again:
                self._say("Loading…")
            try:
                await section.load(again)
            except HubError as error:
                self._fail(error, again)
                return
            self._loaded.add(section.title)
            self._report()
        await self._lay_out(section, again)

    def _say(self, words: str, role: str = "dim") -> None:
        """Show a message instead of the text."""
        self._document = Lines()
        self._reader.show(message(words, role, self._reader.text_width))

    def _fail(self, error: HubError, again: bool) -> None:
        """Say why a text could not be loaded, and keep the present text if it was a refresh."""
        if again and len(self._document):
            self._screen.notice(f"could not refresh: {error}; r tries again", failed=True)
        else:
            self._say(f"{error}; r tries again, o opens it in the browser", "failed")

    async def _lay_out(self, section: TextSection, keep_place: bool) -> None:
        """Lay the text out, its first screen at once, and scroll to where the section was left."""
        line = self._positions.pop(section.title, 0)
        document = Lines()
        at_once = not keep_place and not line
        if at_once:
            self._document = document
        pieces = produced_in_thread(section.pieces(self._reader.text_width))
        await self._reader.show_growing(document, pieces, at_once=at_once)
        self._document = document
        if line:
            self._reader.go_to(line)

    def lay_out(self) -> None:
        """Lay the current text out again, at the same position."""
        if self._section.title in self._loaded:
            start_work(self._screen, partial(self._lay_out, self._section, True), "section")

    def go_to_anchor(self, anchor: str) -> None:
        """Scroll to the heading of an anchor such as "#usage"."""
        if (line := line_of_anchor(anchor, self._document)) is not None:
            self._reader.go_to(line)
        else:
            self._screen.notice(f"the text has no heading {anchor}", failed=True)

    # Actions

    def show(self, index: int) -> None:
        """Show the section at `index`."""
        title = self.sections[index].title
        if title == self._title:
            return
        self._reader.leave()
        self._positions[self._title] = self._reader.top_line
        self._title = title
        self._report()
        self.load()

    def do_outline(self) -> None:
        """Open the menu of headings."""
        ask_for_heading(self._reader, self._document.headings, self._screen.notice)

    def do_refresh(self) -> None:
        """Load the page again."""
        self._loaded.clear()
        self.load(again=True)
