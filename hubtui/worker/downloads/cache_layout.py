"""The layout of the official client's cache: where its files are, and how to add one."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.worker.downloads.paths import UnsafePath, cut, longest_name, open_folder, parts_of
from hubtui.worker.downloads.transfer import FileToGet, Refused

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry


_COMMIT = re.compile(r"[0-9a-f]{40,64}")


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder in which the official client caches repos."""
    if named := environ.get("HF_HUB_CACHE") or environ.get("HUGGINGFACE_HUB_CACHE"):
        return Path(named).expanduser()
    cache = Path(environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    home = environ.get("HF_HOME")
    return (Path(home).expanduser() if home else cache / "huggingface") / "hub"


def repo_folder(repo_type: str, repo_id: str, cache: Path) -> Path:
    """Return the folder of a repo in the cache: "models--Qwen--Qwen3-8B"."""
    return cache / "--".join([f"{repo_type}s", *repo_id.split("/")])


def cached_paths(
    repo_type: str, repo_id: str, commit: str, entries: Iterable[FileEntry], cache: Path | None = None
) -> frozenset[str]:
    """Return the paths of those `entries` that are in the cache at this commit."""
    snapshot = repo_folder(repo_type, repo_id, cache or cache_folder()) / "snapshots" / commit
    if not _COMMIT.fullmatch(commit) or not snapshot.is_dir():
        return frozenset()
    here = {
        (Path(folder) / name).relative_to(snapshot).as_posix()
        for folder, _, names in os.walk(snapshot)
        for name in names
    }
    return frozenset(entry.path for entry in entries if entry.path in here)


class CacheTarget:
    """Adds files to a repo in the cache: contents are named by their hash, and each commit is a tree of links."""

    def __init__(self, repo_type: str, repo_id: str, cache: Path) -> None:
        self._repo = repo_folder(repo_type, repo_id, cache)
        self.folder = self._repo / "blobs"

    def blob(self, wanted: FileToGet) -> FileToGet:
        """Return a file with its hash as the path, the name of its contents in the cache.

        Raises:
            Refused: the hash of the file is unknown.
        """
        name = wanted.sha256 or wanted.oid or ""
        if not name.isalnum():
            raise Refused(f"{wanted.path}: without a hash it has no place in the cache")
        return replace(wanted, path=name.lower())

    def link(self, wanted: FileToGet, commit: str, named: str) -> None:
        """Link the contents of a file into the tree of its commit; point the branch or tag `named` to the commit.

        `named` is "" if there is no branch or tag.

        Raises:
            Refused: the path cannot be saved on this machine, or `commit` is not a commit.
        """
        if not _COMMIT.fullmatch(commit):
            raise Refused(f"{wanted.path}: without its commit it has no place in the cache")
        try:
            parts = parts_of(wanted.path, longest_name(self._repo))
            place = open_folder(self._repo / "snapshots" / commit, parts)
        except UnsafePath as error:
            raise Refused(str(error)) from None
        try:
            up = "/".join([".."] * (len(parts) + 1))
            with contextlib.suppress(FileExistsError):
                os.symlink(f"{up}/blobs/{self.blob(wanted).path}", parts[-1], dir_fd=place)
        finally:
            os.close(place)

        if named:
            self._name_revision(named, commit)

    def _name_revision(self, revision: str, commit: str) -> None:
        try:
            parts = parts_of(revision, longest_name(self._repo))
            place = open_folder(self._repo / "refs", parts)
        except UnsafePath:
            return  # a revision with this name cannot be saved; the commit can
        new = f".{cut(parts[-1], 80)}.new"
        try:
            # A link with this name is replaced; the file that it points to is never written.
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
            with os.fdopen(os.open(new, flags, 0o666, dir_fd=place), "w", encoding="utf-8") as file:
                file.write(commit)
            os.replace(new, parts[-1], src_dir_fd=place, dst_dir_fd=place)
        finally:
            os.close(place)
