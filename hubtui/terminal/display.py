"""The one place where frames leave Textual: a mixin that sends the cells that changed."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.color import Color, ColorSystem
from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.events import AppBlur, AppFocus, Resize
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.strip import Strip

from hubtui.terminal.capabilities import tmux_pane_is_full_width
from hubtui.terminal.cells import Cell, SgrStyle, append_cells, colour_number, sgr_style
from hubtui.terminal.encoder import Trust
from hubtui.terminal.packing import unpacked
from hubtui.terminal.screen_buffer import ScreenBuffer, ScrollHint
from hubtui.terminal.signal_cleanup import QUIT_SECONDS, cleanup
from hubtui.terminal.textual_internals import (
    SYNC_END,
    SYNC_START,
    AppInternals,
    ChopsUpdate,
    LayoutUpdate,
    draw_changes,
)

if TYPE_CHECKING:
    from hubtui.terminal.standing import Standing

Placed = tuple[int, int, list[Cell]]
"""Cells with the column and row of the first."""
Likeness = Callable[[str], str]
"""What is shown instead of a text, in as many columns."""


_HOLD_SECONDS = 0.3
"""How long the picture of the last run stands as it is, unless a key comes: what is new comes piece by piece."""


class CellDisplay(AppInternals):
    """Before App in a class's bases: each frame is compared with what the terminal shows, and the rest is sent.

    Works where the driver says `sends_cells`; everywhere else Textual's own output goes out.
    """

    _picture: ScreenBuffer | None = None
    _drawn: Screen[Any] | None = None
    _was_blurred = False
    _panes: asyncio.Task[None] | None = None
    _held: asyncio.TimerHandle | None = None
    is_painted = False
    """Whether the first frame is out."""

    def hint_scroll(self, region: Region, rows: int) -> None:
        """Say that what is in a region of the screen moved by `rows` in the next frame: down, up where negative.

        A wrong hint costs bytes, never truth: the picture is always Textual's own.
        """
        if self._picture is not None:
            self._picture.hint(ScrollHint(region.y, region.bottom, -rows))
            if self._panes is None and getattr(self.terminal_driver, "in_tmux", False):
                self._panes = asyncio.create_task(self._look_at_panes(self._picture))

    def _forget_panes(self, picture: ScreenBuffer) -> None:
        if getattr(self.terminal_driver, "in_tmux", False):
            self._panes = None
            picture.trust = picture.trust._replace(scroll=False)

    async def _look_at_panes(self, picture: ScreenBuffer) -> None:
        """Beside another pane of tmux a scroll region costs more than it saves."""
        full_width = await asyncio.to_thread(tmux_pane_is_full_width)
        picture.trust = picture.trust._replace(scroll=full_width)

    def let_go(self) -> None:
        """What has changed since the last run was left goes out; until now it has come piece by piece."""
        if self._held is not None:
            self._held.cancel()
            self._held = None
            self._send_picture()

    def repaint_terminal(self) -> None:
        """Send the whole picture again, whatever the terminal shows."""
        self.let_go()
        if self._picture is not None:
            self._picture.forget()
            self._send_picture()

    def left_behind(self) -> ScreenBuffer | None:
        """What is on the terminal, brought up to date; None where that is not all of the screen in front."""
        if self._picture is None or self._drawn is not self.screen:
            return None
        # The key that ends the app may have changed something: words of the bottom line have been read.
        draw_changes(self.screen)
        return self._picture.copy()

    def show_update(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send the cells that an update changes."""
        driver = self.terminal_driver
        sends_cells = getattr(driver, "sends_cells", False) and self.draws
        if not sends_cells or self.is_closed or not isinstance(renderable, LayoutUpdate | ChopsUpdate):
            super().show_update(screen, renderable)
            if renderable is not None and self.draws:
                self._count_paint()
            return
        try:
            self._take(screen, renderable)
            self._send_picture()
        finally:
            self.post_display_hook()
        self._count_paint()

    def _count_paint(self) -> None:
        if self.is_painted:
            return
        self.is_painted = True
        if not gc.isenabled():
            # The entry point turns it off; what is alive after the first paint stays so.
            gc.freeze()
            gc.enable()
        self.call_later(self.painted)

    def painted(self) -> None:
        """Called once, when the first frame is out: the time for all that it did not need."""

    def _take(self, screen: Screen[Any], update: LayoutUpdate | ChopsUpdate) -> None:
        """Put an update of Textual's into the picture."""
        size = screen.outer_size
        picture = self._picture
        if picture is None:
            picture = self._picture = ScreenBuffer(*size, getattr(self.terminal_driver, "trust", Trust()))
            driver: Any = self.terminal_driver
            standing: Standing | None = getattr(driver, "standing", None)
            if standing is not None:
                driver.standing = None  # it is not needed twice
                stands = standing.is_whole and picture.assume_shown(unpacked(standing.cells), starts=1)
                if stands and standing.was_left:
                    self._held = asyncio.get_running_loop().call_later(_HOLD_SECONDS, self.let_go)
            self._forget_panes(picture)
        picture.resize(*size)
        self._drawn = screen
        colours = self.colour_system
        cells_of: Any = layout_cells if isinstance(update, LayoutUpdate) else chops_cells
        for x, y, cells in cells_of(update, colours, getattr(self.terminal_driver, "likeness", None)):
            picture.draw(x, y, cells)

    def terminal_drained(self) -> None:
        """The terminal has taken all that was sent: what changed meanwhile goes out as one frame."""
        self._send_picture()

    def _send_picture(self) -> None:
        driver = self.terminal_driver
        # On a slow line frames are left out, never queued.
        if driver is None or self._picture is None or self._held is not None or getattr(driver, "busy", False):
            return
        lost: int = getattr(driver, "starts", 0)
        # App.cursor_position may be from before the field had its place.
        typing: Offset | None = getattr(self.focused, "cursor_screen_offset", None)
        cursor = None if typing is None else self.screen.outer_size.clamp_offset(typing)
        if text := self._picture.frame(lost, cursor):
            # One write: three would be three packets.
            driver.write(f"{SYNC_START}{text}{SYNC_END}" if self.has_synchronized_output else text)

    def crashed(self) -> None:
        """Have the process ended, if the app does not end by itself."""
        if cleanup.is_installed:
            cleanup.end(1)

    def exit(self, result: Any = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Exit the app; where it does not end by itself within a second, the process is ended."""
        super().exit(result, return_code, message)
        cleanup.guard(QUIT_SECONDS, return_code)

    async def on_resize(self, event: Resize) -> None:
        """Send the whole picture: the terminal has another size."""
        # Terminals cut or reflow what they show, even where the size is the old one again.
        driver: Any = self.terminal_driver
        picture = self._picture
        is_other = picture is not None and event.size != picture.size
        if getattr(driver, "sizes_asked", 0) and not is_other:
            driver.sizes_asked -= 1
        elif picture is not None:
            self.let_go()
            self._forget_panes(picture)
            picture.forget()
            if not is_other:
                self._send_picture()

    async def on_app_blur(self, event: AppBlur) -> None:
        """Note that another window has the focus."""
        self._was_blurred = True

    async def on_app_focus(self, event: AppFocus) -> None:
        """Send the whole picture: another program may have drawn over it."""
        if self._was_blurred:
            self._was_blurred = False
            self.repaint_terminal()


def strip_cells(
    segments: Iterable[Segment], width: int, colours: ColorSystem | None, likeness: Likeness | None = None
) -> list[Cell]:
    """The cells of a strip, exactly as many as Textual counts."""
    cells: list[Cell] = []
    for text, style, control in segments:
        if control:
            continue
        append_cells(
            cells,
            text if likeness is None else likeness(text),
            sgr_style() if style is None else _style_of(style, colours),
        )
    if len(cells) > width:
        del cells[width:]
    return cells


@lru_cache(maxsize=8192)
def _style_of(style: Style, colours: ColorSystem | None) -> SgrStyle:
    if colours is ColorSystem.EIGHT_BIT:
        # Rich would take a grey beside the one that is meant.
        style += Style(color=_numbered(style.color), bgcolor=_numbered(style.bgcolor))
    # Without a colour system Textual writes true colours.
    return sgr_style(Strip.render_ansi(style, colours or ColorSystem.TRUECOLOR), style.link)


def _numbered(colour: Color | None) -> Color | None:
    """The same colour by its number, where it has one."""
    number = colour_number(*colour.triplet) if colour is not None and colour.triplet is not None else None
    return None if number is None else Color.from_ansi(number)


def layout_cells(
    update: LayoutUpdate, colours: ColorSystem | None, likeness: Likeness | None = None
) -> Iterator[Placed]:
    """The cells of an update of a whole region, as LayoutUpdate.render_segments would write them."""
    for y, line in enumerate(update.strips, update.region.y):
        cells: list[Cell] = []
        for strip in line:
            cells += strip_cells(strip, strip.cell_length, colours, likeness)
        yield update.region.x, y, cells


def chops_cells(update: ChopsUpdate, colours: ColorSystem | None, likeness: Likeness | None = None) -> Iterator[Placed]:
    """The cells of an update of some spans, as ChopsUpdate.render_segments would write them."""
    for y, x1, x2 in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > x2 or end <= x1:
                continue
            whole = x2 > x >= x1 and end <= x2
            shown: Strip = strip if whole else strip.crop(0, min(end, x2) - x)
            yield x, y, strip_cells(shown, shown.cell_length, colours, likeness)
