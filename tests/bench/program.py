"""A program on a terminal: started, given keys, and measured from outside."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Self

from tests.bench.processes import CpuAndMemory, cpu_seconds, look, resident
from tests.terminal.emulator import Emulator, Place

COLUMNS, LINES = 120, 40
QUIET_SECONDS = 0.03
KEYS = {
    "down": b"\x1b[B",
    "up": b"\x1b[A",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "enter": b"\r",
    "escape": b"\x1b",
    "space": b" ",
}
# What the terminal here says of itself must not reach the program, nor that Python should not keep its bytecode.
_FOREIGN = re.compile(
    r"(COLORTERM|COLUMNS|LINES|NO_COLOR|FORCE_COLOR|TMUX.*|STY|TERM_PROGRAM.*|SSH_.*|CI|HF_.*|TEXTUAL.*|HUBTUI.*|PYTHON.*)$"
)
_QUERY = re.compile(rb"\x1b\[(\?\d+\$p|[>]?0?c|\??[56]n|>0?q)|\x1b\](1[012]);\?(\x07|\x1b\\)")
_PARTIAL = re.compile(rb"\x1b[^\x1b]{0,12}$")
_KNOWN_MODES = frozenset({7, 25, 1000, 1002, 1003, 1004, 1006, 1049, 2004})


class TimeOut(Exception):
    """A program did not show, or do, what was waited for; the message holds its screen."""


class Answer(NamedTuple):
    """What followed a key: bytes written, seconds to the first and to the last of them, CPU seconds spent."""

    written: int
    first: float
    last: float
    cpu: float


class Program:
    """`arguments` on a pty that answers as xterm does. `rate` is the most that is read of it, in bytes a second."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        folder: str | None = None,
        rate: float | None = None,
    ) -> None:
        self.emulator = Emulator(COLUMNS, LINES)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.written = 0
        self.rate = rate
        self.ended: float | None = None
        self.status: int | None = None
        self._allowed = 0.0
        self._refilled = 0.0
        self._unseen: deque[tuple[float, bytes, int]] = deque()
        self.resident = 0
        """Bytes of memory it had when it wrote what `wait_for` waited for."""
        self._tail = b""
        told = {name: value for name, value in os.environ.items() if not _FOREIGN.match(name)}
        told |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(environment or {})}
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            _become(arguments, told, folder)
        self.started = self.last = time.perf_counter()
        self._process = os.pidfd_open(self.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    # What it writes

    def read(self, seconds: float) -> bool:
        """Read what comes within `seconds`, answering queries; False where nothing came."""
        if self.rate is not None and not self._refill():
            time.sleep(min(seconds, 0.005))
            return True
        ready, _, _ = select.select([self._terminal, self._process], [], [], max(0.0, seconds))
        if self._terminal in ready:
            try:
                data = os.read(self._terminal, int(self._allowed) if self.rate is not None else 65536)
            except OSError:
                data = b""
            if data:
                self._take(data)
                return True
        if self._process in ready and self.ended is None:
            self.ended = time.perf_counter()
        return False

    def _refill(self) -> bool:
        now = time.perf_counter()
        # A line does not save up what it did not use.
        self._allowed = min(self._allowed + (now - self._refilled) * (self.rate or 0), 512.0)
        self._refilled = now
        return self._allowed >= 64

    def _take(self, data: bytes) -> None:
        self.last = time.perf_counter()
        self.written += len(data)
        self._allowed -= len(data)
        self._unseen.append((self.last, data, resident(self.pid)))
        text = self._tail + data
        for query in _QUERY.finditer(text):
            self._send(_answer(query))
        rest = _PARTIAL.search(text)
        self._tail = rest[0] if rest and not _QUERY.search(rest[0]) else b""

    def settle(self, quiet: float = QUIET_SECONDS, most: float = 10.0) -> None:
        """Read until nothing came for `quiet` seconds.

        Raises:
            TimeOut: it never is quiet.
        """
        end = time.perf_counter() + most
        since = time.perf_counter()
        while (left := max(self.last, since) + quiet - time.perf_counter()) > 0 and self.ended is None:
            self.read(left)
            if time.perf_counter() > end:
                raise TimeOut(f"never quiet for {quiet} s\n{self.text()}")

    def wait_for(self, wanted: str | Callable[[str], bool], most: float = 30.0) -> float:
        """The moment (of perf_counter) at which the bytes came that made the screen show `wanted`.

        Raises:
            TimeOut: it does not come, or the program ended.
        """
        holds = wanted if callable(wanted) else lambda text: wanted in text
        end = time.perf_counter() + most
        moment = self.last
        while not holds(self._text_now()):
            # Reading goes first, as long as more comes: bytes that wait in the line would get a late moment.
            while self.read(0.003 if self._unseen else 0.02) and self.rate is None:
                pass
            if self._unseen:
                moment = self._show_one()
            elif self.ended is not None or time.perf_counter() > end:
                raise TimeOut(f"waited in vain for {wanted!r}\n{self.text()}")
        return moment

    def _show_one(self) -> float:
        moment, data, self.resident = self._unseen.popleft()
        self.emulator.write(self._decoder.decode(data))
        return moment

    def _text_now(self) -> str:
        return "\n".join(self.emulator.lines())

    def text(self) -> str:
        """The screen, with all that was read."""
        while self._unseen:
            self._show_one()
        return self._text_now()

    def picture(self) -> list[list[Place]]:
        """Every cell of the screen, with all that was read."""
        self.text()
        return self.emulator.picture()

    # Keys

    def send(self, key: str) -> float:
        """Press a key, or type a letter, without waiting; the moment before."""
        moment = time.perf_counter()
        self._send(KEYS.get(key) or key.encode())
        return moment

    def _send(self, data: bytes) -> None:
        os.write(self._terminal, data)

    def press(self, key: str, *, quiet: float = QUIET_SECONDS, patience: float = 1.0) -> Answer:
        """Press a key and wait for the answer: until it is quiet, or for `patience` seconds where none comes."""
        before, cpu = self.written, cpu_seconds(self.pid)
        moment = self.send(key)
        while self.written == before and time.perf_counter() < moment + patience and self.ended is None:
            self.read(0.01)
        if self.written == before:
            raise TimeOut(f"no answer to {key}\n{self.text()}")
        first = self.last
        self.settle(quiet)
        return Answer(self.written - before, first - moment, self.last - moment, cpu_seconds(self.pid) - cpu)

    def hold(self, key: str, times: int, rate: float = 30.0, after: Callable[[], None] | None = None) -> float:
        """A key held down, `rate` times a second; the moment of the last. `after` is called before each next one."""
        begun = moment = time.perf_counter()
        for number in range(times):
            while (left := begun + number / rate - time.perf_counter()) > 0:
                self.read(left)
            if number and after is not None:
                after()
            moment = self.send(key)
        return moment

    # The process

    def usage(self) -> CpuAndMemory:
        """What it and its children use now."""
        return look(self.pid)

    def wait_end(self, most: float = 10.0) -> float:
        """The moment of its end."""
        end = time.perf_counter() + most
        while self.ended is None:
            self.read(0.05)
            if time.perf_counter() > end:
                raise TimeOut(f"still there\n{self.text()}")
        return self.ended

    def end(self) -> None:
        """Make sure that it is gone."""
        if self.status is not None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.ended is None:
                os.kill(self.pid, number)
                self._drain(2.0)
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self._process)
        os.close(self._terminal)

    def _drain(self, seconds: float) -> None:
        self.rate = None
        end = time.perf_counter() + seconds
        while self.ended is None and time.perf_counter() < end:
            self.read(0.05)


def _become(arguments: Sequence[str], environment: Mapping[str, str], folder: str | None) -> None:
    """The child of the fork."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        if folder:
            os.chdir(folder)
        os.execvpe(arguments[0], list(arguments), dict(environment))
    finally:
        os._exit(127)


def _answer(query: re.Match[bytes]) -> bytes:
    """What xterm says to a query."""
    asked, colour, end = query[1], query[2], query[3]
    if colour:
        shade = b"0000/0000/0000" if colour == b"11" else b"e5e5/e5e5/e5e5"
        return b"\x1b]" + colour + b";rgb:" + shade + end
    if asked.endswith(b"$p"):
        mode = int(asked[1:-2])
        return b"\x1b[?%d;%d$y" % (mode, 2 if mode in _KNOWN_MODES else 0)
    if asked.endswith(b"q"):
        return b"\x1bP>|XTerm(390)\x1b\\"
    if asked.endswith(b"c"):
        return b"\x1b[>41;390;0c" if asked.startswith(b">") else b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"
    return b"\x1b[0n" if asked.endswith(b"5n") else b"\x1b[1;1R"
