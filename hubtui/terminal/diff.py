"""The changes between two grids: bands that moved, then runs of cells to write. `apply(diff(a, b), a) == b`."""

from collections.abc import Iterable, Sequence
from itertools import compress
from operator import attrgetter, is_not, ne
from typing import Final, NamedTuple

from hubtui.terminal.cells import Cell, Grid, Row, pen

UNKNOWN: Final = Cell("\0", pen())
"""What a scroll brings in: nobody knows its colour, so it equals nothing and is written over whole."""


_FEW_ROWS: Final = 3
_JUMP: Final = 4
_WORDS: Final = 6
_blank_of = attrgetter("blank")


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
    """What makes `after` of another grid: first the scroll, then the spans of each row."""

    scroll: Scroll | None
    spans: dict[int, list[Span]]
    after: Grid

    @property
    def weight(self) -> int:
        """Bytes, very roughly: cells that are no blanks, and jumps."""
        written = jumps = 0
        for y, spans in self.spans.items():
            row = self.after.rows[y]
            jumps += len(spans)
            for start, stop in spans:
                written += stop - start - sum(map(_blank_of, row[start:stop]))
        return written + _JUMP * jumps + (_WORDS * _JUMP * abs(self.scroll.rows) if self.scroll else 0)


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


def changed_rows(old: Grid, new: Grid) -> list[int]:
    """The rows in which two grids of one size differ."""
    return list(compress(range(old.height), map(ne, old.rows, new.rows)))


def diff(old: Grid, new: Grid, scroll: Scroll | None = None) -> Changes:
    """The changes from old to new, grids of one size, with the scroll done first where there is one."""
    if scroll is not None:
        old = scrolled(old, scroll)
    return Changes(scroll, {y: row_spans(old.rows[y], new.rows[y]) for y in changed_rows(old, new)}, new)


def row_spans(before: Row, after: Row) -> list[Span]:
    """The runs of columns in which two rows of one width differ, wide cells whole."""
    # Cells are interned: one that is equal but not the same is at worst sent again.
    return joined_places(compress(range(len(after)), map(is_not, before, after)), after)


def joined_places(places: Iterable[int], row: Row) -> list[Span]:
    """Columns in rising order as spans, wide cells whole."""
    spans: list[Span] = []
    start = stop = -1
    for x in places:
        if x > stop:
            if stop > 0:
                spans.append(Span(start, stop))
            start = x
        stop = x + (row[x].width or 1)
    if stop > 0:
        spans.append(Span(start, stop))
    return spans


def apply(changes: Changes, grid: Grid) -> Grid:
    """The grid that the changes make of this one."""
    made = scrolled(grid, changes.scroll) if changes.scroll else grid.copy()
    for y, spans in changes.spans.items():
        for start, stop in spans:
            row = made.rows[y]
            made.rows[y] = row[:start] + changes.after.rows[y][start:stop] + row[stop:]
    return made


def lightest(old: Grid, new: Grid, scrolls: Sequence[Scroll]) -> Changes:
    """The changes that look shortest: without a scroll, or with a hinted one.

    A scroll that leaves few of many changed rows is taken without looking further.
    """
    many = len(changed_rows(old, new))
    ways = []
    for scroll in scrolls:
        if many > _FEW_ROWS and sound(scroll, new):
            way = diff(old, new, scroll)
            if len(way.spans) * 3 < many:
                return way
            ways.append(way)
    plain = diff(old, new)
    return min([plain, *ways], key=lambda way: way.weight) if ways else plain
