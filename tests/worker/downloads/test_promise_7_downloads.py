"""Promise 7: under the final name stands the right file or none, whatever the line does."""

import errno
import hashlib
import multiprocessing
import os
import random
import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path

import pytest

from hubtui.hub.errors import HubError
from hubtui.worker.downloads.transfer import PART_SUFFIX, FileToGet, Incoming, Refused, Transfer, part_name_of
from tests.worker.downloads.flaky import Flaky

FAULTS = ("cut", "cut", "cut", "whole", "other", "long", "short", "range", "fault")


async def no_sleep(seconds: float) -> None:
    """Waiting is not what is tested."""


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if not path.is_dir()}


def wanted_of(content: bytes, lfs: bool, path: str = "data/model.bin") -> FileToGet:
    git = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
    return FileToGet(path, len(content), hashlib.sha256(content).hexdigest() if lfs else None, git)


def transfer(wanted: FileToGet, folder: Path, server: Flaky) -> Transfer:
    return Transfer(wanted, folder, server.open, lambda here, arrived: None, no_sleep)


async def test_whatever_the_line_does_the_name_stands_for_the_right_file(
    tmp_path: Path, runs: Callable[[int], int]
) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    rng = random.Random(seed)
    for number in range(runs(500)):
        folder = tmp_path / str(number)
        content = rng.randbytes(rng.choice((0, 1, 1000, CHUNKED, 3_000_000)))
        wanted = wanted_of(content, lfs=rng.random() < 0.5)
        final = folder / wanted.path
        for _ in range(20):
            server = Flaky(content, [rng.choice(FAULTS) for _ in range(rng.randrange(6))], rng)
            try:
                await transfer(wanted, folder, server).fetch()
            except (Refused, HubError):
                assert not final.exists()
                continue
            break
        assert final.read_bytes() == content
        assert files_below(folder) == {final}


CHUNKED = 500_000


async def test_a_cut_costs_nothing_that_has_come(tmp_path: Path) -> None:
    content = random.Random(1).randbytes(30 << 20)
    server = Flaky(content, ["cut"] * 10, random.Random(2))
    await transfer(wanted_of(content, lfs=True), tmp_path, server).fetch()
    assert (tmp_path / "data/model.bin").read_bytes() == content
    assert sum(sent.sent for sent in server.sent) - len(content) <= 10 << 20
    assert sum(sent.sent for sent in server.sent) == len(content)


async def test_a_wrong_file_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    content = b"x" * 100_000
    server = Flaky(content, ["other"], random.Random(0))
    with pytest.raises(Refused, match="not what the Hub names; nothing of it was kept"):
        await transfer(wanted_of(content, lfs=True), tmp_path, server).fetch()
    assert files_below(tmp_path) == set()


async def test_two_versions_are_never_joined(tmp_path: Path) -> None:
    old, new = b"a" * 900_000, b"b" * 900_000
    first = Flaky(old, ["cut", *["fault"] * 6], random.Random(3))
    with pytest.raises(HubError):
        await transfer(wanted_of(old, lfs=True), tmp_path, first).fetch()
    second = Flaky(new, [], random.Random(0))
    await transfer(wanted_of(new, lfs=True), tmp_path, second).fetch()
    assert (tmp_path / "data/model.bin").read_bytes() == new
    assert second.requests == [0]


async def test_a_damaged_part_is_fetched_anew(tmp_path: Path) -> None:
    content = random.Random(5).randbytes(800_000)
    server = Flaky(content, ["cut", *["fault"] * 6], random.Random(4))
    with pytest.raises(HubError):
        await transfer(wanted_of(content, lfs=False), tmp_path, server).fetch()
    (part,) = files_below(tmp_path)
    assert part.name.endswith(PART_SUFFIX)
    part.write_bytes(b"?" * part.stat().st_size)
    await transfer(wanted_of(content, lfs=False), tmp_path, Flaky(content, [], random.Random(0))).fetch()
    assert (tmp_path / "data/model.bin").read_bytes() == content


async def test_what_is_there_is_not_fetched_again_and_nothing_is_overwritten(tmp_path: Path) -> None:
    content = b"weights"
    server = Flaky(content, [], random.Random(0))
    assert await transfer(wanted_of(content, lfs=True), tmp_path, server).fetch()
    assert not await transfer(wanted_of(content, lfs=True), tmp_path, server).fetch()
    assert len(server.requests) == 1
    (tmp_path / "data/model.bin").write_bytes(b"my own work")
    with pytest.raises(Refused, match="nothing is overwritten"):
        await transfer(wanted_of(content, lfs=True), tmp_path, server).fetch()
    assert (tmp_path / "data/model.bin").read_bytes() == b"my own work"


async def test_a_full_disk_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    content = b"x" * 100_000
    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(Refused, match="the disk is full; what came is kept"):
        await transfer(wanted_of(content, lfs=True), tmp_path, Flaky(content, [], random.Random(0))).fetch()
    assert not (tmp_path / "data/model.bin").exists()


