"""Filters of loaded rows: by memory, and by exclusion (minus). The Hub cannot filter by either."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hubtui.hub.query import parameter_bounds
from hubtui.presentation.choice import Choice, filter_values
from hubtui.presentation.fits import fits_test
from hubtui.presentation.model import parameter_count

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget


RowTest = Callable[[Any], bool | None]


class RowFilter:
    """Lets the rows pass that a test accepts, and counts all rows."""

    def __init__(self, test: RowTest) -> None:
        self.passed = self.looked_at = self.unknown = 0
        self._test = test

    def passes(self, row: Any) -> bool:
        """Return whether a row passes, and count it."""
        is_shown = self._test(row)
        self.looked_at += 1
        self.passed += is_shown is True
        self.unknown += is_shown is None
        return is_shown is True


def row_test_of(choice: Choice, budget: Budget | None) -> RowTest | None:
    """Return a function that says whether a row is shown (None if unknown); None if all rows are shown.

    Without a budget nothing is filtered by memory.
    """
    fits: RowTest | None = None
    if choice.fits and budget is not None:
        fits = fits_test(choice.fits, budget)
    excluded = [matcher_of(name[1:]) for name in choice.excluded]
    if not excluded:
        return fits

    def test(row: Any) -> bool | None:
        if any(matches(row) for matches in excluded):
            return False
        return fits(row) if fits is not None else True

    return test


def row_filter_of(choice: Choice, budget: Budget | None) -> RowFilter | None:
    """Return a filter for the rows that are shown; None if all rows are shown."""
    test = row_test_of(choice, budget)
    return RowFilter(test) if test is not None else None


def shown_verbs(choice: Choice) -> tuple[str, str]:
    """Return the verb for one shown row, and for several: "fits" and "fit", or "shown"."""
    return ("shown", "shown") if choice.excluded else ("fits", "fit")


def matcher_of(name: str) -> Callable[[Any], bool]:
    """Return a function that says whether a row matches the filter `name`; an unknown value does not match."""
    values = filter_values(name)
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
