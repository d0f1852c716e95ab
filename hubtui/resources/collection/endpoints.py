"""The request for the main data of a collection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hubtui.hub.collections import CollectionOf
from hubtui.hub.endpoint import Endpoint
from hubtui.registry.target import Target


def endpoints(target: Target) -> Sequence[Endpoint[Any]]:
    """Return the request for a collection with its items."""
    return (CollectionOf(target.id),)
