"""The interfaces between an app that draws cells, its driver, and its widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from hubtui.terminal.encoder import Trust

if TYPE_CHECKING:
    from textual.geometry import Offset, Region

    from hubtui.terminal.startup_snapshot import StartupSnapshot

TextFallback = Callable[[str], str]
"""Replaces a text by another one of the same width."""


class CellOutput:
    """A mixin for drivers that write the bytes which update cells; it precedes Driver in the bases of a class."""

    sends_cells = True
    trust = Trust()
    in_tmux = False
    fallback: TextFallback | None = None
    """Applied to all text, for terminals that cannot show every character."""
    starts = 0
    """How often the terminal was set up; after each time its contents are unknown."""
    snapshot: StartupSnapshot | None = None
    """The snapshot that the terminal showed at the first setup, until the app has taken it."""

    @property
    def busy(self) -> bool:
        """Whether the terminal has not yet taken everything that was written."""
        return False


class CellApp:
    """A mixin for apps that draw cells, called by driver and widgets; it precedes App in the bases of a class."""

    plain = False
    """Whether lines are sentences for a screen reader, without frames."""

    def terminal_drained(self) -> None:
        """Called when the terminal has taken everything that was written."""

    def terminal_resized(self, columns: int, rows: int) -> None:
        """Called when the size of the terminal has changed, even if it is the old one again."""

    def background_told(self, is_light: bool) -> None:
        """Called when the terminal has reported its background colour."""

    def hint_scroll(self, region: Region, rows: int) -> None:
        """Say that the contents of a region move by `rows` in the next frame: down, up if negative."""


@runtime_checkable
class HasCursor(Protocol):
    """A widget that places the cursor of the terminal: a text field, or a list for a screen reader."""

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """The place of the cursor on the screen, or None to hide it."""
        ...
