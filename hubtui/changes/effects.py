"""Applies changes to the rows of a list. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import gt, lt
from typing import TYPE_CHECKING, Any

from hubtui.changes.change import Change
from hubtui.hub.models.rows import Row
from hubtui.hub.sorts import value_of

if TYPE_CHECKING:
    from hubtui.hub.query import ListingQuery


def with_changes(
    rows: Sequence[Row], query: ListingQuery, changes: Iterable[tuple[Change, Row | None]], is_complete: bool
) -> Sequence[Row]:
    """Return the rows of the list `query` after these changes: rows changed in place, removed and inserted.

    Each change comes with the row of its repo, or None if that is unknown. Return `rows` itself if no change affects
    them. `is_complete` says that all rows of the list are loaded.
    """
    own = [(change, known) for change, known in changes if change.repo_type == query.repo_type]
    if not own:
        return rows
    ids = set().union(*(change.row_ids for change, _ in own))
    places = {row.id: place for place, row in enumerate(rows) if row.id in ids}
    shown: list[Row | None] = list(rows)
    new: dict[str, Row] = {}
    for change, known in own:
        place = places.pop(change.repo_id, None)
        before = new.pop(change.repo_id, None) if place is None else shown[place]
        after = changed_row(change, query.repo_type, before or known)
        if after is not None and (place is None and (before or known) is after and not change.creates_row):
            continue
        if place is not None:
            shown[place] = None
        if after is None or not matches(after, query):
            continue
        if (taken := places.pop(after.id, None)) is not None:
            shown[taken] = None
        if place is None:
            new[after.id] = after
        else:
            shown[place], places[after.id] = after, place
    result = [row for row in shown if row is not None]
    for row in new.values():
        _insert(result, query, row, is_complete)
    return result


def changed_row(change: Change, repo_type: str, row: Row | None) -> Row | None:
    """Return the row of a repo after a change, or `row` itself if the change is of another repo.

    Return None if the repo is deleted, or if `row` is None and the change does not create the repo.
    """
    if row is None:
        return change.new_row()
    if change.repo_type != repo_type or row.id != change.repo_id:
        return row
    return change.changed_row(row)


def matches(row: Row, query: ListingQuery) -> bool:
    """Return whether a list contains a row, as far as its search and filters can be checked on this machine."""
    if query.author and row.author != query.author:
        return False
    if query.search and query.search.lower() not in row.id.lower():
        return False
    if query.gated is not None and bool(getattr(row, "gated", False)) is not query.gated:
        return False
    if query.apps or query.inference or query.num_parameters:
        return False
    return set(query.filters) <= set(row.tags)


def _insert(rows: list[Row], query: ListingQuery, row: Row, is_complete: bool) -> None:
    """Insert a new row at its place in the list's order, unless that is behind the loaded rows."""
    key = _key_of(query.sort)
    wanted, goes_before = key(row), lt if query.ascending else gt
    place = next((place for place, other in enumerate(rows) if goes_before(wanted, key(other))), len(rows))
    if place < len(rows) or is_complete:
        rows.insert(place, row)


def _key_of(sort: str) -> Callable[[Row], tuple[bool, Any]]:
    def key(row: Row) -> tuple[bool, Any]:
        value = value_of(row, sort)
        # A row without a value stands behind all rows that have one.
        return (value is not None, value if value is not None else 0)

    return key
