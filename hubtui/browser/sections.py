"""The base of pages with several lists: a header, the names of the lists, and one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import ListModel
from hubtui.browser.screen import BrowserScreen
from hubtui.browser.section_keys import SectionKeys
from hubtui.pages.frame import FrameState
from hubtui.places import SECTIONS
from hubtui.presentation.bars import Parts
from hubtui.text.columns import Cell
from hubtui.text.document import Line
from hubtui.text.width import cell_width
from hubtui.widgets.bars import Bar
from hubtui.widgets.fact_lines import FactLines

if TYPE_CHECKING:
    from hubtui.pages.routes import Routes

_MOST_HEADER_LINES = 6
_MARGINS = 3


class Section(NamedTuple):
    """One of the lists of a page, and its title."""

    title: str
    model: ListModel[Any]
    known_count: int | None = None
    """The number of rows, if it is known before they are loaded."""


class SectionsScreen(BrowserScreen):
    """Shows one of several lists. Each is loaded when first shown, and keeps rows, search and cursor."""

    def __init__(self, frame: FrameState, routes: Routes, sections: Sequence[Section]) -> None:
        self.sections = list(sections)
        super().__init__(frame, routes, self.sections[0].model)
        self._facts = FactLines(self.header_lines, most=_MOST_HEADER_LINES, id="facts")
        self._names = Bar(id="sections")
        self._section_keys = SectionKeys(self, self._place, self._show_at)
        self._begun = [self.model]
        self._searching = {self.model.name: self.shown.searching}
        self._cursors: dict[str, tuple[str, int]] = {}

    def header_lines(self, width: int) -> Sequence[Line]:
        """Return the lines of the header for a width in terminal cells."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """Yield the header, the names of the lists, and the current list."""
        yield self._facts
        yield self._names
        yield from super().body()

    @property
    def places(self) -> tuple[str, ...]:
        """Add the place of the sections before those of every list."""
        return (SECTIONS, *super().places)

    def saved_state(self) -> None:
        """Return None, because a saved view is of a single list."""

    def on_unmount(self) -> None:
        """Stop loading in all lists."""
        super().on_unmount()
        for model in self._begun:
            if model is not self.model:
                model.close()

    def on_resize(self) -> None:
        """Lay the header out for the new width."""
        super().on_resize()
        self.show_header()

    def list_drawn(self) -> None:
        """Draw the header again, which shows the number of rows."""
        super().list_drawn()
        self.show_header()

    def show_header(self) -> None:
        """Draw the header and the names of the lists again."""
        if self.is_attached:
            self._facts.lay_out()
            self._names.show(self._parts(), [])

    def _parts(self) -> Parts:
        names = [(one.title, _count(one)) for one in self.sections]
        return section_parts(names, self._place()[0], self.app.size.width)

    def _place(self) -> tuple[int, int]:
        """Return the index of the list that is shown, and the number of lists."""
        return next(index for index, one in enumerate(self.sections) if one.model is self.model), len(self.sections)

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: those of every list, and the one that goes to other lists."""
        return (*super().targets(), self._section_keys)

    # Another list

    def _show_at(self, index: int) -> None:
        self.show_section(self.sections[index])

    def show_section(self, section: Section) -> None:
        """Show another list."""
        model, shown = section.model, self.shown
        if model is self.model:
            return
        self.leaving.leave_field()
        rows = shown.rows
        self._cursors[self.model.name] = rows.cursor_place.to_restore(rows.cursor_id, rows.cursor - rows.top_line)
        rows.marks.ids.clear()
        rows.marks.anchor = None
        self.frame.take_marks(self, ())
        shown.take_model(model, self._searching.get(model.name))
        self._searching[model.name] = shown.searching
        rows.cursor_place.forget()
        rows.cursor_place.await_row(*self._cursors.get(model.name, ("", 0)))
        rows.columns_changed()
        if model not in self._begun:
            self._begun.append(model)
            model.begin()
        shown.show_items()

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Show the list whose name was clicked, or run another action."""
        group, _, place = event.name.partition(":")
        if group == "section":
            self._show_at(int(place))
        else:
            await super().on_bar_clicked(event)


def _count(section: Section) -> str:
    loaded = len(section.model.items)
    if section.known_count is not None:
        # The Hub counts only what everybody may see; the list may contain more.
        return f"{max(loaded, section.known_count):,}"
    return f"{loaded:,}{'+' if section.model.has_more else ''}" if loaded else ""


def section_parts(sections: Sequence[tuple[str, str]], active: int, width: int, with_numbers: bool = True) -> Parts:
    """Return the names of sections, (title, count) each, for a line of `width` terminal cells.

    If there is no room, counts, then numbers and gaps are left out. `with_numbers` says whether number keys go to
    them.
    """
    made: Parts = []
    for fits_numbers, counts, gap in ((True, True, 3), (True, True, 2), (True, False, 2), (False, False, 1)):
        numbers = fits_numbers and with_numbers
        made = []
        for place, (title, count) in enumerate(sections):
            number = [Cell(f"{(place + 1) % 10} ", "dim")] if numbers else []
            behind = f" {count}" if counts and count else ""
            name = Cell(title, "active" if place == active else "")
            between = " " * gap if place < len(sections) - 1 else ""
            made.append((f"section:{place}", [*number, name, Cell(behind + between, "dim")]))
        if sum(cell_width(cell.text) for _, cells in made for cell in cells) <= width - _MARGINS:
            break
    return made
