"""What every dialog that changes something works with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hubtui.presentation.rights import Rights
    from hubtui.worker.collections.editors import Editors
    from hubtui.worker.edits.edits import Edit, Edits
    from hubtui.worker.worker import Worker


class Desk(NamedTuple):
    """The changes of repos and of collections, the way to the Hub, what the account may do, the Hub's address, and who
    tells how an edit ended.
    """

    edits: Edits
    editors: Editors
    worker: Worker
    rights: Callable[[], Rights]
    endpoint: str
    tell: Callable[[Edit], None]
