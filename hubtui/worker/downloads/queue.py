"""The queue of downloads: a few run at a time, and unfinished ones are saved for the next run."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubtui.config.private_folder import make_private
from hubtui.hub.datasets import shard_file
from hubtui.hub.errors import HubError
from hubtui.hub.files import open_file, repo_file
from hubtui.worker.downloads.cache_layout import CacheTarget
from hubtui.worker.downloads.source import FileSource, with_hash
from hubtui.worker.downloads.transfer import FileToGet, Incoming, Refused, Transfer, delete_part, in_thread, part_bytes

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.files import OpenFile

_AT_ONCE = 3
_RATE_SECONDS = 5.0
_FILE = "downloads.json"
_MOST_SAVED = 10_000
_SAVE_SECONDS = 0.5
_BEGAN_ANEW = "began anew: the bytes received before could not be continued"


class State(StrEnum):
    """The state of a download."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    FAILED = "failed"
    DONE = "done"


UNFINISHED = (State.WAITING, State.RUNNING, State.PAUSED, State.FAILED)


@dataclass(slots=True)
class Job:
    """A download: `here` bytes of the file's size are on disk; `words` is a message about its error or its end."""

    source: FileSource
    wanted: FileToGet
    folder: str
    in_cache: bool = False
    state: State = State.WAITING
    here: int = 0
    words: str = ""
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def begins_anew(self) -> bool:
        """Whether the bytes on disk are of no use when this stopped download continues: the file has no hash."""
        return self.here > 0 and not self.wanted.has_hash and self.state in (State.PAUSED, State.FAILED)


class Downloads:
    """Runs the downloads (`jobs`). `on_change` is called when one has another state or more bytes."""

    def __init__(
        self,
        hub: Callable[[], Awaitable[HubClient]],
        state_folder: Path,
        on_change: Callable[[], None],
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._hub = hub
        self._file = state_folder / _FILE
        self._on_change = on_change
        self._clock = clock
        self._sleep = sleep
        self._came: deque[tuple[float, int, Job]] = deque()
        self._save_timer: asyncio.TimerHandle | None = None
        self.jobs: list[Job] = []

    def load_unfinished(self) -> int:
        """Load the unfinished downloads of earlier runs, paused or failed; return their number."""
        try:
            stored = json.loads(self._file.read_text("utf-8"))
            self.jobs += (_job_of(one) for one in stored[:_MOST_SAVED])
            for job in self.jobs:
                with suppress(Refused):
                    job.here = part_bytes(*self._place(job))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return 0
        return len(self.jobs)

    def add(self, jobs: Iterable[Job]) -> int:
        """Add downloads at the end of the queue, except those that are in it already; return the number of new ones."""
        known = {(job.source, job.folder) for job in self.jobs if job.state in UNFINISHED}
        new = [job for job in jobs if (job.source, job.folder) not in known]
        self.jobs += new
        self._start_waiting()
        return len(new)

    def pause(self, job: Job) -> None:
        """Pause a download; the bytes on disk stay."""
        if job.state in (State.WAITING, State.RUNNING):
            self._end_task(job)
            job.state, job.words = State.PAUSED, ""
            self._start_waiting()

    def resume(self, job: Job) -> None:
        """Continue a paused download, or retry a failed one."""
        if job.state in (State.PAUSED, State.FAILED):
            job.state, job.words = State.WAITING, ""
            self._start_waiting()

    def cancel(self, job: Job) -> None:
        """Cancel and remove a download. The bytes stay on disk, and a later download of the file resumes from them."""
        self._end_task(job)
        self.jobs.remove(job)
        self._start_waiting()

    async def cancel_and_delete(self, job: Job) -> None:
        """Cancel and remove a download, and delete its bytes on disk."""
        task = job.task
        self.cancel(job)
        if task is not None:
            await asyncio.wait([task])
        wanted, folder = self._place(job)
        await in_thread(delete_part, wanted, folder)

    def clear_done(self) -> None:
        """Remove the downloads that succeeded from the list; their files stay on disk."""
        self.jobs = [job for job in self.jobs if job.state is not State.DONE]
        self._changed()

    async def aclose(self) -> None:
        """Stop all downloads, and save the unfinished ones for the next run."""
        running = [job.task for job in self.jobs if job.task is not None]
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)
        if self._save_timer is not None:
            self._save_timer.cancel()
        if self.jobs or self._file.exists():
            self._save()

    @property
    def running(self) -> list[Job]:
        """The downloads that run or wait."""
        return [job for job in self.jobs if job.state in (State.RUNNING, State.WAITING)]

    def rate(self, of: Job | None = None) -> float:
        """Return the bytes per second of a download, or of all, over the last few seconds."""
        now = self._clock()
        while self._came and now - self._came[0][0] > _RATE_SECONDS:
            self._came.popleft()
        came = [(time, size) for time, size, job in self._came if of is None or job is of]
        return sum(size for _, size in came) / max(0.5, now - came[0][0]) if came else 0.0

    # Running

    def _start_waiting(self) -> None:
        room = _AT_ONCE - sum(job.state is State.RUNNING for job in self.jobs)
        for job in self.jobs:
            if room <= 0:
                break
            if job.state is State.WAITING:
                job.state = State.RUNNING
                job.task = asyncio.create_task(self._run(job))
                room -= 1
        self._changed()
        self._save_soon()

    def _end_task(self, job: Job) -> None:
        if job.task is not None:
            job.task.cancel()
            job.task = None

    async def _run(self, job: Job) -> None:
        try:
            await self._fetch(job)
        except (HubError, Refused, OSError, ValueError) as error:
            # OSError and ValueError: folders of the cache, or a state file that another program wrote.
            job.state, job.words = State.FAILED, str(error)
        finally:
            if job.state is not State.RUNNING:
                job.task = None
                self._start_waiting()

    async def _fetch(self, job: Job) -> None:
        hub = await self._hub()
        job.wanted = await with_hash(hub, job.source, job.wanted)
        cache = _cache_of(job)
        wanted, folder = self._place(job)
        transfer = Transfer(
            wanted, folder, lambda start: _open(hub, job.source, start), self._counter(job), self._sleep
        )
        was_new = await transfer.fetch()
        if cache:
            await in_thread(cache.link, job.wanted, job.source.revision, job.source.named)
        if not was_new:
            job.here = job.wanted.size or 0
        checked = "" if wanted.has_hash else "could not be checked: the Hub tells no hash of it"
        job.state, job.words = State.DONE, checked if was_new else "was there already"

    def _place(self, job: Job) -> tuple[FileToGet, Path]:
        """Return the file to download and the folder for it."""
        cache = _cache_of(job)
        return (cache.blob(job.wanted), cache.folder) if cache is not None else (job.wanted, Path(job.folder))

    def _counter(self, job: Job) -> Callable[[int, int], None]:
        def count(here: int, arrived: int) -> None:
            if arrived:
                self._came.append((self._clock(), arrived, job))
            elif here == 0 and job.here:
                job.words = _BEGAN_ANEW
            job.here = here
            self._on_change()

        return count

    def _changed(self) -> None:
        self._on_change()

    def _save_soon(self) -> None:
        """Save the state soon: once for many small files that end one after the other."""
        if self._save_timer is None:
            self._save_timer = asyncio.get_running_loop().call_later(_SAVE_SECONDS, self._save)

    def _save(self) -> None:
        """Save the unfinished downloads for the next run; ignore errors of the disk."""
        self._save_timer = None
        unfinished = [_to_json(job) for job in self.jobs if job.state in UNFINISHED][:_MOST_SAVED]
        try:
            if not unfinished:
                self._file.unlink(missing_ok=True)
                return
            make_private(self._file.parent)
            new = self._file.with_suffix(".new")
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(unfinished, file)
            new.replace(self._file)
        except OSError:
            return


