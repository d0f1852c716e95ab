"""A URL to be opened elsewhere."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from hubtui.actions import MENU
from hubtui.presentation.code_document import wrap_cells
from hubtui.screens.keyed import KeyedDialog
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width
from hubtui.widgets.fact_lines import FactLines


class Address(KeyedDialog[None]):
    """Shows `url` whole, for there is no browser on this side of the line; it was sent to the clipboard."""

    PLACES: ClassVar[tuple[str, ...]] = (MENU,)

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def compose(self) -> ComposeResult:
        """The URL, and what was done with it."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Open on your own machine"
            dialog.styles.width = max(48, min(cell_width(self._url) + 6, self.app.size.width - 2))
            yield FactLines(self._lines, most=12, id="address")

    def _lines(self, _width: int) -> list[Sequence[Cell]]:
        room = max(20, min(cell_width(self._url) + 6, self.app.size.width - 2) - 6)
        lines: list[Sequence[Cell]] = list(wrap_cells([Cell(self._url, "accent")], room))
        return [*lines, (), (Cell("sent to the terminal's clipboard; shift and the mouse select it", "dim"),)]

    def do_choose(self) -> None:
        """Enter closes it."""
        self.answer(None)
