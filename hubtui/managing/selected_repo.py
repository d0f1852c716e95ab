"""The repos that an action is for, fixed at the moment in which it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.rows import Row


class SelectedRepo(NamedTuple):
    """A repo, and what a list knew of it."""

    repo_type: RepoType
    repo_id: str
    row: Row | None = None
