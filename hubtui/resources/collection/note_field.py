"""The field in which a note is edited, in its place below its item."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from hubtui.hub.drafts import LONGEST_NOTE, length_of
from hubtui.text.columns import Cell
from hubtui.widgets.bars import Bar
from hubtui.widgets.field import Field

_COUNT_WIDTH = 24


class NoteField(Horizontal):
    """Lies over the list; calls `on_save` with the text when enter is pressed, unless the text is too long."""

    def __init__(self, note: str, on_save: Callable[[str], None]) -> None:
        super().__init__(id="note")
        self._on_save = on_save
        self.field = Field(" ".join(note.split("\n")), "a note of at most 500 characters", entered=self._entered)
        self._count = Bar(id="note-count")

    def compose(self) -> ComposeResult:
        """Yield the field, and the length of its text."""
        yield self.field
        yield self._count

    def on_mount(self) -> None:
        """Focus the field."""
        self._count.styles.width = _COUNT_WIDTH
        self.field.focus()
        self._show_count()

    @property
    def is_too_long(self) -> bool:
        """Whether the note is longer than the Hub allows."""
        return length_of(self.field.value) > LONGEST_NOTE

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the new length."""
        event.stop()
        self._show_count()

    def _show_count(self) -> None:
        words = f"{length_of(self.field.value)}/{LONGEST_NOTE}"
        over = length_of(self.field.value) - LONGEST_NOTE
        cell = Cell(f"{words}: {over} too many", "failed") if over > 0 else Cell(words, "dim")
        self._count.show([], [cell])

    def save(self) -> bool:
        """Save the note, unless it is too long. Return whether it was saved."""
        if self.is_too_long:
            return False
        self._on_save(self.field.value.strip())
        return True

    def _entered(self, _text: str) -> None:
        self.save()
