"""The official client's own cache: where it is, and what is in it already."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder that the official client caches repos in (wire.md §1)."""
    if named := environ.get("HF_HUB_CACHE") or environ.get("HUGGINGFACE_HUB_CACHE"):
        return Path(named).expanduser()
    cache = Path(environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    home = environ.get("HF_HOME")
    return (Path(home).expanduser() if home else cache / "huggingface") / "hub"


def repo_folder(repo_type: str, repo_id: str, cache: Path) -> Path:
    """The folder of a repo: "models--Qwen--Qwen3-8B"."""
    return cache / "--".join([f"{repo_type}s", *repo_id.split("/")])


def present(
    repo_type: str, repo_id: str, commit: str, entries: Iterable[FileEntry], cache: Path | None = None
) -> frozenset[str]:
    """The paths that the cache holds of this commit."""
    snapshot = repo_folder(repo_type, repo_id, cache or cache_folder()) / "snapshots" / commit
    if not commit.isalnum() or not snapshot.is_dir():
        return frozenset()
    here = {
        (Path(folder) / name).relative_to(snapshot).as_posix()
        for folder, _, names in os.walk(snapshot)
        for name in names
    }
    return frozenset(entry.path for entry in entries if entry.path in here)
