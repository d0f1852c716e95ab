"""The request for the main data of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hubtui.hub.endpoint import Endpoint
from hubtui.hub.papers import PaperOf
from hubtui.registry.target import Target


def endpoints(target: Target) -> Sequence[Endpoint[Any]]:
    """Return the request for a paper."""
    return (PaperOf(target.id),)
