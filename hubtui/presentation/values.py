"""Single values of a row as cells. An unknown value is a dash, never a zero."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from hubtui.hub.models.rows import known_date
from hubtui.presentation.role_styles import STATE_STYLES
from hubtui.text.columns import Cell
from hubtui.text.humanize import full_date, relative_time, short_number

UNKNOWN = Cell("–", "dim")

# Many rows have the same dates.
moment_of = lru_cache(maxsize=2048)(known_date)


def utc_now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def number(value: float | None) -> Cell:
    """Return a cell with a short count ("1.2k")."""
    return UNKNOWN if value is None else Cell(short_number(value))


def word(text: str | None, role: str = "") -> Cell:
    """Return a cell with a word, or a dash if it is None or empty."""
    return Cell(text, role) if text else UNKNOWN


def state(word: str, words: str = "") -> Cell:
    """Return a cell in the colour of the state `word`; `words` replace its text."""
    return Cell(words or word, word if word in STATE_STYLES else "")


def ago(text: str | None, now: datetime) -> Cell:
    """Return a cell with the time since an ISO 8601 date ("3 d")."""
    moment = moment_of(text) if text else None
    return UNKNOWN if moment is None else Cell(relative_time(moment, now), "dim")


def since(seconds: float) -> str:
    """Return how long ago a moment (seconds since 1970) was: "a moment ago", "5 h ago"."""
    words = relative_time(datetime.fromtimestamp(seconds, UTC), utc_now())
    return "a moment ago" if words == "now" else f"{words} ago"


def day(text: str | None) -> str:
    """Return an ISO 8601 date as "28 Apr 2025"; "" if it is missing or invalid."""
    moment = moment_of(text) if text else None
    return "" if moment is None else full_date(moment)


def state_word(row: Any) -> str:
    """Return the first of "disabled", "private" and "gated" that is true of a row, else ""."""
    if row.disabled:
        return "disabled"
    if row.private:
        return "private"
    return "gated" if getattr(row, "gated", False) else ""
