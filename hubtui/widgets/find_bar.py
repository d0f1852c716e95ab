"""The search field of a reader, with the number of matches."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.strip import Strip
from textual.widgets import Input

from hubtui.text.columns import Cell
from hubtui.widgets.field import Field
from hubtui.widgets.roles import Roles

_LABEL = " / "


class FindBar(Roles):
    """Calls `on_text` when the text changes, and `on_done` when enter is pressed."""

    def __init__(self, text: str, on_text: Callable[[str], None], on_done: Callable[[], None]) -> None:
        super().__init__()
        self.field = Field(text, entered=self._entered)
        self.field.styles.margin = (0, 0, 0, len(_LABEL))
        self._typed = text
        self._on_text = on_text
        self._on_done = on_done
        self._words = ""

    def compose(self) -> ComposeResult:
        """Yield the field."""
        yield self.field

    def say(self, words: str) -> None:
        """Show the number of matches as `words`."""
        if words != self._words:
            self._words = words
            self.refresh()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on another text. The first event of a field is left out: it tells the text that it was opened with."""
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
        """Return the line: the label, and the number of matches at the right."""
        return self.draw_ends([Cell(_LABEL, "accent")], [Cell(f"{self._words} ", "dim")])
