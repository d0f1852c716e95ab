"""The preview beside a list: the facts of the row under the cursor, and the beginning of its card."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from textual.timer import Timer

from hubtui.hub.errors import HubError, Missing
from hubtui.presentation import values
from hubtui.presentation.detail import facts
from hubtui.presentation.lines import wrap
from hubtui.presentation.markdown import pieces
from hubtui.screens.rendering import unhurried
from hubtui.screens.work import start_work
from hubtui.text.columns import Cell
from hubtui.text.document import Line
from hubtui.worker.queue import Priority
from hubtui.worker.requests import CardStart
from hubtui.worker.worker import Worker

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.rows import Row
    from hubtui.widgets.text_pane import TextPane

Key = TypeVar("Key")
Value = TypeVar("Value")
# A key that comes sooner than this after the one before is a key held down.
_HELD_SECONDS = 0.12
# How long the keys have to rest before facts are drawn again, and before the card is asked for.
_REST_SECONDS = 0.08
_CARD_SECONDS = 0.15
_KEPT_CARDS = 64
_MOST_LINES = 2000
_SCROLL_LINES = 3


class Preview:
    """Follows the cursor. While keys come it is blank: it costs neither bytes nor requests."""

    def __init__(self, pane: TextPane, worker: Worker, repo_type: RepoType) -> None:
        self.pane = pane
        self._worker = worker
        self._repo_type = repo_type
        self._slot = f"preview:{repo_type}"
        self._row: Row | None = None
        self._card: str | None = None
        self._failed = ""
        self._cards: dict[str, str] = {}
        self._laid_out: dict[tuple[str, int], list[Line]] = {}
        self._moved = 0.0
        self._is_blank = False
        self._timer: Timer | None = None

    def follow(self, row: Row | None, scrolled: bool = False) -> None:
        """The cursor stands on `row` now; `scrolled` where the list moved for it."""
        if row is self._row:
            return
        held = scrolled or monotonic() - self._moved < _HELD_SECONDS
        self._moved = monotonic()
        self._row = row
        self._card = self._cards.get(row.id) if row is not None else None
        self._failed = ""
        self._worker.leave(self._slot)
        if not self.pane.display:
            return
        self._is_blank = held
        if held:
            self.pane.show_lines([])
        else:
            self._draw()
        self._wait(_REST_SECONDS)

    def placed(self) -> None:
        """The pane was put somewhere else, or away."""
        if self.pane.display:
            self._is_blank = True
            self.pane.call_after_refresh(self._look)
        else:
            self._stop_timer()
            self._worker.leave(self._slot)

    def do_preview_down(self) -> None:
        """Scroll down."""
        self.pane.move_lines(_SCROLL_LINES)

    def do_preview_up(self) -> None:
        """Scroll up."""
        self.pane.move_lines(-_SCROLL_LINES)

    def _wait(self, seconds: float) -> None:
        # One timer for many keys: it looks how long they have rested, and waits again.
        if self._timer is None and self._row is not None:
            self._timer = self.pane.set_timer(seconds, self._look)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _look(self) -> None:
        """Draw the facts once the keys rest, ask for the card once they rest for longer."""
        self._stop_timer()
        rested = monotonic() - self._moved
        if self._is_blank and rested < _REST_SECONDS:
            self._wait(_REST_SECONDS - rested)
            return
        if self._is_blank:
            self._is_blank = False
            self._draw()
        if rested < _CARD_SECONDS:
            self._wait(_CARD_SECONDS - rested)
        elif self._row is not None and self.pane.is_attached:
            if self._card is None and not self._failed:
                start_work(self.pane, partial(self._load, self._row), "card")
            elif self._card is not None and self._card_lines is None:
                start_work(self.pane, partial(self._lay_out, self._row), "card")

    async def _load(self, row: Row) -> None:
        request = CardStart(self._repo_type, row.id)
        kept = await self._worker.recall(request)
        if kept is not None and row is self._row:
            self._card = kept[0]
            await self._lay_out(row)
        try:
            card = await self._worker.fetch(request, slot=self._slot, priority=Priority.LOOKED_AT)
        except Missing:
            card = "There is no card."
        except HubError as error:
            if row is self._row:
                self._failed = str(error)
                self._draw(from_top=False)
            return
        _keep(self._cards, row.id, card)
        if self._row is not None and self._row.id == row.id and card != self._card:
            self._card = card
            await self._lay_out(self._row)

    async def _lay_out(self, row: Row) -> None:
        """Lay the card out in a thread, as its page does, and show it as it comes."""
        key = row.id, self.pane.text_width
        lines: list[Line] = []
        async for more in unhurried(pieces(self._card or "", key[1], facts=False)):
            if row is not self._row:
                return
            lines += more.lines
            _keep(self._laid_out, key, lines)
            self._draw(from_top=False)
            if len(lines) >= _MOST_LINES:
                return

    @property
    def _card_lines(self) -> list[Line] | None:
        """The card as it is laid out for the width of the pane, or None."""
        return self._laid_out.get((self._row.id, self.pane.text_width)) if self._row is not None else None

    def _draw(self, from_top: bool = True) -> None:
        if self._row is None:
            self.pane.show_lines([])
            return
        width = self.pane.text_width
        lines: list[Line] = [*facts(self._repo_type, self._row, width, values.utc_now())]
        if self._failed and self._card is None:
            lines += [(), *((Cell(line, "failed"),) for line in wrap(self._failed, width))]
        elif card := self._card_lines:
            lines += [(), *card]
        self.pane.show_lines(lines, from_top=from_top)


def _keep(kept: dict[Key, Value], key: Key, value: Value) -> None:
    """Keep a value, and only so many of them."""
    kept.pop(key, None)
    if len(kept) >= _KEPT_CARDS:
        del kept[next(iter(kept))]
    kept[key] = value
