"""All kinds of changes, and how they are kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from hubtui.changes.collection_changes import CreateCollection, DeleteCollection, PlaceCollection
from hubtui.changes.discussion_changes import Comment, SetStatus
from hubtui.changes.repo_changes import Create, Delete, Move, SetAccess
from hubtui.changes.space_changes import ActOnSpace
from hubtui.hub.kinds import KINDS

Change = (
    Create
    | Move
    | SetAccess
    | Delete
    | ActOnSpace
    | PlaceCollection
    | CreateCollection
    | DeleteCollection
    | Comment
    | SetStatus
)
"""All changes that are one request."""
_KINDS: dict[str, Callable[..., Change]] = {kind.__name__: kind for kind in Change.__args__}


def to_json(change: Change) -> dict[str, Any]:
    """Return the change as it is kept on disk."""
    return {"kind": type(change).__name__, **asdict(change)}


def from_json(kept: Any) -> Change:
    """Return the change that was kept on disk.

    Raises:
        ValueError: it is no change.
    """
    try:
        fields = {name: _as_tuples(value) for name, value in dict(kept).items()}
        change = _KINDS[str(fields.pop("kind"))](**fields)
        if change.repo_type not in (*KINDS, "collection") or not isinstance(change.repo_id, str):
            raise ValueError("no repo")
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"no change: {error}") from None
    return change


def _as_tuples(value: Any) -> Any:
    return tuple(_as_tuples(one) for one in value) if isinstance(value, list) else value
