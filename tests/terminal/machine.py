"""A machine of a user: its runs leave their files to the next, and the import of Textual can be delayed."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.terminal.session import Session
from tests.warm import hubtui

ROOT = Path(__file__).parents[2]
HELD = """
import sys, time, pathlib
gate = pathlib.Path(__file__).parents[1]
(gate / "here").touch()
while not (gate / "go").exists():
    time.sleep(0.01)
sys.path.remove(str(gate))
del sys.modules["textual"]
import textual
"""
"""Instead of Textual: it is imported once somebody lets it."""
LONG = (
    HELD
    + """
import hubtui.terminal.display
hubtui.terminal.display._HOLD_SECONDS = 60
"""
)
"""The same, and the startup snapshot is held for a minute."""


class Machine:
    """A user's machine: what runs on it leaves its files to the next."""

    def __init__(self, home: Path, endpoint: str, token: str) -> None:
        self.home = home
        names = ("CONFIG", "STATE", "CACHE", "DATA")
        self.environ = {f"XDG_{name}_HOME": str(home / name.lower()) for name in names}
        self.environ |= {"HOME": str(home), "HF_HOME": str(home / "hf"), "HF_ENDPOINT": endpoint}
        (home / "hf").mkdir()
        (home / "hf" / "token").write_text(token)

    def start(
        self, *arguments: str, size: tuple[int, int] = (100, 30), gate: Path | None = None, by: Sequence[str] = ()
    ) -> Session:
        """hubtui; behind a `gate`, and started `by` a program, it comes no further than to the import of Textual."""
        if gate is None:
            return Session(hubtui(*arguments), size=size, environ=self.environ)
        environ = self.environ | {"PYTHONPATH": f"{gate}:{ROOT}"}
        return Session([*by, *hubtui(*arguments).command], size=size, environ=environ)

    def run(self, *keys: str, arguments: tuple[str, ...] = (), size: tuple[int, int] = (100, 30)) -> None:
        """From the start to the end, with keys between."""
        with self.start(*arguments, size=size) as session:
            session.wait_for(" loaded, ")
            session.rest(0.3)
            for key in keys:
                session.send(key)
                session.rest(0.2)
            session.send("q")
            assert session.end() == 0

    @contextmanager
    def held(
        self, *arguments: str, size: tuple[int, int] = (100, 30), instead: str = HELD, by: Sequence[str] = ()
    ) -> Iterator[Session]:
        """hubtui that waits where it would import Textual; `go` in the folder `gate` lets it."""
        gate = self.home / "gate"
        (gate / "textual").mkdir(parents=True, exist_ok=True)
        (gate / "textual" / "__init__.py").write_text(instead)
        for name in ("here", "go"):
            (gate / name).unlink(missing_ok=True)
        with self.start(*arguments, size=size, gate=gate, by=by) as session:
            until = time.monotonic() + 90
            while instead.startswith(HELD) and not (gate / "here").exists() and session.process.poll() is None:
                assert time.monotonic() < until, "it never came to Textual"
                session.pump(0.02)
            session.rest(0.05)
            yield session

    def go(self) -> None:
        (self.home / "gate" / "go").touch()
