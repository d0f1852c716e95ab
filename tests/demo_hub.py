"""A demo Hub over TCP for any test: `with start_demo(latency=150) as hub: hub.endpoint, hub.token …`."""

import os
import secrets
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from tests.ports import free_port
from tests.warm import Forked, Program, fork

_ROOT = str(Path(__file__).parents[1])
_PATIENCE_SECONDS = 90


@dataclass
class DemoHub:
    """A server in a process of its own. `restart` starts it again on the same port, with the same tokens."""

    options: tuple[str, ...] = ()
    token: str = field(default_factory=lambda: "hf_" + secrets.token_hex(17))
    read_token: str = field(default_factory=lambda: "hf_" + secrets.token_hex(17))
    endpoint: str = ""
    process: Forked | None = None
    _streams: ExitStack = field(default_factory=ExitStack)

    @property
    def port(self) -> int:
        return urlsplit(self.endpoint).port or 0

    def start(self) -> None:
        """Start the server and wait for its first lines; raise RuntimeError with its message if it does not start."""
        tokens = {"HUBTUI_DEMO_TOKEN": self.token, "HUBTUI_DEMO_READ_TOKEN": self.read_token}
        program = Program("hubtui.demo", ("--port", str(self.port or free_port()), *self.options))
        with ExitStack() as streams, ExitStack() as of_server:
            stdin = of_server.enter_context(Path(os.devnull).open("rb")).fileno()
            output, stdout = _pipe(streams, of_server)
            errors, stderr = _pipe(streams, of_server)
            self.process = fork(program, {**os.environ, **tokens}, _ROOT, [stdin, stdout, stderr])
            of_server.close()
            lines = [output.readline().strip() for _ in range(3)]
            if not lines[0].startswith("HF_ENDPOINT="):
                self.process.wait(_PATIENCE_SECONDS)
                self.process = None
                raise RuntimeError(f"the demo Hub did not start: {errors.read()}")
            self._streams = streams.pop_all()
        self.endpoint = lines[0].partition("=")[2]

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """End the server as a user would, with SIGTERM; return its exit code."""
        return self._end(signal.SIGTERM)

    def restart(self) -> None:
        self.kill()
        self.start()

    def _end(self, number: int) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        process.send_signal(number)
        with self._streams:
            return process.wait(_PATIENCE_SECONDS)


def _pipe(readers: ExitStack, writers: ExitStack) -> tuple[TextIO, int]:
    """Return the end of a pipe to read from and the one to write to, each closed with its stack."""
    reader, writer = os.pipe()
    writers.callback(os.close, writer)
    return readers.enter_context(os.fdopen(reader, encoding="utf-8")), writer


@contextmanager
def start_demo(**options: object) -> Iterator[DemoHub]:
    """A running demo Hub; options are those of the command line: repos, seed, db, latency, fail, rate_limit."""
    given = [text for key, value in options.items() for text in (f"--{key.replace('_', '-')}", str(value))]
    hub = DemoHub(tuple(given))
    hub.start()
    try:
        yield hub
    finally:
        hub.kill()
