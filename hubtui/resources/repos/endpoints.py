"""The request for the main data of a repo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from hubtui.hub.endpoint import Endpoint
from hubtui.hub.kinds import RepoType
from hubtui.hub.repos import RepoInfo
from hubtui.registry.target import Target


def endpoints(target: Target) -> Sequence[Endpoint[Any]]:
    """Return the request for the info of a repo."""
    return (RepoInfo(cast(RepoType, target.kind), target.id, target.revision or None),)
