"""The protocol of a session, and its objects that dialogs need."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from hubtui.changes.collection_editors import CollectionEditors
    from hubtui.changes.queue import ChangeQueue, QueuedChange
    from hubtui.presentation.rights import Rights
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


class EditServices(NamedTuple):
    """Passed to every dialog that changes something.

    `queue` takes changes of repos, `editors` edit collections, `worker` sends requests, `rights` returns what the
    account may do, `endpoint` is the Hub's address, and `tell` says in the bottom line how a change ended.
    """

    queue: ChangeQueue
    editors: CollectionEditors
    worker: Worker
    rights: Callable[[], Rights]
    endpoint: str
    tell: Callable[[QueuedChange], None]
