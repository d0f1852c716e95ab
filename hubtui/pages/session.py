"""What screens work with as long as a login lasts. `hubtui.app.session` makes each part when it is first used."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hubtui.changes.queue import ChangeQueue
    from hubtui.pages.desk import Desk
    from hubtui.worker.downloads.queue import Downloads
    from hubtui.worker.worker import Worker


class Session(Protocol):
    """Requests, changes and downloads of one account."""

    @property
    def worker(self) -> Worker:
        """Requests to the Hub."""
        ...

    @property
    def queue(self) -> ChangeQueue:
        """Changes of repos."""
        ...

    @property
    def desk(self) -> Desk:
        """What the dialogs that change repos and collections work with."""
        ...

    @property
    def downloads(self) -> Downloads:
        """The downloads."""
        ...

    @property
    def deleted_collections(self) -> Collection[str]:
        """Ids of the collections that were deleted in this run."""
        ...
