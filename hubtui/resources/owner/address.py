"""Addresses of users and organisations: their name alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from hubtui.registry.names import is_owner_name
from hubtui.registry.target import Target

if TYPE_CHECKING:
    from hubtui.hub.endpoint import Endpoint

_SECTIONS = ("collections", "papers")
"""What the web has of an owner beside the repos."""


def of_path(segments: Sequence[str], query: Mapping[str, str], is_url: bool) -> Target | None:
    """Return the page of an owner. Without a host, a single name is a model of the old kind."""
    if not is_url or not is_owner_name(segments[0]):
        return None
    if len(segments) == 1:
        return Target("owner", segments[0])
    return Target("owner", segments[0], section=segments[1]) if tuple(segments[1:]) in _PAIRS else None


_PAIRS = tuple((section,) for section in _SECTIONS)


def path_of(target: Target) -> str:
    """Return the path of an owner's page."""
    return f"{quote(target.id)}{f'/{target.section}' if target.section in _SECTIONS else ''}"


def endpoints(target: Target) -> Sequence[Endpoint[Any]]:
    """Return the requests for the overview of an organisation, and of a user of this name."""
    from hubtui.resources.owner.owner import OverviewOf

    return (OverviewOf(target.id, is_org=True), OverviewOf(target.id, is_org=False))


def owner_of(target: Target) -> str:
    """Return the owner."""
    return target.id


def page_of_owner(target: Target) -> Target | None:
    """Return the page of the user or the organisation that `target` belongs to."""
    from hubtui.addresses import owner_of

    name = owner_of(target)
    return Target("owner", name) if name else None
