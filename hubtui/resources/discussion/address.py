"""Addresses of discussions and pull requests.

The id of a discussion is "a/b#3" or "datasets/a/b#3", that of the list of a repo "a/b" or "datasets/a/b".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import quote

from hubtui.hub.kinds import KINDS, RepoType
from hubtui.registry.names import is_repo_id
from hubtui.registry.target import Target
from hubtui.resources.repos.address import inside_repo
from hubtui.resources.repos.address import owner_of as owner_of_repo

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def of_path(segments: Sequence[str], query: Mapping[str, str], is_url: bool) -> Target | None:
    """Return the discussion or the list at a path `[datasets/]ID/discussions[/NUMBER]`, or None."""
    repo, place, behind = inside_repo(segments) or (None, "", ())
    if repo is None or place != "discussions":
        return None
    number = behind[0] if behind and _NUMBER.fullmatch(behind[0]) else ""
    return _of(repo, f"#{number}" if number else "")


def parse_text(text: str) -> Target | None:
    """Return the discussion of a text `[datasets/]ID#NUMBER`, or None."""
    place, _, number = text.partition("#")
    repo = _repo_at(place)
    return _of(repo, f"#{number}") if _NUMBER.fullmatch(number) and is_repo_id(repo.id) else None


def path_of(target: Target) -> str:
    """Return the path of a discussion, or of the list of a repo."""
    place, _, number = target.id.partition("#")
    return f"{quote(place)}/discussions{f'/{number}' if number else ''}"


def owner_of(target: Target) -> str:
    """Return the owner of the repo that a discussion belongs to."""
    return owner_of_repo(repo_of(target))


def repo_of(target: Target) -> Target:
    """Return the page of the repo that a discussion belongs to."""
    return _repo_at(target.id.partition("#")[0])


def number_of(target: Target) -> int:
    """Return the number of a discussion, or 0 for the list of a repo."""
    return int(target.id.partition("#")[2] or 0)


def list_of(target: Target) -> Target | None:
    """Return the list of discussions of the same repo, or None if the page belongs to no repo."""
    if target.kind == "discussion":
        return Target("discussions", target.id.partition("#")[0])
    return _of(target, "") if target.kind in KINDS else None


def _of(repo: Target, number: str) -> Target:
    place = f"{KINDS[cast(RepoType, repo.kind)].page_prefix}{repo.id}"
    return Target("discussion" if number else "discussions", f"{place}{number}")


def _repo_at(place: str) -> Target:
    for kind, about in KINDS.items():
        if about.page_prefix and place.startswith(about.page_prefix):
            return Target(kind, place.removeprefix(about.page_prefix))
    return Target("model", place)
