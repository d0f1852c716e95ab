"""The preview of a listing's rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from hubtui.browser.repo_preview import RepoPreview
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.config.memory_budget import MemoryBudget
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.rows import Row
    from hubtui.worker.worker import Worker


class PreviewedRows:
    """Draws and loads the preview of a row; `redraw` is called when there is more to show.

    `memory` is what models have to fit into.
    """

    def __init__(self, worker: Worker, repo_type: RepoType, redraw: Callable[[], None], memory: MemoryBudget) -> None:
        self._repo_type = repo_type
        self._preview = RepoPreview(worker, f"preview:{repo_type}", redraw, memory)

    def preview(self, item: Row, width: int) -> Iterable[Line]:
        """Return the facts, and the card as far as it is known."""
        return self._preview.lines(self._repo_type, item.id, item, width)

    async def load_preview(self, item: Row, width: int) -> None:
        """Load the card."""
        await self._preview.load(self._repo_type, item.id, width)

    def leave_preview(self) -> None:
        """Cancel the request for the card."""
        self._preview.leave()
