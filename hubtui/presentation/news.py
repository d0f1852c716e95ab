"""What is new in a listing since a moment. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from hubtui.hub.models.rows import Row, known_date
from hubtui.hub.sorts import known_sort

DATES = ("createdAt", "lastModified")


def how_many_new(rows: Sequence[Row], sort: str, since: datetime) -> int:
    """How many of the first rows are newer than `since`, by the date that they are sorted by, the newest first."""
    attribute = known_sort(sort).field
    return rows_since(rows, lambda row: getattr(row, attribute), since)


def rows_since(rows: Sequence[Any], date: Callable[[Any], str | None], since: datetime) -> int:
    """Return how many of the first rows are newer than `since`; `date` returns the date of a row, the newest first."""
    return sum(1 for _ in takewhile(lambda row: _is_newer(date(row), since), rows))


def _is_newer(text: str | None, since: datetime) -> bool:
    moment = known_date(text)
    return moment is not None and moment > since


def new_words(many: int, most: int) -> str:
    """ "3 new", or "100+ new" where only so many were looked at."""
    return f"{many:,}{'+' if many >= most else ''} new" if many else ""
