"""Writes to the disk in the caller's own thread, for tests that look at the file right after."""

from collections.abc import Callable

from hubtui.changes.disk_writer import DiskWriter


class SameThread(DiskWriter):
    """Writes at once."""

    def put(self, name: str, job: Callable[[], None]) -> None:
        job()
