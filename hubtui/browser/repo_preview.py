"""The preview of a repo: facts, and the beginning of its card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from hubtui.browser.loaded_preview import LoadedPreview
from hubtui.hub.endpoint import Request
from hubtui.hub.files import CardStart
from hubtui.presentation import values
from hubtui.presentation.lines import flow
from hubtui.presentation.repo_preview import preview_lines
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines

if TYPE_CHECKING:
    from hubtui.config.memory_budget import MemoryBudget
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.rows import Row
    from hubtui.worker.worker import Worker

_NO_CARD = "There is no card."


class RepoPreview:
    """Loads and draws previews of repos; calls `redraw` whenever there is more to show.

    For models it also shows whether they fit into `memory`, if that is of interest.
    """

    def __init__(
        self, worker: Worker, slot: str, redraw: Callable[[], None], memory: MemoryBudget | None = None
    ) -> None:
        self._memory = memory
        self._cards = LoadedPreview(worker, slot, redraw, _card_pieces, _NO_CARD)

    def lines(self, repo_type: RepoType, repo_id: str, row: Row | None, width: int) -> Iterator[Line]:
        """Yield facts of `row`, if it is not None, and the part of the card that is laid out for `width`."""
        if row is not None:
            memory = self._memory
            budget = memory.budget if memory is not None and memory.is_of_interest else None
            yield from preview_lines(repo_type, row, width, values.utc_now(), budget)
        else:
            yield from flow([Cell(repo_id, "accent")], width)
        if card := self._cards.lines(CardStart(repo_type, repo_id), width):
            yield ()
            yield from card

    async def load(self, repo_type: RepoType, repo_id: str, width: int) -> None:
        """Load the card, and lay it out for `width` terminal cells."""
        await self._cards.load(CardStart(repo_type, repo_id), width)

    def leave(self) -> None:
        """Cancel the request for a card, because the cursor has moved."""
        self._cards.leave()


def _card_pieces(_request: Request[str], card: str, width: int) -> Iterator[Lines]:
    from hubtui.presentation.markdown import pieces  # not before the first rows

    return pieces(card, width, facts=False)
