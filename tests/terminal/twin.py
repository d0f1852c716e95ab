"""An app whose frames are sent twice: as Textual would write them, and as hubtui does."""

from typing import Any

from rich.color import ColorSystem
from textual._compositor import Compositor, LayoutUpdate
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region

from hubtui.terminal.cell_output import CellOutput
from hubtui.terminal.display import CellDisplay
from hubtui.terminal.encoder import Trust
from tests.terminal.emulator import Emulator, differences


class WatchedDriver(CellOutput, HeadlessDriver):
    """A driver that looks like a terminal, and keeps what is written to it."""

    is_headless = False  # type: ignore[assignment]
    starts = 1
    busy = False  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)


class Twin(CellDisplay):
    """Before an app class that has CellDisplay: `textual` and `ours` are two terminals that must show the same."""

    terminal_trust = Trust()
    both = True
    """Whether Textual's own output is written too; hostile text would take that terminal over."""

    def _build_driver(self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> Any:
        columns, lines = size or (80, 24)
        self.textual, self.ours = Emulator(columns, lines), Emulator(columns, lines)
        # Where there are only 256 hubtui takes nearer ones than Textual does.
        self.console._color_system = ColorSystem.TRUECOLOR
        self.watched = self._driver = WatchedDriver(self, mouse=mouse, size=size)
        self.watched.trust = self.terminal_trust
        self.sent: list[str] = []
        return self.watched

    def _display(self, screen: Any, renderable: Any) -> None:
        if self.both and renderable is not None and self._running and not self._batch_count and not self._closed:
            self.textual.write(renderable.render_segments(self.console))
        super()._display(screen, renderable)
        self.pull()

    def pull(self) -> None:
        """Hand what was written to the second terminal."""
        text = "".join(self.watched.written)
        self.watched.written.clear()
        self.sent.append(text)
        self.ours.write(text)

    def differences(self) -> list[str]:
        """Where the two terminals show different things."""
        self.pull()
        return differences(self.textual, self.ours)

    def stale(self) -> list[str]:
        """Where hubtui's terminal shows something else than the screen in front, rendered whole by Textual alone."""
        self.pull()
        columns, lines = self.size
        whole = Emulator(columns, lines)
        compositor = self.screen._compositor
        own = compositor.__class__
        compositor.__class__ = Compositor
        try:
            strips = [[strip] for strip in compositor.render_strips()]
        finally:
            compositor.__class__ = own
        whole.write(LayoutUpdate(strips, Region(0, 0, columns, lines)).render_segments(self.console))
        return differences(whole, self.ours)


def twin_of(app_class: type[App[Any]], trust: Trust | None = None) -> Any:
    """The class of an app with both outputs."""
    bases = (Twin, app_class) if issubclass(app_class, CellDisplay) else (Twin, CellDisplay, app_class)
    return type(f"Twin{app_class.__name__}", bases, {"terminal_trust": trust or Trust()})
