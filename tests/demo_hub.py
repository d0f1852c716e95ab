"""A demo Hub over TCP for any test: `with start_demo(latency=150) as hub: hub.endpoint, hub.token …`."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


@dataclass
class DemoHub:
    """A server in a process of its own. `restart` starts it again on the same port, with the same tokens."""

    options: tuple[str, ...] = ()
    token: str = field(default_factory=lambda: "hf_" + secrets.token_hex(17))
    read_token: str = field(default_factory=lambda: "hf_" + secrets.token_hex(17))
    endpoint: str = ""
    process: "subprocess.Popen[str] | None" = None

    @property
    def port(self) -> int:
        return urlsplit(self.endpoint).port or 0

    def start(self) -> None:
        """Starts the server and waits for its first lines; raises RuntimeError with its words where it does not."""
        command = [sys.executable, "-m", "hubtui.demo", "--port", str(self.port), *self.options]
        tokens = {"HUBTUI_DEMO_TOKEN": self.token, "HUBTUI_DEMO_READ_TOKEN": self.read_token}
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **tokens},
            cwd=Path(__file__).parents[1],
        )
        assert self.process.stdout
        lines = [self.process.stdout.readline().strip() for _ in range(3)]
        if not lines[0].startswith("HF_ENDPOINT="):
            words = self.process.communicate(timeout=15)[1]
            self.process = None
            raise RuntimeError(f"the demo Hub did not start: {words}")
        self.endpoint = lines[0].partition("=")[2]

    def kill(self) -> None:
        """Ends the server at once, as a crash would."""
        self._end(force=True)

    def stop(self) -> int:
        """Ends the server as a user would, with SIGTERM; its exit code."""
        return self._end(force=False)

    def restart(self) -> None:
        self.kill()
        self.start()

    def _end(self, force: bool) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        process.kill() if force else process.terminate()
        process.communicate(timeout=15)
        return process.returncode


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
