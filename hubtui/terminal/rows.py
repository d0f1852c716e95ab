"""Plan the update of one row: write the cells that changed, or erase the row and write its words again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, groupby, repeat
from operator import attrgetter, is_, is_not
from typing import Final, NamedTuple

from hubtui.terminal.cells import Cell, Row, SgrStyle
from hubtui.terminal.diff import Span, spans_of

_JUMP: Final = 4
"""Bytes of a short cursor motion or erase; writing a gap of that many cells again costs the same."""
_STYLE: Final = 16
"""Bytes of a change of style, roughly."""
_SMALL: Final = 14
"""A patch that costs no more is taken without comparing it with an erase."""
_BROAD: Final = 40
"""An erase of that many columns in one span is taken without a comparison: a new background, so it is shorter."""


_style_and_blank = attrgetter("style", "blank")
_blank_of = attrgetter("blank")


class Run(NamedTuple):
    """The cells from column `start` to `stop` in one style; `blank` if all of them are blanks of one background."""

    start: int
    stop: int
    style: SgrStyle
    blank: bool


class Erase(NamedTuple):
    """The erase of columns `start` to `stop` of row y to a blank; `to_end` if that is the rest of the row."""

    y: int
    start: int
    stop: int
    blank: Cell
    to_end: bool


class RowPlan(NamedTuple):
    """The plan to update one row: an optional erase, then the runs to write."""

    erase: Erase | None
    runs: list[Run]

    @property
    def cost(self) -> int:
        """The number of bytes that the plan takes, roughly."""
        bytes_ = 0 if self.erase is None else _JUMP
        for start, stop, _, blank in self.runs:
            bytes_ += _JUMP + (min(stop - start, _JUMP) if blank else stop - start)
        return bytes_ + _STYLE * len({run.style for run in self.runs if not run.blank})


def plan_row(y: int, new: Row, spans: Sequence[Span], can_erase: bool) -> RowPlan:
    """Return the cheaper plan for changing these spans of row y to `new`."""
    is_broad = can_erase and spans[0].stop - spans[0].start >= _BROAD and len(spans) == 1
    patch = None if is_broad else RowPlan(None, join_runs(new, spans, can_erase))
    if patch is not None and (not can_erase or patch.cost <= _SMALL):
        return patch
    erase = _erase_of(y, new, spans[0].start, spans[-1].stop)
    if erase is None:
        return patch or RowPlan(None, join_runs(new, spans, can_erase))
    words = RowPlan(erase, join_runs(new, _words(new, erase), can_erase))
    return words if patch is None else min(words, patch, key=lambda plan: plan.cost)


def _erase_of(y: int, new: Row, start: int, stop: int) -> Erase | None:
    """Return the erase of start to stop to its commonest background, None if the columns have no blank.

    It goes to the end of the row if only blanks of that background follow.
    """
    blanks = Counter(compress(new[start:stop], map(_blank_of, new[start:stop])))
    if not blanks:
        return None
    blank = max(blanks, key=blanks.__getitem__)
    to_end = all(map(is_, new[stop:], repeat(blank)))
    return Erase(y, start, len(new) if to_end else stop, blank, to_end)


def _words(new: Row, erase: Erase) -> list[Span]:
    """Return the spans that must be written after an erase."""
    columns = range(erase.start, erase.stop)
    return spans_of(compress(columns, map(is_not, new[erase.start : erase.stop], repeat(erase.blank))), new)


def _atoms(row: Row, spans: Iterable[Span]) -> Iterator[Run]:
    """Yield the spans, split where the style changes and where blanks begin and end."""
    for start, stop in spans:
        for (style, blank), cells in groupby(row[start:stop], _style_and_blank):
            end = start + len(list(cells))
            yield Run(start, end, style, blank)
            start = end


def join_runs(row: Row, spans: Sequence[Span], can_erase: bool) -> list[Run]:
    """Return the runs that write the spans.

    Neighbours in one style become one run; up to four unchanged cells between them are written again.
    """
    runs: list[Run] = []
    for atom in _atoms(row, spans):
        if runs and (style := _common_style(row, runs[-1], atom, can_erase)) is not None:
            last = runs[-1]
            blank = last.blank and atom.blank and all(map(_blank_of, row[last.stop : atom.start]))
            runs[-1] = Run(last.start, atom.stop, style, blank)
        else:
            runs.append(atom)
    return runs


def _common_style(row: Row, last: Run, atom: Run, can_erase: bool) -> SgrStyle | None:
    """Return the style that can write both runs and the gap between them; None if there is none or it costs more."""
    gap = row[last.stop : atom.start]
    if len(gap) > _JUMP or (can_erase and any(run.blank and run.stop - run.start > _JUMP for run in (last, atom))):
        return None
    if atom.blank or last.style is atom.style:
        style = last.style
        fits = last.style is atom.style or style.paints_blank(row[atom.start])
    else:
        style = atom.style
        fits = last.blank and style.paints_blank(row[last.start])
    writes_gap = all(cell.style is style or (cell.blank and style.paints_blank(cell)) for cell in gap)
    return style if fits and writes_gap else None
