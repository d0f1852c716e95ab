"""The line above a list: the searched text, a chip for each filter, and at the right the order and the count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.strip import Strip

from hubtui.presentation.filter_line import SEARCH, FilterLine
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width
from hubtui.widgets.bars import part_at
from hubtui.widgets.roles import Roles

if TYPE_CHECKING:
    from textual.widgets import Input

    from hubtui.presentation.query_completion import QueryValues
    from hubtui.widgets.field import Field
    from hubtui.widgets.query_field import QueryHints

_LEAST_QUERY = 20
"""The least width of the field for a query: with less room, the order and the count are not shown beside it."""
_FIELD = 40
"""The width of the other fields, but not more than half of the line; as in hubtui.tcss."""


class FilterBar(Roles):
    """Shows a FilterLine, and holds a text field while one is open."""

    class Edited(Message):
        """The text of the open field has changed; `purpose` is what the field was opened for.

        `is_partial` tells whether the text ends in the beginning of a name or a value that can be completed.
        """

        def __init__(self, purpose: str, text: str, is_partial: bool = False) -> None:
            super().__init__()
            self.purpose = purpose
            self.text = text
            self.is_partial = is_partial

    class Submitted(Edited):
        """Enter was pressed in the field."""

    class Clicked(Message):
        """The part `name` was clicked: "search", "filter", "sort", or "chip:NAME"."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, takes_filters: bool = True, id: str) -> None:
        super().__init__(id=id)
        self._takes_filters = takes_filters
        self._line = FilterLine()
        self._purpose = ""
        self._field: Field | None = None
        self._typed = self._former = ""
        self._hints: QueryHints | None = None
        self._draft = ""

    @property
    def is_open(self) -> bool:
        """Whether a field is open."""
        return self._field is not None

    def show(self, line: FilterLine) -> None:
        """Show another line; an open field keeps what is being typed."""
        if line != self._line:
            self._line = line
            self._place_field()
            self.refresh()

    def open(self, purpose: str, text: str, placeholder: str = "") -> None:
        """Open the field for `purpose` ("search", "author" …) with `text` in it, selected, and focus it."""
        from hubtui.widgets.field import Field  # the first paint has none

        self.close()
        self._purpose = purpose
        self._typed = self._former = text
        self._enter(Field(text, placeholder, entered=self._entered))

    def open_query(self, terms: str, words: str, values: QueryValues) -> None:
        """Open the field for a query; `words` are selected, so that typing replaces them and keeps the terms.

        If the field was closed with an incorrect query, that query is in it again.
        """
        from hubtui.widgets.query_field import QueryField, QueryHints  # the first paint has none

        self.close()
        self._purpose = "search"
        draft, self._draft = self._draft, ""
        self._typed = draft or terms + words
        self._hints = QueryHints(values)
        start = len(draft) if draft else len(terms)
        self._enter(QueryField(self._typed, start, values, self._hints, self._entered))
        self.mount(self._hints)

    def _enter(self, field: Field) -> None:
        self._field = field
        self._place_field()
        self.mount(field)
        # At once, not in a later turn: keys may be waiting already.
        self.screen.set_focus(field)
        self.refresh()

    def _place_field(self) -> None:
        """Put the field after the label; the field for a query gets all room up to the order and the count."""
        if self._field is not None:
            right = self._right_width() if self._hints is not None else 0
            self._field.styles.margin = (0, right + 1 if right else 0, 0, self._label_width())

    def _right(self) -> list[Cell]:
        """Return the order and the count, or nothing if an open field needs their room."""
        cells = self._line.right()
        needed = _LEAST_QUERY if self._hints is not None else min(_FIELD, self.size.width // 2)
        room = self.size.width - self._label_width() - 1 - sum(cell_width(cell.text) for cell in cells)
        return [] if self.is_open and room < needed else cells

    def _right_width(self) -> int:
        return sum(cell_width(cell.text) for cell in self._right())

    def on_resize(self) -> None:
        """Give an open field the room that it has now."""
        self._place_field()

    def close(self) -> bool:
        """Close the field. Return whether it was open."""
        field, self._field = self._field, None
        self._purpose = ""
        if self._hints is not None:
            self._hints.remove()
            self._hints = None
        if field is not None:
            # An incorrect query is in the field again when it is opened the next time.
            self._draft = field.value if field.is_wrong else ""
            if self.screen.focused is field:
                # At once: the next key is no text any more.
                self.screen.set_focus(None)
            field.remove()
            self.refresh()
        return field is not None

    def cancel(self) -> str | None:
        """Close the field, and return the text that it was opened with; None if it was not open."""
        return self._former if self.close() else None

    def _label(self) -> str:
        return SEARCH if self._purpose in ("", "search") else f" {self._purpose} "

    def _label_width(self) -> int:
        return cell_width(self._label())

    def render_line(self, y: int) -> Strip:
        """Return the line; an open field draws itself over it."""
        parts = self._line.parts(self._label(), self.size.width, self._takes_filters)
        left = [Cell(self._label(), "accent")] if self.is_open else [cell for _, cells in parts for cell in cells]
        return self.draw_ends(left, self._right())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post what the user has typed, but not the first event of a field: it has the text that it was opened with."""
        event.stop()
        if self._field is not None and event.value != self._typed:
            self._typed = event.value
            self.post_message(self.Edited(self._purpose, event.value, self._field.is_partial))

    def _entered(self, text: str) -> None:
        """Close the field and post its text: enter was pressed."""
        purpose = self._purpose
        self.close()
        self.post_message(self.Submitted(purpose, text))

    def on_click(self, event: events.Click) -> None:
        """Post which part was clicked."""
        name = part_at(self._line.parts(self._label(), self.size.width, self._takes_filters), event.x)
        if name or event.x >= self.size.width - self._right_width():
            self.post_message(self.Clicked(name or "sort"))
