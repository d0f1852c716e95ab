"""The list of all changes, and how they are stored in the outbox and the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from hubtui.changes.change import Change
from hubtui.changes.collection_changes import CreateCollection, DeleteCollection, PlaceCollection
from hubtui.changes.discussion_changes import Comment, SetStatus
from hubtui.changes.repo_changes import Create, Delete, Move, SetAccess
from hubtui.changes.space_changes import ActOnSpace
from hubtui.hub.kinds import KINDS

CHANGES: tuple[type[Change], ...] = (
    Create,
    Move,
    SetAccess,
    Delete,
    ActOnSpace,
    PlaceCollection,
    CreateCollection,
    DeleteCollection,
    Comment,
    SetStatus,
)
_BY_KIND: dict[str, Callable[..., Change]] = {change.kind: change for change in CHANGES}


def to_json(change: Change) -> dict[str, Any]:
    """Return a change as JSON for the disk."""
    return {"kind": change.kind, **asdict(change)}


def from_json(stored: Any) -> Change:
    """Return the change that `to_json` made this JSON of, in this or an earlier version of the program.

    Raises:
        ValueError: the JSON is not a change.
    """
    try:
        fields = {name: _as_tuples(value) for name, value in dict(stored).items()}
        change = _BY_KIND[str(fields.pop("kind"))](**fields)
        if change.repo_type not in (*KINDS, "collection") or not isinstance(change.repo_id, str):
            raise ValueError("no repo")
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"no change: {error}") from None
    return change


def _as_tuples(value: Any) -> Any:
    return tuple(_as_tuples(one) for one in value) if isinstance(value, list) else value
