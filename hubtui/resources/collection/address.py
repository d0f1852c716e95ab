"""Addresses of collections: by their slug, "ada/small-models-0123456789abcdef01234567"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from hubtui.registry.resources import PREFIXES
from hubtui.registry.target import Target

_SLUG = re.compile(r"[^/\s]+/[^/\s]*[0-9a-fA-F]{24}")


def of_path(segments: Sequence[str], query: Mapping[str, str], is_url: bool) -> Target | None:
    """Return the page of the collection at the path "collections/SLUG" or "SLUG", or None for another path."""
    if segments[0] == "collections":
        segments = segments[1:3]
    elif segments[0] in PREFIXES or not _SLUG.fullmatch("/".join(segments)):
        return None
    return Target("collection", "/".join(segments)) if len(segments) == 2 and all(segments) else None


def path_of(target: Target) -> str:
    """Return the path of the page of a collection."""
    return f"collections/{quote(target.id)}"


def owner_of(target: Target) -> str:
    """Return the namespace of a collection."""
    return target.id.partition("/")[0]
