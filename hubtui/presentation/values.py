"""Single values of a row as cells; what is unknown is a dash, never a zero."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from hubtui.hub.models.rows import known_date
from hubtui.presentation.looks import STATES
from hubtui.text.columns import Cell
from hubtui.text.humanize import full_date, relative_time, short_number

UNKNOWN = Cell("–", "dim")

# The same dates come with row after row.
moment_of = lru_cache(maxsize=2048)(known_date)


def utc_now() -> datetime:
    """The time that everything on the screen is relative to."""
    return datetime.now(UTC)


def number(value: float | None) -> Cell:
    """A count, short."""
    return UNKNOWN if value is None else Cell(short_number(value))


def word(text: str | None, role: str = "") -> Cell:
    """A word, or a dash where it is missing or empty."""
    return Cell(text, role) if text else UNKNOWN


def state(word: str, words: str = "") -> Cell:
    """Return a state in its colour, in other words than its own where these are given."""
    return Cell(words or word, word if word in STATES else "")


def ago(text: str | None, now: datetime) -> Cell:
    """A date of the wire as time since then."""
    moment = moment_of(text) if text else None
    return UNKNOWN if moment is None else Cell(relative_time(moment, now), "dim")


def since(seconds: float) -> str:
    """How long ago a moment (seconds since 1970) was, in words: "a moment ago", "5 h ago"."""
    words = relative_time(datetime.fromtimestamp(seconds, UTC), utc_now())
    return "a moment ago" if words == "now" else f"{words} ago"


def day(text: str | None) -> str:
    """A date of the wire as "28 Apr 2025"; empty where unknown."""
    moment = moment_of(text) if text else None
    return "" if moment is None else full_date(moment)


def state_word(row: Any) -> str:
    """Return "disabled", "private" or "gated", the first that holds; else ""."""
    if row.disabled:
        return "disabled"
    if row.private:
        return "private"
    return "gated" if getattr(row, "gated", False) else ""
