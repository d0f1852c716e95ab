"""Plan the update of one row: write the cells that changed, or erase the row and write its words again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, groupby, repeat
from operator import attrgetter, is_not
from typing import Final, NamedTuple

from hubtui.terminal.cells import Cell, Row, SgrStyle
from hubtui.terminal.diff import Span, spans_of

_GAP: Final = 4
"""Writing that many unchanged cells again takes no more bytes than a cursor motion."""
_ERASE: Final = 4
"""The bytes that an erase takes, roughly."""


_style_and_blank = attrgetter("style", "blank")
_blank_of = attrgetter("blank")


class Run(NamedTuple):
    """The cells from column `start` to `stop` in one style; `blank` if all of them are blanks of one background."""

    start: int
    stop: int
    style: SgrStyle
    blank: bool


def plan_row(new: Row, spans: Sequence[Span], can_erase: bool) -> tuple[Run | None, list[Run]]:
    """Plan how to change these spans of a row to `new`: return a blank run to erase first, or None, and runs to write.

    It is erased if more cells become blank than cells between them stay, which would be written again.
    """
    start, stop = spans[0].start, spans[-1].stop
    if can_erase and (blank := _commonest_blank(new[start:stop])):
        cleared = sum(new[one:end].count(blank) for one, end in spans)
        kept = stop - start - sum(end - one for one, end in spans)
        if cleared > _ERASE + kept:
            words = spans_of(map(is_not, new[start:stop], repeat(blank)), new, start)
            return Run(start, stop, blank.style, True), join_runs(new, words, can_erase)
    return None, join_runs(new, spans, can_erase)


def _commonest_blank(cells: Sequence[Cell]) -> Cell | None:
    blanks = Counter(compress(cells, map(_blank_of, cells)))
    return max(blanks, key=blanks.__getitem__, default=None)


def _atoms(row: Row, spans: Iterable[Span]) -> Iterator[Run]:
    """Yield the spans, split where the style changes and where blanks begin and end."""
    for start, stop in spans:
        for (style, blank), cells in groupby(row[start:stop], _style_and_blank):
            end = start + len(list(cells))
            yield Run(start, end, style, blank)
            start = end


def join_runs(row: Row, spans: Sequence[Span], can_erase: bool) -> list[Run]:
    """Return the runs that write the spans.

    Neighbours in one style become one run; up to four unchanged cells between them are written again. With `can_erase`
    longer blanks stay runs of their own.
    """
    runs: list[Run] = []
    for atom in _atoms(row, spans):
        last = runs[-1] if runs else None
        style = None if last is None else _common_style(row, last, atom, can_erase)
        if last is None or style is None:
            runs.append(atom)
        else:
            blank = last.blank and atom.blank and all(map(_blank_of, row[last.stop : atom.start]))
            runs[-1] = Run(last.start, atom.stop, style, blank)
    return runs


def _is_long(run: Run) -> bool:
    return run.blank and run.stop - run.start > _GAP


def _common_style(row: Row, last: Run, atom: Run, can_erase: bool) -> SgrStyle | None:
    """Return the style that can write both runs and the gap between them; None if there is none or it costs more."""
    if atom.start - last.stop > _GAP or (can_erase and (_is_long(last) or _is_long(atom))):
        return None
    style = last.style if atom.blank else atom.style
    blank = style.blank
    for run in (last, atom):
        if run.style is not style and not (run.blank and row[run.start] is blank):
            return None
    for cell in row[last.stop : atom.start]:
        if cell.style is not style and cell is not blank:
            return None
    return style
