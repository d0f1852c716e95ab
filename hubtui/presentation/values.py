"""Single values of a row as cells; what is unknown is a dash, never a zero."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from hubtui.text.columns import Cell
from hubtui.text.humanize import full_date, relative_time, short_number

UNKNOWN = Cell("–", "dim")

# Repos older than the Hub's records carry one of these two instead of their date of creation.
_NO_DATES = ("2022-03-02T23:29:04", "2022-03-02T23:29:05")


def utc_now() -> datetime:
    """The time that everything on the screen is relative to."""
    return datetime.now(UTC)


def number(value: float | None) -> Cell:
    """A count, short."""
    return UNKNOWN if value is None else Cell(short_number(value))


def word(text: str | None, role: str = "") -> Cell:
    """A word, or a dash where it is missing or empty."""
    return Cell(text, role) if text else UNKNOWN


def ago(text: str | None, now: datetime) -> Cell:
    """A date of the wire as time since then."""
    moment = moment_of(text) if text else None
    return UNKNOWN if moment is None else Cell(relative_time(moment, now), "dim")


def day(text: str | None) -> str:
    """A date of the wire as "28 Apr 2025"; empty where unknown."""
    moment = moment_of(text) if text else None
    return "" if moment is None else full_date(moment)


@lru_cache(maxsize=2048)
def moment_of(text: str) -> datetime | None:
    """A date of the wire, in UTC; None where it is no date, or one that means "unknown"."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if text.startswith(_NO_DATES):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def state_word(row: Any) -> str:
    """ "disabled", "private" or "gated", the first that holds; else empty."""
    if row.disabled:
        return "disabled"
    if row.private:
        return "private"
    return "gated" if getattr(row, "gated", False) else ""
