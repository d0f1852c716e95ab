"""What a change does to the rows of a listing. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hubtui.changes.change import Change
from hubtui.changes.overlay import PatchedRows, patched
from hubtui.changes.repo_changes import Create, Delete, Move, SetAccess
from hubtui.hub.models.rows import DatasetRow, ModelRow, Row, SpaceRow
from hubtui.hub.packed_rows import LIVE, PackedRows
from hubtui.hub.sorts import value_of

if TYPE_CHECKING:
    from hubtui.hub.query import ListingQuery


def adjusted(
    rows: Sequence[Row], query: ListingQuery, changes: Iterable[tuple[Change, Row | None]], is_whole: bool
) -> Sequence[Row]:
    """The rows with the changes in them: changed where they stand, gone, or come to their place.

    `rows` itself where nothing concerns them; each change brings what was known of its repo.
    """
    own = [(change, known) for change, known in changes if change.repo_type == query.repo_type]
    if not own:
        return rows
    shown: dict[int, Row | None] = {}
    names = {change.repo_id for change, _ in own} | {change.new_id for change, _ in own if isinstance(change, Move)}
    places = _places_of(rows, names)
    new: dict[str, Row] = {}
    for change, known in own:
        place = places.pop(change.repo_id, None)
        before = new.pop(change.repo_id, None) if place is None else shown.get(place, rows[place])
        after = changed_row(change, query.repo_type, before or known)
        if after is not None and (place is None and (before or known) is after and not isinstance(change, Create)):
            continue
        if place is not None:
            shown[place] = None
        if after is None or not belongs(after, query):
            continue
        if (taken := places.pop(after.id, None)) is not None:
            shown[taken] = None
        if place is None:
            new[after.id] = after
        else:
            shown[place], places[after.id] = after, place
    result = patched(rows, shown)
    for row in new.values():
        result = _inserted(result, query, row, is_whole)
    return result


def _places_of(rows: Sequence[Row], names: set[str]) -> dict[str, int]:
    if isinstance(rows, PackedRows):
        return rows.places_of(names)
    return {row.id: place for place, row in enumerate(rows) if row.id in names}


def changed_row(change: Change, repo_type: str, row: Row | None) -> Row | None:
    """What is known of a repo once it was changed: the very row where the change is about another one.

    None where nothing is known, or it is gone.
    """
    if isinstance(change, Create):
        return row if row is not None else _new_row(change)
    if row is None or change.repo_type != repo_type or row.id != change.repo_id:
        return row
    match change:
        case Move():
            author = change.new_id.partition("/")[0] if row.author is not None else None
            return replace(row, id=change.new_id, author=author)
        case SetAccess():
            return _with_access(change, row)
        case Delete():
            return None
    return row


def _with_access(change: SetAccess, row: Row) -> Row:
    if change.visibility:
        row = replace(row, private=change.visibility[1] == "private")
    if change.gating and not isinstance(row, SpaceRow):
        row = replace(row, gated=change.gating[1])
    return row


def _new_row(change: Create) -> Row:
    now = datetime.now(UTC).isoformat()
    author = change.repo_id.partition("/")[0]
    common: dict[str, Any] = {
        "author": author, "likes": 0, "trending_score": 0.0, "created_at": now, "last_modified": now,
        "private": change.visibility == "private", "disabled": False,
    }  # fmt: skip
    if change.repo_type == "model":
        return ModelRow(change.repo_id, downloads=0, gated=False, **common)
    if change.repo_type == "dataset":
        return DatasetRow(change.repo_id, downloads=0, gated=False, **common)
    return SpaceRow(change.repo_id, sdk=change.sdk, stage="NO_APP_FILE" if change.sdk != "static" else None, **common)


def belongs(row: Row, query: ListingQuery) -> bool:
    """Whether a listing would hold a row, as far as that can be told from here."""
    if query.author and row.author != query.author:
        return False
    if query.search and query.search.lower() not in row.id.lower():
        return False
    if query.gated is not None and bool(getattr(row, "gated", False)) is not query.gated:
        return False
    if query.apps or query.inference or query.num_parameters:
        return False
    return set(query.filters) <= set(row.tags)


def _inserted(rows: PatchedRows, query: ListingQuery, row: Row, is_whole: bool) -> PatchedRows:
    """The row at its place by the order of the listing; nowhere where that is beyond the rows that are loaded."""
    key = _key_of(query.sort)
    wanted = key(row)

    def goes_before(other: Row) -> bool:
        there = key(other)
        return wanted < there if query.ascending else wanted > there

    if len(rows) > LIVE:  # too many to look at each
        place = bisect_left(range(len(rows)), True, key=lambda index: goes_before(rows[index]))
    else:
        place = next((index for index, other in enumerate(rows) if goes_before(other)), len(rows))
    return rows if place == len(rows) and not is_whole else rows.with_row(place, row)


def _key_of(sort: str) -> Callable[[Row], tuple[bool, Any]]:
    def key(row: Row) -> tuple[bool, Any]:
        value = value_of(row, sort)
        # What has no figure stands behind all that has one.
        return (value is not None, value if value is not None else 0)

    return key
