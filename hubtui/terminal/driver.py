"""A driver for Textual without threads: it opens the terminal itself, whatever is redirected, and ends at once.

The event loop reads keys and writes frames. Unlike Textual's own driver it never waits for a thread that may be
blocked, and it resets every mode that it has set.
"""

import asyncio
import logging
import os
import signal
import termios
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from textual import constants
from textual.events import Event, Resize
from textual.geometry import Size
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from hubtui.terminal import modes, startup_snapshot
from hubtui.terminal.ascii_fallback import plain_ascii, to_ascii, without_frames
from hubtui.terminal.capabilities import Capabilities, is_light_colour
from hubtui.terminal.cell_output import CellApp, CellOutput, TextFallback
from hubtui.terminal.encoder import Trust
from hubtui.terminal.input import Input, ModeReport, StringReport
from hubtui.terminal.input_listener import InputListener
from hubtui.terminal.output import TerminalOutput
from hubtui.terminal.signal_cleanup import HANG_UP, cleanup
from hubtui.terminal.textual_internals import DriverInternals

if TYPE_CHECKING:
    from textual.app import App

_LEAVE_SECONDS: Final = 0.15
_SYNCHRONIZED: Final = 2026
_SUPPORTED: Final = (1, 2, 3)
"""The settings in the answer for a mode that the terminal has."""

_log = logging.getLogger(__name__)


