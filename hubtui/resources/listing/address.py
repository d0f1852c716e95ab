"""Addresses of listings, such as "models?search=x" or "ada/models", and the listings that they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from hubtui.hub import listing_urls
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.registry.names import is_owner_name
from hubtui.registry.target import Target

_KINDS = {kind.path: repo_type for repo_type, kind in KINDS.items()}


def of_path(segments: Sequence[str], query: Mapping[str, str], is_url: bool) -> Target | None:
    """Return the listing at a path such as "models?search=x" or "ada/models", or None."""
    if segments[-1] not in _KINDS or not (is_url or query):
        return None
    author = query.get("author", "")
    if len(segments) == 2 and is_owner_name(segments[0]):
        author = segments[0]
    elif len(segments) != 1:
        return None
    order = listing_urls.order_of(dict(query))
    return Target(
        "listing",
        _KINDS[segments[-1]],
        author=author,
        search=query.get("search", ""),
        filters=listing_urls.filters_of(dict(query)),
        sort=order.sort,
        ascending=order.ascending,
        sort_loaded=order.sort_loaded,
    )


def path_of(target: Target) -> str:
    """Return the path of a listing with its query."""
    order = listing_urls.WebOrder(target.sort, target.ascending, target.sort_loaded)
    query = listing_urls.query_of(target.search, target.author, target.filters, order)
    return f"{KINDS[cast(RepoType, target.id)].path}{'?' if query else ''}{query}"


def owner_of(target: Target) -> str:
    """Return the owner whose repos the listing has, or ""."""
    return target.author
