"""The field for a query: it marks incorrect words, and completes names and values while the user types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widgets.input import Selection

from hubtui.presentation.query_completion import KnownValues, QueryValues, complete, insert_candidate
from hubtui.presentation.query_hints import Hints, chosen_line, hints_of, lines_of
from hubtui.presentation.query_text import Fault, parse
from hubtui.widgets.field import Field, VisibleText
from hubtui.widgets.roles import Roles, theme_colour

if TYPE_CHECKING:
    from rich.text import Text


class QueryHints(Roles):
    """Shows the candidates for completion, or the error, in lines below the field."""

    def __init__(self, values: QueryValues) -> None:
        super().__init__()
        self._repo_type = values.repo_type
        self._hints = Hints()

    def show(self, hints: Hints) -> None:
        """Show other hints."""
        if hints != self._hints or not self.styles.height:
            self._hints = hints
            self.styles.height = len(lines_of(hints, self._repo_type))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line; the chosen candidate is on the background of the cursor."""
        lines = lines_of(self._hints, self._repo_type)
        cells = lines[y] if y < len(lines) else []
        return self.draw_line(cells, under_cursor=y == chosen_line(self._hints))


class _FaultMarks(VisibleText):
    def __init__(self, field: QueryField) -> None:
        self._field = field

    def highlight(self, text: Text) -> None:
        super().highlight(text)
        style = Style(color=theme_colour(self._field.app.theme_variables["error"]), underline=True, bold=True)
        for start, end in self._field.hints.marked:
            text.stylize(style, start, end)


class QueryField(Field):
    """While there are candidates, tab, up, down and escape choose one. Enter works only if the query is correct."""

    def __init__(
        self, value: str, selected_from: int, values: QueryValues, hints: QueryHints, entered: Callable[[str], None]
    ) -> None:
        super().__init__(value, entered=entered)
        self.selection = Selection(selected_from, len(value))
        self.highlighter = _FaultMarks(self)
        self.hints = Hints()
        self._values = values
        self._lines = hints
        self._is_dismissed = False

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The incorrect words of the line, also one that is still being typed."""
        return parse(self.value, self._values.repo_type).faults

    @property
    def is_partial(self) -> bool:
        """Whether the query ends in the beginning of a name or a value that can be completed."""
        return self.hints.completion.is_partial

    @property
    def is_wrong(self) -> bool:
        """Whether the query has incorrect words."""
        return bool(self.faults)

    def on_mount(self) -> None:
        """Show the candidates or the error for the text that the field was opened with."""
        self.look()

    def look(self) -> None:
        """Parse the line again, and show the candidates or the error."""
        if not self.is_attached:  # values came after the field was closed
            return
        repo_type, cursor = self._values.repo_type, self.cursor_position
        wanted = complete(self.value, cursor, repo_type, KnownValues({})).wanted
        hints = hints_of(self.value, cursor, repo_type, self._values.known(wanted, self.look))
        if self._is_dismissed:
            hints = replace(hints, completion=hints.completion._replace(candidates=()))
        self._show(hints)

    def _show(self, hints: Hints) -> None:
        self.hints = hints
        self._lines.show(hints)
        self.refresh()

    async def take(self, event: events.Key) -> bool:
        """Handle a key that completes, types a letter or edits. Return whether it was one of these."""
        if self.hints.candidates and self._completes(event.key):
            return True
        if event.key == "enter" and self.faults:
            self._show(replace(self.hints, faults=self.faults))
            return True
        before = self.value, self.cursor_position
        taken = await super().take(event)
        if (self.value, self.cursor_position) != before:
            self._is_dismissed = False
            self.look()
        return taken

    def _completes(self, key: str) -> bool:
        hints, many = self.hints, len(self.hints.candidates)
        if key == "down":
            self._show(replace(hints, chosen=0 if hints.chosen is None else (hints.chosen + 1) % many))
        elif key == "up":
            self._show(replace(hints, chosen=many - 1 if hints.chosen is None else (hints.chosen - 1) % many))
        elif key == "escape":
            self._is_dismissed = True
            self.look()
        elif key == "tab" or (key == "enter" and hints.chosen is not None):
            self._complete(hints.chosen or 0)
        else:
            return False
        return True

    def _complete(self, index: int) -> None:
        line, cursor = insert_candidate(self.value, self.hints.completion, self.hints.candidates[index])
        self.value = line
        self.cursor_position = cursor
        self.look()

    def on_paste(self, event: events.Paste) -> None:
        """Paste the first line, and parse it."""
        super().on_paste(event)
        self._is_dismissed = False
        self.look()
