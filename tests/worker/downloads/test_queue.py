"""The line of downloads: a few at a time, paused, given up, and kept for the next start."""

import asyncio
import json
from pathlib import Path
from typing import Any

from hubtui.hub.errors import HubError
from hubtui.worker.downloads.queue import Downloads, Job, State
from hubtui.worker.downloads.source import FileSource
from hubtui.worker.downloads.transfer import FileToGet, part_name_of


async def never() -> Any:
    """A Hub that is not there yet."""
    await asyncio.Event().wait()


def job(name: str, folder: Path) -> Job:
    return Job(FileSource("model", "ada/bert", "0" * 40, name), FileToGet(name, 100), str(folder))


async def test_three_run_at_once_and_a_pause_lets_the_next_one_go(tmp_path: Path) -> None:
    downloads = Downloads(never, tmp_path, lambda: None)
    jobs = [job(f"{number}.bin", tmp_path) for number in range(5)]
    assert downloads.add(jobs) == 5
    assert [one.state for one in jobs] == [State.RUNNING] * 3 + [State.WAITING] * 2
    downloads.pause(jobs[0])
    assert [one.state for one in jobs] == [State.PAUSED, *[State.RUNNING] * 3, State.WAITING]
    downloads.cancel(jobs[1])
    assert jobs[4].state is State.RUNNING
    downloads.resume(jobs[0])
    assert jobs[0].state is State.WAITING
    await downloads.aclose()


async def test_what_is_unfinished_is_there_at_the_next_start_for_its_user_alone(tmp_path: Path) -> None:
    downloads = Downloads(never, tmp_path, lambda: None)
    downloads.add([job("a.bin", tmp_path), job("b.bin", tmp_path)])
    await downloads.aclose()
    kept = tmp_path / "downloads.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    later = Downloads(never, tmp_path, lambda: None)
    assert later.load_unfinished() == 2
    assert [(one.wanted.path, one.state) for one in later.jobs] == [("a.bin", State.PAUSED), ("b.bin", State.PAUSED)]
    for one in list(later.jobs):
        later.cancel(one)
    await later.aclose()
    assert not kept.exists()


async def test_a_damaged_state_is_no_obstacle(tmp_path: Path) -> None:
    for damage in ("", "{", "[1]", "null", '[{"source": {}}]', "[" * 100_000):
        (tmp_path / "downloads.json").write_text(damage)
        assert Downloads(never, tmp_path, lambda: None).load_unfinished() == 0


async def test_a_forged_state_leads_nowhere_outside(tmp_path: Path) -> None:
    forged = {
        "source": {"repo_type": "model", "repo_id": "a/b", "revision": "main", "path": "x"},
        "wanted": {"path": "../../escaped", "size": 1, "oid": "0" * 40},
        "folder": str(tmp_path / "folder"),
        "in_cache": False,
        "here": 0,
    }
    (tmp_path / "downloads.json").write_text(json.dumps([forged]))

    async def a_hub() -> Any:
        return None

    downloads = Downloads(a_hub, tmp_path, lambda: None)
    assert downloads.load_unfinished() == 1
    (one,) = downloads.jobs
    downloads.resume(one)
    assert one.task is not None
    await asyncio.wait([one.task])
    assert one.state is State.FAILED
    assert "not inside the repo" in one.words


async def test_a_failed_download_comes_back_as_failed_with_its_reason(tmp_path: Path) -> None:
    async def refuses() -> Any:
        raise HubError("the Hub says no")

    downloads = Downloads(refuses, tmp_path, lambda: None)
    downloads.add([job("a.bin", tmp_path)])
    await asyncio.sleep(0)
    await downloads.aclose()
    later = Downloads(never, tmp_path, lambda: None)
    later.load_unfinished()
    assert [(one.state, one.words) for one in later.jobs] == [(State.FAILED, "the Hub says no")]


async def test_giving_up_keeps_the_bytes_on_disk_or_deletes_them_as_the_user_says(tmp_path: Path) -> None:
    kept, deleted = job("kept.bin", tmp_path), job("deleted.bin", tmp_path)
    parts = [tmp_path / part_name_of(one.wanted, one.wanted.path) for one in (kept, deleted)]
    for part in parts:
        part.write_bytes(b"begun")
    downloads = Downloads(never, tmp_path / "state", lambda: None)
    downloads.add([kept, deleted])
    downloads.cancel(kept)
    await downloads.cancel_and_delete(deleted)
    assert downloads.jobs == []
    assert [part.exists() for part in parts] == [True, False]
    await downloads.aclose()


async def test_an_unfinished_download_shows_the_bytes_that_are_on_disk(tmp_path: Path) -> None:
    downloads = Downloads(never, tmp_path / "state", lambda: None)
    one, cached = job("folder/a.bin", tmp_path), job("b.bin", tmp_path)
    cached.in_cache = True
    one.here = cached.here = 70
    downloads.add([one, cached])
    await downloads.aclose()
    part = tmp_path / "folder" / part_name_of(one.wanted, "a.bin")
    part.parent.mkdir()
    part.write_bytes(b"begun")
    later = Downloads(never, tmp_path / "state", lambda: None)
    later.load_unfinished()
    assert [(one.here, one.begins_anew) for one in later.jobs] == [(5, True), (70, True)]


async def test_a_download_that_begins_anew_says_so_and_its_speed_is_of_the_bytes_that_arrived(tmp_path: Path) -> None:
    downloads = Downloads(never, tmp_path, lambda: None, clock=lambda: 0.0)
    one = job("a.bin", tmp_path)
    one.here = 900
    count = downloads._counter(one)
    count(0, 0)
    assert (one.here, one.words) == (0, "began anew: the bytes received before could not be continued")
    count(50, 50)
    assert (one.here, downloads.rate(one)) == (50, 100.0)
    continued = job("b.bin", tmp_path)
    downloads._counter(continued)(900, 0)
    assert (continued.here, continued.words, downloads.rate(continued)) == (900, "", 0.0)
