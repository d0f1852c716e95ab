"""The request for the main data of a discussion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from hubtui.hub.discussions import DiscussionOf
from hubtui.hub.endpoint import Endpoint
from hubtui.hub.kinds import RepoType
from hubtui.registry.target import Target
from hubtui.resources.discussion.address import number_of, repo_of


def endpoints(target: Target) -> Sequence[Endpoint[Any]]:
    """Return the request for a discussion with all its events."""
    repo = repo_of(target)
    return (DiscussionOf(cast(RepoType, repo.kind), repo.id, number_of(target)),)
