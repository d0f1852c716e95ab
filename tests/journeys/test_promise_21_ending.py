"""Promise 21: however the program is ended, its process goes, and nothing is lost that was queued."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.terminal.machine import HELD
from tests.terminal.session import PATIENCE, Session
from tests.warm import Program, hubtui

ROOT = Path(__file__).parents[2]
SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
AT_ONCE = 5
REPO = "ada/queued"


def program(kind: str, folder: Path) -> None:
    """Run hubtui, with a change under way that the Hub does not answer, and with what `kind` says stuck."""
    import asyncio

    from hubtui.__main__ import main
    from hubtui.app import hub_app as app
    from hubtui.changes.repo_changes import CreateRepo

    async def stubborn() -> None:
        while True:
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(600)

    class Queued(app.HubApp):
        def painted(self) -> None:
            super().painted()
            self.session.queue.submit(CreateRepo("model", REPO))
            self.stuck: list[object] = []
            if kind == "tasks":
                self.stuck = [asyncio.create_task(stubborn()) for _ in range(3)]
            if kind == "thread":
                self.stuck = [asyncio.get_running_loop().run_in_executor(None, time.sleep, 600) for _ in range(2)]
            (folder / "pid").write_text(str(os.getpid()))
            (folder / "ready").touch()

    app.HubApp = Queued  # type: ignore[misc]
    sys.exit(main())


class Run:
    """One program on its way to its end."""

    def __init__(self, kind: str, number: int, endpoint: str, folder: Path, rng: random.Random) -> None:
        self.kind = kind
        self.rng = rng
        self.folder = folder / str(number)
        self.folder.mkdir()
        self.waits_for = self.folder / "ready"
        self.told = ""
        environ = {"HF_ENDPOINT": endpoint, "HF_TOKEN": "hf_demo_write_token_0123456789"}
        command: Program | list[str] = Program(__name__, (kind, str(self.folder)))
        if kind == "imports":
            (self.folder / "gate" / "textual").mkdir(parents=True)
            (self.folder / "gate" / "textual" / "__init__.py").write_text(HELD)
            self.waits_for = self.folder / "gate" / "here"
            environ["PYTHONPATH"] = f"{self.folder / 'gate'}:{ROOT}"
        if kind in ("imports", "start"):
            command = hubtui().command
        if kind.startswith("tmux"):
            environ["TMUX_TMPDIR"] = str(self.folder)
            program = command.command
            in_shell = ["sh", "-c", f"{' '.join(program)}; true"] if kind == "tmux-shell" else program
            command = ["tmux", "-f", os.devnull, "new-session", "-x", "100", "-y", "30", *in_shell]
        self.session = Session(command, size=(100, 30), environ=environ)

    def wait(self) -> None:
        """Until the moment of the end has come."""
        if self.kind == "start":
            time.sleep(self.rng.random() * 0.4)
            return
        until = time.monotonic() + PATIENCE
        while not self.waits_for.exists():
            assert time.monotonic() < until, f"{self.kind}: never ready: {self.session.screen.lines()}"
            assert self.session.process.poll() is None, f"{self.kind}: ended too soon"
            self.session.pump(0.01)

    def end(self) -> None:
        """End it the way that its kind says."""
        process, rng = self.session.process, self.rng
        if self.kind.startswith("tmux"):
            environ = {**os.environ, "TMUX_TMPDIR": str(self.folder)}
            subprocess.run(["tmux", "kill-session"], env=environ, check=True)
            return
        if self.kind == "suspended":
            os.kill(process.pid, signal.SIGTSTP)
            self.session.wait_until_stopped()
        if self.kind == "unread":
            for _ in range(40):  # each draws the whole screen, and nobody takes it
                self.session.send("\x0c")
        ways = ["quit"] if self.kind == "quit" else ["close", "one", "two"]
        if self.kind in ("closed", "suspended"):
            ways = ["close"]
        if self.kind in ("one", "two", "unread"):
            ways = [self.kind.replace("unread", "one")]
        way = rng.choice(ways)
        if way == "close":
            os.close(self.session.slave)
            os.close(self.session.master)
            self.told = "terminal closed"
        elif way == "quit":
            self.session.send("qy")
            self.told = "q"
        else:
            numbers = rng.choices(SIGNALS, k=2 if way == "two" else 1)
            self.told = " ".join(number.name for number in numbers)
            for number in numbers:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, number)

    def gone(self) -> bool:
        """Whether the process is there no more."""
        if not self.kind.startswith("tmux"):
            return self.session.process.poll() is not None
        try:
            stat = Path(f"/proc/{(self.folder / 'pid').read_text()}/stat").read_text()
        except OSError:
            return True
        return stat.rpartition(")")[2].split()[0] in "ZX"

    def kept(self) -> bool:
        """Whether the change that was queued is on disk; true where none was."""
        if not (self.folder / "ready").exists():
            return True
        files = [json.loads(file.read_text()) for file in Path(self.session.home.name).rglob("*.json")]
        return any(REPO in json.dumps(file.get("told", "")) for file in files if isinstance(file, dict))


KINDS = ("closed", "one", "two", "imports", "start", "tasks", "thread", "suspended", "unread", "tmux", "tmux-shell")


@pytest.fixture
def silent() -> Iterator[str]:
    """A Hub that takes connections and says nothing: what is queued stays queued."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(512)
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_however_it_is_ended_nothing_stays_and_nothing_is_lost(
    silent: str, tmp_path: Path, runs: Callable[[int], int]
) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    kinds = [KINDS[number % len(KINDS)] for number in range(runs(1000))]
    longest = 0.0
    while kinds:
        batch, kinds = kinds[:AT_ONCE], kinds[AT_ONCE:]
        with ExitStack() as stack:
            some = []
            for kind in batch:
                run = Run(kind, len(kinds) * AT_ONCE + len(some), silent, tmp_path, rng)
                stack.enter_context(run.session)
                some.append(run)
            for run in some:
                run.wait()
                run.end()
                began = time.monotonic()
                while not run.gone():
                    where = f"seed {seed}, {run.kind}, {run.told}"
                    assert time.monotonic() < began + PATIENCE, f"{where}: it lives on"
                    # Nobody reads from a terminal that is closed, or takes no more.
                    time.sleep(0.01) if run.kind in ("unread",) or run.told == "terminal closed" else run.session.pump(
                        0.01
                    )
                longest = max(longest, time.monotonic() - began)
                assert run.kept(), f"seed {seed}, {run.kind}, {run.told}: a change is lost"
    print(f"longest end: {longest:.2f} s")


if __name__ == "__main__":
    kind, folder = sys.argv[1:]
    del sys.argv[1:]
    program(kind, Path(folder))
