"""The filter line above a list: the search text, a chip for each filter, the order and the number of rows."""

from dataclasses import dataclass

from hubtui.presentation.bars import Parts
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width

SEARCH = " / "
"""The label of the search text."""
_GAP, _NARROW_GAP = "   ", "  "


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter as the line shows it; `name` identifies it when it is removed."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class FilterLine:
    """The contents of the filter line; all texts are cleaned."""

    text: str = ""
    chips: tuple[Chip, ...] = ()
    order: str = ""
    count: str = ""

    def parts(self, label: str, width: int, takes_filters: bool = True) -> Parts:
        """Return the parts at the left of the line: the search text after a label, the chips, "+ filter".

        If a line of `width` terminal cells has too little room, the hints for searching and filtering are removed
        first: their keys are shown elsewhere. "+ filter" is shown only if the list `takes_filters`.
        """
        gap = _GAP if self._fits(label, width, takes_filters, _GAP) else _NARROW_GAP
        takes_filters = takes_filters and self._fits(label, width, takes_filters, gap)
        has_hint = self._fits(label, width, takes_filters, gap)
        return self._parts(label, takes_filters, gap, "search" if has_hint else "")

    def _fits(self, label: str, width: int, takes_filters: bool, gap: str) -> bool:
        left = [cell for _, cells in self._parts(label, takes_filters, gap) for cell in cells]
        return sum(cell_width(cell.text) for cell in (*left, *self.right())) < width

    def _parts(self, label: str, takes_filters: bool, gap: str, hint: str = "search") -> Parts:
        searched = Cell(self.text, "field") if self.text else Cell(hint, "dim")
        chips = [(f"chip:{chip.name}", [Cell(chip.label, "state"), Cell(f" ×{gap}", "dim")]) for chip in self.chips]
        more = [("filter", [Cell("+ filter", "dim")])] if takes_filters else []
        return [("search", [Cell(label, "accent"), searched, Cell(gap)]), *chips, *more]

    def right(self) -> list[Cell]:
        """Return the cells at the right end: the order and the number of rows."""
        return [Cell(self.order, "accent"), Cell(f"  {self.count} ", "dim")]
