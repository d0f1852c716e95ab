"""A file of a repo: its path, how its bytes are made or where they are stored, and what git knows of it."""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, NamedTuple

from hubtui.demo.box import Repo
from hubtui.demo.content.blobs import Blob, padded, plain

MASK = "*" * 64  # in place of a sha256 that is not told


class Stored(NamedTuple):
    """Bytes that somebody has uploaded: their sha256, how many they are, and their id in git."""

    sha256: str
    size: int
    oid: str


class RepoFile(NamedTuple):
    """A file: `make` gives the bytes of a generated one, `stored` says which were uploaded.

    `large` files are kept by LFS: git has a pointer only. `known_size` saves the making where the size is wanted.
    """

    path: str
    make: Callable[[], Blob] | None = None
    large: bool = False
    known_size: int | None = None
    stored: Stored | None = None

    @property
    def size(self) -> int:
        if self.stored:
            return self.stored.size
        return self.known_size if self.known_size is not None else made(self).size


class Entry(NamedTuple):
    """What a tree tells of a file. `sha256` is empty for a small one, and the mask where it is not known."""

    path: str
    size: int
    oid: str
    sha256: str


@lru_cache(maxsize=512)
def made(file: RepoFile) -> Blob:
    """The bytes of a generated file."""
    assert file.make is not None
    return file.make()


def pointer(sha256: str, size: int) -> bytes:
    """What git holds of a large file."""
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {size}\n".encode()


def git_id(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def entry(file: RepoFile, sha256: str = MASK) -> Entry:
    """The entry of a file; of a large generated one the sha256 must be given to be told."""
    if file.large:
        known = file.stored.sha256 if file.stored else sha256
        oid = "*" * 40 if known == MASK else git_id(pointer(known, file.size))
        return Entry(file.path, file.size, oid, known)
    if file.stored:
        return Entry(file.path, file.stored.size, file.stored.oid, "")
    return _small_entry(file)


@lru_cache(maxsize=50_000)
def _small_entry(file: RepoFile) -> Entry:
    data = made(file).whole()
    return Entry(file.path, len(data), git_id(data), "")


def text_file(path: str, text: str | Callable[[], str]) -> RepoFile:
    return RepoFile(path, lambda: plain((text if isinstance(text, str) else text()).encode()))


def json_file(path: str, value: Any) -> RepoFile:
    """A file of JSON, of this value or of what this function returns."""
    return RepoFile(path, partial(_json, value))


def _json(value: Any) -> Blob:
    found = value() if callable(value) else value
    return plain((json.dumps(found, indent=2, ensure_ascii=False) + "\n").encode())


def large_file(path: str, repo: Repo, size: int, head: bytes = b"") -> RepoFile:
    """A file of noise after a `head` that says of which kind it is."""
    size = max(size, len(head), 200)
    return RepoFile(path, partial(padded, head, f"{repo.num}/{path}", size), large=True, known_size=size)
