"""The protocol of a session. `hubtui.app.session` implements it, and creates each part when it is first used."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hubtui.changes.queue import ChangeQueue
    from hubtui.pages.edit_services import EditServices
    from hubtui.worker.downloads.queue import Downloads
    from hubtui.worker.worker import Worker


class Session(Protocol):
    """Requests, changes and downloads of one account."""

    @property
    def worker(self) -> Worker:
        """Sends requests to the Hub."""
        ...

    @property
    def queue(self) -> ChangeQueue:
        """The queue of changes."""
        ...

    @property
    def edit_services(self) -> EditServices:
        """The objects that dialogs need to change repos and collections."""
        ...

    @property
    def downloads(self) -> Downloads:
        """The downloads."""
        ...

    @property
    def deleted_collections(self) -> Collection[str]:
        """The ids of the collections that were deleted in this run."""
        ...
