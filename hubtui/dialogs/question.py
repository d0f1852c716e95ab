"""A question that is answered with yes or no."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from hubtui.pages.keyed import KeyedDialog
from hubtui.places import QUESTION
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width
from hubtui.widgets.bars import Bar


class Question(KeyedDialog[bool]):
    """Asks `text`; enter says `yes`, escape leaves. Gives True, or None."""

    PLACES: ClassVar[tuple[str, ...]] = (QUESTION,)

    def __init__(self, text: str, yes: str) -> None:
        super().__init__()
        self._text = text
        self._asked = Bar(id="question")
        self._asked.show([("", [Cell(text)])], [])
        self._answers = Bar(id="answers")
        keys = [Cell("enter", "accent"), Cell(f" {yes}   "), Cell("esc", "accent"), Cell(" cancel")]
        self._answers.show([("choose", keys)], [])

    def compose(self) -> ComposeResult:
        """One line, and the two keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.styles.width = max(cell_width(self._text), 36) + 6
            yield self._asked
            yield self._answers

    def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """The line of keys was clicked."""
        if event.name == "choose":
            self.do_choose()

    def do_choose(self) -> None:
        """Yes."""
        self.answer(True)
