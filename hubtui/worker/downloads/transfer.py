"""One file fetched: into a hidden part beside its place, resumed when a line breaks, named only when it is right."""

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
    """A file that is not fetched, or not kept; its text is one line for the user."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to fetch: where it lands below the folder, its size in bytes, its hash (sha256 for LFS, else git's)."""

    path: str
    size: int | None = None
    sha256: str | None = None
    oid: str | None = None


class Incoming(Protocol):
    """A file as a server sends it; its first byte is number `start`."""

    @property
    def start(self) -> int: ...
    @property
    def total(self) -> int | None: ...
    @property
    def is_right_range(self) -> bool: ...
    def chunks(self) -> AsyncIterator[bytes]:
        """The bytes as they come."""
        ...


Source = Callable[[int], AbstractAsyncContextManager[Incoming]]
"""Opens the file from a byte on."""
Sleep = Callable[[float], Awaitable[object]]


class Transfer:
    """Fetches one file; `fetch` may be cancelled at any moment and called again, by this program or the next."""

    def __init__(
        self, wanted: Wanted, folder: Path, source: Source, on_bytes: Callable[[int], None], sleep: Sleep
    ) -> None:
        """`on_bytes` is told how many bytes of the file are here."""
        self._wanted = wanted
        self._folder = folder
        self._source = source
        self._on_bytes = on_bytes
        self._sleep = sleep

    async def fetch(self) -> bool:
        """Fetch it; whether it had to be fetched (it may have been there already).

        Raises:
            Refused: it cannot be saved under this name, or what came is not what the Hub names.
            HubError: it could not be fetched; what has come is kept for the next time.
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
        """Whether the very file is there.

        Raises:
            Refused: something else is.
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
        part = os.open(part_name, flags, 0o666, dir_fd=place)
        try:
            if not stat.S_ISREG(os.fstat(part).st_mode):
                raise Refused(f"{self._wanted.path}: what is in the place of its part is no file")
            resumed = await self._fill(part)
            if not await in_thread(self._settle, part):
                if resumed:
                    # What was there from before may be at fault: once more from the first byte.
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
            # A link, not a renaming: it overwrites nothing.
            os.link(part_name, name, src_dir_fd=place, dst_dir_fd=place, follow_symlinks=False)
            os.unlink(part_name, dir_fd=place)
        except FileExistsError:
            os.unlink(part_name, dir_fd=place)
            raise Refused(f"{self._wanted.path}: something of this name came there meanwhile") from None
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK):
                raise
            # No hard links here: all that is left is to look first.
            if _exists(name, place):
                raise Refused(f"{self._wanted.path}: something of this name came there meanwhile") from None
            os.rename(part_name, name, src_dir_fd=place, dst_dir_fd=place)
        os.fsync(place)

    # The bytes

    async def _fill(self, part: int) -> bool:
        """Fetch what is missing of the part; whether some of it was there from before."""
        begun = os.fstat(part).st_size
        here = begun
        fruitless = 0
        while self._wanted.size is None or here < self._wanted.size or not here:
            if here and not (self._wanted.sha256 or self._wanted.oid):
                # Nothing tells whether the rest would be of the same file: from its beginning, then.
                os.ftruncate(part, 0)
                here = 0
            before = here
            try:
                ended = await self._receive(part, here)
                here = os.fstat(part).st_size
                if ended and (self._wanted.size is None or here >= self._wanted.size):
                    break
                if ended and here == before:
                    raise Offline(f"{self._wanted.path}: the server sends no more than {here:,} bytes of it")
            except (Offline, ServerFault):
                here = os.fstat(part).st_size
                fruitless = 0 if here > before else fruitless + 1
                if fruitless >= _FRUITLESS_TRIES:
                    raise
                await self._sleep(min(_LONGEST_WAIT, 0.5 * 2**fruitless) * random.uniform(0.5, 1))
        return begun > 0

    async def _receive(self, part: int, start: int) -> bool:
        """Take what comes from `start` on; whether the server ended it properly."""
        wanted = self._wanted
        async with self._source(start) as incoming:
            if not incoming.is_right_range:
                raise Offline(f"{wanted.path}: the server sends another part than was asked for")
            position = incoming.start
            if position == 0 and start:
                os.ftruncate(part, 0)
            if wanted.size is not None and incoming.total not in (None, wanted.size):
                raise Refused(f"{wanted.path}: the server has {incoming.total:,} bytes, the Hub names {wanted.size:,}")
            waiting = bytearray()
            try:
                async for chunk in incoming.chunks():
                    waiting += chunk
                    self._on_bytes(position + len(waiting))
                    if wanted.size is not None and position + len(waiting) > wanted.size:
                        waiting.clear()
                        os.ftruncate(part, 0)
                        raise Refused(f"{wanted.path}: more came than the Hub names; nothing of it was kept")
                    if len(waiting) >= _WRITE_BYTES:
                        taken, waiting = bytes(waiting), bytearray()
                        await in_thread(_write_at, part, taken, position)
                        position += len(taken)
            finally:
                # Nothing that came is fetched twice: neither after a broken line nor after a pause.
                _write_at(part, bytes(waiting), position)
        return True

    def _settle(self, part: int) -> bool:
        """On the disk, and right?"""
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


def part_name_of(wanted: Wanted, name: str) -> str:
    """Return the name of the hidden file that the bytes go to; it tells the parts of two versions apart."""
    mark = hashlib.sha256(f"{name} {wanted.sha256} {wanted.oid}".encode()).hexdigest()[:12]
    return f".{cut(name, _PART_NAME_BYTES)}.{mark}{PART_SUFFIX}"


def delete_part(wanted: Wanted, folder: Path) -> None:
    """Delete the bytes that have come of a file below `folder`, where there are any."""
    with suppress(UnsafePath, OSError):
        parts = parts_of(wanted.path)
        place = open_folder(folder, parts)
        try:
            os.unlink(part_name_of(wanted, parts[-1]), dir_fd=place)
        finally:
            os.close(place)


async def in_thread(function: Callable[..., Result], *args: object) -> Result:
    """Run it in a thread. Who is cancelled waits for its end: a part is not closed under a thread that writes to it."""
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