def _fetch_and_die(folder: str, content: bytes, at: int) -> None:
    import asyncio

    server = Flaky(content, [], random.Random(0))

    def count(here: int, arrived: int) -> None:
        if here >= at:
            os.kill(os.getpid(), signal.SIGKILL)

    asyncio.run(Transfer(wanted_of(content, lfs=True), Path(folder), server.open, count, no_sleep).fetch())


async def test_killed_at_any_moment_the_next_run_ends_it(tmp_path: Path, runs: Callable[[int], int]) -> None:
    rng = random.Random(7)
    content = rng.randbytes(4 << 20)
    spawn = multiprocessing.get_context("spawn")
    for number in range(max(2, runs(20))):
        folder = tmp_path / str(number)
        child = spawn.Process(target=_fetch_and_die, args=(str(folder), content, rng.randrange(1, len(content))))
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        assert not (folder / "data/model.bin").exists()
        server = Flaky(content, [], rng)
        await transfer(wanted_of(content, lfs=True), folder, server).fetch()
        assert (folder / "data/model.bin").read_bytes() == content


async def test_without_a_hash_nothing_is_joined_to_what_came_before(tmp_path: Path) -> None:
    old, new = b"a" * 900_000, b"b" * 900_000
    with pytest.raises(HubError):
        await transfer(FileToGet("x.parquet"), tmp_path, Flaky(old, ["cut", *["fault"] * 8], random.Random(3))).fetch()
    await transfer(FileToGet("x.parquet"), tmp_path, Flaky(new, [], random.Random(0))).fetch()
    assert (tmp_path / "x.parquet").read_bytes() == new


async def test_without_a_hash_the_bytes_stay_until_an_answer_begins_anew(tmp_path: Path) -> None:
    content = random.Random(8).randbytes(900_000)
    wanted = FileToGet("x.bin", len(content))
    with pytest.raises(HubError):
        await transfer(wanted, tmp_path, Flaky(content, ["cut", *["fault"] * 9], random.Random(3))).fetch()
    (part,) = files_below(tmp_path)
    received = part.read_bytes()
    assert received == content[: len(received)] != b""
    dead = Flaky(content, ["fault"] * 9, random.Random(0))
    with pytest.raises(HubError):
        await transfer(wanted, tmp_path, dead).fetch()
    assert part.read_bytes() == received
    told: list[tuple[int, int]] = []
    server = Flaky(content, [], random.Random(0))
    await Transfer(wanted, tmp_path, server.open, lambda *bytes_: told.append(bytes_), no_sleep).fetch()
    assert (server.requests, told[0], told[-1][0]) == ([0], (0, 0), len(content))
    assert sum(arrived for _, arrived in told) == len(content)


@pytest.mark.parametrize("has_version", [True, False])
async def test_without_a_hash_a_cut_is_continued_if_the_version_is_the_same(tmp_path: Path, has_version: bool) -> None:
    content = random.Random(9).randbytes(900_000)
    server = Flaky(content, ["cut"], random.Random(3), version='"one"' if has_version else "")
    await transfer(FileToGet("x.bin", len(content)), tmp_path, server).fetch()
    assert (tmp_path / "x.bin").read_bytes() == content
    cut = server.sent[0].sent if has_version else 0
    assert server.requests == [0, cut]


async def test_without_a_hash_two_versions_are_never_joined(tmp_path: Path, runs: Callable[[int], int]) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    rng = random.Random(seed)
    versions = {f'"{number}"': rng.randbytes(300_000) for number in range(3)}

    class Changing(Flaky):
        """Sends another version of the file each time, or the same again."""

        def open(self, start: int) -> AbstractAsyncContextManager[Incoming]:
            self.version, self.content = rng.choice(list(versions.items()))
            return super().open(start)

    for number in range(runs(200)):
        final = tmp_path / str(number) / "x.bin"
        while not final.exists():
            server = Changing(b"", [rng.choice(("cut", "cut", "whole", "fault")) for _ in range(8)], rng)
            with suppress(HubError):
                await transfer(FileToGet("x.bin", 300_000), final.parent, server).fetch()
        assert final.read_bytes() in versions.values()


async def test_without_a_hash_an_answer_that_begins_anew_drops_the_older_bytes(tmp_path: Path) -> None:
    content = random.Random(10).randbytes(900_000)
    wanted = FileToGet("x.bin", len(content))
    (tmp_path / part_name_of(wanted, "x.bin")).write_bytes(b"?" * 899_999)
    server = Flaky(content, ["cut"], random.Random(3), version='"one"')
    await transfer(wanted, tmp_path, server).fetch()
    assert (tmp_path / "x.bin").read_bytes() == content
    assert server.requests == [0, server.sent[0].sent]
