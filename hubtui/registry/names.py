"""The Hub's rules for names and ids."""

from __future__ import annotations

import re

from hubtui.registry.resources import PREFIXES

_PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?")
_ROUTE_WORDS = """
api blog chat docs enterprise inference join learn login logout models new notifications organizations posts pricing
search settings tasks terms-of-service privacy welcome
"""
_RESERVED = frozenset((*_ROUTE_WORDS.split(), *PREFIXES))


def is_owner_name(text: str) -> bool:
    """Return whether a text can be the name of a user or an organisation."""
    return _PART.fullmatch(text) is not None and text not in _RESERVED


def is_repo_id(text: str) -> bool:
    """Return whether a text can be the id of a repo."""
    parts = text.split("/")
    if len(parts) > 2 or not all(_PART.fullmatch(part) for part in parts) or text.endswith(".git"):
        return False
    return "--" not in text and ".." not in text and parts[0] not in _RESERVED
