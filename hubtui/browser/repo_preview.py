"""The preview of a repo: its facts, and the beginning of its card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from hubtui.hub.errors import HubError, Missing
from hubtui.pages.rendering import unhurried
from hubtui.presentation import values
from hubtui.presentation.detail import facts
from hubtui.presentation.lines import flow, wrap
from hubtui.presentation.markdown import pieces
from hubtui.text.columns import Cell
from hubtui.text.document import Line
from hubtui.worker.queue import Priority
from hubtui.worker.requests import CardStart

if TYPE_CHECKING:
    from hubtui.config.memory_budget import MemoryBudget
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.rows import Row
    from hubtui.worker.worker import Worker

Key = TypeVar("Key")
Value = TypeVar("Value")
_KEPT_CARDS = 64
_MOST_LINES = 2000


class RepoPreview:
    """Keeps the last cards, and how they were laid out; `redraw` is called whenever there is more to show.

    Of models it says how they fit into the `memory`, where one is given that is of interest.
    """

    def __init__(
        self, worker: Worker, slot: str, redraw: Callable[[], None], memory: MemoryBudget | None = None
    ) -> None:
        self._memory = memory
        self._worker = worker
        self._slot = slot
        self._redraw = redraw
        self._cards: dict[tuple[str, str], str] = {}
        self._failed: dict[tuple[str, str], str] = {}
        self._laid_out: dict[tuple[str, str, int], list[Line]] = {}

    def lines(self, repo_type: RepoType, repo_id: str, row: Row | None, width: int) -> Iterator[Line]:
        """Yield the facts of `row`, if a list knows them, and as much of the card as is laid out for `width`."""
        if row is not None:
            memory = self._memory
            budget = memory.budget if memory is not None and memory.is_of_interest else None
            yield from facts(repo_type, row, width, values.utc_now(), budget)
        else:
            yield from flow([Cell(repo_id, "accent")], width)
        name = repo_type, repo_id
        if card := self._laid_out.get((*name, width)):
            yield ()
            yield from card
        elif name in self._failed:
            yield ()
            yield from ((Cell(line, "failed"),) for line in wrap(self._failed[name], width))

    async def load(self, repo_type: RepoType, repo_id: str, width: int) -> None:
        """Load the card, a cached one first, and lay it out for `width`."""
        name = repo_type, repo_id
        if name in self._cards:
            if (*name, width) not in self._laid_out:
                await self._lay_out(name, width)
            return
        request = CardStart(repo_type, repo_id)
        cached = await self._worker.recall(request)
        if cached is not None:
            self._cards[name] = cached[0]
            await self._lay_out(name, width)
        try:
            card = await self._worker.fetch(request, slot=self._slot, priority=Priority.LOOKED_AT)
        except Missing:
            card = "There is no card."
        except HubError as error:
            self._failed[name] = str(error)
            self._redraw()
            return
        self._failed.pop(name, None)
        is_new = card != self._cards.get(name)
        _keep(self._cards, name, card)
        if is_new:
            await self._lay_out(name, width)

    def leave(self) -> None:
        """Cancel the request for a card: the cursor has moved."""
        self._worker.leave(self._slot)

    async def _lay_out(self, name: tuple[str, str], width: int) -> None:
        """Lay the card out in a thread, as its page does, and show it as it comes."""
        lines: list[Line] = []
        async for more in unhurried(pieces(self._cards[name], width, facts=False)):
            lines += more.lines
            _keep(self._laid_out, (*name, width), lines)
            self._redraw()
            if len(lines) >= _MOST_LINES:
                return


def _keep(kept: dict[Key, Value], key: Key, value: Value) -> None:
    """Keep a value, and only so many of them."""
    kept.pop(key, None)
    if len(kept) >= _KEPT_CARDS:
        del kept[next(iter(kept))]
    kept[key] = value
