"""Addresses of users and organisations: their name alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from hubtui.hub.urls import segment
from hubtui.registry.names import is_owner_name
from hubtui.registry.target import Target

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


def info_paths(target: Target) -> Sequence[str]:
    """Return the path of the overview of an organisation, and of a user of this name."""
    return tuple(f"/api/{kind}/{segment(target.id)}/overview" for kind in ("organizations", "users"))


def owner_of(target: Target) -> str:
    """Return the owner."""
    return target.id


def page_of_owner(target: Target) -> Target | None:
    """Return the page of the user or the organisation that `target` belongs to."""
    from hubtui.addresses import owner_of

    name = owner_of(target)
    return Target("owner", name) if name else None