class CellDriver(CellOutput, DriverInternals):
    """The driver for `App(driver_class=driver_for(capabilities))`."""

    asks_background = False

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.app = app
        self.loop = asyncio.get_running_loop()
        self.uses_mouse = mouse
        self._output: TerminalOutput | None = None
        self._listener = InputListener(self.loop, self._take, lambda: cleanup.end(HANG_UP))
        self._awaits_mode = False
        self._awaits_background = False
        self._is_other_layout = False

    @property
    def busy(self) -> bool:
        """Whether the terminal has not yet taken everything that was written."""
        return self._output is not None and self._output.busy

    def write(self, data: str) -> None:
        """Write without waiting; do nothing after the terminal was restored."""
        if self._output is not None:
            self._output.write(data)

    # Setting up the terminal

    def start_application_mode(self) -> None:
        """Set up the terminal: at the start, after it was restored for another program, and after a suspension."""
        with cleanup:
            # A program that is ending must not set up the terminal again.
            if cleanup.status is None:
                try:
                    self._take_terminal()
                except (OSError, termios.error):
                    cleanup.end(HANG_UP)  # the terminal is gone

    def _take_terminal(self) -> None:
        fresh = self._output is None
        if self._output is None:
            self.fileno = modes.open_terminal()
            self.snapshot = startup_snapshot.take_over()
            self.attrs_before = self.snapshot.attributes if self.snapshot else termios.tcgetattr(self.fileno)
            self._output = TerminalOutput(self.fileno, self.loop, self._drained)
            cleanup.restorers.append(self.stop_application_mode)
            cleanup.stop_app = self._stop_app
            self.use_terminal_size()
        if not modes.is_in_foreground(self.fileno):
            return
        termios.tcsetattr(self.fileno, termios.TCSANOW, modes.raw(self.attrs_before or []))
        signal.signal(signal.SIGWINCH, lambda *_: self.loop.call_soon_threadsafe(self._resized))
        self.starts += 1
        self._listener.reset()
        self._ask_and_enter(fresh)
        self.loop.call_soon_threadsafe(self._listen, self.fileno)
        self.loop.call_soon_threadsafe(self._drained)
        # This may run in a signal handler, which would not wake up a waiting queue.
        self.loop.call_soon_threadsafe(self._send_size)
        if self.take_resume():
            self.loop.call_soon_threadsafe(self.send_message, self.SignalResume())

    def _ask_and_enter(self, fresh: bool) -> None:
        # The terminal keeps them on a stack: push them only once.
        keys = modes.KEYS if fresh and not constants.DISABLE_KITTY_KEY else ""
        if self._is_other_layout:
            keys += modes.KEYS_OF_OTHER_LAYOUT
        # The terminal of macOS prints the query.
        asks = os.environ.get("TERM_PROGRAM", "") != "Apple_Terminal"
        if asks:
            self._listener.expect_answer()
        self._awaits_mode = asks
        queries = modes.QUERY if asks else ""
        if asks and fresh and self.asks_background:
            self._awaits_background = True
            queries = modes.BACKGROUND_QUERY + queries
        screen = "" if self.snapshot and self.starts == 1 else modes.SCREEN
        self.write(screen + modes.ENTER + keys + queries + (modes.MOUSE if self.uses_mouse else ""))

    def terminal_size(self) -> tuple[int, int]:
        try:
            columns, lines = os.get_terminal_size(self.fileno)
        except OSError:
            return 80, 25
        return columns or 80, lines or 25

    def _resized(self) -> None:
        if isinstance(self.app, CellApp):
            self.app.terminal_resized(*self.terminal_size())
        self._send_size()

    def _send_size(self) -> None:
        size = Size(*self.terminal_size())
        self.send_message(Resize(size, size))

    # Input

    def _listen(self, fileno: int) -> None:
        if self._output is not None and fileno == self.fileno:
            self._listener.start(fileno)

    def _take(self, inputs: Iterable[Input]) -> None:
        for one in inputs:
            if isinstance(one, Event):
                self.process_message(one)
            elif isinstance(one, ModeReport):
                self._take_mode(one)
            else:
                self._take_string(one)

    def _take_mode(self, report: ModeReport) -> None:
        if report.mode != _SYNCHRONIZED or not self._awaits_mode:
            _log.debug("nobody asked for %s", report)
            return
        self._awaits_mode = False
        if report.setting in _SUPPORTED:
            self.process_message(TerminalSupportsSynchronizedOutput())

    def _take_string(self, report: StringReport) -> None:
        """Handle a report that is a string: the background colour, the only one that the driver asks for."""
        colour = report.text.removeprefix("11;")
        if not self._awaits_background or colour == report.text:
            _log.debug("nobody asked for %s", report)
            return
        self._awaits_background = False
        if isinstance(self.app, CellApp):
            self.app.background_told(is_light_colour(colour))

    def report_base_keys(self) -> bool:
        """Ask the terminal to report the place of each key, for keyboard layouts without Latin letters.

        Return False if it was asked before.
        """
        if self._is_other_layout or constants.DISABLE_KITTY_KEY:
            return False
        self._is_other_layout = True
        self.write(modes.KEYS_OF_OTHER_LAYOUT)
        return True

    def send_message(self, message: Message) -> None:
        """Post a message to the app; never called from another thread or a signal handler."""
        self.app.post_message(message)

    def _drained(self) -> None:
        """Let the app send its next frame: the terminal has taken everything."""
        if isinstance(self.app, CellApp):
            self.app.terminal_drained()

    # Restoring the terminal

    def disable_input(self) -> None:
        """Stop reading keys."""
        if self._output is not None:
            self._listener.stop(self.fileno)

    def stop_application_mode(self) -> None:
        """Restore the terminal, whatever state it is in; a second call does nothing."""
        with cleanup:
            output, self._output = self._output, None
            if output is not None:
                cleanup.restorers.remove(self.stop_application_mode)
                self._give_terminal_back(output)

    def _give_terminal_back(self, output: TerminalOutput) -> None:
        with suppress(ValueError):  # After a hang another thread comes here, which may not set handlers.
            signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._listener.stop(self.fileno)
        keys = "" if constants.DISABLE_KITTY_KEY else modes.LEAVE_KEYS
        output.finish(modes.LEAVE + keys + modes.LEAVE_SCREEN, _LEAVE_SECONDS)
        self._listener.discard_answer(self.fileno)
        try:
            termios.tcflush(self.fileno, termios.TCIFLUSH)
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        except termios.error:
            pass  # The terminal is gone: there is nothing to restore.
        os.close(self.fileno)

    def stopped(self) -> None:
        """Suspend the program, unless it is ending: a stopped process could not end."""
        if cleanup.status is None:
            super().stopped()

    def _stop_app(self, status: int) -> None:
        """Ask the app to exit; may be called from a signal handler, where nothing may be raised or awaited."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(lambda: self.app.exit(return_code=status))

    def close(self) -> None:
        """Do nothing: there is no thread to close."""


def driver_for(capabilities: Capabilities, asks_background: bool = False, plain: bool = False) -> type[CellDriver]:
    """Return a driver class for a terminal with these capabilities; in `plain` mode no frames are drawn."""
    known: dict[str, Any] = {"trust": Trust(capabilities.erase, capabilities.scroll), "in_tmux": capabilities.tmux}
    known["asks_background"] = asks_background and capabilities.colours != "none" and not capabilities.screen
    fallbacks: dict[tuple[bool, bool], TextFallback] = {
        (True, False): to_ascii,
        (False, True): without_frames,
        (True, True): plain_ascii,
    }
    fallback = fallbacks.get((not capabilities.utf8, plain))
    if fallback is not None:
        known["fallback"] = staticmethod(fallback)
    return type("TerminalDriver", (CellDriver,), known)
