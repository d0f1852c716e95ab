"""What the line above a list says: the text searched for, a chip a filter, and at the right the order and the count."""

from dataclasses import dataclass

from hubtui.presentation.bars import Parts
from hubtui.text.columns import Cell

SEARCH = " / "
"""The label where nothing else is typed."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter as it is shown, and the name by which it is taken away."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class FilterLine:
    """What the bar shows; all text is cleaned."""

    text: str = ""
    chips: tuple[Chip, ...] = ()
    order: str = ""
    count: str = ""

    def parts(self, label: str, takes_tags: bool = True) -> Parts:
        """Its left parts, behind a label."""
        searched = Cell(self.text, "field") if self.text else Cell("search", "dim")
        chips = [(f"chip:{chip.name}", [Cell(chip.label, "state"), Cell(" ×   ", "dim")]) for chip in self.chips]
        more = [("filter", [Cell("+ tag", "dim")])] if takes_tags else []
        return [("search", [Cell(label, "accent"), searched, Cell("   ")]), *chips, *more]

    def right(self) -> list[Cell]:
        """Its right end."""
        return [Cell(self.order, "accent"), Cell(f"  {self.count} ", "dim")]
