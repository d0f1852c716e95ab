"""What was asked for and the Hub does not hold yet, on disk: no end of the program loses it without a word."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from hubtui.changes.disk_writer import DiskWriter
from hubtui.config.atomic_write import sync, write_atomically
from hubtui.config.private_folder import make_private

_MOST_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class Left:
    """What a run that is over has left: `told` is as it was kept, by whom (`account`) and when."""

    file: Path
    account: str
    time: datetime
    told: dict[str, Any]


class Outbox:
    """A file for each thing that is not on the Hub yet, in a folder for an endpoint; all runs share the folder.

    A run holds a lock while it lives, so that only what others have left is offered. What cannot be written is kept in
    memory alone; `problem` says so.
    """

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        writer: DiskWriter | None = None,
    ) -> None:
        self._folder = folder
        self._writer = writer or DiskWriter()
        self._now = now
        self._run = os.urandom(8).hex()
        self._lock: int | None = None
        self._kept: set[str] = set()
        self.problem = ""

    def __len__(self) -> int:
        """How many things of this run are not on the Hub."""
        return len(self._kept)

    def keep(self, name: str, account: str, told: dict[str, Any]) -> None:
        """Keep it under a name, instead of what was there.

        No end of the program takes it from here on, and no power cut once it is `written`.
        """
        self._kept.add(name)
        text = json.dumps({"account": account, "time": self._now().isoformat(), "told": told}, ensure_ascii=True)
        file = self._file(name)
        try:
            self._hold()
            write_atomically(file, text.encode())
        except OSError as error:
            self.problem = f"what is not saved cannot be kept on disk: {error.strerror}"
        else:
            self._writer.put(name, lambda: sync(file))

    async def written(self) -> None:
        """Wait until everything that was kept so far is on the disk."""
        await self._writer.written()

    def drop(self, name: str) -> None:
        """Forget it: the Hub holds it, or has refused it."""
        if name in self._kept:
            self._kept.discard(name)
            _remove(self._file(name))

    def left(self, account: str) -> list[Left]:
        """What runs that are over have left of this account, the oldest first."""
        over = {run: self._is_over(run) for run in self._runs() if run != self._run}
        found = [_read(file) for run in over if over[run] for file in self._folder.glob(f"{run}.*.json")]
        own = [one for one in found if one is not None and one.account == account]
        return sorted(own, key=lambda one: one.time)

    def claim(self, left: Left, name: str) -> bool:
        """Make it this run's own, under a name; False where another run was faster."""
        try:
            self._hold()
            left.file.rename(self._file(name))
        except OSError:
            return False
        self._kept.add(name)
        return True

    def forget(self, left: Left) -> None:
        """It is not wanted any more."""
        _remove(left.file)

    def close(self) -> None:
        """Write what is kept to the disk; other runs are offered it from now on."""
        self._writer.flush()
        if self._lock is not None:
            if not self._kept:
                _remove(self._lock_of(self._run))
            os.close(self._lock)
            self._lock = None

    def _hold(self) -> None:
        if self._lock is None:
            make_private(self._folder)
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            self._lock = os.open(self._lock_of(self._run), flags, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)

    def _runs(self) -> set[str]:
        return {file.name.partition(".")[0] for file in self._folder.glob("*.json")}

    def _is_over(self, run: str) -> bool:
        try:
            descriptor = os.open(self._lock_of(run), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        finally:
            os.close(descriptor)
        return True

    def _lock_of(self, run: str) -> Path:
        return self._folder / f"{run}.lock"

    def _file(self, name: str) -> Path:
        return self._folder / f"{self._run}.{sha256(name.encode()).hexdigest()[:16]}.json"


def _remove(file: Path) -> None:
    with suppress(OSError):  # it is offered once more then, which a look at the Hub answers
        file.unlink(missing_ok=True)


def _read(file: Path) -> Left | None:
    """What was kept; None for what is no such thing."""
    try:
        if file.is_symlink() or file.stat().st_size > _MOST_BYTES:
            return None
        kept = json.loads(file.read_bytes())
        time = datetime.fromisoformat(kept["time"])
        told = kept["told"]
        if not isinstance(told, dict):
            return None
        return Left(file, str(kept["account"]), time if time.tzinfo else time.replace(tzinfo=UTC), told)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
