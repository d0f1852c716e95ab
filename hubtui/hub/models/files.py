"""The files of a repo as its tree tells of them. No pydantic: there may be 50,000 of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubtui.text.sanitize import clean_line

_LARGEST = 1 << 62


@dataclass(frozen=True, slots=True)
class LastCommit:
    """The commit that changed a file last; `date` as the wire has it."""

    title: str
    date: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file or a folder; `path` begins at the root, `size` is in bytes, `oid` git's hash.

    `sha256` is there for LFS files, `last_commit` and `security` ("safe", "unsafe" …) where they were asked for.
    `raw_path` is the path to ask for where `path` had to be cleaned.
    """

    path: str
    size: int | None = None
    oid: str | None = None
    sha256: str | None = None
    is_folder: bool = False
    last_commit: LastCommit | None = None
    security: str | None = None
    raw_path: str | None = None

    @property
    def wire_path(self) -> str:
        """The path as the Hub knows it."""
        return self.raw_path if self.raw_path is not None else self.path


def file_entry(value: Any) -> FileEntry | None:
    """An element of a tree; None where it has no path. A field of an odd type is None."""
    if not isinstance(value, dict) or not isinstance(value.get("path"), str) or not value["path"]:
        return None
    raw = value["path"]
    path = clean_line(raw)
    lfs = value.get("lfs")
    return FileEntry(
        path,
        _count(value.get("size")),
        _word(value.get("oid")),
        _word(lfs.get("oid") or lfs.get("sha256")) if isinstance(lfs, dict) else None,
        value.get("type") == "directory",
        _last_commit(value.get("lastCommit")),
        _status(value.get("securityFileStatus")),
        None if path == raw else raw,
    )


def _count(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value < _LARGEST else None


def _word(value: Any) -> str | None:
    return clean_line(value) if isinstance(value, str) and value else None


def _last_commit(value: Any) -> LastCommit | None:
    if not isinstance(value, Mapping):
        return None
    return LastCommit(_word(value.get("title")) or "", _word(value.get("date")) or "")


def _status(value: Any) -> str | None:
    return _word(value.get("status")) if isinstance(value, Mapping) else None
