"""CellDisplay, a mixin for apps: it compares each frame of Textual with the terminal and sends the changed cells."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from rich.color import Color, ColorSystem
from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.events import AppBlur, AppFocus
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from hubtui.terminal.capabilities import tmux_pane_is_full_width
from hubtui.terminal.cell_output import CellApp, CellOutput, HasCursor, TextFallback
from hubtui.terminal.cells import Cell, SgrStyle, append_cells, colour_number, sgr_style
from hubtui.terminal.diff import Scroll
from hubtui.terminal.screen_buffer import ScreenBuffer
from hubtui.terminal.signal_cleanup import QUIT_SECONDS, cleanup
from hubtui.terminal.snapshot_codec import decode_rows
from hubtui.terminal.textual_internals import (
    SYNC_END,
    SYNC_START,
    AppInternals,
    ChopsUpdate,
    LayoutUpdate,
    draw_changes,
)

Placed = tuple[int, int, list[Cell]]
"""Cells, with the column and the row of the first."""

_HOLD_SECONDS = 0.3
"""How long the startup snapshot stays unless a key is pressed: rows, preview and account arrive one after the other."""


class CellDisplay(CellApp, AppInternals):
    """A mixin for apps: compares each frame with the contents of the terminal, and sends the changed cells.

    It precedes App in the bases of a class.

    With a driver that does not take cells, Textual's own output is sent.
    """

    _buffer: ScreenBuffer | None = None
    _drawn: Screen[Any] | None = None
    _was_blurred = False
    _panes: asyncio.Task[None] | None = None
    _held: asyncio.TimerHandle | None = None
    is_painted = False
    """Whether the first frame was sent."""

    @property
    def _output(self) -> CellOutput:
        """The driver, or a stand-in if it takes no cells."""
        driver = self.terminal_driver
        return driver if isinstance(driver, CellOutput) else _NO_CELLS

    def hint_scroll(self, region: Region, rows: int) -> None:
        """Say that the contents of a region move by `rows` in the next frame: down, up if negative.

        A wrong hint only costs bytes: what is shown is always Textual's frame.
        """
        if self._buffer is not None:
            self._buffer.hint(Scroll(region.y, region.bottom, -rows))
            if self._panes is None and self._output.in_tmux:
                self._panes = asyncio.create_task(self._look_at_panes(self._buffer))

    def _forget_panes(self, buffer: ScreenBuffer) -> None:
        if self._output.in_tmux:
            self._panes = None
            buffer.trust = buffer.trust._replace(scroll=False)

    async def _look_at_panes(self, buffer: ScreenBuffer) -> None:
        """Use scroll regions unless another tmux pane is beside this one, where they cost more than they save."""
        full_width = await asyncio.to_thread(tmux_pane_is_full_width)
        buffer.trust = buffer.trust._replace(scroll=full_width)

    def release_snapshot(self) -> None:
        """Stop holding the startup snapshot, and send what has changed since."""
        if self._stop_holding():
            self._send_frame()

    def _stop_holding(self) -> bool:
        held, self._held = self._held, None
        if held is not None:
            held.cancel()
        return held is not None

    def repaint_terminal(self) -> None:
        """Send the whole screen again, whatever the terminal shows."""
        self.release_snapshot()
        if self._buffer is not None:
            self._buffer.forget()
            self._send_frame()

    def copy_screen(self) -> ScreenBuffer | None:
        """Return a copy of what the terminal shows, updated; None unless that is the whole screen in front."""
        if self._buffer is None or self._drawn is not self.screen:
            return None
        # The key that ends the app may have removed a notice from the bottom line.
        draw_changes(self.screen)
        return self._buffer.copy()

    def show_update(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send the cells that an update changes."""
        sends_cells = self._output.sends_cells and self.draws
        if not sends_cells or self.is_closed or not isinstance(renderable, LayoutUpdate | ChopsUpdate):
            super().show_update(screen, renderable)
            if renderable is not None and self.draws:
                self._count_paint()
            return
        try:
            self._take(screen, renderable)
            self._send_frame()
        finally:
            self.post_display_hook()
        self._count_paint()

    def _count_paint(self) -> None:
        if self.is_painted:
            return
        self.is_painted = True
        if not gc.isenabled():
            # The entry point has disabled it; objects alive after the first paint stay alive.
            gc.freeze()
            gc.enable()
        self.call_later(self.painted)

    def painted(self) -> None:
        """Called once, after the first frame: do the work that the first frame did not need."""

    def _take(self, screen: Screen[Any], update: LayoutUpdate | ChopsUpdate) -> None:
        """Draw an update of Textual into the screen buffer."""
        size = screen.outer_size
        buffer = self._buffer
        if buffer is None:
            buffer = self._buffer = ScreenBuffer(*size, self._output.trust)
            self._take_snapshot(buffer)
            self._forget_panes(buffer)
        buffer.resize(*size)
        self._drawn = screen
        colours = self.colour_system
        cells_of: Any = layout_cells if isinstance(update, LayoutUpdate) else chops_cells
        for x, y, cells in cells_of(update, colours, self._output.fallback):
            buffer.draw(x, y, cells)

    def _take_snapshot(self, buffer: ScreenBuffer) -> None:
        """Take the startup snapshot, if the terminal shows one, as its contents; keep it on the screen for a moment."""
        snapshot, self._output.snapshot = self._output.snapshot, None
        if snapshot is None or not snapshot.is_complete:
            return
        if buffer.assume_shown(decode_rows(snapshot.rows), starts=1):
            self._held = asyncio.get_running_loop().call_later(_HOLD_SECONDS, self.release_snapshot)

    def terminal_drained(self) -> None:
        """Send everything that has changed while the terminal was busy, as one frame."""
        self._send_frame()

    def _send_frame(self) -> None:
        driver = self.terminal_driver
        # On a slow line frames are skipped, never queued.
        if driver is None or self._buffer is None or self._held is not None or self._output.busy:
            return
        # App.cursor_position may be older than the layout of the field.
        focused = self.focused
        place = focused.cursor_screen_offset if isinstance(focused, HasCursor) else None
        cursor = None if place is None else self.screen.outer_size.clamp_offset(place)
        if text := self._buffer.frame(self._output.starts, cursor):
            # One write, so that it is one packet.
            driver.write(f"{SYNC_START}{text}{SYNC_END}" if self.has_synchronized_output else text)

    def crashed(self) -> None:
        """End the process if the app does not end by itself."""
        if cleanup.is_installed:
            cleanup.end(1)

    def exit(self, result: Any = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Exit the app; end the process if the app does not end in time."""
        super().exit(result, return_code, message)
        cleanup.guard(QUIT_SECONDS, return_code)

    def terminal_resized(self, columns: int, rows: int) -> None:
        """Send the whole screen once it is laid out for this size: terminals cut or reflow what they show."""
        if self._buffer is None:
            return
        self._forget_panes(self._buffer)
        self._buffer.forget()
        self._stop_holding()
        if self._buffer.size == (columns, rows):
            self._send_frame()

    async def on_app_blur(self, event: AppBlur) -> None:
        """Remember that another window has the focus."""
        self._was_blurred = True

    async def on_app_focus(self, event: AppFocus) -> None:
        """Send the whole screen: another program may have drawn over it."""
        if self._was_blurred:
            self._was_blurred = False
            self.repaint_terminal()


class _NoCells(CellOutput):
    """A stand-in for a driver that takes no cells: it discards them."""

    sends_cells = False


_NO_CELLS = _NoCells()


def strip_cells(
    segments: Iterable[Segment], width: int, colours: ColorSystem | None, fallback: TextFallback | None = None
) -> list[Cell]:
    """Return the cells of a strip, exactly as many as Textual counts."""
    cells: list[Cell] = []
    for text, style, control in segments:
        if control:
            continue
        append_cells(
            cells,
            text if fallback is None else fallback(text),
            sgr_style() if style is None else _style_of(style, colours),
        )
    if len(cells) > width:
        del cells[width:]
    return cells


@lru_cache(maxsize=8192)
def _style_of(style: Style, colours: ColorSystem | None) -> SgrStyle:
    if colours is ColorSystem.EIGHT_BIT:
        # Rich would choose another grey.
        style += Style(color=_numbered(style.color), bgcolor=_numbered(style.bgcolor))
    # Without a colour system Textual writes true colours.
    return sgr_style(Strip.render_ansi(style, colours or ColorSystem.TRUECOLOR), style.link)


def _numbered(colour: Color | None) -> Color | None:
    """Return a colour by its number among the 256 of xterm, if it has one, else the colour itself."""
    number = colour_number(*colour.triplet) if colour is not None and colour.triplet is not None else None
    return None if number is None else Color.from_ansi(number)


def layout_cells(
    update: LayoutUpdate, colours: ColorSystem | None, fallback: TextFallback | None = None
) -> Iterator[Placed]:
    """Yield the cells of an update of a whole region, as LayoutUpdate.render_segments would write them."""
    for y, line in enumerate(update.strips, update.region.y):
        cells: list[Cell] = []
        for strip in line:
            cells += strip_cells(strip, strip.cell_length, colours, fallback)
        yield update.region.x, y, cells


def chops_cells(
    update: ChopsUpdate, colours: ColorSystem | None, fallback: TextFallback | None = None
) -> Iterator[Placed]:
    """Yield the cells of an update of some spans, as ChopsUpdate.render_segments would write them."""
    for y, x1, x2 in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > x2 or end <= x1:
                continue
            whole = x2 > x >= x1 and end <= x2
            shown: Strip = strip if whole else strip.crop(0, min(end, x2) - x)
            yield x, y, strip_cells(shown, shown.cell_length, colours, fallback)
