"""A dialog that shows a text to be selected with the mouse, in case it has not reached the clipboard."""

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from hubtui.pages.keyed import KeyedDialog
from hubtui.places import QUESTION
from hubtui.presentation.code import wrap_cells
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width
from hubtui.widgets.fact_lines import FactLines

_MOST_LINES = 14


class TextDialog(KeyedDialog[None]):
    """Shows `text` in full under `title`, and below it `words`, which say what was done with the text."""

    PLACES: ClassVar[tuple[str, ...]] = (QUESTION,)

    def __init__(self, title: str, text: str, words: str) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._words = words

    def compose(self) -> ComposeResult:
        """Yield the text and the words below it."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self._title
            dialog.styles.width = self._room + 6
            yield FactLines(self._lines, most=_MOST_LINES, id="address")

    @property
    def _room(self) -> int:
        longest = max(cell_width(line) for line in (*self._text.split("\n"), self._words))
        return max(42, min(longest, self.app.size.width - 8))

    def _lines(self, _width: int) -> list[Sequence[Cell]]:
        shown = [line for text in self._text.split("\n") for line in wrap_cells([Cell(text, "accent")], self._room)]
        said = [[Cell(line, "dim")] for line in wrap(self._words, self._room)]
        room = _MOST_LINES - len(said) - 1
        if len(shown) > room:
            shown = [*shown[: room - 1], [Cell("…", "dim")]]
        return [*shown, (), *said]

    def do_choose(self) -> None:
        """Close the dialog."""
        self.answer(None)
