"""A program in a pty, with a terminal that answers queries and keeps track of its modes."""

import base64
import codecs
import contextlib
import errno
import os
import pty
import re
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time
import tty
from collections.abc import Callable, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from typing import Any

from tests.terminal.emulator import Emulator
from tests.terminal.resting import all_rest
from tests.warm import Forked, Program, fork, running

_MODE = re.compile(r"\x1b\[\?([\d;]+)([hl])")
_BEGUN = re.compile(r"\x1b(?:[\[?>=<;0-9$]*|\][^\x07\x1b]{0,40})$")
"""The beginning of a sequence whose end is not there yet."""
_COPY = re.compile(rb"\x1b\]52;\w*;([A-Za-z0-9+/=]*)(?:\x07|\x1b)")
_ON_AT_START = {7, 25}
_KNOWN = {2026}
_ROOT = Path(__file__).parents[2]
_OUTER = ("TMUX", "STY", "SSH_TTY", "SSH_CONNECTION", "NO_COLOR")
PATIENCE = 90.0
_LOOK_SECONDS = 0.015


class Session:
    """A program on a terminal of columns × lines; `written` is all that it wrote there."""

    def __init__(
        self,
        command: Sequence[str] | Program,
        *,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        answers: bool = True,
        background: str = "",
        **streams: Any,
    ) -> None:
        self.master, self.slave = pty.openpty()
        ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.screen = Emulator(*size)
        self.answers = answers
        self.background = background
        self.written = b""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._begun = ""
        self.modes = set(_ON_AT_START)
        base = {
            key: value for key, value in os.environ.items() if key not in ("TMUX", "STY", "SSH_TTY", "SSH_CONNECTION")
        }
        # Nothing of this person's is read or written: a home, and a folder to stand in, for this program alone.
        self.home = tempfile.TemporaryDirectory()
        own = {f"XDG_{name}_HOME": f"{self.home.name}/{name.lower()}" for name in ("CONFIG", "STATE", "CACHE", "DATA")}
        own |= {"HOME": self.home.name, "PYTHONPATH": str(_ROOT), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment = {**base, **own, **(environ or {})}
        given = {"stdin": self.slave, "stdout": self.slave, "stderr": self.slave, **streams}
        where = self.home.name
        self.process: subprocess.Popen[bytes] | Forked
        if isinstance(command, Program) and given["stdin"] == self.slave and subprocess.DEVNULL not in given.values():
            descriptors = [stream if isinstance(stream, int) else stream.fileno() for stream in given.values()]
            self.process = fork(command, environment, where, descriptors)
        else:
            by_itself = command.command if isinstance(command, Program) else command
            self.process = subprocess.Popen(
                by_itself, env=environment, preexec_fn=self._take_terminal, cwd=where, **given
            )

    def _take_terminal(self) -> None:
        # Whoever started the tests may ignore them (nohup): a person's shell does not.
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        os.setsid()
        ioctl(self.slave, termios.TIOCSCTTY, 0)

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            # A test that has seen enough ends the program and all that it has started. Of a program that has ended by
            # itself nothing may be left: see tests/leftovers.py.
            for pid in self.members():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.process.wait()
        for descriptor in (self.master, self.slave):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self.home.cleanup()

    def members(self) -> list[int]:
        """The processes that run on this terminal: the program, and what it has started."""
        return [
            int(process.name)
            for process in Path("/proc").glob("[0-9]*")
            if (stat := _stat(process)) and stat[3] == str(self.process.pid) and stat[0] not in "ZX"
        ]

    def pump(self, seconds: float) -> bool:
        """Take what is written within so many seconds, at most one piece; whether there was any."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return False
        self.written += data
        # A read can end inside of a character, or of a sequence: the rest comes with the next one.
        written = self._decoder.decode(data)
        text = self._begun + written
        begun = _BEGUN.search(text)
        self._begun = begun[0] if begun is not None else ""
        text = text.removesuffix(self._begun)
        for numbers, on in _MODE.findall(text):
            changed = {int(number) for number in numbers.split(";")}
            self.modes = self.modes | changed if on == "h" else self.modes - changed
        if self.background and "\x1b]11;?" in text:
            # A line that is slow cuts an answer anywhere.
            for part in ("\x1b]11;", self.background, "\x1b\\"):
                self.send(part)
                time.sleep(0.02)
        if self.answers:
            for mode in map(int, re.findall(r"\x1b\[\?(\d+)\$p", text)):
                self.send(f"\x1b[?{mode};{1 if mode in self.modes else 2}$y")
        self.screen.write(written)
        return bool(data)

    def rest(self, seconds: float = 0.15) -> None:
        """Take what is written until nothing was for so long.

        Time in which a program was at work, or this process got no turn, does not count.
        """
        until, quiet = time.monotonic() + PATIENCE, 0.0
        while quiet < seconds and time.monotonic() < until:
            look = min(_LOOK_SECONDS, seconds - quiet)
            if self.pump(look):
                quiet = 0.0
            elif all_rest([self.process.pid, *running()]):
                quiet += look

    def pause(self, seconds: float) -> None:
        """Take what is written until nothing was for so long, whatever the program does."""
        while self.pump(seconds):
            pass

    def wait_for(self, text: str) -> None:
        """Until the screen shows a text."""
        until = time.monotonic() + PATIENCE
        while text not in "\n".join(self.screen.lines()):
            if time.monotonic() > until or self.process.poll() is not None:
                shown = "\n".join(self.screen.lines())
                raise AssertionError(f"no {text!r} on the screen (exit {self.process.poll()}):\n{shown}")
            self.pump(0.05)

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Until something holds."""
        until = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > until or self.process.poll() is not None:
                raise AssertionError(f"never {what} (exit {self.process.poll()}):\n" + "\n".join(self.screen.lines()))
            self.pump(0.05)

    def copied(self, since: int = 0) -> bytes:
        """Wait for a text for the clipboard after the first `since` bytes; return the last one."""
        self.wait_until(lambda: _COPY.search(self.written, since) is not None, "a copy")
        return base64.b64decode(_COPY.findall(self.written, since)[-1])

    def wait_until_stopped(self) -> None:
        """Until the process is suspended."""
        self._wait_for_state("T")

    def _wait_for_state(self, state: str) -> None:
        until = time.monotonic() + PATIENCE
        while state not in Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]:
            assert time.monotonic() < until, f"never in state {state}"
            self.pump(0.02)

    def send(self, keys: str) -> None:
        """Type."""
        self.send_bytes(keys.encode())

    def send_bytes(self, data: bytes) -> None:
        """The same, of what may be no text."""
        os.write(self.master, data)

    def resize(self, columns: int, lines: int) -> None:
        """Another size of the window."""
        ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.screen.resize(columns, lines)

    def end(self) -> int:
        """Until the process has ended; its exit status."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < until, "never ended"
            self.pump(0.02)
        self.rest(0.02)
        return self.process.returncode

    def left_on(self) -> list[str]:
        """What a person would find changed at the shell's prompt."""
        left = [f"mode {mode}" for mode in sorted(self.modes ^ _ON_AT_START)]
        text = self.written.decode("utf-8", "replace")
        if text.count("\x1b[>5u") > text.count("\x1b[<u"):
            left.append("keyboard")
        if (pens := re.findall(r"\x1b\[[\d;]*m", text)) and pens[-1] != "\x1b[m":
            left.append("pen")
        if self.screen.screen.margins not in (None, (0, self.screen.screen.lines - 1)):
            left.append("scroll region")
        if termios.tcgetattr(self.slave) != self.before:
            left.append("terminal attributes")
        # A line that has no end yet is kept from readers until the terminal is raw.
        tty.setcbreak(self.slave, termios.TCSANOW)
        if select.select([self.slave], [], [], 0)[0]:
            left.append("answers in the input")
        termios.tcsetattr(self.slave, termios.TCSANOW, self.before)
        return left


def _stat(process: Path) -> list[str]:
    """State, parent, group and session of a process, with more fields behind them; none where it has ended."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def app(*arguments: str) -> Program:
    """Return the small program of `apps.py`."""
    return Program("tests.terminal.apps", arguments)
