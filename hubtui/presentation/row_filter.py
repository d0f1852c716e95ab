"""Filters of loaded rows: by memory, and by exclusion (minus). The Hub cannot filter by either."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hubtui.hub.query import parameter_bounds
from hubtui.presentation.choice import Choice, values_of
from hubtui.presentation.model import parameter_count

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget


Judge = Callable[[Any], bool | None]


class Sieve:
    """Lets rows pass that a judge accepts, and counts all rows."""

    def __init__(self, judge: Judge) -> None:
        self.passed = self.looked_at = self.unknown = 0
        self._judge = judge

    def passes(self, row: Any) -> bool:
        """Return whether a row passes, and count it."""
        kept = self._judge(row)
        self.looked_at += 1
        self.passed += kept is True
        self.unknown += kept is None
        return kept is True


def judge_of(choice: Choice, budget: Budget | None) -> Judge | None:
    """Return a function that says whether a row is shown (None if unknown); None if all rows are shown.

    Without a budget nothing is filtered by memory.
    """
    fits: Judge | None = None
    if choice.fits and budget is not None:
        from hubtui.presentation.fits import keep_that_fit

        fits = keep_that_fit(choice.fits, budget)
    left_out = [is_meant_by(name[1:]) for name in choice.left_out]
    if not left_out:
        return fits

    def judge(row: Any) -> bool | None:
        if any(is_meant(row) for is_meant in left_out):
            return False
        return fits(row) if fits is not None else True

    return judge


def sieve_of(choice: Choice, budget: Budget | None) -> Sieve | None:
    """Return a sieve for the rows that are shown; None if all rows are shown."""
    judge = judge_of(choice, budget)
    return Sieve(judge) if judge is not None else None


def looked_words(choice: Choice) -> tuple[str, str]:
    """Return the verb for one shown row, and for several: "fits" and "fit", or "shown"."""
    return ("shown", "shown") if choice.left_out else ("fits", "fit")


def is_meant_by(name: str) -> Callable[[Any], bool]:
    """Return a function that says whether a row matches the filter `name`; an unknown value does not match."""
    values = values_of(name)
    lowered = [value.lower() for value in values]
    match name.partition(":")[0]:
        case "tag":
            return lambda row: any(value in row.tags for value in values)
        case "word":
            return lambda row: any(_has_word(row, value) for value in lowered)
        case "author":
            return lambda row: (row.author or row.id.partition("/")[0]).lower() in lowered
        case "access":
            return lambda row: ("gated" if row.gated else "open") in values
        case "parameters":
            bounds = [parameter_bounds(value) for value in values]
            return lambda row: any(_is_between(parameter_count(row), low, high) for low, high in bounds)
    return lambda row: False


def _has_word(row: Any, word: str) -> bool:
    """Return whether the row's id contains a word, or the word is one of its tags (with or without its prefix)."""
    if word in row.id.lower():
        return True
    return any(tag.lower() == word or tag.lower().endswith(f":{word}") for tag in row.tags)


def _is_between(count: int | None, low: float | None, high: float | None) -> bool:
    return count is not None and (low is None or count >= low) and (high is None or count <= high)
