"""How one row is brought up to date: patched where it changed, or wiped and its words written again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, groupby, repeat
from operator import attrgetter, is_, is_not
from typing import Final, NamedTuple

from hubtui.terminal.cells import Cell, Pen, Row
from hubtui.terminal.diff import Span, joined_places

_JUMP: Final = 4
"""Bytes of a short jump or erase: a gap of that many cells is as well written again."""
_PEN: Final = 16
"""Bytes of a change of pen, roughly."""
_SMALL: Final = 14
"""A patch of that cost is not worth comparing with a wipe."""
_BROAD: Final = 40
"""Nor is a wipe of so many columns that all change with a patch: it has another ground, and is the shorter."""


_pen_and_blank = attrgetter("pen", "blank")
_blank_of = attrgetter("blank")


class Run(NamedTuple):
    """Columns start to stop of a row, all written with one pen; `blank` where they are blanks of one background."""

    start: int
    stop: int
    pen: Pen
    blank: bool


class Wipe(NamedTuple):
    """Columns start to stop of row y to be erased to a blank; to the row's end where `to_end`."""

    y: int
    start: int
    stop: int
    blank: Cell
    to_end: bool


class RowPlan(NamedTuple):
    """What is erased first, if anything, and what is written then."""

    wipe: Wipe | None
    runs: list[Run]

    @property
    def cost(self) -> int:
        """Bytes, roughly."""
        bytes_ = 0 if self.wipe is None else _JUMP
        for start, stop, _, blank in self.runs:
            bytes_ += _JUMP + (min(stop - start, _JUMP) if blank else stop - start)
        return bytes_ + _PEN * len({run.pen for run in self.runs if not run.blank})


def plan_row(y: int, new: Row, spans: Sequence[Span], erase: bool) -> RowPlan:
    """The cheaper way to bring these spans of row y to what they are in `new`."""
    is_broad = erase and spans[0].stop - spans[0].start >= _BROAD and len(spans) == 1
    patch = None if is_broad else RowPlan(None, joined(new, spans, erase))
    if patch is not None and (not erase or patch.cost <= _SMALL):
        return patch
    wipe = _wipe(y, new, spans[0].start, spans[-1].stop)
    if wipe is None:
        return patch or RowPlan(None, joined(new, spans, erase))
    words = RowPlan(wipe, joined(new, _words(new, wipe), erase))
    return words if patch is None else min(words, patch, key=lambda plan: plan.cost)


def _wipe(y: int, new: Row, start: int, stop: int) -> Wipe | None:
    """Erase all of start to stop to its commonest background, or to the row's end where nothing else is there."""
    blanks = Counter(compress(new[start:stop], map(_blank_of, new[start:stop])))
    if not blanks:
        return None
    blank = max(blanks, key=blanks.__getitem__)
    to_end = all(map(is_, new[stop:], repeat(blank)))
    return Wipe(y, start, len(new) if to_end else stop, blank, to_end)


def _words(new: Row, wipe: Wipe) -> list[Span]:
    """What must be written after a wipe."""
    columns = range(wipe.start, wipe.stop)
    return joined_places(compress(columns, map(is_not, new[wipe.start : wipe.stop], repeat(wipe.blank))), new)


def _atoms(row: Row, spans: Iterable[Span]) -> Iterator[Run]:
    """Spans cut where the pen changes, or where blanks begin and end."""
    for start, stop in spans:
        for (pen, blank), cells in groupby(row[start:stop], _pen_and_blank):
            end = start + len(list(cells))
            yield Run(start, end, pen, blank)
            start = end


def joined(row: Row, spans: Sequence[Span], erase: bool) -> list[Run]:
    """Runs that write the spans; neighbours in one pen are one, with up to four equal cells between written again."""
    runs: list[Run] = []
    for atom in _atoms(row, spans):
        if runs and (pen := _common_pen(row, runs[-1], atom, erase)) is not None:
            last = runs[-1]
            blank = last.blank and atom.blank and all(map(_blank_of, row[last.stop : atom.start]))
            runs[-1] = Run(last.start, atom.stop, pen, blank)
        else:
            runs.append(atom)
    return runs


def _common_pen(row: Row, last: Run, atom: Run, erase: bool) -> Pen | None:
    """The pen that writes both runs and what is between them, if one does and it is worth it."""
    gap = row[last.stop : atom.start]
    if len(gap) > _JUMP or (erase and any(run.blank and run.stop - run.start > _JUMP for run in (last, atom))):
        return None
    if atom.blank or last.pen is atom.pen:
        pen = last.pen
        fits = last.pen is atom.pen or pen.paints_blank(row[atom.start])
    else:
        pen = atom.pen
        fits = last.blank and pen.paints_blank(row[last.start])
    return pen if fits and all(cell.pen is pen or (cell.blank and pen.paints_blank(cell)) for cell in gap) else None
