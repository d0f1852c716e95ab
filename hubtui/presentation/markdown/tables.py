"""Tables of cards: their grid with merged cells, and their lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from hubtui.presentation.markdown.inline import LaidLine, lay_out, run_width
from hubtui.presentation.markdown.nodes import Block, Paragraph, Run, Table, TableCell
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


_GAP = 2
_MAX_WORD_LENGTH = 16
_MAX_LINES_A_CELL = 12

LayOut = Callable[[Sequence[Block], int], Iterator[LaidLine]]


def table_lines(table: Table, width: int, lay_out_blocks: LayOut) -> Iterator[LaidLine]:
    """Yield the lines of a table; `lay_out_blocks` lays out the content of a cell."""
    natural, least = _measured(table, width, lay_out_blocks)
    room = width - _GAP * (table.columns - 1)
    if sum(least) > room:
        yield from _as_blocks(table, width, lay_out_blocks)
        return
    widths = _shared(natural, least, room)
    if any(size > _MAX_LINES_A_CELL * given for size, given in zip(natural, widths, strict=True)):
        yield from _as_blocks(table, width, lay_out_blocks)
        return
    for number, row in enumerate(_rows(table)):
        if number == table.head and number:
            yield LaidLine([Cell("─" * (sum(widths) + _GAP * (table.columns - 1)), "rule")], [])
        if number >= table.head or any(cell.blocks for cell in row):
            yield from _row(row, widths, number < table.head, lay_out_blocks)


def _rows(table: Table) -> list[list[TableCell]]:
    rows: list[list[TableCell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return rows


def _measured(table: Table, width: int, lay_out_blocks: LayOut) -> tuple[list[int], list[int]]:
    """Return for each column its natural width and the least it needs; cells that span columns are divided."""
    natural, least = [1] * table.columns, [1] * table.columns
    for cell in table.cells:
        wide, needed = _size(cell.blocks, width, lay_out_blocks)
        for place in range(cell.column, min(cell.column + cell.columns, table.columns)):
            natural[place] = max(natural[place], -(-wide // cell.columns))
            least[place] = max(least[place], min(-(-needed // cell.columns), _MAX_WORD_LENGTH))
    return natural, least


def _size(blocks: Sequence[Block], width: int, lay_out_blocks: LayOut) -> tuple[int, int]:
    if not blocks:
        return 1, 1
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not any(run.text == "\n" for run in blocks[0].runs):
        runs = blocks[0].runs
        return run_width(runs), _longest_word("".join(run.text for run in runs))
    lines = ["".join(cell.text for cell in line.cells) for line in lay_out_blocks(blocks, width)]
    return max(map(cell_width, lines), default=1), max(map(_longest_word, lines), default=1)


def _longest_word(text: str) -> int:
    return max(map(cell_width, text.split()), default=1)


def _shared(natural: list[int], least: list[int], room: int) -> list[int]:
    """Return the widths of the columns: the widest are reduced, but not below what they need."""
    low, high = 1, max(natural)
    while low < high:
        level = (low + high + 1) // 2
        if sum(_bounded(natural, least, level)) <= room:
            low = level
        else:
            high = level - 1
    widths = _bounded(natural, least, low)
    for place, size in enumerate(natural):
        # The first columns that need more get the remainder.
        if widths[place] == low < size and sum(widths) < room:
            widths[place] += 1
    return widths


def _bounded(natural: list[int], least: list[int], level: int) -> list[int]:
    return [max(needed, min(size, level)) for size, needed in zip(natural, least, strict=True)]


def _row(row: Sequence[TableCell], widths: list[int], is_head: bool, lay_out_blocks: LayOut) -> Iterator[LaidLine]:
    """Yield the lines of a row, with the content of each cell below its column."""
    laid: list[tuple[TableCell, int, int, list[LaidLine]]] = []
    for cell in row:
        start = sum(widths[: cell.column]) + _GAP * cell.column
        inside = widths[cell.column : cell.column + cell.columns]
        width = sum(inside) + _GAP * (len(inside) - 1)
        blocks = [_as_head(block) for block in cell.blocks] if is_head else cell.blocks
        laid.append((cell, start, width, list(lay_out_blocks(blocks, width)) if blocks else []))
    for number in range(max((len(lines) for *_, lines in laid), default=0)):
        line = LaidLine([], [])
        at = 0
        for cell, start, width, lines in laid:
            if number < len(lines):
                line, at = _put(line, at, lines[number], start, width, cell.align)
        yield line


def _as_head(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    return Paragraph([run._replace(role=run.role or "header") for run in block.runs], block.tight)


def _put(line: LaidLine, at: int, part: LaidLine, start: int, width: int, align: str) -> tuple[LaidLine, int]:
    """Return a line with `part` added at column `start`, and the column where it ends."""
    used = sum(cell_width(cell.text) for cell in part.cells)
    start += max(0, width - used) // (2 if align == "center" else 1) if align else 0
    blanks = [Cell(" " * (start - at))] if start > at else []
    links = [(start + begin, start + end, href) for begin, end, href in part.links]
    joined = LaidLine(
        [*line.cells, *blanks, *part.cells],
        [*line.links, *links],
        line.headings + part.headings,
        line.anchors + part.anchors,
    )
    return joined, max(at, start) + used


def _as_blocks(table: Table, width: int, lay_out_blocks: LayOut) -> Iterator[LaidLine]:
    """Yield each cell on its own lines after the name of its column; a cell that spans rows is repeated in each."""
    names = _headings(table)
    rows = _rows(table)
    spanning: list[TableCell] = []
    for number in range(table.head, table.rows):
        spanning = [cell for cell in spanning if cell.row + cell.rows > number]
        for cell in sorted([*spanning, *rows[number]], key=lambda cell: cell.column):
            yield from _named(cell, names, width, lay_out_blocks)
        spanning += [cell for cell in rows[number] if cell.rows > 1]
        yield LaidLine([Cell("─" * min(width, 12), "rule")], [])


def _headings(table: Table) -> list[str]:
    """Return the headings of each column, from the top down, joined by "/"."""
    names: list[list[str]] = [[] for _ in range(table.columns)]
    for cell in table.cells:
        if cell.row < table.head and (text := _words(cell)):
            for place in range(cell.column, min(cell.column + cell.columns, table.columns)):
                names[place].append(text)
    return [" / ".join(parts) for parts in names]


def _words(cell: TableCell) -> str:
    runs = [run for block in cell.blocks if isinstance(block, Paragraph) for run in [*block.runs, Run(" ")]]
    return " ".join("".join(run.text for run in runs).split())


def _named(cell: TableCell, names: list[str], width: int, lay_out_blocks: LayOut) -> Iterator[LaidLine]:
    if not cell.blocks:
        return
    headings = dict.fromkeys(name for name in names[cell.column : cell.column + cell.columns] if name)
    name = Run(f"{', '.join(headings)}: ", "key")
    first = cell.blocks[0]
    if headings and isinstance(first, Paragraph):
        yield from lay_out([name, *first.runs], width)
        yield from lay_out_blocks(cell.blocks[1:], width) if cell.blocks[1:] else ()
        return
    yield from lay_out([name], width) if headings else ()
    yield from lay_out_blocks(cell.blocks, width)


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
