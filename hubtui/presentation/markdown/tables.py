"""Tables: columns as wide as they need to be where that fits, narrower where not, a block a row where nothing helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hubtui.presentation.markdown.inline import Laid, Run, lay_out
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width

GAP = 2
_NARROWEST = 6
_MOST_LINES_A_CELL = 12

Row = list[list[Run]]


def table_lines(head: Row, rows: Sequence[Row], rights: Sequence[bool], width: int) -> Iterator[Laid]:
    """The lines of a table; `rights` are the columns that are aligned to the right."""
    count = max([len(head), *(len(row) for row in rows)], default=0)
    if not count:
        return
    if count * (_NARROWEST + GAP) - GAP > width:
        yield from _as_blocks(head, rows, width)
        return
    widths = _widths([head, *rows], count, width)
    yield from _row([[run._replace(role=run.role or "header") for run in cell] for cell in head], widths, rights)
    yield Laid([Cell("─" * (sum(widths) + GAP * (count - 1)), "rule")], [])
    for row in rows:
        yield from _row(row, widths, rights)


def _widths(rows: Sequence[Row], count: int, width: int) -> list[int]:
    natural = [1] * count
    for row in rows:
        for place, cell in enumerate(row):
            natural[place] = max(natural[place], min(width, sum(cell_width(run.text) for run in cell)))
    room = width - GAP * (count - 1)
    widths = natural
    while sum(widths) > room:
        # The widest give way, down to what all of them could have.
        most = max(widths)
        second = max((one for one in widths if one < most), default=_NARROWEST)
        widest = [place for place, one in enumerate(widths) if one == most]
        less = min(most - max(second, _NARROWEST), max(1, (sum(widths) - room) // len(widest)))
        if less <= 0:
            return [max(_NARROWEST, room // count)] * count
        widths = [one - less if place in widest else one for place, one in enumerate(widths)]
    return widths


def _row(row: Row, widths: Sequence[int], rights: Sequence[bool]) -> Iterator[Laid]:
    laid = [lay_out(cell, width)[:_MOST_LINES_A_CELL] for cell, width in zip(row, widths, strict=False)]
    for number in range(max((len(lines) for lines in laid), default=0)):
        cells: list[Cell] = []
        links: list[tuple[int, int, str]] = []
        column = 0
        for place, width in enumerate(widths):
            line = laid[place][number] if place < len(laid) and number < len(laid[place]) else Laid([], [])
            used = sum(cell_width(cell.text) for cell in line.cells)
            before = width - used if place < len(rights) and rights[place] else 0
            cells += [Cell(" " * before)] if before else []
            links += [(start + column + before, end + column + before, href) for start, end, href in line.links]
            cells += line.cells
            behind = width - used - before + (GAP if place < len(widths) - 1 else 0)
            cells += [Cell(" " * behind)] if behind > 0 else []
            column += width + GAP
        yield Laid(cells, links)


def _as_blocks(head: Row, rows: Sequence[Row], width: int) -> Iterator[Laid]:
    """A line or more a cell, behind the name of its column."""
    for row in rows:
        for place, cell in enumerate(row):
            name = "".join(run.text for run in head[place]) if place < len(head) else ""
            if any(run.text.strip() for run in cell):
                yield from lay_out([Run(f"{name}: ", "key"), *cell] if name else cell, width)
        yield Laid([Cell("─" * min(width, 12), "rule")], [])
