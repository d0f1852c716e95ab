"""Addresses of papers by their arXiv number: 2505.09388, or cs/0112017 from before 2007."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from hubtui.registry.target import Target

_NEW = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d{1,3})?", re.IGNORECASE)
_OLD = re.compile(r"([a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?")


def parse_text(text: str) -> Target | None:
    """Return the paper of a text such as "2505.09388" or "arxiv:2505.09388v2", or None."""
    found = _NEW.fullmatch(text)
    return Target("paper", found[1]) if found else None


def parse_host_path(path: str) -> Target | None:
    """Return the paper at a path of arxiv.org, or None."""
    for prefix in ("abs/", "pdf/", "html/"):
        if path.startswith(prefix):
            return _paper(path[len(prefix) :].removesuffix(".pdf"))
    return None


def of_path(segments: Sequence[str], query: Mapping[str, str], is_url: bool) -> Target | None:
    """Return the paper at "papers/NUMBER", or None."""
    return _paper("/".join(segments[1:])) if segments[0] == "papers" else None


def path_of(target: Target) -> str:
    """Return the path of a paper."""
    return f"papers/{quote(target.id)}"


def _paper(text: str) -> Target | None:
    # The Hub's ids of papers have no version.
    found = _NEW.fullmatch(text) or _OLD.fullmatch(text)
    return Target("paper", found[1]) if found else None
