"""Lay out blocks in lines: headings, paragraphs, lists, quotes, code and tables, also nested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hubtui.presentation.code import code_lines, wrap_cells
from hubtui.presentation.markdown.inline import LaidLine, lay_out
from hubtui.presentation.markdown.nodes import Block, Code, Heading, ItemList, Paragraph, Quote, Run, Table
from hubtui.presentation.markdown.tables import table_lines
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width

MAX_LINE_LENGTH = 100
"""The widest line of prose, in terminal cells; code and tables use the whole width."""
_RULES = {1: "━", 2: "─"}
_BULLETS = "•◦▪"
_MIN_WIDTH = 12
_BLANK = LaidLine([], [])


def lay_out_blocks(blocks: Sequence[Block], width: int, depth: int = 0) -> Iterator[LaidLine]:
    """Yield the lines of blocks, none wider than `width` terminal cells; `depth` is the number of outer lists."""
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        if before is not None and not (_is_tight(before) and (depth or not isinstance(before, ItemList))):
            yield _BLANK
        for place, line in enumerate(_lines(block, width, depth)):
            yield line._replace(anchors=(*block.anchors, *line.anchors)) if block.anchors and not place else line


def _is_tight(block: Block) -> bool:
    """Return whether the next block follows without a blank line."""
    if isinstance(block, ItemList):
        return not block.items or not block.items[-1] or _is_tight(block.items[-1][-1])
    return isinstance(block, Paragraph) and block.tight


def _lines(block: Block, width: int, depth: int) -> Iterator[LaidLine]:
    if isinstance(block, Paragraph):
        yield from lay_out(block.runs, min(width, MAX_LINE_LENGTH))
    elif isinstance(block, Heading):
        yield from _heading(block, min(width, MAX_LINE_LENGTH))
    elif isinstance(block, ItemList):
        yield from _items(block, width, depth)
    elif isinstance(block, Quote):
        mark = Cell(block.mark, "quote")
        yield from _behind(mark, mark, lay_out_blocks(block.blocks, _inner(width, mark), depth), width)
    elif isinstance(block, Code):
        yield from _code(block, width)
    elif isinstance(block, Table):
        yield from table_lines(block, width, lay_out_blocks)
    else:
        yield LaidLine([Cell("─" * width, "rule")], [])


def _inner(width: int, mark: Cell) -> int:
    """Return the width after a mark; the whole width if the rest is too narrow (then the mark is left out)."""
    inner = width - cell_width(mark.text)
    return inner if inner >= _MIN_WIDTH // 2 else width


def _behind(first: Cell, others: Cell, lines: Iterator[LaidLine], width: int) -> Iterator[LaidLine]:
    """Yield lines with the mark `others` before each and `first` before the first one; at least one line."""
    indent = cell_width(first.text) if _inner(width, first) < width else 0
    empty = True
    mark = first
    for line in lines:
        links = [(start + indent, end + indent, href) for start, end, href in line.links]
        visible = [mark] if indent and (line.cells or mark.text.strip()) else []
        cells = [Cell(cell.text.rstrip(), cell.role) for cell in visible] if not line.cells else visible
        yield line._replace(cells=[*cells, *line.cells], links=links)
        mark, empty = others, False
    if empty and first.text.strip() not in ("", "│"):
        yield LaidLine([first], [])


def _items(block: ItemList, width: int, depth: int) -> Iterator[LaidLine]:
    for number, item in enumerate(block.items):
        if number and block.items[number - 1] and not _is_tight(block.items[number - 1][-1]):
            yield _BLANK
        mark = f"{_BULLETS[min(depth, 2)]} " if block.first is None else f"{block.first + number}. "
        first, others = Cell(mark, "accent"), Cell(" " * cell_width(mark))
        yield from _behind(first, others, lay_out_blocks(item, _inner(width, first), depth + 1), width)


def _heading(block: Heading, width: int) -> Iterator[LaidLine]:
    runs = [run if run.href or run.role == "code" else run._replace(role="heading") for run in block.runs]
    title = " ".join("".join(run.text for run in runs).split())
    lines = lay_out(runs, width)
    yield lines[0]._replace(headings=((block.level, title),))
    yield from lines[1:]
    if block.level in _RULES:
        longest = max(sum(cell_width(cell.text) for cell in line.cells) for line in lines)
        yield LaidLine([Cell(_RULES[block.level] * max(1, longest), "rule")], [])


def _code(block: Code, width: int) -> Iterator[LaidLine]:
    indent = Cell("  ")
    if any(run.href for run in block.runs):
        for runs in _lines_of(block.runs):
            for line in lay_out(runs, width - 2):
                links = [(start + 2, end + 2, href) for start, end, href in line.links]
                yield line._replace(cells=[indent, *line.cells], links=links)
        return
    text = "".join(run.text for run in block.runs).strip("\n")
    for cells in code_lines(text, language=block.language):
        for part in wrap_cells(cells, width - 2):
            yield LaidLine([indent, *part], [])


def _lines_of(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield preformatted runs line by line."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line += [run._replace(text=first)] if first else []
        for text in others:
            yield line
            line = [run._replace(text=text)] if text else []
    if line:
        yield line
