"""The preview beside a list: what is known of the item under the cursor, and what is loaded once the keys rest."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from textual.timer import Timer

from hubtui.action_target import ActionTarget
from hubtui.pages.work import start_work
from hubtui.presentation.panes import preview_place
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameScreen
    from hubtui.widgets.text_pane import TextPane

# A key that comes sooner than this after the one before is a key held down.
_HELD_SECONDS = 0.12
# How long the keys have to rest before the item is drawn again, and before more of it is loaded.
_REST_SECONDS = 0.08
_LOAD_SECONDS = 0.15
_SCROLL_LINES = 3


class Previewed(Protocol):
    """Draws and loads the preview of an item."""

    def preview(self, item: Any, width: int) -> Iterable[Line]: ...

    async def load_preview(self, item: Any, width: int) -> None: ...

    def leave_preview(self) -> None: ...


class Preview(ActionTarget):
    """Follows the cursor. While keys come it is blank: that costs neither bytes nor requests.

    `wanted` is whether the user wants a preview, None if that was never said. Without a `source` the pane is blank.
    """

    def __init__(
        self, screen: FrameScreen, pane: TextPane, wanted: bool | None, source: Previewed | None = None
    ) -> None:
        self.pane = pane
        self.item: Any = None
        self.wanted = wanted
        self._screen = screen
        self.source = source
        self._moved = 0.0
        self._is_blank = False
        self._is_loaded = False
        self._timer: Timer | None = None

    def follow(self, item: Any, scrolled: bool = False) -> None:
        """Show another item; `scrolled` if the list scrolled to it."""
        if item is self.item:
            return
        held = scrolled or monotonic() - self._moved < _HELD_SECONDS
        self._moved = monotonic()
        self.item, self._is_loaded = item, False
        self._leave()
        if not self.pane.display:
            return
        self._is_blank = held
        if held:
            self.pane.show_lines([])
        else:
            self.draw(from_top=True)
        self._wait(_REST_SECONDS)

    def place(self) -> None:
        """Put the pane beside or below the list, or hide it where there is no room."""
        # A screen reader reads a second pane as part of the first.
        wanted = False if self.wanted is None and self.pane.is_plain else self.wanted
        place = preview_place(wanted, *self._screen.app.size)
        for widget in (self.pane, *self._screen.query("#panes")):
            widget.set_class(place == "below", "below")
        self.pane.display = bool(place)
        if self.pane.display:
            self._is_blank, self._is_loaded = True, False
            self.pane.call_after_refresh(self._look)
        else:
            self._stop_timer()
            self._leave()

    def load_again(self) -> None:
        """Load again what is not known of the item, once the keys rest."""
        self._is_loaded = False
        if self.pane.display:
            self._wait(_LOAD_SECONDS)

    def draw(self, from_top: bool = False) -> None:
        """Draw what is known of the item."""
        if self._is_blank or not self.pane.display or not self.pane.is_attached:
            return
        lines: list[Line] = []
        if self.source is not None and self.item is not None:
            lines += self.source.preview(self.item, self.pane.text_width)
        self.pane.show_lines(lines, from_top=from_top)

    def do_toggle_preview(self) -> None:
        """Show or hide the preview."""
        self.wanted = not self.pane.display
        self.place()
        if self.pane.display is not self.wanted:
            self._screen.notice("the terminal is too small for a preview")

    def do_preview_down(self) -> None:
        """Scroll down."""
        self.pane.move_lines(_SCROLL_LINES)

    def do_preview_up(self) -> None:
        """Scroll up."""
        self.pane.move_lines(-_SCROLL_LINES)

    def _leave(self) -> None:
        if self.source is not None:
            self.source.leave_preview()

    def _wait(self, seconds: float) -> None:
        # One timer for many keys: it looks how long they have rested, and waits again.
        if self._timer is None and self.item is not None:
            self._timer = self.pane.set_timer(seconds, self._look)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _look(self) -> None:
        """Draw the item once the keys rest, load more of it once they rest for longer."""
        self._stop_timer()
        rested = monotonic() - self._moved
        if self._is_blank and rested < _REST_SECONDS:
            self._wait(_REST_SECONDS - rested)
            return
        if self._is_blank:
            self._is_blank = False
            self.draw(from_top=True)
        if rested < _LOAD_SECONDS:
            self._wait(_LOAD_SECONDS - rested)
        elif self.source is not None and self.item is not None and self.pane.is_attached and not self._is_loaded:
            self._is_loaded = True
            start_work(self.pane, partial(self.source.load_preview, self.item, self.pane.text_width), "preview")
