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
    """Lies over the list; `keep` is called with the text when enter is pressed on one that is short enough."""

    def __init__(self, note: str, keep: Callable[[str], None]) -> None:
        super().__init__(id="note")
        self._keep = keep
        self.field = Field(" ".join(note.split("\n")), "a note of at most 500 characters", entered=self._entered)
        self._count = Bar(id="note-count")

    def compose(self) -> ComposeResult:
        """The field, and how long its text is."""
        yield self.field
        yield self._count

    def on_mount(self) -> None:
        """The keys are for it."""
        self._count.styles.width = _COUNT_WIDTH
        self.field.focus()
        self._show_count()

    @property
    def is_too_long(self) -> bool:
        """Whether the Hub would not take it."""
        return length_of(self.field.value) > LONGEST_NOTE

    def on_input_changed(self, event: Input.Changed) -> None:
        """Count."""
        event.stop()
        self._show_count()

    def _show_count(self) -> None:
        words = f"{length_of(self.field.value)}/{LONGEST_NOTE}"
        over = length_of(self.field.value) - LONGEST_NOTE
        cell = Cell(f"{words}: {over} too many", "failed") if over > 0 else Cell(words, "dim")
        self._count.show([], [cell])

    def keep(self) -> bool:
        """Keep what stands there; whether it is short enough."""
        if self.is_too_long:
            return False
        self._keep(self.field.value.strip())
        return True

    def _entered(self, _text: str) -> None:
        self.keep()
