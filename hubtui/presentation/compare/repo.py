"""A repo in a comparison: the answers about it, and the values made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from hubtui.hub.errors import Gated, HubError, Missing, NotLoggedIn, Offline, RateLimited
from hubtui.text.humanize import short_number
from hubtui.text.sanitize import clean_line

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.repo import DatasetInfo, ModelInfo, SpaceInfo
    from hubtui.hub.models.rows import Row

MAX_NUMBER = 2**63
"""Larger numbers are no numbers of the Hub; Python refuses to print numbers of thousands of digits."""
INFO, MORE, CONFIG, QUANTS, SPLITS, COLUMNS = "info", "more", "config", "quants", "splits", "columns"
"""The names of the requests that are made for a repo: each is a source of values."""
_SHORT = (
    (Gated, "gated"),
    (NotLoggedIn, "needs a login"),
    (Missing, "not found, or private"),
    (Offline, "offline"),
    (RateLimited, "rate limit"),
)


class Value(NamedTuple):
    """A value of the table: its text, its role, and its data for exports.

    `data` is a number, a text, or a list of texts; None if the value is unknown. `reason` explains the value in full.
    """

    text: str
    role: str = ""
    data: Any = None
    reason: str = ""


UNKNOWN = Value("–", "dim")
LOADING = Value("…", "dim")


def text_value(text: str | None, role: str = "") -> Value:
    """Return a value for a text; UNKNOWN if it is None or empty."""
    return Value(clean_line(text), role, text) if text else UNKNOWN


def list_value(texts: Sequence[str]) -> Value:
    """Return a value for several texts; UNKNOWN if there are none."""
    return Value(clean_line(", ".join(texts)), "", list(texts)) if texts else UNKNOWN


def number_value(number: float | None) -> Value:
    """Return a value for a count, shown in short; UNKNOWN for None."""
    return UNKNOWN if number is None else Value(short_number(number), "", number)


class ComparedRepo:
    """A repo in a comparison. `row` is its row of a listing, None if unknown.

    Each source has an answer (None: the Hub has nothing there), an error, or is still being requested.
    """

    def __init__(self, repo_type: RepoType, repo_id: str, row: Row | None = None) -> None:
        self.repo_type = repo_type
        self.repo_id = repo_id
        self.row = row
        self.answers: dict[str, Any] = {}
        self.failures: dict[str, HubError] = {}
        self.evaluations: tuple[Any, Any, dict[str, Any]] | None = None
        """The two answers that the evaluations were computed from, and the evaluations."""

    @property
    def info(self) -> ModelInfo | DatasetInfo | SpaceInfo | None:
        """The Hub's info of the repo; None until it is known."""
        info: ModelInfo | DatasetInfo | SpaceInfo | None = self.answers.get(INFO)
        return info

    def set_answer(self, source: str, answer: Any) -> None:
        """Store the answer of a source."""
        self.answers[source] = answer
        self.failures.pop(source, None)

    def set_info(self, info: ModelInfo | DatasetInfo | SpaceInfo, row: Row) -> None:
        """Store the info, and the row made of it; missing fields keep the values of the row so far."""
        self.set_answer(INFO, info)
        if self.row is not None:
            known = {field.name: getattr(self.row, field.name) for field in fields(row)}
            lacking = {name: value for name, value in known.items() if getattr(row, name) is None}
            row = replace(row, **lacking)
        self.row = row

    def set_error(self, source: str, error: HubError) -> None:
        """Store the error of a source."""
        self.failures[source] = error

    def clear_errors(self) -> None:
        """Remove all errors, so that these sources can be requested again."""
        self.failures.clear()

    def is_pending(self, source: str) -> bool:
        """Return whether a source has neither an answer nor an error."""
        return source not in self.answers and source not in self.failures

    def of(self, source: str, read: Callable[[Any], Value]) -> Value:
        """Return the value that `read` makes of a source's answer, or a value that says why there is none."""
        if source in self.answers:
            answer = self.answers[source]
            return UNKNOWN if answer is None else read(answer)
        # Without the info nothing else is requested.
        error = self.failures.get(source) or (self.failures.get(INFO) if source != INFO else None)
        return LOADING if error is None else _failure(error)

    def of_row(self, read: Callable[[Any], Value]) -> Value:
        """Return the value that `read` makes of the row, or a value that says why there is none."""
        return read(self.row) if self.row is not None else self.of(INFO, lambda _: UNKNOWN)


Read = Callable[[ComparedRepo, "Budget | None"], Value]
"""Returns the value of a repo; the budget is the memory that models have to fit into."""


def of_row(read: Callable[[Any], Value]) -> Read:
    """Return a function that makes the value of a repo from its row."""
    return lambda repo, _: repo.of_row(read)


def _failure(error: HubError) -> Value:
    words = next((words for kind, words in _SHORT if isinstance(error, kind)), "failed")
    return Value(words, "failed", None, f"{error}; r asks again")
