"""The changes between two grids: bands that moved, then runs of cells to write. `apply(diff(a, b), a) == b`."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from hubtui.terminal.cells import Cell, Grid, Row, pen

UNKNOWN: Final = Cell("\0", pen())
"""What a scroll brings in: nobody knows its colour, so it equals nothing and is written over whole."""


class Scroll(NamedTuple):
    """Rows top to bottom (exclusive) of the whole width move by `rows`: up where positive, down where negative."""

    top: int
    bottom: int
    rows: int


class Span(NamedTuple):
    """Columns start to stop (exclusive) of a row."""

    start: int
    stop: int


class Changes(NamedTuple):
    """What makes one grid of another: first the scroll, then the spans of each row with their cells."""

    scroll: Scroll | None
    spans: dict[int, list[Span]]
    cells: dict[tuple[int, int], Row]

    @property
    def weight(self) -> int:
        """How much there is to write: cells that are no blanks, and runs."""
        written = sum(sum([cell.text != " " for cell in cells]) for cells in self.cells.values())
        return written + 4 * len(self.cells)


def sound(scroll: Scroll, grid: Grid) -> bool:
    """Whether a scroll can be done on this grid."""
    size = scroll.bottom - scroll.top
    return 0 <= scroll.top < scroll.bottom <= grid.height and 0 < abs(scroll.rows) < size


def scrolled(grid: Grid, scroll: Scroll) -> Grid:
    """The grid after a scroll; the rows that came in are unknown."""
    moved = grid.copy()
    band = grid.rows[scroll.top : scroll.bottom]
    fresh: list[Row] = [(UNKNOWN,) * grid.width] * abs(scroll.rows)
    shifted = band[scroll.rows :] + fresh if scroll.rows > 0 else fresh + band[: scroll.rows]
    moved.rows[scroll.top : scroll.bottom] = shifted
    return moved


def diff(old: Grid, new: Grid, scroll: Scroll | None = None) -> Changes:
    """The changes from old to new, grids of one size, with the scroll done first where there is one."""
    if scroll is not None:
        old = scrolled(old, scroll)
    changes = Changes(scroll, {}, {})
    for y, (before, after) in enumerate(zip(old.rows, new.rows, strict=True)):
        if before is not after and before != after:
            spans = changes.spans[y] = row_spans(before, after)
            for start, stop in spans:
                changes.cells[y, start] = after[start:stop]
    return changes


def row_spans(before: Row, after: Row) -> list[Span]:
    """The runs of columns in which two rows of one width differ, wide cells whole."""
    places = [x for x, (one, other) in enumerate(zip(before, after, strict=True)) if one is not other and one != other]
    spans: list[Span] = []
    for x in places:
        stop = x + (after[x].width or 1)
        if spans and x <= spans[-1].stop:
            spans[-1] = Span(spans[-1].start, max(stop, spans[-1].stop))
        else:
            spans.append(Span(x, stop))
    return spans


def apply(changes: Changes, grid: Grid) -> Grid:
    """The grid that the changes make of this one."""
    made = scrolled(grid, changes.scroll) if changes.scroll else grid.copy()
    for (y, x), cells in changes.cells.items():
        row = made.rows[y]
        made.rows[y] = (*row[:x], *cells, *row[x + len(cells) :])
    return made


def candidates(old: Grid, new: Grid, scrolls: Sequence[Scroll]) -> list[Changes]:
    """The ways worth encoding, the likeliest first: without a scroll, and with each hinted one."""
    ways = [diff(old, new)]
    light = 40
    if scrolls and ways[0].weight > light:
        ways += [diff(old, new, scroll) for scroll in scrolls if sound(scroll, new)]
        ways.sort(key=lambda way: way.weight)
        return [way for way in ways if way.weight * 2 <= ways[0].weight * 3]
    return ways
