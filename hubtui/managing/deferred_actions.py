"""The actions that change repos. Their code is imported when the first of them is used."""

from __future__ import annotations

from hubtui.pages.deferred_target import DeferredTarget


class DeferredRepoChanges(
    DeferredTarget,
    path="hubtui.managing.repo_change_actions:RepoChangeActions",
    actions=("new_repo", "move_repo", "visibility", "delete_repo"),
):
    """Creates, moves and deletes repos, and changes their visibility."""
