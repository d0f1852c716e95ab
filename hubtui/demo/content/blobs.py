"""The bytes of a file as segments that each repeat a block: any range of gigabytes is made while it is read."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

PIECE = 262_144
NOISE_BYTES = 65_536


class Segment(NamedTuple):
    """`size` bytes that repeat `block`; the last repetition may be cut. Text stands for the noise of that seed."""

    block: bytes | str
    size: int


class Blob(NamedTuple):
    """The content of a file."""

    segments: tuple[Segment, ...]

    @property
    def size(self) -> int:
        return sum(segment.size for segment in self.segments)

    def read(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes from `start` up to `end`, in pieces."""
        offset = 0
        for block, size in self.segments:
            first, last = max(start - offset, 0), min(end - offset, size)
            if first < last:
                yield from _repeat(noise(block) if isinstance(block, str) else block, first, last)
            offset += size

    def whole(self) -> bytes:
        return b"".join(self.read(0, self.size))

    def sha256(self) -> str:
        """The hash of all bytes: about a second for a gigabyte."""
        hasher = hashlib.sha256()
        for piece in self.read(0, self.size):
            hasher.update(piece)
        return hasher.hexdigest()


def _repeat(block: bytes, start: int, end: int) -> Iterator[bytes]:
    wide = block * max(1, PIECE // len(block))
    while start < end:
        offset = start % len(block)
        piece = wide[offset : offset + end - start]
        start += len(piece)
        yield piece


def plain(data: bytes) -> Blob:
    """A blob of just these bytes."""
    return Blob((Segment(data, len(data)),))


@lru_cache(maxsize=256)
def noise(seed: str) -> bytes:
    """A block of random bytes that is always the same for a seed."""
    return hashlib.shake_128(seed.encode()).digest(NOISE_BYTES)


def padded(head: bytes, seed: str, size: int) -> Blob:
    """A blob of `head` and as much noise as makes it `size` bytes long."""
    return Blob((Segment(head, len(head)), Segment(seed, size - len(head))))
