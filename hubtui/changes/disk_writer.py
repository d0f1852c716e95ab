"""Writes to the disk in a thread, so that no key press waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock


class DiskWriter:
    """Runs jobs one after the other in a thread. A new job replaces a job of the same name that has not begun.

    Jobs must not raise exceptions.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._jobs: dict[str, Callable[[], None]] = {}
        self._thread = ThreadPoolExecutor(1, "disk")
        self._run: Future[None] | None = None

    def put(self, name: str, job: Callable[[], None]) -> None:
        """Run a job in the thread soon."""
        with self._lock:
            self._jobs[name] = job
            if self._run is None:
                self._run = self._thread.submit(self._work)

    async def written(self) -> None:
        """Wait until all jobs that were put so far have run."""
        run = self._run
        if run is not None:
            # Shielded: whoever stops waiting does not stop the writing.
            await asyncio.shield(asyncio.wrap_future(run))

    def flush(self) -> None:
        """Block until all jobs have run."""
        run = self._run
        if run is not None:
            run.result()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._run = None
                    return
                job = self._jobs.pop(next(iter(self._jobs)))
            job()
