"""The field in which one types what is to be found, with how often it was."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.strip import Strip
from textual.widgets import Input

from hubtui.text.columns import Cell
from hubtui.widgets.field import Field
from hubtui.widgets.line import ends_strip
from hubtui.widgets.roles import Roles

_LABEL = " / "


class FindBar(Roles):
    """Calls `on_text` at every change, and `on_done` at enter."""

    def __init__(self, text: str, on_text: Callable[[str], None], on_done: Callable[[], None]) -> None:
        super().__init__()
        self.field = Field(text, entered=self._entered)
        self.field.styles.margin = (0, 0, 0, len(_LABEL))
        self._typed = text
        self._on_text = on_text
        self._on_done = on_done
        self._words = ""

    def compose(self) -> ComposeResult:
        """The field."""
        yield self.field

    def say(self, words: str) -> None:
        """How many there are."""
        if words != self._words:
            self._words = words
            self.refresh()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another text (the first value is told as a change too)."""
        event.stop()
        if event.value != self._typed:
            self._typed = event.value
            self._on_text(event.value)

    def _entered(self, text: str) -> None:
        # The field's word of its last letters may still be on its way.
        if text != self._typed:
            self._typed = text
            self._on_text(text)
        self._on_done()

    def render_line(self, y: int) -> Strip:
        """The label, and the count at the right."""
        return ends_strip([Cell(_LABEL, "accent")], [Cell(f"{self._words} ", "dim")], self.size.width, self)
