"""Compute the changes between two grids: a scroll, then spans of cells to write."""

from collections.abc import Iterable, Sequence
from itertools import compress, groupby
from operator import attrgetter, is_not, ne
from typing import Final, NamedTuple

from hubtui.terminal.cells import Cell, Grid, Row, sgr_style

UNKNOWN: Final = Cell("\0", sgr_style())
"""A cell that a scroll has brought in. Its colour is unknown, so it differs from every cell."""


_FEW_ROWS: Final = 3
_JUMP: Final = 4
_WORDS: Final = 6
_blank_of = attrgetter("blank")


class Scroll(NamedTuple):
    """Rows top to bottom (exclusive) move by `rows` in their whole width: up if positive, down if negative."""

    top: int
    bottom: int
    rows: int


class Span(NamedTuple):
    """Columns start to stop (exclusive) of a row."""

    start: int
    stop: int


class Changes(NamedTuple):
    """The changes that turn another grid into `after`: first the scroll, then the spans of each row."""

    scroll: Scroll | None
    spans: dict[int, list[Span]]
    after: Grid

    @property
    def weight(self) -> int:
        """The number of bytes, very roughly: cells that are not blank, and cursor motions."""
        written = jumps = 0
        for y, spans in self.spans.items():
            row = self.after.rows[y]
            jumps += len(spans)
            for start, stop in spans:
                written += stop - start - sum(map(_blank_of, row[start:stop]))
        return written + _JUMP * jumps + (_WORDS * _JUMP * abs(self.scroll.rows) if self.scroll else 0)


def is_useful(scroll: Scroll, grid: Grid) -> bool:
    """Return whether a scroll can be done on this grid, and leaves at least half of its rows in view."""
    size = scroll.bottom - scroll.top
    return 0 <= scroll.top < scroll.bottom <= grid.height and 0 < abs(scroll.rows) * 2 <= size


def scrolled(grid: Grid, scroll: Scroll) -> Grid:
    """Return the grid after a scroll; the rows that came in are unknown."""
    moved = grid.copy()
    band = grid.rows[scroll.top : scroll.bottom]
    fresh: list[Row] = [(UNKNOWN,) * grid.width] * abs(scroll.rows)
    shifted = band[scroll.rows :] + fresh if scroll.rows > 0 else fresh + band[: scroll.rows]
    moved.rows[scroll.top : scroll.bottom] = shifted
    return moved


def changed_rows(old: Grid, new: Grid) -> list[int]:
    """Return the rows in which two grids of one size differ."""
    return list(compress(range(old.height), map(ne, old.rows, new.rows)))


def diff(old: Grid, new: Grid, scroll: Scroll | None = None) -> Changes:
    """Return the changes from `old` to `new`, grids of one size, after an optional scroll."""
    if scroll is not None:
        old = scrolled(old, scroll)
    return Changes(scroll, {y: row_spans(old.rows[y], new.rows[y]) for y in changed_rows(old, new)}, new)


def row_spans(before: Row, after: Row) -> list[Span]:
    """Return the spans in which two rows of one width differ; a wide cell is never split."""
    # Cells are interned; an equal cell that is another object is only sent once more.
    return spans_of(map(is_not, before, after), after)


def spans_of(chosen: Iterable[bool], row: Row, start: int = 0) -> list[Span]:
    """Return the spans of the cells of `row`, from column `start` on, that are `chosen`; a wide cell is never split."""
    spans: list[Span] = []
    for is_chosen, cells in groupby(chosen):
        stop = start + len(list(cells))
        if is_chosen:
            is_half = stop < len(row) and not row[stop].text
            spans.append(Span(start, stop + is_half))
        start = stop
    return spans


def shortest_changes(old: Grid, new: Grid, scrolls: Sequence[Scroll]) -> Changes:
    """Return the changes that take the fewest bytes: without a scroll, or with one of `scrolls`.

    A scroll after which few of many changed rows remain is taken without looking further.
    """
    many = len(changed_rows(old, new))
    ways = []
    for scroll in scrolls:
        if many > _FEW_ROWS and is_useful(scroll, new):
            way = diff(old, new, scroll)
            if len(way.spans) * 3 < many:
                return way
            ways.append(way)
    plain = diff(old, new)
    return min([plain, *ways], key=lambda way: way.weight) if ways else plain
