"""The names of all changes in the outbox and the journal."""

from __future__ import annotations

from typing import Any

from hubtui.changes.change import Change
from hubtui.hub.kinds import KINDS
from hubtui.registry.resource import load

CHANGES = {
    "Create": "hubtui.changes.repo_changes:CreateRepo",
    "Move": "hubtui.changes.repo_changes:MoveRepo",
    "SetAccess": "hubtui.changes.repo_changes:SetRepoAccess",
    "Delete": "hubtui.changes.repo_changes:DeleteRepo",
    "ActOnSpace": "hubtui.changes.space_changes:ActOnSpace",
    "PlaceCollection": "hubtui.changes.collection_changes:PlaceCollection",
    "CreateCollection": "hubtui.changes.collection_changes:CreateCollection",
    "DeleteCollection": "hubtui.changes.collection_changes:DeleteCollection",
    "Comment": "hubtui.changes.discussion_changes:AddComment",
    "SetStatus": "hubtui.changes.discussion_changes:SetDiscussionStatus",
}
"""The classes by their `kind`, as paths: most runs read no stored change, and need none of them at the start."""


def from_json(stored: Any) -> Change:
    """Return the change that `Change.to_json` made this JSON of, in this or an earlier version of the program.

    Raises:
        ValueError: the JSON is not a change.
    """
    try:
        fields = {name: _as_tuples(value) for name, value in dict(stored).items()}
        change: Change = load(CHANGES[str(fields.pop("kind"))])(**fields)
        if change.repo_type not in (*KINDS, "collection") or not isinstance(change.repo_id, str):
            raise ValueError("no repo")
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"no change: {error}") from None
    return change


def _as_tuples(value: Any) -> Any:
    return tuple(_as_tuples(one) for one in value) if isinstance(value, list) else value
