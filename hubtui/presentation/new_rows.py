"""Count the rows of a list that are new since a point in time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from hubtui.hub.models.rows import Row, known_date
from hubtui.hub.sorts import known_sort

DATES = ("createdAt", "lastModified")


def count_new_rows(rows: Sequence[Row], sort: str, since: datetime) -> int:
    """Return how many of the first rows are newer than `since`, by the date they are sorted by (newest first)."""
    attribute = known_sort(sort).field
    return count_since(rows, lambda row: getattr(row, attribute), since)


def count_since(rows: Sequence[Any], date: Callable[[Any], str | None], since: datetime) -> int:
    """Return how many of the first rows are newer than `since`; `date` returns a row's date (newest first)."""
    return sum(1 for _ in takewhile(lambda row: _is_newer(date(row), since), rows))


def _is_newer(text: str | None, since: datetime) -> bool:
    moment = known_date(text)
    return moment is not None and moment > since


def new_words(many: int, most: int) -> str:
    """Return "3 new", or "100+ new" if all `most` rows that were checked are new; "" for none."""
    return f"{many:,}{'+' if many >= most else ''} new" if many else ""
