"""A hash that the list of files hides is asked for before the download, so that the download is checked."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hubtui.hub.calls import Call
from hubtui.hub.client import HubClient
from hubtui.hub.errors import HubError, Offline
from hubtui.hub.files import PathsInfo
from hubtui.hub.models.files import FileEntry, file_entry
from hubtui.worker.downloads.queue import Downloads, Job, State
from hubtui.worker.downloads.source import FileSource
from hubtui.worker.downloads.transfer import FileToGet
from tests.demo_hub import start_demo

CONTENT = b"the right bytes"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
MASKED = {"path": "a.bin", "size": len(CONTENT), "oid": "*" * 40, "lfs": {"oid": "*" * 64}}
TOLD = MASKED | {"oid": "1" * 40, "lfs": {"oid": DIGEST}}


class Files:
    """A Hub with one file, of which it sends these bytes and tells this entry, or nothing."""

    def __init__(self, content: bytes, told: dict[str, Any] | HubError) -> None:
        self.content, self.told = content, told
        self.asked: list[list[str]] = []

    async def get(self, request: PathsInfo) -> list[FileEntry]:
        self.asked.append(list(request.paths))
        if isinstance(self.told, HubError):
            raise self.told
        return [entry for entry in [file_entry(self.told)] if entry is not None]

    @asynccontextmanager
    async def stream(self, call: Call) -> AsyncIterator[Any]:
        async def chunks() -> AsyncIterator[bytes]:
            yield self.content

        headers = {"content-length": str(len(self.content))}
        yield SimpleNamespace(chunks=chunks, status=200, headers=headers, all_headers=headers)


async def download(files: Files, folder: Path, entry: dict[str, Any]) -> Job:
    """Download the file that is listed so into a folder; the job when it is over."""

    async def hub() -> Any:
        return files

    listed = file_entry(entry)
    assert listed is not None
    wanted = FileToGet(listed.path, listed.size, listed.sha256, listed.oid)
    job = Job(FileSource("model", "a/b", "0" * 40, listed.path), wanted, str(folder))
    downloads = Downloads(hub, folder / "state", lambda: None)
    downloads.add([job])
    assert job.task is not None
    await asyncio.wait([job.task])
    await downloads.aclose()
    return job


@pytest.mark.parametrize("content", [CONTENT, b"the wrong bytes"])
async def test_a_masked_hash_is_asked_for_and_checked(tmp_path: Path, content: bytes) -> None:
    files = Files(content, TOLD)
    job = await download(files, tmp_path, MASKED)
    assert files.asked == [["a.bin"]]
    right = content == CONTENT
    assert job.state is (State.DONE if right else State.FAILED)
    assert ("not what the Hub names" in job.words) is not right
    assert (tmp_path / "a.bin").exists() is right


@pytest.mark.parametrize("told", [MASKED, Offline("no answer"), TOLD | {"path": "another.bin"}])
async def test_a_hash_that_stays_hidden_is_said(tmp_path: Path, told: Any) -> None:
    job = await download(Files(CONTENT, told), tmp_path, MASKED)
    assert (job.state, job.words) == (State.DONE, "could not be checked: the Hub tells no hash of it")


async def test_a_hash_that_is_listed_is_not_asked_for_again(tmp_path: Path) -> None:
    files = Files(CONTENT, Offline("nobody asked"))
    job = await download(files, tmp_path, TOLD)
    assert (job.state, job.words, files.asked) == (State.DONE, "", [])


async def test_the_hub_tells_more_of_a_path_that_it_is_asked_for() -> None:
    with start_demo(repos=200) as demo:
        client = HubClient(demo.endpoint, demo.token)
        paths = ["tokenizer.json", "never", "config.json"]
        found = await client.get(PathsInfo("model", "Qwen/Qwen3-8B", tuple(paths)))
        await client.aclose()
    assert [(entry.path, bool(entry.sha256), bool(entry.oid)) for entry in found] == [
        ("tokenizer.json", True, True), ("config.json", False, True),
    ]  # fmt: skip
