"""A test that leaves a process or a temporary file behind fails, and so does a run of the suite.

Every process that a test starts has a mark in its environment, which its children inherit wherever they are. Temporary
files of tests, and of the programs that they start, go to a folder of this run.
"""

import os
import shutil
import signal
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

MARK = "HUBTUI_TEST_RUN"
_PATIENCE_SECONDS = 30.0
_PROC = Path("/proc")


class Processes:
    """The processes whose mark in the environment begins as given, without this one; none where there is no /proc."""

    def __init__(self, mark: str) -> None:
        self._mark = f"\0{MARK}={mark}".encode()
        self._others: set[int] = set()
        """Processes that were looked at and have no mark: they are not looked at again."""
        self._newest = ""
        self._last: set[int] = set()
        """The processes that had the mark, or might get it, when `_newest` was the newest of this machine."""

    def found(self) -> dict[int, str]:
        """Their ids and command lines."""
        newest = _newest_process()
        # Nothing was started since the last look: to look at all processes takes longer than most tests.
        there = self._last if newest and newest == self._newest else self._all()
        self._newest, marked = newest, {}
        for pid in there - {os.getpid()}:
            command = self._command_if_marked(pid)
            if command is None:
                self._others.add(pid)
            elif command:
                marked[pid] = command
        self._last = there - self._others
        return marked

    def _all(self) -> set[int]:
        """All processes but those that are known to have no mark."""
        there = {int(name) for name in _names(_PROC) if name.isdecimal()} if _PROC.is_dir() else set()
        self._others &= there
        return there - self._others

    def _command_if_marked(self, pid: int) -> str | None:
        """Its command line; empty for one that is ending or about to run another program, None without the mark."""
        try:
            environment = (_PROC / str(pid) / "environ").read_bytes()
            command = (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except FileNotFoundError:
            return ""
        except OSError:
            return None  # another user's
        if not environment or "multiprocessing.resource_tracker" in command:
            return ""  # ends with the process of the tests
        return command.strip() if self._mark in b"\0" + environment else None


def _newest_process() -> str:
    """Return the id of the process that was started last, or "" if the system does not say so."""
    try:
        return (_PROC / "loadavg").read_text().split()[-1]
    except OSError:
        return ""


def _names(folder: Path) -> list[str]:
    """The names in a folder: asked for twice in each test, so no path is made of them."""
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries]


class Leftovers:
    """The check as a plugin of a pytest process: of the one that a user starts, or of a worker of xdist."""

    def __init__(self, worker: str) -> None:
        self._is_worker = bool(worker)
        # Marks are nested as processes are: this run finds the processes of its workers, and a worker only its own.
        mark = os.environ[MARK] = f"{os.environ.get(MARK, '')}{worker or uuid.uuid4().hex}."
        self._processes = Processes(mark)
        # The folders that pytest gives to tests stay where they always are.
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
        self._folder = (
            Path(tempfile.gettempdir()) / worker if worker else Path(tempfile.mkdtemp(prefix="hubtui-tests-"))
        )
        self._folder.mkdir(exist_ok=True)
        os.environ["TMPDIR"] = tempfile.tempdir = str(self._folder)

    def there(self) -> set[str]:
        """The processes and temporary files that are there now, in words."""
        processes = {f"process {pid}: {command}" for pid, command in self._processes.found().items()}
        return processes | {f"file {self._folder / name}" for name in _names(self._folder)}

    def since(self, before: set[str]) -> list[str]:
        """What is there since then and does not go by itself; processes are ended."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while (new := self.there() - before) and time.monotonic() < until:
            time.sleep(0.02)
        for pid in self._processes.found():
            if any(name.startswith(f"process {pid}:") for name in new):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        return sorted(new)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Iterator[None]:
        """Fail a run that leaves something behind, once all its tests and workers have ended."""
        yield
        if self._is_worker:
            return
        for folder in self._folder.glob("gw*"):
            with suppress(OSError):  # one with files in it stays, and is reported
                folder.rmdir()
        left = self.since(set())
        shutil.rmtree(self._folder, ignore_errors=True)
        if left:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            reporter = session.config.pluginmanager.get_plugin("terminalreporter")
            for name in left:
                reporter.write_line(f"left behind by this run: {name}", red=True)
