"""What a listing says about itself: how far it is, what is under way, what went wrong and the way on."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from hubtui.presentation.lines import Line, wrap
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width

_STOPPED = "stopped"
_LOOKED_FAR = "looked far"


class Looked(NamedTuple):
    """How many rows the Hub has sent, where only some are shown, and of how many nobody knows whether they fit.

    `are` is the verb for those that are shown, one and several.
    """

    at: int
    unknown: int
    are: tuple[str, str] = ("fits", "fit")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a listing is: the name of its pager's state, the rows there are and how many are asked for, what went
    wrong, in how many seconds it is tried again, and how many rows were looked at if only some of them are shown.
    """

    state: str
    rows: int
    asked_for: int = 0
    error: str = ""
    seconds: float = 0.0
    looked: Looked | None = None


def count_words(rows: int, more: bool, looked: Looked | None = None) -> str:
    """Return "100 loaded, more", "2,000 loaded, all"; "412 looked at, 38 fit, 9 unknown hidden"."""
    if looked is None:
        return f"{rows:,} loaded, {'more' if more else 'all'}" if rows else ""
    hidden = f", {looked.unknown:,} unknown hidden" if looked.unknown else ""
    return f"{looked.at:,} looked at, {rows:,} {looked.are[rows != 1]}{hidden}" if looked.at else ""


def tail_words(progress: Progress, noun: str, text: str, filters: Sequence[str], width: int) -> list[Line]:
    """The lines below the last row, of at most `width` cells.

    `noun` is "models", "datasets" or "Spaces"; `text` and `filters` are what was searched for, as the user reads it.
    """
    if progress.state == "waiting":
        return _lines(f"{_could_not(progress, noun)}, {_when(progress.seconds)}; enter now, esc stop", "failed", width)
    if progress.state == "failed":
        is_rest = progress.error in (_STOPPED, _LOOKED_FAR)
        return _lines(_failed(progress, noun), "dim" if is_rest else "failed", width)
    if progress.state == "ended":
        return _ended(progress, noun, text, filters, width)
    if not progress.rows:
        return _lines(f"Loading {noun}…", "dim", width)
    if progress.state == "loading":
        return [rule(f"loading the next {progress.asked_for:,}", width)]
    return [rule("there are more", width)]


def nothing_words(noun: str, text: str, filters: Sequence[str]) -> str:
    """Why there are no rows, and which key changes that: 'nothing matches "qwne" with mit; F clears the filters'."""
    text = text.strip()
    if not text and not filters:
        return f"there are no {noun} here"
    what = f'nothing matches "{text}"' if text else f"no {noun}"
    return f"{what}{' with ' if filters else ''}{' and '.join(filters)}; F clears the {_cleared(text, filters)}"


def rule(words: str, width: int) -> Line:
    """Words in the middle of a thin rule."""
    left = (width - cell_width(words) - 2) // 2
    if left < 1:
        return (Cell(words, "dim"),)
    return (Cell(f"{'─' * left} {words} {'─' * (width - left - cell_width(words) - 2)}", "dim"),)


def _cleared(text: str, filters: Sequence[str]) -> str:
    return "filters" if filters else "search" if text else ""


def _could_not(progress: Progress, noun: str) -> str:
    what = "the next rows" if progress.rows else f"the {noun}"
    return f"could not load {what}: {progress.error.rstrip('.')}"


def _failed(progress: Progress, noun: str) -> str:
    if progress.error == _STOPPED:
        return "stopped; enter goes on"
    if progress.error == _LOOKED_FAR:
        return f"{count_words(progress.rows, True, progress.looked)}; enter looks at more"
    return f"{_could_not(progress, noun)}; enter tries again"


def _when(seconds: float) -> str:
    return f"trying again in {ceil(seconds)} s" if seconds > 0 else "trying again now"


def _ended(progress: Progress, noun: str, text: str, filters: Sequence[str], width: int) -> list[Line]:
    if progress.error:
        return _lines(f"{progress.error}; {progress.rows:,} {noun} are all there is to see", "failed", width)
    if not progress.rows:
        return _lines(f"{nothing_words(noun, text, filters)}{_hidden(progress)}", "", width)
    one = noun.removesuffix("s") if progress.rows == 1 else noun
    return [rule(f"that is all, {progress.rows:,} {one}{_hidden(progress)}", width)]


def _hidden(progress: Progress) -> str:
    """Return how many rows are hidden because nobody knows whether they fit."""
    unknown = progress.looked.unknown if progress.looked is not None else 0
    return f'; {unknown:,} unknown hidden: the filter "fits or unknown" shows them' if unknown else ""


def _lines(words: str, role: str, width: int) -> list[Line]:
    return [(Cell(line, role),) for line in wrap(words, width)]
