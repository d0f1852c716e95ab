"""Lay out words in lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hubtui.presentation.markdown.nodes import Run
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width, chop_cells


class LaidLine(NamedTuple):
    """A line: its cells, its links as (start, end, target) in terminal cells, and the headings and anchors on it."""

    cells: list[Cell]
    links: list[tuple[int, int, str]]
    headings: tuple[tuple[int, str], ...] = ()
    anchors: tuple[str, ...] = ()


def lay_out(runs: Iterable[Run], width: int) -> list[LaidLine]:
    """Return runs as lines of at most `width` terminal cells, broken between words; at least one line."""
    lines: list[list[Run]] = [[]]
    left = width
    for word, blank in _words(runs, width):
        if word[0].text == "\n":
            lines.append([])
            left = width
            continue
        needed = run_width(word)
        if lines[-1] and needed + (blank is not None) > left:
            lines.append([])
            left = width
        elif lines[-1] and blank is not None:
            lines[-1].append(blank)
            left -= 1
        lines[-1] += word
        left -= needed
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [_laid(line) for line in lines]


def run_width(runs: Iterable[Run]) -> int:
    """Return how many terminal cells runs take on one line."""
    return sum(cell_width(run.text) for run in runs)


def _words(runs: Iterable[Run], width: int) -> Iterator[tuple[list[Run], Run | None]]:
    """Yield each word with the blank before it.

    The blank is None before the rest of a word that is too long for a line.
    """
    word: list[Run] = []
    blank: Run | None = None
    for run in runs:
        if run.text == "\n":
            yield from _fitting(word, blank, width)
            yield [run], None
            word, blank = [], None
            continue
        for number, part in enumerate(run.text.split(" ")):
            if number:
                yield from _fitting(word, blank, width)
                # A blank within a link belongs to it; one between two roles to neither.
                inside = bool(word) and word[-1].href == run.href and word[-1].role == run.role
                blank = Run(" ", run.role, run.href) if inside else Run(" ")
                word = []
            if part:
                word.append(run._replace(text=part))
    if blank is not None and blank.href and word and word[0].href != blank.href:
        blank = Run(" ")
    yield from _fitting(word, blank, width)


def _fitting(word: list[Run], blank: Run | None, width: int) -> Iterator[tuple[list[Run], Run | None]]:
    if not word:
        return
    if blank is not None and (word[0].href, word[0].role) != (blank.href, blank.role):
        blank = Run(" ")
    if run_width(word) <= width:
        yield word, blank
        return
    for run in word:
        for piece in chop_cells(run.text, width):
            yield [run._replace(text=piece)], blank
            blank = None


def _laid(line: list[Run]) -> LaidLine:
    cells: list[Cell] = []
    links: list[tuple[int, int, str]] = []
    column = 0
    for run in line:
        end = column + cell_width(run.text)
        if cells and cells[-1].role == run.role:
            cells[-1] = Cell(cells[-1].text + run.text, run.role)
        else:
            cells.append(Cell(run.text, run.role))
        if run.href:
            if links and links[-1][1] == column and links[-1][2] == run.href:
                links[-1] = (links[-1][0], end, run.href)
            else:
                links.append((column, end, run.href))
        column = end
    return LaidLine(cells, links)
