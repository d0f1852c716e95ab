"""The top and the bottom line of the frame."""

from textual import events
from textual.message import Message
from textual.strip import Strip

from hubtui.presentation.bars import Parts, bar_ends
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width
from hubtui.widgets.roles import Roles


class Bar(Roles):
    """One line with cells at both ends. A click on one of its left parts posts `Clicked` with the name of the part."""

    class Clicked(Message):
        """The part called `name` was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._parts: Parts = []
        self._right: list[Cell] = []

    def show(self, parts: Parts, right: list[Cell]) -> None:
        """Show other cells: at the left `parts`, each with its name, and at the right `right`."""
        if (parts, right) != (self._parts, self._right):
            self._parts, self._right = parts, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        return self.draw_ends(*bar_ends(self._parts, self._right), keep_left=True)

    def on_click(self, event: events.Click) -> None:
        """Post which part was clicked."""
        if name := part_at(self._parts, event.x - 1):
            self.post_message(self.Clicked(name))


def part_at(parts: Parts, x: int) -> str:
    """Return the name of the part of a line at terminal cell `x`, counted from the first part; "" if there is none."""
    end = 0
    for name, cells in parts:
        end += sum(cell_width(cell.text) for cell in cells)
        if 0 <= x < end:
            return name
    return ""
