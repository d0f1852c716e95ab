"""Cached answers by name, each in a file with a checksum.

Files are used instead of a database because a damaged one costs only itself, many processes share the folder without a
lock, and they need no import at the start.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from hubtui.cache.folder import drop
from hubtui.config.atomic_write import write_atomically
from hubtui.config.private_folder import make_private
from hubtui.text.digest import blake2b

VERSION: Final = "hubtui-cache-2"
MAX_BYTES: Final = 256 << 20
MAX_BODY_BYTES: Final = 4 << 20
"""The largest body that is stored, in bytes, uncompressed."""
_MAX_HEAD_LENGTH: Final = 1 << 16
_SWEEP_EVERY: Final = 200
_LEFT_BY_A_SWEEP: Final = 0.8
_DIGEST: Final = 16
_HALF_SECONDS: Final = 3600.0


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """A body with its `metadata` (small JSON).

    `time` is when the Hub last confirmed it, in seconds since 1970.
    """

    name: str
    body: bytes
    metadata: Mapping[str, Any] = field(default_factory=dict)
    time: float = 0.0


class Store:
    """The cache folder of one account on one Hub. No method raises: `problem` says why nothing can be written."""

    def __init__(self, folder: Path, *, most_bytes: int = MAX_BYTES, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._now = now
        self._written = 0
        self.problem = ""

    def get(self, name: str) -> CachedAnswer | None:
        """Return the entry, or None if there is none or its file is damaged."""
        file = self._file(name)
        try:
            with file.open("rb") as opened:
                content = opened.read(_MAX_HEAD_LENGTH + MAX_BODY_BYTES)
        except OSError:
            return None
        cached = _unpacked(content)
        if cached is None or cached.name != name:
            with suppress(OSError):
                file.unlink()
            return None
        with suppress(OSError):
            os.utime(file)  # the least recently used is removed first
        return cached

    def put(self, name: str, body: bytes, metadata: Mapping[str, Any] | None = None) -> None:
        """Store an entry, replacing an earlier one. A body of more than MAX_BODY_BYTES bytes is not stored."""
        if len(body) > MAX_BODY_BYTES:
            return
        self._write(name, _packed(CachedAnswer(name, body, metadata or {}, self._now())))
        self._written += 1
        if self._written % _SWEEP_EVERY == 1:
            self.sweep()

    def set_confirmed(self, cached: CachedAnswer) -> None:
        """Set the time of an entry to now: the Hub said that it has not changed."""
        self._write(cached.name, _packed(replace(cached, time=self._now())))

    def remove_matching(self, matches: Callable[[str], bool]) -> None:
        """Remove the entries whose name matches."""
        for entry in self._entries():
            if _is_half(entry.name):
                continue
            with suppress(OSError):
                with open(entry.path, "rb") as opened:  # noqa: PTH123  # an entry of scandir is no Path
                    head = opened.read(_MAX_HEAD_LENGTH)
                if matches(_name_of(head)):
                    os.unlink(entry.path)  # noqa: PTH108

    def drop(self) -> None:
        """Remove all entries."""
        drop(self._folder)

    def sweep(self) -> None:
        """Remove the least recently used entries if all take more than `most_bytes`."""
        found = []
        for entry in self._entries():
            with suppress(OSError):
                stat = entry.stat(follow_symlinks=False)
                if not _is_half(entry.name):
                    found.append((stat.st_mtime, stat.st_size, entry.path))
                elif self._now() - stat.st_mtime > _HALF_SECONDS:
                    os.unlink(entry.path)  # noqa: PTH108  # the process that was writing it was killed
        total = sum(size for _, size, _ in found)
        if total <= self._most_bytes:
            return
        for _, size, path in sorted(found):
            if total <= self._most_bytes * _LEFT_BY_A_SWEEP:
                return
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108
            total -= size

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(self._folder) as entries:
                yield from entries
        except OSError:
            return

    def _write(self, name: str, content: bytes) -> None:
        try:
            make_private(self._folder)
            write_atomically(self._file(name), content)
        except OSError as error:
            self.problem = self.problem or f"nothing can be cached in {self._folder}: {error.strerror}"

    def _file(self, name: str) -> Path:
        # Each version of the format has its own file names.
        named = f"{VERSION} {name}".encode("utf-8", "surrogatepass")
        return self._folder / blake2b(named, digest_size=_DIGEST).hexdigest()


def _is_half(name: str) -> bool:
    """Return whether a file is still being written, perhaps by another process."""
    return "." in name


def _packed(cached: CachedAnswer) -> bytes:
    """Return the bytes of an entry's file: a line of JSON, the compressed body, and a checksum of both."""
    head = {"version": VERSION, "name": cached.name, "time": cached.time, "metadata": dict(cached.metadata)}
    content = json.dumps(head).encode() + b"\n" + zlib.compress(cached.body, 1)
    return content + blake2b(content, digest_size=_DIGEST).digest()


def _unpacked(content: bytes) -> CachedAnswer | None:
    content, digest = content[:-_DIGEST], content[-_DIGEST:]
    if blake2b(content, digest_size=_DIGEST).digest() != digest:
        return None
    head, _, body = content.partition(b"\n")
    try:
        fields = json.loads(head)
        if fields["version"] != VERSION:
            return None
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(body, MAX_BODY_BYTES)
        return CachedAnswer(fields["name"], unpacked, fields["metadata"], fields["time"]) if unpacker.eof else None
    except (ValueError, KeyError, TypeError, zlib.error, RecursionError):
        return None


def _name_of(head: bytes) -> str:
    try:
        return str(json.loads(head.partition(b"\n")[0])["name"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
