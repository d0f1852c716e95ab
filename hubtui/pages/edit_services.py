"""The objects that every dialog needs to change repos and collections."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hubtui.changes.collection_editors import CollectionEditors
    from hubtui.changes.queue import ChangeQueue, QueuedChange
    from hubtui.presentation.rights import Rights
    from hubtui.worker.worker import Worker


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
