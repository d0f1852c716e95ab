"""Files fetched to this machine, through the screen."""

from pathlib import Path

import pytest

from hubtui.hub.files import FilePiece
from hubtui.worker.downloads.queue import Job, State
from hubtui.worker.downloads.source import FileSource
from hubtui.worker.downloads.transfer import FileToGet
from tests.demo_hub import start_demo
from tests.journeys.user import at, browsing


async def test_downloads_end_bit_equal_though_the_hub_dies_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hubtui.config.paths.state_folder", lambda: tmp_path / "state")
    with start_demo() as demo:
        async with at(demo, "Qwen/Qwen3-0.6B") as user:
            await user.press("2")
            await user.sees("tokenizer.json")
            await user.press("/", *"tokenizer.json", "enter", "home", "d")
            await user.sees("Download 1 file")
            await user.press("enter")
            await user.until(
                lambda: any(job.here > 200_000 for job in user.app.session.downloads.jobs), "the first bytes"
            )
            demo.restart()
            done = tmp_path / "Qwen3-0.6B" / "tokenizer.json"
            await user.until(done.exists, "the file")
            await user.press("w")
            await user.sees("done")
            hub = await user.app.session.worker.hub()
            source = await hub.get(FilePiece("model", "Qwen/Qwen3-0.6B", "tokenizer.json", length=20_000_000))
            assert done.read_bytes() == source.content


async def test_quitting_asks_while_a_transfer_runs_and_the_next_start_offers_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hubtui.config.paths.state_folder", lambda: tmp_path / "state")
    with start_demo() as demo:
        async with at(demo, "Qwen/Qwen3-8B") as user:
            await user.press("2")
            await user.sees("▸ model-0000[1-")
            await user.press("/", *"safetensors", "enter", "home", "d")
            await user.sees("Download 1 file")
            await user.press("enter")
            await user.until(lambda: any(job.here for job in user.app.session.downloads.jobs), "the first bytes")
            await user.press("escape", "escape", "q")
            await user.sees("on next time. Quit?")
        async with at(demo, "Qwen/Qwen3-8B") as user:
            await user.until(lambda: "unfinished" in user.app.frame.notice, "the offer")
            await user.press("w")
            await user.sees("paused")


async def test_why_a_download_failed_is_read_in_full_and_giving_one_up_asks_about_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    reason = "the disk is full; " * 6 + "make room and try again"
    source = FileSource("model", "ada/bert", "0" * 40, "model.safetensors", named="main")
    failed = Job(source, FileToGet("model.safetensors", 100), str(tmp_path), state=State.FAILED, here=40, words=reason)
    with start_demo(repos=20) as demo:
        async with browsing(demo.endpoint, size=(80, 24)) as user:
            await user.until(lambda: bool(user.rows), "rows")
            user.app.session.downloads.jobs.append(failed)
            await user.press("w")
            await user.sees("failed")
            await user.press("enter")
            await user.sees("make room and try again")
            await user.press("escape", "x")
            await user.sees("cancel, keep the 40 B on disk")
            await user.press("escape")
            assert failed in user.app.session.downloads.jobs
            await user.press("x", "enter")
            await user.until(lambda: failed not in user.app.session.downloads.jobs, "no download")


async def test_a_download_without_room_is_not_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    free = [1_000]
    monkeypatch.setattr("hubtui.resources.transfer.dialog.free_bytes", lambda folder: free[0])
    with start_demo() as demo:
        async with at(demo, "Qwen/Qwen3-0.6B") as user:
            await user.press("2")
            await user.sees("tokenizer.json")
            await user.press("/", *"tokenizer.json", "enter", "home", "d")
            await user.sees("there is no room for it: ")
            assert "enter downloads" not in user.screen
            free[0] = 1 << 40
            await user.press("x")
            await user.sees("enter downloads")
            assert "no room" not in user.screen


async def test_the_keys_of_the_transfers_are_those_that_change_something(tmp_path: Path) -> None:
    source = FileSource("model", "ada/bert", "0" * 40, "model.safetensors", named="main")
    job = Job(source, FileToGet("model.safetensors", 100), str(tmp_path), state=State.DONE, here=100)
    with start_demo(repos=20) as demo:
        async with browsing(demo.endpoint, size=(120, 30)) as user:
            await user.until(lambda: bool(user.rows), "rows")
            user.app.session.downloads.jobs.append(job)
            await user.press("w")
            await user.sees("c clear")
            assert "space pause" not in user.screen
            assert "r continue all" not in user.screen
            await user.press("space")
            await user.sees("the download is done")
            other = Job(source, FileToGet("b.safetensors", 100), "/", state=State.PAUSED, here=10)
            user.app.session.downloads.jobs.append(other)
            await user.sees("r continue all")
            assert "space pause" not in user.screen
            await user.press("down")
            await user.sees("space pause")
            user.app.session.downloads.jobs.remove(job)
            await user.loses("c clear")
            await user.sees("r continue all")
            assert "space pause" in user.screen
            assert "c clear" not in user.screen
