"""Caches the first rows of listings, in a format that is read without httpx."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from hubtui.hub.models.rows import DatasetRow, ModelRow, Row, SpaceRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.cache.store import Store
    from hubtui.hub.query import ListingQuery

_ROWS: dict[str, type[Row]] = {"model": ModelRow, "dataset": DatasetRow, "space": SpaceRow}
_MOST_ROWS = 200


def save_rows(store: Store, query: ListingQuery, rows: Sequence[Row]) -> None:
    """Save the first rows of a listing."""
    names = [one.name for one in fields(_ROWS[query.repo_type])]
    values = [[getattr(row, name) for name in names] for row in rows[:_MOST_ROWS]]
    store.put(_name(query), json.dumps(values).encode(), {"fields": names})


def cached_rows(store: Store, query: ListingQuery) -> tuple[list[Row], float] | None:
    """Return the cached rows of a listing and their time (seconds since 1970), or None if there are none."""
    cached = store.get(_name(query))
    kind = _ROWS[query.repo_type]
    if cached is None or cached.metadata.get("fields") != [one.name for one in fields(kind)]:
        return None
    return [kind(*values) for values in json.loads(cached.body)], cached.time


def _name(query: ListingQuery) -> str:
    return f"rows {query.repo_type}?{urlencode(query.parameters())}"
