"""The lines below the query field: the parsed query or its error, and the candidates for completion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.hub.sorts import DEFAULT
from hubtui.presentation.query_completion import Candidate, Completion, KnownValues, complete
from hubtui.presentation.query_text import Fault, parse
from hubtui.presentation.row_order import RowOrder
from hubtui.presentation.sort_words import order_words
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType

MAX_LINES = 8
"""How many candidates are in view at once."""
_HELP = "author:  license:  task:  params:<9b  lang:  gated:no  fits  sort:  -word   "
_SPACE_HELP = "author:  license:  sort:  -word   "


_NOTHING = Completion(0, 0)


@dataclass(frozen=True, slots=True)
class Hints:
    """The state of a query while it is typed: its errors, its chips, and the candidates for completion.

    `chosen` is the index of the selected candidate.
    """

    faults: tuple[Fault, ...] = ()
    chips: tuple[str, ...] = ()
    completion: Completion = _NOTHING
    chosen: int | None = None

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The candidates that can complete the word at the cursor."""
        return self.completion.candidates

    @property
    def marked(self) -> list[tuple[int, int]]:
        """The (start, end) of each part of the line that has an error."""
        return [(fault.start, fault.end) for fault in self.faults]


def hints_of(line: str, cursor: int, repo_type: RepoType, known: KnownValues) -> Hints:
    """Return the hints for a line. A word that is still being typed is not an error yet."""
    parsed = parse(line, repo_type)
    completion = complete(line, cursor, repo_type, known)
    faults = tuple(fault for fault in parsed.faults if not _is_being_typed(fault, cursor, completion))
    choice = parsed.choice
    chips = [chip.label for chip in choice.chips()]
    if choice.sort_loaded:
        chips.append(f"by {RowOrder(repo_type, choice.sort_loaded).words}")
    elif choice.sort != DEFAULT:
        chips.append(f"by {order_words(choice.sort, choice.ascending)}")
    return Hints(faults, tuple(chips), completion)


def _is_being_typed(fault: Fault, cursor: int, completion: Completion) -> bool:
    return fault.end == cursor and (fault.is_unfinished or bool(completion.candidates))


def lines_of(hints: Hints, repo_type: RepoType) -> list[list[Cell]]:
    """Return the lines to show: one for the whole query, then one for each candidate in view."""
    top = 0 if hints.chosen is None else max(0, hints.chosen - MAX_LINES + 1)
    shown = hints.candidates[top : top + MAX_LINES]
    width = max((cell_width(candidate.text) for candidate in shown), default=0)
    lines = [_line_of(candidate, width) for candidate in shown]
    more = len(hints.candidates) - top - len(shown)
    if more > 0:
        lines.append([Cell(f"   {more} more", "dim")])
    return [_first(hints, repo_type), *lines]


def chosen_line(hints: Hints) -> int | None:
    """Return the index of the selected candidate's line, or None."""
    return None if hints.chosen is None else 1 + min(hints.chosen, MAX_LINES - 1)


def _first(hints: Hints, repo_type: RepoType) -> list[Cell]:
    if hints.faults:
        return [Cell(f"   {hints.faults[0].words}", "failed")]
    if hints.chips:
        return [Cell("   "), *_between([Cell(chip, "state") for chip in hints.chips]), *_keys(hints)]
    if hints.candidates:
        return _keys(hints)
    return [Cell(f"   {_SPACE_HELP if repo_type == 'space' else _HELP}", "dim")]


def _keys(hints: Hints) -> list[Cell]:
    return [Cell("   tab", "accent"), Cell(" completes", "dim")] if hints.candidates else []


def _between(cells: Sequence[Cell]) -> list[Cell]:
    return [one for cell in cells for one in (cell, Cell("  "))][:-1]


def _line_of(candidate: Candidate, width: int) -> list[Cell]:
    blanks = " " * (width - cell_width(candidate.text))
    return [Cell(f"   {candidate.text}{blanks}"), Cell(f"   {candidate.meaning}" if candidate.meaning else "", "dim")]
