"""The official client's cache: what we put there it finds, and what it put there we see."""

import asyncio
from pathlib import Path

import pytest
from huggingface_hub import hf_hub_download, snapshot_download

from hubtui.hub.client import HubClient
from hubtui.hub.files import FilePiece, TreePage
from hubtui.hub.repos import RepoInfo
from hubtui.worker.downloads.cache_layout import CacheTarget, cached_paths
from hubtui.worker.downloads.queue import Downloads, Job, State
from hubtui.worker.downloads.source import FileSource
from hubtui.worker.downloads.transfer import FileToGet, Refused
from tests.demo_hub import start_demo

REPO = "Qwen/Qwen3-0.6B"
NAMES = ("config.json", "tokenizer.json")


async def test_the_official_client_finds_what_was_fetched_into_its_cache(tmp_path: Path) -> None:
    with start_demo() as demo:
        hub = HubClient(demo.endpoint, demo.token)

        async def the_hub() -> HubClient:
            return hub

        info = await hub.get(RepoInfo("model", REPO))
        files = {entry.path: entry for entry in (await hub.get(TreePage("model", REPO))).rows}
        downloads = Downloads(the_hub, tmp_path / "state", lambda: None)
        jobs = [
            Job(
                FileSource("model", REPO, info.sha or "", name, named="main"),
                FileToGet(name, files[name].size, files[name].sha256, files[name].oid),
                str(tmp_path / "cache"),
                in_cache=True,
            )
            for name in NAMES
        ]
        assert downloads.add(jobs) == 2
        assert downloads.add(jobs) == 0
        await asyncio.wait([job.task for job in jobs if job.task is not None])
        assert [job.state for job in jobs] == [State.DONE, State.DONE], [job.words for job in jobs]
        found = snapshot_download(REPO, cache_dir=tmp_path / "cache", local_files_only=True)
        for name in NAMES:
            source = await hub.get(FilePiece("model", REPO, name, length=20_000_000))
            assert (Path(found) / name).read_bytes() == source.content
        assert cached_paths("model", REPO, info.sha or "", files.values(), tmp_path / "cache") == set(NAMES)
        await downloads.aclose()
        await hub.aclose()


async def test_what_the_official_client_fetched_is_seen(tmp_path: Path) -> None:
    with start_demo() as demo:
        hub = HubClient(demo.endpoint, demo.token)
        info = await hub.get(RepoInfo("model", REPO))
        files = (await hub.get(TreePage("model", REPO))).rows
        await hub.aclose()
        await asyncio.to_thread(
            hf_hub_download, REPO, "config.json", cache_dir=tmp_path, endpoint=demo.endpoint, token=demo.token
        )
        assert cached_paths("model", REPO, info.sha or "", files, tmp_path) == {"config.json"}
        assert cached_paths("model", REPO, "../../..", files, tmp_path) == frozenset()


def test_a_commit_that_is_none_leads_nowhere(tmp_path: Path) -> None:
    target = CacheTarget("model", "a/b", tmp_path / "cache")
    for commit in ("../../../outside", "main", "", "0" * 39, "0" * 39 + "/"):
        with pytest.raises(Refused, match="without its commit"):
            target.link(FileToGet("x", 1, "0" * 64), commit, "main")
    assert list(tmp_path.iterdir()) == []


def test_a_ref_that_is_a_link_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    target = CacheTarget("model", "a/b", tmp_path / "cache")
    refs = tmp_path / "cache" / "models--a--b" / "refs"
    refs.mkdir(parents=True)
    (tmp_path / "theirs").write_text("theirs")
    (refs / "main").symlink_to(tmp_path / "theirs")
    target.link(FileToGet("x", 1, "0" * 64), "1" * 40, "main")
    assert (tmp_path / "theirs").read_text() == "theirs"
    assert (refs / "main").read_text() == "1" * 40
