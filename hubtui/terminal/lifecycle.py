"""Run an app on the terminal: its end, crashes, and where standard error goes meanwhile."""

import gc
import os
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from hubtui.terminal import startup_snapshot
from hubtui.terminal.crash import crash_line, write_report
from hubtui.terminal.signal_cleanup import cleanup

CRASHED: Final = 1


class RunnableApp(Protocol):
    """What `run` needs of an app."""

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
        """A line to print after the end; "" for none."""
        ...

    def run(self, *, mouse: bool = True) -> Any:
        """Run until it ends; return its answer."""
        ...


class Ending(NamedTuple):
    """The exit status (128 + n after signal n, 1 after a crash), the app's answer, and a line to print."""

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
    """Make an app, run it to its end, and restore the terminal, whatever has happened.

    After a crash print one line to standard error, and write a report, without local variables and without `secrets`,
    to the folder that `crash_folder` returns. While the app runs, standard error goes to `debug_log`, or nowhere.
    """
    # A core dump would contain the token.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # CellDisplay turns it on after the first paint.
    crash = _Crash(crash_folder, secrets)
    with quiet_stderr(debug_log) as stderr:
        cleanup.last_words = lambda: _write(stderr, crash.line())
        cleanup.install()
        try:
            ending = _run(make_app, crash, mouse)
        finally:
            cleanup.uninstall()
            startup_snapshot.remove()
            # Skip the last collection: everything that is left lives as long as the process.
            gc.freeze()
    if cleanup.status in (None, CRASHED) and (line := crash.line()):
        print(line, file=sys.stderr, flush=True)
        return Ending(CRASHED, None, ending.words)
    return ending if cleanup.status is None else Ending(cleanup.status, None, ending.words)


def _run(make_app: Callable[[], RunnableApp], crash: "_Crash", mouse: bool) -> Ending:
    try:
        app = make_app()
        crash.of = lambda: app.crash
        answer = app.run(mouse=mouse)
    except Exception as error:  # noqa: BLE001  # the outermost handler: a crash must not print local variables
        failure = error
        crash.of = lambda: failure
        return Ending(CRASHED, None)
    return Ending(app.return_code or 0, answer, app.last_words)


class _Crash:
    """A crash of the app; `of` returns the exception that ended it, or None."""

    def __init__(self, folder: Callable[[], Path], secrets: Iterable[str]) -> None:
        self.of: Callable[[], BaseException | None] = lambda: None
        self._folder = folder
        self._secrets = secrets
        self._untold = [self]

    def line(self) -> str:
        """Write the report; return a line for the user, or "" if there was no crash or the line was returned before."""
        error = self.of()
        if error is None:
            return ""
        try:
            self._untold.pop()
        except IndexError:
            return ""  # another thread prints it
        return crash_line(error, write_report(error, self._folder(), self._secrets))


def _write(descriptor: int, line: str) -> None:
    with suppress(OSError):  # the terminal may be gone
        if line:
            os.write(descriptor, f"{line}\n".encode("utf-8", "replace"))


@contextmanager
def quiet_stderr(log: Path | None = None) -> Iterator[int]:
    """Send standard error, that of child processes too, to a log, or nowhere if it is the terminal.

    Yield a file descriptor of the original standard error.
    """
    if log is None and not os.isatty(2):
        yield 2
        return
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    sink = os.open(log, flags, 0o600) if log else os.open(os.devnull, os.O_WRONLY)
    kept = os.dup(2)
    sys.stderr.flush()
    os.dup2(sink, 2)
    os.close(sink)
    try:
        yield kept
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)
