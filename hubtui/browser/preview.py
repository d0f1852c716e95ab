"""The preview of a list: facts about the item under the cursor, and more that is loaded when the cursor rests."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from textual.timer import Timer

from hubtui.action_target import ActionTarget
from hubtui.browser.pane_layout import PaneLayout
from hubtui.pages.work import start_work
from hubtui.presentation.preview_layout import next_place, next_share, place_words, preview_setting, share_words
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.config.state import PreviewLayout
    from hubtui.pages.frame import FrameState
    from hubtui.widgets.line_view import LineView
    from hubtui.widgets.text_pane import TextPane

# A key that follows another one sooner than this is being held down.
_HELD_SECONDS = 0.12
# The pause after the last key before the item is drawn, and before more about it is loaded.
_REST_SECONDS = 0.08
_LOAD_SECONDS = 0.15
_SCROLL_LINES = 3


class PreviewSource(Protocol):
    """Draws and loads the preview of an item."""

    def preview(self, item: Any, width: int) -> Iterable[Line]: ...

    async def load_preview(self, item: Any, width: int) -> None: ...

    def leave_preview(self) -> None: ...


class PreviewHost(Protocol):
    """The screen or page that contains a preview."""

    @property
    def frame(self) -> FrameState: ...

    def notice(self, words: str, failed: bool = False) -> None: ...


class Preview(ActionTarget):
    """Shows the item under the cursor of `rows`. While the cursor moves, the pane is blank, and nothing loads.

    `wanted` is whether the user wants a preview in this list, None if the settings decide. Without a `source` the pane
    is blank. Nothing is loaded while another screen is shown.
    """

    def __init__(
        self,
        host: PreviewHost,
        rows: LineView,
        pane: TextPane,
        wanted: bool | None = None,
        source: PreviewSource | None = None,
    ) -> None:
        self.pane = pane
        self.item: Any = None
        self.wanted = wanted
        self._source = source
        self._host = host
        self._rows = rows
        self._layout = PaneLayout(pane)
        self._item_id = ""
        self._moved = 0.0
        self._is_blank = False
        self._is_loaded = False
        self._timer: Timer | None = None

    def show_source(self, source: PreviewSource) -> None:
        """Draw and load items by another source from now on; nothing is shown until `follow` is called."""
        self._leave()
        self._source, self.item, self._item_id = source, None, ""

    def follow(self, item: Any, scrolled: bool = False, item_id: str = "") -> None:
        """Show another item; `scrolled` if the list scrolled to it. If the id is the same, only draw it again."""
        if item is self.item:
            return
        if item is not None and item_id and item_id == self._item_id:
            self.replace(item)
            return
        self._item_id = item_id
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

    def replace(self, item: Any) -> None:
        """Show the same item, about which more is known now."""
        self.item = item
        self.draw()

    def place(self) -> None:
        """Put the pane beside or below the list, or hide it if there is no room."""
        self._layout.apply(*self._asked)
        if self.pane.display:
            self._is_blank, self._is_loaded = True, False
            self.pane.call_after_refresh(self._look)
        else:
            self.suspend()

    @property
    def _asked(self) -> tuple[bool | None, PreviewLayout]:
        frame = self._host.frame
        return preview_setting(self.wanted, frame.settings.preview, frame.preview_layout), frame.preview_layout

    def suspend(self) -> None:
        """Stop loading, because another screen hides the preview."""
        self._stop_timer()
        self._leave()
        self._is_loaded = False

    def resume(self) -> None:
        """Load missing data when the preview is visible again, maybe with another layout."""
        if self._layout.differs(*self._asked):
            self.place()
        elif self.pane.display:
            self._wait(_LOAD_SECONDS)

    def load_again(self) -> None:
        """Load further data about the item once more, when the cursor rests."""
        self._is_loaded = False
        if self.pane.display:
            self._wait(_LOAD_SECONDS)

    def draw(self, from_top: bool = False) -> None:
        """Draw the data that is known about the item."""
        if self._is_blank or not self.pane.display or not self.pane.is_attached:
            return
        lines: list[Line] = []
        if self._source is not None and self.item is not None:
            lines += self._source.preview(self.item, self.pane.text_width)
        self.pane.show_lines(lines, from_top=from_top)

    # Actions

    @property
    def is_in_use(self) -> bool:
        """Whether keys move in the preview instead of the list."""
        return self._layout.is_zoomed or self.pane.has_focus

    def leave_zoom(self) -> bool:
        """Show the list again. Return whether it was hidden."""
        was_zoomed = self._layout.is_zoomed
        if was_zoomed:
            self.do_zoom_preview()
        return was_zoomed

    def do_toggle_preview(self) -> None:
        """Show or hide the preview."""
        self._layout.is_zoomed = False
        self.wanted = not self.pane.display
        self.place()
        self._say_if_too_small(self.wanted)

    def do_zoom_preview(self) -> None:
        """Show the preview alone, or the list again."""
        self._layout.is_zoomed = not self._layout.is_zoomed
        self.place()

    def do_place_preview(self) -> None:
        """Put the previews of all lists at the next place: right, below, off. The next run keeps it."""
        frame = self._host.frame
        self._layout.is_zoomed = False
        shown = {"beside": "right", "below": "below"}.get(self._layout.place, "off")
        is_chosen = self.wanted is None and frame.preview_layout.place
        frame.preview_layout = next_place(frame.preview_layout, frame.preview_layout.place if is_chosen else shown)
        self.wanted = None
        self.place()
        is_off = frame.preview_layout.place == "off"
        if not self._say_if_too_small(not is_off):
            self._host.notice(place_words("right" if self._layout.place == "beside" else self._layout.place or "off"))

    def do_resize_preview(self) -> None:
        """Give the preview the next size."""
        frame = self._host.frame
        frame.preview_layout = next_share(frame.preview_layout)
        self.place()
        self._host.notice(share_words(frame.preview_layout.share))

    def do_preview_down(self) -> None:
        """Scroll down; from the preview, go to the next row."""
        if self.is_in_use:
            self._rows.do_down()
        else:
            self.pane.move_lines(_SCROLL_LINES)

    def do_preview_up(self) -> None:
        """Scroll up; from the preview, go to the previous row."""
        if self.is_in_use:
            self._rows.do_up()
        else:
            self.pane.move_lines(-_SCROLL_LINES)

    def _say_if_too_small(self, wanted: bool) -> bool:
        if self.pane.display is wanted:
            return False
        self._host.notice("the terminal is too small for a preview: z shows it alone")
        return True

    # Loading

    def _leave(self) -> None:
        if self._source is not None:
            self._source.leave_preview()

    def _wait(self, seconds: float) -> None:
        # One timer for many keys: when it fires too early, it is started again.
        if self._timer is None and self.item is not None:
            self._timer = self.pane.set_timer(seconds, self._look)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _look(self) -> None:
        """Draw the item when the cursor rests, and load more about it when it rests longer."""
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
        elif self._can_load:
            self._is_loaded = True
            assert self._source is not None
            start_work(self.pane, partial(self._source.load_preview, self.item, self.pane.text_width), "preview")

    @property
    def _can_load(self) -> bool:
        if self._source is None or self.item is None or self._is_loaded or not self.pane.is_attached:
            return False
        # Not `is_current`: Textual also calls the screen behind a dialog current.
        return self.pane.app.screen_stack[-1:] == [self.pane.screen] and self.pane.is_on_screen
