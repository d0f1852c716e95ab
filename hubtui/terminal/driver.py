"""Our driver: on the terminal itself whatever is redirected, without threads, and gone in an instant.

Keys are read and frames written by the event loop. What Textual's own does and this does not: it never joins
anything that may be blocked, and leaves no mode behind.
"""

import asyncio
import os
import select
import signal
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message

from hubtui.terminal import background, modes, standing
from hubtui.terminal.background import BackgroundAnswer
from hubtui.terminal.capabilities import Capabilities
from hubtui.terminal.departure import departing
from hubtui.terminal.encoder import Trust
from hubtui.terminal.likeness import plain_ascii, to_ascii, without_frames
from hubtui.terminal.output import TerminalOutput
from hubtui.terminal.standing import Standing

if TYPE_CHECKING:
    from textual.app import App

ANSWER_SECONDS: Final = 0.1
"""How long a terminal's answers are awaited on the way out, lest the shell gets them."""
_FORGOTTEN_SECONDS: Final = 2.0
_BACKGROUND_SECONDS: Final = 1.0
_LEAVE_SECONDS: Final = 0.15
_READ_BYTES: Final = 65536
_HANG_UP: Final = 128 + signal.SIGHUP


class CellDriver(LinuxDriver):
    """For `App(driver_class=driver_for(capabilities))`; what it says of the terminal is for CellDisplay."""

    sends_cells = True
    trust = Trust()
    in_tmux = False
    likeness: Callable[[str], str] | None = None
    asks_background = False

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.starts = 0
        """How often the terminal was set up: what it showed before is unknown."""
        self.sizes_asked = 0
        """How many reports of the size are on their way though nothing has changed it."""
        self.standing: Standing | None = None
        """The picture that stood there before the first time, until it is taken into ours."""
        self._output: TerminalOutput | None = None
        self._asked = 0
        self._asked_at = 0.0
        self._escape: asyncio.TimerHandle | None = None
        self._background: BackgroundAnswer | None = None
        self._reset_parser()

    @property
    def busy(self) -> bool:
        """Whether the terminal has yet to take what was written."""
        return self._output is not None and self._output.busy

    def write(self, data: str) -> None:
        """Write without waiting; nothing is written once the terminal was given back."""
        if self._output is not None:
            self._output.write(data)

    # -- on the way in ---------------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal, as often as it was given back; and anew after a stop that nobody announced."""
        fresh = self._output is None
        if self._output is None:
            self.fileno = modes.open_terminal()
            self.standing = standing.take_over()
            self.attrs_before = self.standing.attributes if self.standing else termios.tcgetattr(self.fileno)
            self._output = TerminalOutput(self.fileno, self._loop, self._drained)
            departing.add(self.depart)
            # Rich would tell the app what COLUMNS and LINES in the environment say.
            self._size = self._get_terminal_size()
        if not self._in_foreground():
            return
        termios.tcsetattr(self.fileno, termios.TCSANOW, modes.raw(self.attrs_before or []))
        signal.signal(signal.SIGWINCH, self._window_changed)
        self.starts += 1
        # Of the first start the app is told by Textual as well.
        self.sizes_asked = 2 if self.starts == 1 else 1
        self._reset_parser()
        self._ask_and_enter(fresh)
        self._loop.call_soon_threadsafe(self._listen, self.fileno)
        self._loop.call_soon_threadsafe(self._drained)
        # Perhaps this is a signal's handler: a queue that was just about to wait would wait for ever.
        self._loop.call_soon_threadsafe(self._send_size)
        if self._must_signal_resume:
            self._must_signal_resume = False
            self._loop.call_soon_threadsafe(self.send_message, self.SignalResume())

    def _ask_and_enter(self, fresh: bool) -> None:
        # A second time they would lie on the terminal's stack twice.
        keys = modes.KEYS if fresh and not constants.DISABLE_KITTY_KEY else ""
        # Apple's terminal prints the query.
        asks = os.environ.get("TERM_PROGRAM", "") != "Apple_Terminal"
        self._asked = modes.QUERIES.count("$p") if asks else 0
        self._asked_at = time.monotonic()
        queries = modes.QUERIES if asks else ""
        if asks and fresh and self.asks_background:
            self._background = BackgroundAnswer()
            # Answers come in the order of the queries: with the last one this has come, or never will.
            queries = background.QUERY + queries
        screen = "" if self.standing and self.starts == 1 else modes.SCREEN
        self.write(screen + modes.ENTER + keys + queries + (modes.MOUSE if self._mouse else ""))

    def _in_foreground(self) -> bool:
        """Whether the terminal may be set now; in the background the process is stopped again by trying."""
        for number in (signal.SIGTTOU, signal.SIGTTIN):
            signal.signal(number, lambda *_: os.kill(os.getpid(), signal.SIGSTOP))
        try:
            termios.tcsetattr(self.fileno, termios.TCSANOW, termios.tcgetattr(self.fileno))
        except termios.error:
            return False
        finally:
            for number in (signal.SIGTTOU, signal.SIGTTIN):
                signal.signal(number, signal.SIG_DFL)
        return True

    def _get_terminal_size(self) -> tuple[int, int]:
        try:
            columns, lines = os.get_terminal_size(self.fileno)
        except OSError:
            return 80, 25
        return columns or 80, lines or 25

    def _window_changed(self, *_: object) -> None:
        if not self._in_band_window_resize:
            self._loop.call_soon_threadsafe(self._send_size)

    def _enable_in_band_window_resize(self) -> None:
        # Terminals answer with their size.
        self.sizes_asked += 1
        self._asked += 1
        self._asked_at = time.monotonic()
        super()._enable_in_band_window_resize()

    def _send_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self.send_message(Resize(size, size))

    # -- keys ------------------------------------------------------------------------------------------

    def _reset_parser(self) -> None:
        self._parser = XTermParser(self._debug)
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    def _listen(self, fileno: int) -> None:
        if self._output is not None and fileno == self.fileno:
            self._loop.add_reader(fileno, self._read)

    def _read(self) -> None:
        try:
            data = os.read(self.fileno, _READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._loop.remove_reader(self.fileno)
            self._app.exit(return_code=_HANG_UP)
            return
        self._asked -= _answers(data)
        self._feed(self._without_background(self._decode(data)))

    def _feed(self, text: str) -> None:
        for event in self._parser.feed(text) if text else ():
            self.process_message(event)
        self._await_escape()

    def _without_background(self, text: str) -> str:
        """The keys, without what the terminal tells of its background."""
        answer = self._background
        if answer is None:
            return text
        keys = answer.take(text)
        if answer.is_light is not None:
            self._background = None
            told = getattr(self._app, "background_told", None)
            if told is not None:
                told(answer.is_light)
        elif self._asked <= 0 or time.monotonic() - self._asked_at > _BACKGROUND_SECONDS:
            # What was asked after it is answered, or nothing is: it will not come, and an escape is the key at once.
            keys += answer.give_up()
            self._background = None
        return keys

    def _await_escape(self) -> None:
        """An escape that nothing follows is the key."""
        if self._escape is not None:
            self._escape.cancel()
        waiting = self._parser._timeout_time is not None or (self._background is not None and self._background.holds)
        self._escape = self._loop.call_later(constants.ESCAPE_DELAY + 0.001, self._tick) if waiting else None

    def _tick(self) -> None:
        if self._background is not None and self._background.holds:
            self._feed(self._background.give_up())
            return
        for event in self._parser.tick():
            self.process_message(event)

    def send_message(self, message: Message) -> None:
        """Hand a message to the app: here always from its own thread, and never from a signal's handler."""
        self._app.post_message(message)

    def _drained(self) -> None:
        """The terminal takes a frame again: let the app send what it does not show."""
        drained = getattr(self._app, "terminal_drained", None)
        if drained is not None:
            drained()

    # -- on the way out --------------------------------------------------------------------------------

    def disable_input(self) -> None:
        """Take no more keys."""
        if self._output is not None:
            self._loop.remove_reader(self.fileno)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was, whatever state it is in; more than once does nothing."""
        output, self._output = self._output, None
        if output is None:
            return
        departing.discard(self.depart)
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._loop.remove_reader(self.fileno)
        keys = "" if constants.DISABLE_KITTY_KEY else modes.LEAVE_KEYS
        output.finish(modes.LEAVE + keys + modes.LEAVE_SCREEN, _LEAVE_SECONDS)
        self._await_answers()
        try:
            termios.tcflush(self.fileno, termios.TCIFLUSH)
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        except termios.error:
            pass  # The terminal is gone: there is nothing to give back.
        os.close(self.fileno)

    def _await_answers(self) -> None:
        """Read what the terminal was asked for and has not answered yet."""
        until = time.monotonic() + ANSWER_SECONDS
        if time.monotonic() - self._asked_at > _FORGOTTEN_SECONDS:
            return
        while self._asked > 0 and (left := until - time.monotonic()) > 0:
            if not select.select([self.fileno], [], [], left)[0]:
                return
            try:
                data = os.read(self.fileno, _READ_BYTES)
            except OSError:
                return
            if not data:
                return
            self._asked -= _answers(data)

    def depart(self, status: int) -> None:
        """For a signal's handler: give the terminal back at once, then let the app end with this status."""
        self.stop_application_mode()
        self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=status))

    def close(self) -> None:
        """Nothing is left to close: no thread was started."""


def _answers(data: bytes) -> int:
    """How many answers there are in what the terminal sent: to queries of modes, and its size."""
    return data.count(b"$y") + data.count(b"\x1b[48;")


def driver_for(capabilities: Capabilities, asks_background: bool = False, plain: bool = False) -> type[CellDriver]:
    """The class of driver for a terminal that can do this; in `plain` mode nothing is drawn but text."""
    known: dict[str, Any] = {"trust": Trust(capabilities.erase, capabilities.scroll), "in_tmux": capabilities.tmux}
    known["asks_background"] = asks_background and capabilities.colours != "none" and not capabilities.screen
    likenesses: dict[tuple[bool, bool], Callable[[str], str]] = {
        (True, False): to_ascii,
        (False, True): without_frames,
        (True, True): plain_ascii,
    }
    likeness = likenesses.get((not capabilities.utf8, plain))
    if likeness is not None:
        known["likeness"] = staticmethod(likeness)
    return type("TerminalDriver", (CellDriver,), known)
