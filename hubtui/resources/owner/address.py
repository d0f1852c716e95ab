"""Addresses of users and organisations: their name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from hubtui import addresses
from hubtui.registry.names import is_owner_name
from hubtui.registry.target import Target

_SECTIONS = ("collections", "papers")
"""The pages of an owner on the website besides the repos."""


def of_path(segments: Sequence[str], query: Mapping[str, str], is_url: bool) -> Target | None:
    """Return the page of an owner at a path, or None. Only in a URL is a single name an owner, else it is a model."""
    if not is_url or not is_owner_name(segments[0]):
        return None
    if len(segments) == 1:
        return Target("owner", segments[0])
    return Target("owner", segments[0], section=segments[1]) if tuple(segments[1:]) in _PAIRS else None


_PAIRS = tuple((section,) for section in _SECTIONS)


def path_of(target: Target) -> str:
    """Return the path of an owner's page."""
    return f"{quote(target.id)}{f'/{target.section}' if target.section in _SECTIONS else ''}"


def owner_of(target: Target) -> str:
    """Return the name of the owner."""
    return target.id


def page_of_owner(target: Target) -> Target | None:
    """Return the page of the user or organisation that `target` belongs to, or None."""
    name = addresses.owner_of(target)
    return Target("owner", name) if name else None
