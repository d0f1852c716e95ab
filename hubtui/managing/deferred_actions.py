"""The actions that change repos. Their code is imported when the first of them is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # So that the arguments are checked.
    from hubtui.managing.repo_change_actions import RepoChangeActions as DeferredRepoChanges
else:
    from hubtui.pages.deferred_target import DeferredTarget

    class DeferredRepoChanges(
        DeferredTarget,
        path="hubtui.managing.repo_change_actions:RepoChangeActions",
        actions=("new_repo", "move_repo", "visibility", "delete_repo"),
    ):
        """Creates, moves and deletes repos, and changes their visibility."""


__all__ = ("DeferredRepoChanges",)
