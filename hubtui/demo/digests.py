"""The hashes of large generated files: found once, in a thread, and kept.

A hash is found when somebody asks for the very file, unless the file is larger than CHECKED: its hash would take longer
than a client waits. A page of a tree finds the hashes of no more than PAGE bytes. What is not found is masked, as the
Hub masks what it does not tell.
"""

import asyncio
from collections.abc import Sequence
from functools import partial

from hubtui.demo.box import Box, Repo
from hubtui.demo.content.files import MASK, Entry, RepoFile, entry, made

CHECKED = 2 * 1024**3
PAGE = 64_000_000


def known_digest(box: Box, repo: Repo, file: RepoFile) -> str:
    """The sha256 of a large file as far as it is known, else the mask."""
    if file.stored:
        return file.stored.sha256
    sql = "SELECT sha256 FROM digest WHERE repo = ? AND path = ? AND size = ?"
    row = box.one(sql, repo.num, file.path, file.size)
    return str(row[0]) if row else MASK


async def find_digest(box: Box, repo: Repo, file: RepoFile, seconds: float | None = None) -> str:
    """The sha256 of a large generated file; the mask where it is not found within so many seconds."""
    key = (repo.num, file.path, file.size)
    if key not in box.hashing:
        box.hashing[key] = asyncio.ensure_future(asyncio.to_thread(made(file).sha256))
        box.hashing[key].add_done_callback(partial(_keep, box, key))
    done, _ = await asyncio.wait([box.hashing[key]], timeout=seconds)
    return done.pop().result() if done else MASK


def _keep(box: Box, key: tuple[int, str, int], hashed: "asyncio.Future[str]") -> None:
    del box.hashing[key]
    if not hashed.cancelled() and not hashed.exception():
        box.connection.execute("INSERT OR REPLACE INTO digest VALUES (?, ?, ?, ?)", (*key, hashed.result()))


async def find_entry(
    box: Box, repo: Repo, file: RepoFile, at_most: int = CHECKED, seconds: float | None = None
) -> Entry:
    """The entry of a file that was asked for by its path; hashed if it has no more than `at_most` bytes."""
    if not file.large:
        return entry(file)
    known = known_digest(box, repo, file)
    if known == MASK and file.size <= at_most:
        known = await find_digest(box, repo, file, seconds)
    return entry(file, known)


async def find_entries(box: Box, repo: Repo, files: Sequence[RepoFile], at_most: int = PAGE) -> dict[str, Entry]:
    """The entries of many files by path, the smallest hashed first, until `at_most` bytes were hashed."""
    found = {}
    for file in sorted(files, key=lambda file: file.size if file.large else 0):
        if file.large and known_digest(box, repo, file) == MASK and file.size > at_most:
            found[file.path] = entry(file)
            continue
        if file.large and not file.stored and known_digest(box, repo, file) == MASK:
            at_most -= file.size
        found[file.path] = await find_entry(box, repo, file)
    return found
