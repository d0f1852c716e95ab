"""Downloads one file: into a hidden part file beside its place, which gets the name once its hash is right."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import random
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from hubtui.hub.errors import Offline, ServerFault
from hubtui.worker.downloads.paths import PART_SUFFIX, UnsafePath, cut, longest_name, open_folder, parts_of

_WRITE_BYTES = 1 << 20
_PART_NAME_BYTES = 60
_FRUITLESS_TRIES = 6
_LONGEST_WAIT = 30.0
Result = TypeVar("Result")


class Refused(Exception):
    """A file cannot be downloaded or saved; the text of the error is one line for the user."""


@dataclass(frozen=True, slots=True)
class FileToGet:
    """A file to download: path in the target folder, size in bytes, and hash (sha256 for LFS, else git's `oid`)."""

    path: str
    size: int | None = None
    sha256: str | None = None
    oid: str | None = None

    @property
    def has_hash(self) -> bool:
        """Whether a hash of the file is known."""
        return bool(self.sha256 or self.oid)


class Incoming(Protocol):
    """A file that a server sends, from the byte number `start` on."""

    @property
    def start(self) -> int: ...
    @property
    def total(self) -> int | None: ...
    @property
    def is_right_range(self) -> bool: ...
    @property
    def version(self) -> str:
        """A text that differs for each version of the file, or "" if the server does not say the version."""
        ...

    def chunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes as they arrive."""
        ...


Source = Callable[[int], AbstractAsyncContextManager[Incoming]]
"""Opens the file as a stream, from a given byte on."""
Sleep = Callable[[float], Awaitable[object]]


class Transfer:
    """Downloads one file. `fetch` may be cancelled at any time and called again, in this run or a later one."""

    def __init__(
        self, wanted: FileToGet, folder: Path, source: Source, on_bytes: Callable[[int, int], None], sleep: Sleep
    ) -> None:
        """`on_bytes` is called with the number of bytes that are on disk, and how many of them just arrived."""
        self._wanted = wanted
        self._folder = folder
        self._source = source
        self._on_bytes = on_bytes
        self._sleep = sleep
        self._version = ""  # of the bytes in the part file; "" if it is unknown

    async def fetch(self) -> bool:
        """Download the file; return False if it was on disk already.

        Raises:
            Refused: the file cannot be saved under this name, or its size or hash is wrong.
            HubError: the download failed; the bytes that were received stay on disk for the next attempt.
        """
        wanted = self._wanted
        try:
            longest = await in_thread(longest_name, self._folder)
            parts = parts_of(wanted.path, longest)
            place = await in_thread(open_folder, self._folder, parts)
        except UnsafePath as error:
            raise Refused(str(error)) from None
        except OSError as error:
            raise Refused(_disk_words(error, wanted.path)) from None
        try:
            if await in_thread(self._is_there, place, parts[-1]):
                return False
            await self._fetch_at(place, parts[-1])
        except OSError as error:
            raise Refused(_disk_words(error, wanted.path)) from None
        finally:
            os.close(place)
        return True

    def _is_there(self, place: int, name: str) -> bool:
        """Return whether exactly this file is on disk already.

        Raises:
            Refused: another file has this name.
        """
        try:
            found = os.stat(name, dir_fd=place, follow_symlinks=False)
        except FileNotFoundError:
            return False
        if stat.S_ISREG(found.st_mode) and self._wanted.size in (None, found.st_size):
            descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=place)
            with os.fdopen(descriptor, "rb") as file:
                if self._is_right(_hash_of(file, self._hasher(found.st_size)), found.st_size):
                    return True
        raise Refused(f"{self._wanted.path}: something else of this name is there; nothing is overwritten")

    async def _fetch_at(self, place: int, name: str) -> None:
        part_name = part_name_of(self._wanted, name)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
        self._version = ""
        part = os.open(part_name, flags, 0o666, dir_fd=place)
        try:
            if not stat.S_ISREG(os.fstat(part).st_mode):
                raise Refused(f"{self._wanted.path}: what is in the place of its part is no file")
            resumed = await self._fill(part)
            if not await in_thread(self._settle, part):
                if resumed:
                    # Bytes from an earlier attempt may be wrong: start again at the first byte.
                    os.ftruncate(part, 0)
                    await self._fill(part)
                if not resumed or not await in_thread(self._settle, part):
                    os.unlink(part_name, dir_fd=place)
                    raise Refused(f"{self._wanted.path}: what came is not what the Hub names; nothing of it was kept")
        finally:
            os.close(part)
        self._name(place, part_name, name)

    def _name(self, place: int, part_name: str, name: str) -> None:
        try:
            # A hard link instead of a rename, because it never overwrites a file.
            os.link(part_name, name, src_dir_fd=place, dst_dir_fd=place, follow_symlinks=False)
            os.unlink(part_name, dir_fd=place)
        except FileExistsError:
            os.unlink(part_name, dir_fd=place)
            raise Refused(f"{self._wanted.path}: something of this name came there meanwhile") from None
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK):
                raise
            # This disk has no hard links: look first, then rename.
            if _exists(name, place):
                raise Refused(f"{self._wanted.path}: something of this name came there meanwhile") from None
            os.rename(part_name, name, src_dir_fd=place, dst_dir_fd=place)
        os.fsync(place)

    # Receiving

    async def _fill(self, part: int) -> bool:
        """Download the missing bytes of the part file; return whether it had bytes from an earlier attempt."""
        begun = os.fstat(part).st_size
        here = begun
        fruitless = 0
        while True:
            before, start = here, self._next_byte(here)
            if self._wanted.size is not None and start >= max(1, self._wanted.size):
                break
            try:
                await self._receive(part, start)
                here = os.fstat(part).st_size
                if self._wanted.size is None or here >= self._wanted.size:
                    break
                if here <= before:
                    raise Offline(f"{self._wanted.path}: the server sends no more than {here:,} bytes of it")
            except (Offline, ServerFault):
                here = os.fstat(part).st_size
                fruitless = 0 if here > before else fruitless + 1
                if fruitless >= _FRUITLESS_TRIES:
                    raise
                await self._sleep(min(_LONGEST_WAIT, 0.5 * 2**fruitless) * random.uniform(0.5, 1))
        return begun > 0

    def _next_byte(self, here: int) -> int:
        """Return the number of the byte to ask for, with `here` bytes on disk.

        It is 0 if neither a hash nor the version tells that the bytes on disk and the rest are of the same file.
        """
        return here if self._wanted.has_hash or self._version else 0

    async def _receive(self, part: int, start: int) -> None:
        """Write the bytes from `start` on as they arrive.

        The bytes on disk are dropped only when an answer is there that begins at the first byte.
        """
        wanted = self._wanted
        async with self._source(start) as incoming:
            if not incoming.is_right_range:
                raise Offline(f"{wanted.path}: the server sends another part than was asked for")
            position = incoming.start
            if wanted.size is not None and incoming.total not in (None, wanted.size):
                raise Refused(f"{wanted.path}: the server has {incoming.total:,} bytes, the Hub names {wanted.size:,}")
            if position == 0:
                os.ftruncate(part, 0)
                self._version = incoming.version
            elif not wanted.has_hash and incoming.version != self._version:
                self._version = ""
                raise Offline(f"{wanted.path}: the file at the Hub changed during the download")
            self._on_bytes(position, 0)
            waiting = bytearray()
            try:
                async for chunk in incoming.chunks():
                    waiting += chunk
                    self._on_bytes(position + len(waiting), len(chunk))
                    if wanted.size is not None and position + len(waiting) > wanted.size:
                        waiting.clear()
                        os.ftruncate(part, 0)
                        raise Refused(f"{wanted.path}: more came than the Hub names; nothing of it was kept")
                    if len(waiting) >= _WRITE_BYTES:
                        taken, waiting = bytes(waiting), bytearray()
                        await in_thread(_write_at, part, taken, position)
                        position += len(taken)
            finally:
                # Keep all bytes that were received, after a broken connection and after a pause.
                _write_at(part, bytes(waiting), position)

    def _settle(self, part: int) -> bool:
        """Write the part file to the disk; return whether its size and hash are right."""
        os.fsync(part)
        size = os.fstat(part).st_size
        with os.fdopen(os.dup(part), "rb") as file:
            file.seek(0)
            return self._is_right(_hash_of(file, self._hasher(size)), size)

    def _hasher(self, size: int) -> hashlib._Hash:
        if self._wanted.sha256:
            return hashlib.sha256()
        # Git's hash of a file begins with its size.
        hasher = hashlib.sha1(usedforsecurity=False)
        hasher.update(b"blob %d\0" % size)
        return hasher

    def _is_right(self, digest: str, size: int) -> bool:
        wanted = self._wanted
        if wanted.size is not None and size != wanted.size:
            return False
        if wanted.sha256:
            return digest == wanted.sha256.lower()
        return not wanted.oid or digest == wanted.oid.lower()


def part_name_of(wanted: FileToGet, name: str) -> str:
    """Return the name of the hidden part file of a download, which differs for each version of the file."""
    mark = hashlib.sha256(f"{name} {wanted.sha256} {wanted.oid}".encode()).hexdigest()[:12]
    return f".{cut(name, _PART_NAME_BYTES)}.{mark}{PART_SUFFIX}"


def part_bytes(wanted: FileToGet, folder: Path) -> int:
    """Return the size of the part file of a download in `folder`, 0 if there is none."""
    try:
        parts = parts_of(wanted.path)
        return os.lstat(folder.joinpath(*parts[:-1], part_name_of(wanted, parts[-1]))).st_size
    except (UnsafePath, OSError, ValueError):
        return 0


def delete_part(wanted: FileToGet, folder: Path) -> None:
    """Delete the part file of a download in `folder`, if there is one."""
    with suppress(UnsafePath, OSError):
        parts = parts_of(wanted.path)
        place = open_folder(folder, parts)
        try:
            os.unlink(part_name_of(wanted, parts[-1]), dir_fd=place)
        finally:
            os.close(place)


async def in_thread(function: Callable[..., Result], *args: object) -> Result:
    """Run a function in a thread and return its result.

    If this call is cancelled, wait for the end of the function: it may be writing to a file that is then closed.
    """
    running = asyncio.ensure_future(asyncio.to_thread(function, *args))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise


def _exists(name: str, place: int) -> bool:
    try:
        os.stat(name, dir_fd=place, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _hash_of(file: object, hasher: hashlib._Hash) -> str:
    while block := file.read(_WRITE_BYTES):  # type: ignore[attr-defined]
        hasher.update(block)
    return hasher.hexdigest()


def _write_at(part: int, data: bytes, position: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(part, view, position)
        view, position = view[written:], position + written


def _disk_words(error: OSError, path: str) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{path}: the disk is full; what came is kept, and goes on when there is room"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path}: this folder may not be written to"
    return f"{path}: {error.strerror or error}"
