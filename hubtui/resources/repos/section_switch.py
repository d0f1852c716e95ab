"""The names of the sections of a repo's page, and the section in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container

from hubtui.browser.section_keys import SectionKeys
from hubtui.browser.sections import section_parts
from hubtui.pages.keyed import KeyedApp
from hubtui.resources.repos.sections import SECTIONS, SectionKind
from hubtui.text.columns import Cell
from hubtui.widgets.bars import Bar

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameScreen
    from hubtui.resources.repos.page import RepoPage
    from hubtui.resources.repos.section import Section


class SectionSwitch:
    """Shows one section at a time; creates it when it is first shown, and keeps it while the page is open."""

    def __init__(self, screen: FrameScreen, page: RepoPage) -> None:
        self._screen = screen
        self._page = page
        self._kinds = SECTIONS[page.repo_type]
        self._sections: dict[str, Section] = {}
        self.front: Section | None = None
        """The section in front; None until one is shown."""
        self.was_chosen = False
        """Whether the user has chosen the section."""
        self.has_begun = True
        """Whether the section in front has its first rows or lines; False only until the next frame."""
        self.names = Bar(id="sections")
        self.rule = Bar(id="rule")
        self.place = Container(id="section")
        self.keys = SectionKeys(screen, self._place, self.show_at)
        page.show_counts = self.show_names

    def show_names(self) -> None:
        """Draw the names of the sections with their counts."""
        width = self._screen.size.width
        names = [
            (kind.title, self._sections[kind.name].count if kind.name in self._sections else "") for kind in self._kinds
        ]
        self.names.show(section_parts(names, self._place()[0], width), [])
        self.rule.show([("", [Cell("─" * max(0, width - 2), "rule")])], [])

    async def show(self, name: str) -> None:
        """Show a section by its name; the first one if the name is unknown."""
        kind = next((kind for kind in self._kinds if kind.name == name), self._kinds[0])
        await self._show(kind)

    async def _show(self, kind: SectionKind) -> None:
        new = self._sections.get(kind.name)
        if new is not None and new is self.front:
            return
        self._page.section = kind.name
        if self.front is not None:
            self.front.hidden()
            self.front.display = False
        if new is None:
            new = self._sections[kind.name] = kind.make(self._page)
            self.front = new
            self.has_begun = False
            # Wait for it: the next key is for this section.
            await self.place.mount(new)
            self._screen.call_after_refresh(self._begin, new)
        else:
            self.front = new
            new.display = True
            new.front.focus()
            new.shown()
        self.show_names()
        self._screen.show_frame()

    def _begin(self, section: Section) -> None:
        if section.is_attached:
            section.begin()
            if section is self.front:
                section.front.focus()
                section.shown()
        self.release_input()

    def release_input(self) -> None:
        """Run the actions that waited for the first rows of a section."""
        if not self.has_begun:
            self.has_begun = True
            if isinstance(self._screen.app, KeyedApp):
                self._screen.app.held.resume()

    def clear(self) -> None:
        """Remove all sections, so that they load again when they are shown."""
        for section in self._sections.values():
            section.remove()
        self._sections.clear()
        self.front = None

    def _place(self) -> tuple[int, int]:
        """Return the index of the section in front, and the number of sections."""
        names = [kind.name for kind in self._kinds]
        return names.index(self._page.section) if self._page.section in names else 0, len(names)

    async def show_at(self, index: int) -> None:
        """Show the section at an index, which the user has chosen."""
        self.was_chosen = True
        await self._show(self._kinds[index])
