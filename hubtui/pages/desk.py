"""What every dialog that changes something works with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hubtui.changes.collection_editors import Editors
    from hubtui.changes.queue import ChangeQueue, QueuedChange
    from hubtui.presentation.rights import Rights
    from hubtui.worker.worker import Worker


class Desk(NamedTuple):
    """The changes of repos and of collections, the way to the Hub, what the account may do, the Hub's address, and who
    tells how an edit ended.
    """

    queue: ChangeQueue
    editors: Editors
    worker: Worker
    rights: Callable[[], Rights]
    endpoint: str
    tell: Callable[[QueuedChange], None]
