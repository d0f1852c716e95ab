"""What is known of a repo that is compared, and the values that are made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from hubtui.hub.errors import Gated, HubError, Missing, NotLoggedIn, Offline, RateLimited
from hubtui.hub.kinds import KINDS
from hubtui.text.humanize import short_number
from hubtui.text.sanitize import clean_line

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.repo import DatasetInfo, ModelInfo, SpaceInfo
    from hubtui.hub.models.rows import Row

LEAST, MOST = 2, 6
LARGEST = 2**63
"""No number of the Hub is as large; Python would refuse to write a number of thousands of digits."""
INFO, MORE, CONFIG, QUANTS, SPLITS, COLUMNS = "info", "more", "config", "quants", "splits", "columns"
"""What is asked for of a repo: each is a source of values."""
_SHORT = (
    (Gated, "gated"),
    (NotLoggedIn, "needs a login"),
    (Missing, "not found, or private"),
    (Offline, "offline"),
    (RateLimited, "rate limit"),
)


class Value(NamedTuple):
    """A value of the table: its text, the role that it is drawn in, and its data for the copies.

    `data` is a number, a text, or a list of texts; None if nothing is known. `reason` says in full why that is so.
    """

    text: str
    role: str = ""
    data: Any = None
    reason: str = ""


UNKNOWN = Value("–", "dim")
LOADING = Value("…", "dim")


def text_value(text: str | None, role: str = "") -> Value:
    """Return a text as a value."""
    return Value(clean_line(text), role, text) if text else UNKNOWN


def list_value(texts: Sequence[str]) -> Value:
    """Return several texts as a value."""
    return Value(clean_line(", ".join(texts)), "", list(texts)) if texts else UNKNOWN


def number_value(number: float | None) -> Value:
    """Return a count as a value, in short."""
    return UNKNOWN if number is None else Value(short_number(number), "", number)


class ComparedRepo:
    """A repo that is compared. `row` is what a list knows of it, None if nothing is.

    Each source has an answer (None: the Hub has nothing there), a failure, or is still asked for.
    """

    def __init__(self, repo_type: RepoType, repo_id: str, row: Row | None = None) -> None:
        self.repo_type = repo_type
        self.repo_id = repo_id
        self.row = row
        self.answers: dict[str, Any] = {}
        self.failures: dict[str, HubError] = {}
        self.evaluations: tuple[Any, Any, dict[str, Any]] | None = None
        """What the evaluations were made of, and the evaluations; kept by the table."""

    @property
    def info(self) -> ModelInfo | DatasetInfo | SpaceInfo | None:
        """All that the Hub tells of it at once; None until that is known."""
        info: ModelInfo | DatasetInfo | SpaceInfo | None = self.answers.get(INFO)
        return info

    def answered(self, source: str, answer: Any) -> None:
        """Take an answer."""
        self.answers[source] = answer
        self.failures.pop(source, None)

    def know_info(self, info: ModelInfo | DatasetInfo | SpaceInfo, row: Row) -> None:
        """Take its info, and the row that is made of it; what that lacks stays as the list knew it."""
        self.answered(INFO, info)
        if self.row is not None:
            known = {field.name: getattr(self.row, field.name) for field in fields(row)}
            lacking = {name: value for name, value in known.items() if getattr(row, name) is None}
            row = replace(row, **lacking)
        self.row = row

    def failed(self, source: str, error: HubError) -> None:
        """Take the reason why there is no answer."""
        self.failures[source] = error

    def forget_failures(self) -> None:
        """Be as if what failed had not been asked for."""
        self.failures.clear()

    def is_open(self, source: str) -> bool:
        """Return whether there is neither an answer nor a failure."""
        return source not in self.answers and source not in self.failures

    def of(self, source: str, read: Callable[[Any], Value]) -> Value:
        """Return what `read` makes of an answer that has something, or why there is none."""
        if source in self.answers:
            answer = self.answers[source]
            return UNKNOWN if answer is None else read(answer)
        # Nothing else is asked for where there is no info.
        error = self.failures.get(source) or (self.failures.get(INFO) if source != INFO else None)
        return LOADING if error is None else _failure(error)

    def of_row(self, read: Callable[[Any], Value]) -> Value:
        """Return what `read` makes of the row, or why there is none."""
        return read(self.row) if self.row is not None else self.of(INFO, lambda _: UNKNOWN)


def _number_of(kind: str, number: int) -> str:
    """Return "1 model", "2 Spaces"."""
    noun = KINDS[kind].noun if kind in KINDS else kind
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _failure(error: HubError) -> Value:
    words = next((words for kind, words in _SHORT if isinstance(error, kind)), "failed")
    return Value(words, "failed", None, f"{error}; r asks again")


def why_not(kinds: Sequence[str]) -> str:
    """Return why rows of these kinds cannot be compared, or ""."""
    if len(set(kinds)) > 1:
        marked = ", ".join(_number_of(kind, kinds.count(kind)) for kind in dict.fromkeys(kinds))
        return f"only one kind can be compared, marked are {marked}; esc clears the marks of a list"
    if kinds and kinds[0] not in KINDS:
        return f"{kinds[0]}s cannot be compared; models, datasets and Spaces can"
    if len(kinds) < LEAST:
        return f"mark {LEAST} to {MOST} rows with space, then compare them"
    if len(kinds) > MOST:
        return f"at most {MOST} can be compared; {len(kinds):,} are marked"
    return ""
