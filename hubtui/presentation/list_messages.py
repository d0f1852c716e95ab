"""Messages of a listing: the number of rows, loading, errors with the key that helps, and the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from hubtui.presentation.lines import Line, wrap
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width, fit

_STOPPED = "stopped"
_LOOKED_FAR = "looked far"
_LONGEST_WORDS = 80


class FilterCounts(NamedTuple):
    """Of a filtered listing, how many rows were received, and for how many it is unknown whether they fit.

    `verbs` are the verb for the shown rows, for one and for several.
    """

    checked: int
    unknown: int
    verbs: tuple[str, str] = ("fits", "fit")


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a listing's pager.

    `state` is its name, `rows` the number of rows, `requested` how many more are requested, `error` the last error and
    `seconds` the time until the retry. `counts` is set if only some rows are shown.
    """

    state: str
    rows: int
    requested: int = 0
    error: str = ""
    seconds: float = 0.0
    counts: FilterCounts | None = None


def count_words(rows: int, more: bool, counts: FilterCounts | None = None) -> str:
    """Return the number of loaded rows in words, with `more` if there are others.

    For example "100 loaded, more" or "2,000 loaded, all"; if filtered, "412 looked at, 38 fit, 9 unknown hidden".
    """
    if counts is None:
        return f"{rows:,} loaded, {'more' if more else 'all'}" if rows else ""
    hidden = f", {counts.unknown:,} unknown hidden" if counts.unknown else ""
    return f"{counts.checked:,} looked at, {rows:,} {counts.verbs[rows != 1]}{hidden}" if counts.checked else ""


def status_lines(progress: Progress, noun: str, text: str, filters: Sequence[str], width: int) -> list[Line]:
    """Return the lines below the last row, of at most `width` cells.

    `noun` is "models", "datasets" or "Spaces"; `text` and `filters` are the search as the user reads it.
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
        return [rule_line(f"loading the next {progress.requested:,}", width)]
    return [rule_line("there are more", width)]


def empty_message(noun: str, text: str, filters: Sequence[str]) -> str:
    """Return why there are no rows, with the key that helps.

    For example 'nothing matches "qwne" with mit; F clears the filters'.
    """
    text = text.strip()
    if not text and not filters:
        return f"there are no {noun} here"
    what = f'nothing matches "{fit(text, _LONGEST_WORDS)}"' if text else f"no {noun}"
    return f"{what}{' with ' if filters else ''}{' and '.join(filters)}; F clears the {_cleared(text, filters)}"


def rule_line(words: str, width: int) -> Line:
    """Return a line with words in the middle of a thin rule."""
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
        return f"{count_words(progress.rows, True, progress.counts)}; enter looks at more"
    return f"{_could_not(progress, noun)}; enter tries again"


def _when(seconds: float) -> str:
    return f"trying again in {ceil(seconds)} s" if seconds > 0 else "trying again now"


def _ended(progress: Progress, noun: str, text: str, filters: Sequence[str], width: int) -> list[Line]:
    if progress.error:
        return _lines(f"{progress.error}; {progress.rows:,} {noun} are all there is to see", "failed", width)
    if not progress.rows:
        return _lines(f"{empty_message(noun, text, filters)}{_hidden(progress)}", "", width)
    one = noun.removesuffix("s") if progress.rows == 1 else noun
    return [rule_line(f"that is all, {progress.rows:,} {one}{_hidden(progress)}", width)]


def _hidden(progress: Progress) -> str:
    """Return a note on how many rows are hidden because it is unknown whether they fit, or ""."""
    unknown = progress.counts.unknown if progress.counts is not None else 0
    return f'; {unknown:,} unknown hidden: the filter "fits or unknown" shows them' if unknown else ""


def _lines(words: str, role: str, width: int) -> list[Line]:
    return [(Cell(line, role),) for line in wrap(words, width)]
