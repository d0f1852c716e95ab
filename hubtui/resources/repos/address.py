"""Addresses of models, datasets and Spaces, and of files, revisions and rows in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import quote, unquote

from hubtui.hub.kinds import KINDS, RepoType
from hubtui.registry.names import is_repo_id
from hubtui.registry.target import Target

_KINDS = {kind.path: repo_type for repo_type, kind in KINDS.items()}
_PLACES = frozenset("tree blob resolve raw commits commit discussions viewer settings edit".split())  # noqa: SIM905
# Texts that git does not allow in the name of a branch or a tag.
_NO_REVISION = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]")


def of_path(segments: Sequence[str], query: Mapping[str, str], is_url: bool) -> Target | None:
    """Return the page at the path `[datasets/]ID[/PLACE/REVISION[/PATH]]`, or None for another path."""
    if (found := inside_repo(segments)) is not None:
        repo, place, behind = found
        return _in_repo(repo.kind, repo.id, place, behind)
    kind, rest = _kind_and_rest(segments)
    return _repo(kind, "/".join(rest).removesuffix(".git")) if len(rest) <= 2 else None


def inside_repo(segments: Sequence[str]) -> tuple[Target, str, Sequence[str]] | None:
    """Split a path `[datasets/]ID/PLACE[/…]` into the repo, the place and the rest; return None for another path.

    Other resources use it for their pages inside a repo, for example discussions.
    """
    kind, rest = _kind_and_rest(segments)
    split = next((place for place in (1, 2) if rest[place : place + 1] and rest[place] in _PLACES), None)
    repo = None if split is None else _repo(kind, "/".join(rest[:split]).removesuffix(".git"))
    return None if split is None or repo is None else (repo, rest[split], rest[split + 1 :])


def of_hf_path(text: str) -> Target | None:
    """Return the page of `[datasets/]ID[@REVISION][/PATH]`, as the official client's file system writes it."""
    before, at, behind = text.partition("@")
    kind, rest = _kind_and_rest(before.split("/"))
    if not at:
        return _repo(kind, "/".join(rest[:2]), path="/".join(rest[2:]))
    revision, path = _revision(behind.split("/"))
    if not revision or _NO_REVISION.search(revision):
        return None
    return _repo(kind, "/".join(rest), unquote(revision), path)


def of_git_path(text: str) -> Target | None:
    """Return the page of the repo that git clones from `[datasets/]ID[.git]`."""
    kind, rest = _kind_and_rest(text.split("/"))
    return _repo(kind, "/".join(rest).removesuffix(".git"))


def path_of(target: Target) -> str:
    """Return the path of a repo, or of the file, revision or rows in it that `target` names."""
    return f"{KINDS[cast(RepoType, target.kind)].page_prefix}{quote(target.id)}{place_of(target)}"


def place_of(target: Target) -> str:
    """Return the part of a path after the id of the repo."""
    revision = quote(target.revision or "main", safe="")
    if target.section == "rows":
        return f"/viewer/{quote(target.config, safe='')}/{quote(target.split, safe='')}"
    if target.section == "revisions":
        return f"/commits/{revision}"
    if target.path:
        return f"/{'tree' if target.section == 'files' else 'blob'}/{revision}/{quote(target.path)}"
    return f"/tree/{revision}" if target.revision or target.section == "files" else ""


def owner_of(target: Target) -> str:
    """Return the namespace of a repo, "" for an old model id without a namespace, like "gpt2"."""
    return target.id.partition("/")[0] if "/" in target.id else ""


def _kind_and_rest(segments: Sequence[str]) -> tuple[str, Sequence[str]]:
    if segments[0] in _KINDS:
        return _KINDS[segments[0]], segments[1:]
    return "model", segments


def _repo(kind: str, repo_id: str, revision: str = "", path: str = "", section: str = "") -> Target | None:
    if not is_repo_id(repo_id) or any(part in (".", "..") for part in path.split("/")):
        return None
    return Target(kind, repo_id, "" if revision == "main" else revision, path, section)


def _in_repo(kind: str, repo_id: str, place: str, behind: Sequence[str]) -> Target | None:
    match place:
        case "tree":
            revision, path = _revision(behind)
            is_files = path or revision in ("", "main")
            return _repo(kind, repo_id, revision, path, "files" if is_files else "")
        case "blob" | "resolve" | "raw":
            return _repo(kind, repo_id, *_revision(behind))
        case "commit" | "commits":
            return _repo(kind, repo_id, _revision(behind)[0], section="revisions")
        case "viewer" if kind == "dataset":
            return _rows(repo_id, behind)
    return _repo(kind, repo_id)


def _rows(repo_id: str, behind: Sequence[str]) -> Target | None:
    if len(behind) < 2 or not all(behind[:2]):
        return _repo("dataset", repo_id, section="parquet")
    found = _repo("dataset", repo_id, section="rows")
    return found and Target("dataset", repo_id, section="rows", config=behind[0], split=behind[1])


def _revision(segments: Sequence[str]) -> tuple[str, str]:
    """Return the revision and the path of segments; `refs/pr/1` and `refs/convert/parquet` are one revision."""
    if not segments:
        return "", ""
    if segments[0] == "refs" and len(segments) >= 3 and segments[1] in ("pr", "convert"):
        return "/".join(segments[:3]), "/".join(segments[3:])
    return segments[0], "/".join(segments[1:])
