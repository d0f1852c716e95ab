"""A short menu, whose lines may have two directions to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from hubtui.action_target import ActionTarget
from hubtui.dialogs.item_rows import ItemRows
from hubtui.pages.keyed import KeyedDialog
from hubtui.places import MENU, ORDERS
from hubtui.text.columns import Cell, Column
from hubtui.widgets.row_list import RowList


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of a menu: the name to answer with, a label, and the text at its end for either direction.

    A line without a name is a heading and cannot be chosen.
    """

    name: str
    label: str
    directions: tuple[str, str] = ("", "")


class Menu(KeyedDialog[tuple[str, bool]]):
    """A menu; the answer is (name, turned) or None. `turned` says whether the second direction is chosen."""

    PLACES: ClassVar[tuple[str, ...]] = (MENU,)

    def __init__(
        self, title: str, lines: Sequence[MenuLine], current: str, turned: bool = False, *, wide: bool = False
    ) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._turned = turned
        self._current = current
        self._width = "wide" if wide else "narrow"
        self._rows = RowList(columns_for=self._columns, header=False, id="menu")

    @property
    def places(self) -> tuple[str, ...]:
        """The places whose keys work here: those that reverse an order only if the lines have directions."""
        return (ORDERS, MENU) if any(line.directions[0] for line in self._lines) else self.PLACES

    def compose(self) -> ComposeResult:
        """Yield the lines as a list without a header."""
        with Vertical(classes=f"dialog {self._width}") as dialog:
            dialog.border_title = self._title
            dialog.styles.height = len(self._lines) + 2
            yield self._rows

    def _columns(self, width: int) -> list[Column]:
        directions = max(len(text) for line in self._lines for text in line.directions)
        return [Column("label", "", 0), *([Column("direction", "", directions)] if directions else [])]

    def _cells(self, line: MenuLine, _columns: Sequence[Column]) -> list[Cell]:
        return [Cell(line.label, "" if line.name else "dim"), Cell(line.directions[self._turned], "dim")]

    def on_mount(self) -> None:
        """Show the lines with the cursor on the current one."""
        self._rows.show_rows(ItemRows(self._lines, lambda line: line.name, self._cells))
        self._rows.move_to(next((i for i, line in enumerate(self._lines) if line.name == self._current), 0))
        self._rows.focus()

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the list, which has the actions that move its cursor."""
        return (self._rows,)

    def do_turn_round(self) -> None:
        """Switch between the two directions."""
        self._turned = not self._turned
        self._rows.redraw()

    def do_choose(self) -> None:
        """Answer with the line under the cursor."""
        if self._rows.cursor_id:
            self.answer((self._rows.cursor_id, self._turned))

    def on_row_list_chosen(self) -> None:
        """Answer with the line that was clicked."""
        self.do_choose()
