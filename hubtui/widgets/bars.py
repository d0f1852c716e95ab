"""The two lines of the frame."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.strip import Strip

from hubtui.text.columns import Cell
from hubtui.text.width import cell_width
from hubtui.widgets.line import ends_strip, line_strip
from hubtui.widgets.roles import Roles

Parts = list[tuple[str, Sequence[Cell]]]
"""Parts of a line, each with the name that is told when it is clicked ("" for none)."""


class Bar(Roles):
    """One line with something at both ends; a click on one of its left parts is told by its name."""

    class Clicked(Message):
        """The part called `name` was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._parts: Sequence[tuple[str, Sequence[Cell]]] = ()
        self._right: list[Cell] = []

    def show(self, parts: Sequence[tuple[str, Sequence[Cell]]], right: list[Cell]) -> None:
        """What stands at the left, each part with its name, and at the right."""
        if (parts, right) != (self._parts, self._right):
            self._parts, self._right = parts, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        left = [Cell(" "), *(cell for _, cells in self._parts for cell in cells)]
        return ends_strip(left, [*self._right, Cell(" ")], self.size.width, self, keep_left=True)

    def on_click(self, event: events.Click) -> None:
        """Tell which part is under the pointer."""
        end = 1
        for name, cells in self._parts:
            start, end = end, end + sum(cell_width(cell.text) for cell in cells)
            if start <= event.x < end:
                if name:
                    self.post_message(self.Clicked(name))
                return


class Notice(Roles):
    """Words that are too long for the bottom line, above it."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: Sequence[str] = ()
        self._role = ""

    def show(self, lines: Sequence[str], role: str) -> None:
        """The lines; none of them, and it is gone."""
        if (lines, role) != (self._lines, self._role):
            self._lines, self._role = lines, role
            self.display = bool(lines)
            self.styles.height = len(lines)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of them."""
        words = self._lines[y] if y < len(self._lines) else ""
        return line_strip([Cell(" "), Cell(words, self._role)], self.size.width, self)


def tabs(names: Sequence[tuple[str, str]], active: str, width: int) -> Parts:
    """The tabs of the top line: (name, title) each, closer together where it is narrow."""
    gap = "  " if width >= 100 else " "
    return [(name, [Cell(title, "active" if name == active else "dim"), Cell(gap)]) for name, title in names]


class Hint(NamedTuple):
    """A key of the bottom line: the action's name, the key, what it does; dim where it cannot be done."""

    name: str
    key: str
    label: str
    is_dim: bool = False


def hints(keys: Sequence[Hint], room: int) -> list[tuple[str, list[Cell]]]:
    """The keys of the bottom line, as many as `room` terminal cells hold."""
    shown: list[tuple[str, list[Cell]]] = []
    # The way to all keys is always there, for the mouse too.
    last = [hint for hint in keys if hint.name == "help"]
    room -= sum(cell_width(hint.key) + cell_width(hint.label) + 3 for hint in last)
    others = [hint for hint in keys if hint.name != "help"]
    for name, key, label, is_dim in others:
        room -= cell_width(key) + cell_width(label) + 3
        if room < 0:
            break
        shown.append(_hint(name, key, label, is_dim))
    return shown + [_hint(*hint) for hint in last]


def _hint(name: str, key: str, label: str, is_dim: bool) -> tuple[str, list[Cell]]:
    return name, [Cell(key, "dim" if is_dim else "accent"), Cell(f" {label}  ", "dim")]
