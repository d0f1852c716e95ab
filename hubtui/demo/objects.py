"""The bytes that clients upload: kept in pieces by their sha256, so that any range can be read without the rest."""

import hashlib
from collections.abc import Iterator

from hubtui.demo.box import Box

CHUNK = 262_144


def has_object(box: Box, oid: str) -> bool:
    return box.one("SELECT 1 FROM object WHERE oid = ?", oid) is not None


def object_size(box: Box, oid: str) -> int | None:
    row = box.one("SELECT size FROM object WHERE oid = ?", oid)
    return int(row[0]) if row else None


def add_chunk(box: Box, name: str, start: int, data: bytes) -> None:
    """Keep a piece of what is still being uploaded under a name of its own."""
    box.connection.execute("INSERT OR REPLACE INTO chunk VALUES (?, ?, ?)", (name, start, data))


def drop_chunks(box: Box, name: str) -> None:
    box.connection.execute("DELETE FROM chunk WHERE oid = ?", (name,))


def store(box: Box, data: bytes) -> str:
    """Keep some bytes; their sha256."""
    oid = hashlib.sha256(data).hexdigest()
    if not has_object(box, oid):
        for start in range(0, len(data), CHUNK):
            add_chunk(box, oid, start, data[start : start + CHUNK])
        box.connection.execute("INSERT INTO object VALUES (?, ?)", (oid, len(data)))
    return oid


def complete(box: Box, name: str, oid: str, size: int) -> bool:
    """Make an object of the pieces under a name, if they have this sha256; else drop them. Whether they had it."""
    hasher, at = hashlib.sha256(), 0
    for start, data in box.connection.execute("SELECT start, data FROM chunk WHERE oid = ? ORDER BY start", (name,)):
        if start != at:
            break
        hasher.update(data)
        at += len(data)
    if at != size or hasher.hexdigest() != oid or has_object(box, oid):
        drop_chunks(box, name)
        return has_object(box, oid)
    with box.writing() as connection:
        connection.execute("UPDATE chunk SET oid = ? WHERE oid = ?", (oid, name))
        connection.execute("INSERT INTO object VALUES (?, ?)", (oid, size))
    return True


def read_object(box: Box, oid: str, start: int, end: int) -> Iterator[bytes]:
    """The bytes of an object from `start` up to `end`, in pieces."""
    at = start
    while at < end:
        sql = "SELECT start, data FROM chunk WHERE oid = ? AND start <= ? ORDER BY start DESC LIMIT 1"
        first, data = box.one(sql, oid, at)
        piece = data[at - first : end - first]
        at += len(piece)
        yield piece
