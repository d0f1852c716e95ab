"""Answers by their names, a file each: written whole or not at all, and taken only where not a byte of it has changed.

Files and not a database: a damaged one costs itself alone, many processes share the folder without a lock, and a start
imports nothing for them.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from hubtui.cache.folder import drop
from hubtui.config.private_folder import make_private
from hubtui.config.whole_file import write_whole
from hubtui.text.digest import blake2b

VERSION: Final = "hubtui-cache-1"
MOST_BYTES: Final = 256 << 20
LARGEST: Final = 4 << 20
"""Of one body, unpacked."""
_LONGEST_HEAD: Final = 1 << 16
_SWEEP_EVERY: Final = 200
_LEFT_BY_A_SWEEP: Final = 0.8
_DIGEST: Final = 16
_HALF_SECONDS: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept under a name: `told` is small JSON beside the body, `time` when it was last true (seconds since
    1970).
    """

    name: str
    body: bytes
    told: Mapping[str, Any] = field(default_factory=dict)
    time: float = 0.0


class Store:
    """A folder for one account on one Hub. Nothing is raised: what cannot be read is not kept, what cannot be written
    is told once in `problem`.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._now = now
        self._written = 0
        self.problem = ""

    def get(self, name: str) -> Kept | None:
        """What is kept; None where there is nothing, or it is not what was written."""
        file = self._file(name)
        try:
            with file.open("rb") as opened:
                content = opened.read(_LONGEST_HEAD + LARGEST)
        except OSError:
            return None
        kept = _unpacked(content)
        if kept is None or kept.name != name:
            with suppress(OSError):
                file.unlink()
            return None
        with suppress(OSError):
            os.utime(file)  # what was used last goes last
        return kept

    def put(self, name: str, body: bytes, told: Mapping[str, Any] | None = None) -> None:
        """Keep it from now on, instead of what was there."""
        if len(body) > LARGEST:
            return
        self._write(name, _packed(Kept(name, body, told or {}, self._now())))
        self._written += 1
        if self._written % _SWEEP_EVERY == 1:
            self.sweep()

    def confirm(self, kept: Kept) -> None:
        """It is still true."""
        self._write(kept.name, _packed(Kept(kept.name, kept.body, kept.told, self._now())))

    def forget(self, matches: Callable[[str], bool]) -> None:
        """Everything whose name matches is not kept any more."""
        for entry in self._entries():
            if _is_half(entry.name):
                continue
            with suppress(OSError):
                with open(entry.path, "rb") as opened:  # noqa: PTH123  # an entry of scandir is no Path
                    head = opened.read(_LONGEST_HEAD)
                if matches(_name_of(head)):
                    os.unlink(entry.path)  # noqa: PTH108

    def drop(self) -> None:
        """Nothing of it stays."""
        drop(self._folder)

    def sweep(self) -> None:
        """What was not used for longest goes, where there is more than there may be."""
        found = []
        for entry in self._entries():
            with suppress(OSError):
                stat = entry.stat(follow_symlinks=False)
                if not _is_half(entry.name):
                    found.append((stat.st_mtime, stat.st_size, entry.path))
                elif self._now() - stat.st_mtime > _HALF_SECONDS:
                    os.unlink(entry.path)  # noqa: PTH108  # whoever was writing it was killed
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
            write_whole(self._file(name), content)
        except OSError as error:
            self.problem = self.problem or f"nothing can be kept in {self._folder}: {error.strerror}"

    def _file(self, name: str) -> Path:
        # Another version keeps what it sees under other names.
        named = f"{VERSION} {name}".encode("utf-8", "surrogatepass")
        return self._folder / blake2b(named, digest_size=_DIGEST).hexdigest()


def _is_half(name: str) -> bool:
    """Whether it is being written, perhaps by another process."""
    return "." in name


def _packed(kept: Kept) -> bytes:
    """A line of JSON, the packed body, and a digest of both."""
    head = json.dumps({"version": VERSION, "name": kept.name, "time": kept.time, "told": dict(kept.told)})
    content = head.encode() + b"\n" + zlib.compress(kept.body, 1)
    return content + blake2b(content, digest_size=_DIGEST).digest()


def _unpacked(content: bytes) -> Kept | None:
    content, digest = content[:-_DIGEST], content[-_DIGEST:]
    if blake2b(content, digest_size=_DIGEST).digest() != digest:
        return None
    head, _, body = content.partition(b"\n")
    try:
        told = json.loads(head)
        if told["version"] != VERSION:
            return None
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(body, LARGEST)
        return Kept(told["name"], unpacked, told["told"], told["time"]) if unpacker.eof else None
    except (ValueError, KeyError, TypeError, zlib.error, RecursionError):
        return None


def _name_of(head: bytes) -> str:
    try:
        return str(json.loads(head.partition(b"\n")[0])["name"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
