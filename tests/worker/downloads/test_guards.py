"""What keeps a download from harm beside its hash: no link is written through, nothing overwritten, no part torn."""

import asyncio
import os
import random
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hubtui.worker.downloads import transfer as module
from hubtui.worker.downloads.transfer import Incoming, Refused, part_name_of
from tests.worker.downloads.flaky import Flaky
from tests.worker.downloads.test_promise_7_downloads import files_below, transfer, wanted_of

CONTENT = random.Random(7).randbytes(3_000_000)


async def test_a_link_in_the_place_of_the_part_is_not_written_through(tmp_path: Path) -> None:
    wanted, folder = wanted_of(CONTENT, lfs=True, path="model.bin"), tmp_path / "folder"
    folder.mkdir()
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    fetching = transfer(wanted, folder, Flaky(CONTENT, [], random.Random(1)))
    (folder / part_name_of(fetching._wanted, "model.bin")).symlink_to(victim)
    with pytest.raises(Refused):
        await fetching.fetch()
    assert victim.read_bytes() == b"mine"
    assert not (folder / "model.bin").exists()


async def test_a_file_that_comes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    wanted = wanted_of(CONTENT, lfs=True, path="model.bin")

    class Meanwhile(Flaky):
        @asynccontextmanager
        async def open(self, start: int) -> AsyncIterator[Incoming]:
            (tmp_path / "model.bin").write_bytes(b"somebody else's")
            async with super().open(start) as sent:
                yield sent

    with pytest.raises(Refused, match="came there meanwhile"):
        await transfer(wanted, tmp_path, Meanwhile(CONTENT, [], random.Random(1))).fetch()
    assert (tmp_path / "model.bin").read_bytes() == b"somebody else's"


async def test_another_part_than_was_asked_for_costs_nothing_of_what_is_there(tmp_path: Path) -> None:
    server = Flaky(CONTENT, ["cut", "range", "range"], random.Random(5))
    assert await transfer(wanted_of(CONTENT, lfs=True), tmp_path, server).fetch()
    cut = server.requests[1]
    assert cut > 0
    assert server.requests == [0, cut, cut, cut]


async def test_who_pauses_in_the_middle_of_a_write_waits_for_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, failures = threading.Event(), []
    write = module._write_at

    def slowly(part: int, data: bytes, position: int) -> None:
        if len(data) >= module._WRITE_BYTES and not began.is_set():
            began.set()
            time.sleep(0.2)
            try:
                os.fstat(part)
            except OSError as error:
                failures.append(error)
        write(part, data, position)

    monkeypatch.setattr(module, "_write_at", slowly)
    server = Flaky(CONTENT, [], random.Random(1))
    fetching = asyncio.create_task(transfer(wanted_of(CONTENT, lfs=True), tmp_path, server).fetch())
    await asyncio.to_thread(began.wait, 90)
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching
    await asyncio.sleep(0.4)
    assert failures == [], "the part was closed under the thread that wrote to it"
    assert await transfer(wanted_of(CONTENT, lfs=True), tmp_path, server).fetch()
    assert [path.read_bytes() for path in files_below(tmp_path)] == [CONTENT]
