"""Programs that fork from a parent which has imported them already: half of a program's work is to import itself.

What is tested is the program, not its start: tests of the start run `python -m` instead.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import ClassVar, NamedTuple

Ended = subprocess.CompletedProcess[str]
ROOT = Path(__file__).parents[1]
MOST = 1 << 17
"""The longest request in bytes."""
_PATIENCE_SECONDS = 90


class Program(NamedTuple):
    """A module that is run as `python -m module argument …`, or with `-c` for a module, source code."""

    module: str
    arguments: tuple[str, ...]
    draws: bool = True
    """Whether it imports Textual when its standard input is a terminal."""

    @property
    def command(self) -> list[str]:
        """The command that starts it with nothing imported."""
        module = ["-c"] if self.module == CODE else ["-m", self.module]
        return [sys.executable, *module, *self.arguments]


CODE = "-c"
"""Instead of a module: the first argument of the program is its source code."""


def hubtui(*arguments: str) -> Program:
    """Return hubtui with arguments, to be given to a Session."""
    return Program("hubtui", arguments)


def hubtui_that_prints(*arguments: str) -> Program:
    """Return hubtui with arguments that let it print and end."""
    return Program("hubtui", arguments, draws=False)


class Forked:
    """A program that was forked, with the methods of `subprocess.Popen`."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        told = control.recv(MOST)
        if not told:
            raise RuntimeError("the parent of the programs is gone")
        self.pid = int(told)
        self.returncode: int | None = None
        _Parent.running.add(self.pid)

    def poll(self) -> int | None:
        """Return how it ended, or None while it runs."""
        if self.returncode is None and select.select([self._control], [], [], 0)[0]:
            return self.wait()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return how it ended: the exit status, or minus the signal."""
        if self.returncode is None:
            if not select.select([self._control], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired([], timeout or 0)
            told = self._control.recv(MOST)
            self.returncode = os.waitstatus_to_exitcode(int(told)) if told else -signal.SIGKILL
            self._control.close()
            _Parent.running.discard(self.pid)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal while it runs."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


class _Parent:
    """The parent of them all, on the other end of a socket."""

    requests: socket.socket | None = None
    running: ClassVar[set[int]] = set()


def fork(program: Program, environ: Mapping[str, str], folder: str, streams: Sequence[int]) -> Forked:
    """Run a program with its three standard streams; if they are a terminal, it leads a session there."""
    assert _Parent.requests
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with there:
        request = json.dumps([program, dict(environ), folder]).encode()
        socket.send_fds(_Parent.requests, [request], [*streams, there.fileno()])
    return Forked(here)


def run(program: Program, environ: Mapping[str, str], folder: Path = ROOT, stdin: int | None = None) -> Ended:
    """Run a program to its end; it writes to files, and reads nothing if no standard input is given."""
    with TemporaryFile() as output, TemporaryFile() as errors, Path(os.devnull).open("rb") as nothing:
        given = nothing.fileno() if stdin is None else stdin
        forked = fork(program, environ, str(folder), [given, output.fileno(), errors.fileno()])
        status = forked.wait(_PATIENCE_SECONDS)
        for file in (output, errors):
            file.seek(0)
        return Ended(program.command, status, output.read().decode(), errors.read().decode())


def run_on_terminal(program: Program, environ: Mapping[str, str], folder: Path = ROOT) -> tuple[int, str]:
    """Run a program to its end on a terminal of its own; return its exit status and all that it wrote there."""
    master, slave = os.openpty()
    forked = fork(program, environ, str(folder), [slave] * 3)
    os.close(slave)
    written = b""
    with suppress(OSError):  # Linux says so when the other side is closed.
        while chunk := os.read(master, 65536):
            written += chunk
    os.close(master)
    return forked.wait(_PATIENCE_SECONDS), written.decode("utf-8", "replace")


def running() -> list[int]:
    """Return the ids of the programs that run now."""
    return list(_Parent.running)


@contextmanager
def parent() -> Iterator[None]:
    """Start the parent, which imports nothing until the first program is asked for; end it with the block."""
    _Parent.requests, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with there:
        process = subprocess.Popen([sys.executable, "-m", "tests.warm_parent"], stdin=there, cwd=ROOT)
    # A test that begins before the environment of this process can be read would take it for left behind, and kill it.
    _Parent.requests.recv(MOST)
    try:
        yield
    finally:
        _Parent.requests.close()
        process.wait()
