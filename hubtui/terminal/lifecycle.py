"""From the first byte on the terminal to the last: signals, crashes, and nobody else writing on the screen."""

import gc
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, Final, NamedTuple, Protocol

from hubtui.terminal import standing
from hubtui.terminal.crash import crash_line, write_report
from hubtui.terminal.departure import departing

SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_GRACE_SECONDS: Final = 0.35
"""How long the app may take to end after a signal; the terminal is given back before."""


class RunnableApp(Protocol):
    """What is needed of an app."""

    @property
    def crash(self) -> Exception | None:
        """The exception that ended it."""
        ...

    @property
    def return_code(self) -> int | None:
        """The exit status it asked for."""
        ...

    @property
    def last_words(self) -> str:
        """What is worth knowing after the end; empty for nothing."""
        ...

    def run(self, *, mouse: bool = True) -> Any:
        """Run until it ends, and give its answer."""
        ...


class Ending(NamedTuple):
    """How a run ended: the exit status (128 + n after signal n, 1 after a crash), the app's answer, its last words."""

    status: int
    answer: Any
    words: str = ""


def run(
    make_app: Callable[[], RunnableApp],
    *,
    crash_folder: Callable[[], Path],
    mouse: bool = True,
    debug_log: Path | None = None,
    secrets: Iterable[str] = (),
) -> Ending:
    """Make an app and run it to its end; the terminal is as it was then, whatever happened.

    A crash is told in one line on standard error, the rest in a file in the folder that `crash_folder` names, without
    local variables and without `secrets`. Meanwhile standard error goes to `debug_log`, or nowhere.
    """
    ended = _Signalled()
    crashed: BaseException | None = None
    answer = None
    status, words = 0, ""
    # What memory holds, the token with it, goes into no file.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # CellDisplay turns it on after the first paint.
    with ended.handled(), quiet_stderr(debug_log):
        try:
            app = make_app()
            answer = app.run(mouse=mouse)
            crashed, status, words = app.crash, app.return_code or 0, app.last_words
        except Exception as error:  # noqa: BLE001  # the outermost gate: a crash must not print what it knew
            crashed = error
        finally:
            standing.give_back()
            # What is left lives as long as the process: no need to look through it once more.
            gc.freeze()
    if ended.number:
        return Ending(128 + ended.number, None, words)
    if crashed is not None:
        print(crash_line(crashed, write_report(crashed, crash_folder(), secrets)), file=sys.stderr)
        return Ending(1, None, words)
    return Ending(status, answer, words)


class _Signalled:
    """Which signal ended the program, if one did."""

    def __init__(self) -> None:
        self.number = 0

    @contextmanager
    def handled(self) -> Iterator[None]:
        """Take the signals that end programs; an ignored one (nohup) stays ignored."""
        before = {number: signal.getsignal(number) for number in SIGNALS}
        taken = [number for number in SIGNALS if before[number] is not signal.SIG_IGN]
        for number in taken:
            signal.signal(number, self._end)
        try:
            yield
        finally:
            for number in taken:
                signal.signal(number, before[number])

    def _end(self, number: int, _: FrameType | None) -> None:
        """Give the terminal back at once, ask the app to end, and end without it if it does not."""
        if self.number:
            return
        self.number = number
        if not departing:
            raise SystemExit(128 + number)
        for depart in tuple(departing):
            depart(128 + number)
        timer = threading.Timer(_GRACE_SECONDS, os._exit, (128 + number,))
        timer.daemon = True
        timer.start()


@contextmanager
def quiet_stderr(log: Path | None = None) -> Iterator[None]:
    """Send standard error to a log, or nowhere, where it is the terminal that is drawn on; children's too."""
    if log is None and not os.isatty(2):
        yield
        return
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    sink = os.open(log, flags, 0o600) if log else os.open(os.devnull, os.O_WRONLY)
    kept = os.dup(2)
    sys.stderr.flush()
    os.dup2(sink, 2)
    os.close(sink)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)