class _Coming:
    """Adapts an open file of the Hub to the protocol `Incoming`."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file
        self.start = file.start
        self.total = file.total
        self.is_right_range = file.is_right_range
        self.version = file.version

    def chunks(self) -> AsyncIterator[bytes]:
        return self._file.body.chunks()


@asynccontextmanager
async def _open(hub: HubClient, source: FileSource, start: int) -> AsyncIterator[Incoming]:
    if source.shard is not None:
        place = shard_file(source.repo_id, *source.shard)
    else:
        place = repo_file(source.repo_type, source.repo_id, source.path, source.revision)
    async with open_file(hub, place, start) as file:
        yield _Coming(file)


def _cache_of(job: Job) -> CacheTarget | None:
    return CacheTarget(job.source.repo_type, job.source.repo_id, Path(job.folder)) if job.in_cache else None


def _to_json(job: Job) -> dict[str, Any]:
    return {
        "failed": job.words if job.state is State.FAILED else "",
        "source": asdict(job.source),
        "wanted": asdict(job.wanted),
        "folder": job.folder,
        "in_cache": job.in_cache,
        "here": job.here,
    }


def _job_of(stored: dict[str, Any]) -> Job:
    source = dict(stored["source"])
    if source.get("shard"):
        source["shard"] = tuple(source["shard"])
    wanted = FileToGet(**stored["wanted"])
    why = str(stored.get("failed") or "")
    state = State.FAILED if why else State.PAUSED
    return Job(
        FileSource(**source), wanted, str(stored["folder"]), bool(stored["in_cache"]), state, int(stored["here"]), why
    )


def totals(jobs: Iterable[Job]) -> tuple[int, int]:
    """Return the bytes on disk and the total size of downloads, for files whose size is known."""
    listed = list(jobs)
    return sum(job.here for job in listed), sum(job.wanted.size or job.here for job in listed)
