"""Previews whose data comes from one request and is laid out in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from hubtui.hub.errors import HubError, Missing
from hubtui.pages.rendering import produced_in_thread
from hubtui.presentation.lines import wrap
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines

if TYPE_CHECKING:
    from hubtui.hub.endpoint import Request
    from hubtui.worker.worker import Worker

Answer = TypeVar("Answer")
Key = TypeVar("Key")
Value = TypeVar("Value")
_KEPT_ANSWERS = 64
# Lines take ten times the memory of their text, so fewer of them are kept.
_KEPT_LAYOUTS = 16
_MOST_LINES = 2000


class LoadedPreview(Generic[Answer]):
    """Loads answers and lays them out as lines, and keeps the latest of both.

    `pieces` lays an answer out for a width in terminal cells. `missing` replaces the answer if the Hub has none.
    `redraw` is called whenever there are more lines to show.
    """

    def __init__(
        self,
        worker: Worker,
        slot: str,
        redraw: Callable[[], None],
        pieces: Callable[[Request[Answer], Answer, int], Iterator[Lines]],
        missing: Answer | None = None,
        answers: dict[Request[Answer], Answer] | None = None,
    ) -> None:
        """`answers` is a cache that somebody else keeps for longer than this preview."""
        self._worker = worker
        self._slot = slot
        self._redraw = redraw
        self._pieces = pieces
        self._missing = missing
        self._answers: dict[Request[Answer], Answer] = answers if answers is not None else {}
        self._errors: dict[Request[Answer], HubError] = {}
        self._laid_out: dict[tuple[Request[Answer], int], list[Line]] = {}
        self._coming: tuple[tuple[Request[Answer], int], list[Line]] | None = None
        """The request and width that are being laid out, and the lines so far."""

    def lines(self, request: Request[Answer], width: int) -> Sequence[Line]:
        """Return the lines that are laid out for `width` so far, or a message why there are none."""
        if self._coming is not None and self._coming[0] == (request, width):
            return self._coming[1]
        if lines := self._laid_out.get((request, width)):
            return lines
        error = self._errors.get(request)
        return [(Cell(line, "failed"),) for line in wrap(str(error), width)] if error is not None else []

    def error(self, request: Request[Answer]) -> HubError | None:
        """Return the error of a request, or None if it has an answer or was not sent."""
        return self._errors.get(request)

    async def load(self, request: Request[Answer], width: int) -> None:
        """Load the answer, a cached one first, and lay it out for `width`."""
        if request in self._answers:
            if (request, width) not in self._laid_out:
                await self._lay_out(request, width)
            return
        cached = await self._worker.get_cached(request)
        if cached is not None:
            _keep(self._answers, request, cached[0], _KEPT_ANSWERS)
            await self._lay_out(request, width)
        try:
            answer = await self._worker.get(request, slot=self._slot)
        except HubError as error:
            if self._missing is None or not isinstance(error, Missing):
                _keep(self._errors, request, error, _KEPT_ANSWERS)
                self._redraw()
                return
            answer = self._missing
        self._errors.pop(request, None)
        is_new = answer != self._answers.get(request)
        _keep(self._answers, request, answer, _KEPT_ANSWERS)
        if is_new:
            await self._lay_out(request, width)

    def leave(self) -> None:
        """Cancel the request, because the cursor has moved."""
        self._worker.leave(self._slot)

    async def _lay_out(self, request: Request[Answer], width: int) -> None:
        """Lay the answer out in a thread, and redraw as lines arrive."""
        lines: list[Line] = []
        self._coming = (request, width), lines
        async for more in produced_in_thread(self._pieces(request, self._answers[request], width)):
            lines += more.lines
            self._redraw()
            if len(lines) >= _MOST_LINES:
                break
        _keep(self._laid_out, (request, width), lines, _KEPT_LAYOUTS)
        self._coming = None


def _keep(kept: dict[Key, Value], key: Key, value: Value, most: int) -> None:
    """Store a value, and drop the oldest if there are more than `most`."""
    kept.pop(key, None)
    if len(kept) >= most:
        del kept[next(iter(kept))]
    kept[key] = value
