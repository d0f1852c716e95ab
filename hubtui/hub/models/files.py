"""The entries of the file tree of a repo. They take little memory: there may be 50,000."""

import re
from dataclasses import dataclass
from typing import Any

from hubtui.hub.models.base import natural, text_or_empty

_HASH = re.compile(r"[0-9a-fA-F]{4,128}")


@dataclass(frozen=True, slots=True)
class LastCommit:
    """The last commit that changed a file; `date` is as the Hub sent it (ISO 8601)."""

    title: str
    date: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file or a folder of a repo.

    `path` is the full path, unchanged; `size` is in bytes; `oid` is git's hash. `sha256` is known for LFS files only,
    `last_commit` and `security` ("safe", "unsafe" …) only if they were asked for. With `is_masked` the Hub hides both
    hashes, as in a gated repo without access; they are None then.
    """

    path: str
    size: int | None = None
    oid: str | None = None
    sha256: str | None = None
    is_folder: bool = False
    last_commit: LastCommit | None = None
    security: str | None = None
    is_masked: bool = False


def file_entry(value: Any) -> FileEntry | None:
    """Return the entry in a JSON value of a tree, or None if it has no path. Fields of a wrong type are None."""
    if not isinstance(value, dict) or not isinstance(value.get("path"), str) or not value["path"]:
        return None
    lfs = value.get("lfs")
    large = (lfs.get("oid") or lfs.get("sha256")) if isinstance(lfs, dict) else None
    return FileEntry(
        value["path"],
        natural(value.get("size")),
        _hash(value.get("oid")),
        _hash(large),
        value.get("type") == "directory",
        _last_commit(value.get("lastCommit")),
        _status(value.get("securityFileStatus")),
        _is_masked(value.get("oid")) or _is_masked(large),
    )


def _is_masked(value: Any) -> bool:
    return isinstance(value, str) and bool(value) and not value.strip("*")


def _hash(value: Any) -> str | None:
    """Return `value` if it is a hash, else None: the Hub writes asterisks for a hidden hash."""
    return value if isinstance(value, str) and _HASH.fullmatch(value) else None


def _last_commit(value: Any) -> LastCommit | None:
    if not isinstance(value, dict):
        return None
    return LastCommit(text_or_empty(value.get("title")), text_or_empty(value.get("date")))


def _status(value: Any) -> str | None:
    return text_or_empty(value.get("status")) or None if isinstance(value, dict) else None
