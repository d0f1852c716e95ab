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
    """Shows `text`; enter says yes, escape cancels. The answer is True or None. `yes` is the word beside enter."""

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
        """Yield the text, and the line with the two keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.styles.width = max(cell_width(self._text), 36) + 6
            yield self._asked
            yield self._answers

    def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Answer yes if the word beside enter was clicked."""
        if event.name == "choose":
            self.do_choose()

    def do_choose(self) -> None:
        """Answer yes."""
        self.answer(True)
