"""Place the cells of an HTML table in rows and columns, including cells that span several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from hubtui.presentation.markdown.nodes import Block, Table, TableCell

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_COLUMNS = 1000
_SECTIONS = ("thead", "tbody", "tfoot")


def parse_table(node: LexborNode, blocks_of: Callable[[LexborNode], list[Block]]) -> Table | None:
    """Return a table element as placed cells, or None if no cell has content.

    `blocks_of` converts the content of a cell.
    """
    cells: list[TableCell] = []
    head = number = 0
    for section in _sections(node):
        taken: dict[int, int] = {}
        first = number
        count = sum(1 for _ in _children(section, "tr"))
        for row in _children(section, "tr"):
            elements = list(_children(row, "td", "th"))
            cells += _placed(elements, number, first + count - number, taken, blocks_of)
            is_head = section.tag == "thead" or (elements and all(cell.tag == "th" for cell in elements))
            head += 1 if is_head and head == number else 0
            number += 1
    cells = [cell for cell in cells if cell.column < _MAX_COLUMNS]
    if not any(cell.blocks for cell in cells):
        return None
    columns = max(cell.column + cell.columns for cell in cells)
    return Table(cells, number, columns, head if head < number or _is_all_head(node) else 0)


def _is_all_head(node: LexborNode) -> bool:
    return node.css_first("td") is None


def _placed(
    elements: list[LexborNode],
    row: int,
    rows_left: int,
    taken: dict[int, int],
    blocks_of: Callable[[LexborNode], list[Block]],
) -> Iterator[TableCell]:
    """Yield the cells of a row at their columns.

    `taken` holds, for each column, how many more rows a cell from above covers; it is updated.
    """
    column = 0
    here: dict[int, int] = {}
    for element in elements:
        while taken.get(column, 0) > 0:
            column += 1
        attributes = element.attributes
        columns = max(1, _span(attributes.get("colspan"), 1))
        rows = min(rows_left, _span(attributes.get("rowspan"), 1) or rows_left)
        align = (attributes.get("align") or "") + (attributes.get("style") or "").partition("text-align:")[2][:8]
        yield TableCell(row, column, rows, columns, blocks_of(element), _alignment(align))
        for place in range(column, min(column + columns, _MAX_COLUMNS)):
            here[place] = rows
        column += columns
    for place in [*taken]:
        taken[place] -= 1
    for place, rows in here.items():
        taken[place] = max(taken.get(place, 0), rows - 1)


def _sections(table: LexborNode) -> list[LexborNode]:
    sections = list(_children(table, *_SECTIONS))
    order = {"thead": 0, "tbody": 1, "tfoot": 2}
    return sorted(sections, key=lambda section: order[section.tag or "tbody"])


def _children(node: LexborNode, *names: str) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.is_element_node and child.tag in names:
            yield child
        child = child.next


def _span(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    return min(int(digits), _MAX_COLUMNS) if digits.isascii() and digits.isdecimal() and len(digits) < 6 else otherwise


def _alignment(value: str) -> str:
    return next((name for name in ("right", "center") if name in value.lower()), "")
