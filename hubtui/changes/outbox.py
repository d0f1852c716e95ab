"""The changes that the Hub does not have yet, on disk: no end of the program loses them silently."""

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
class OutboxEntry:
    """An entry that an ended run left in the outbox: the stored JSON object, and the account and time it was put at."""

    file: Path
    account: str
    time: datetime
    content: dict[str, Any]


class Outbox:
    """Stores one file for each change that the Hub does not have yet, in a folder that all runs share.

    A run holds a lock while it lives, so that others see only the entries of runs that have ended. An entry that cannot
    be written is lost when the program ends; `problem` then has a message for the user.
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
        self._names: set[str] = set()
        self.problem = ""

    def __len__(self) -> int:
        """Return the number of entries of this run."""
        return len(self._names)

    def put(self, name: str, account: str, content: dict[str, Any]) -> None:
        """Store a JSON object under a name, in place of the entry that this name had.

        It survives the end of the program from now on, and a power cut after `written`.
        """
        self._names.add(name)
        text = json.dumps({"account": account, "time": self._now().isoformat(), "told": content}, ensure_ascii=True)
        file = self._file(name)
        try:
            self._hold()
            write_atomically(file, text.encode())
        except OSError as error:
            self.problem = f"what is not saved cannot be kept on disk: {error.strerror}"
        else:
            self._writer.put(name, lambda: sync(file))

    async def written(self) -> None:
        """Wait until all entries that were put so far are on the disk."""
        await self._writer.written()

    def remove(self, name: str) -> None:
        """Remove the entry of this run with this name, if there is one."""
        if name in self._names:
            self._names.discard(name)
            _remove(self._file(name))

    def leftovers(self, account: str) -> list[OutboxEntry]:
        """Return the entries of this account that ended runs left, the oldest first."""
        over = {run: self._is_over(run) for run in self._runs() if run != self._run}
        found = [_read(file) for run in over if over[run] for file in self._folder.glob(f"{run}.*.json")]
        own = [one for one in found if one is not None and one.account == account]
        return sorted(own, key=lambda one: one.time)

    def claim(self, entry: OutboxEntry, name: str) -> bool:
        """Turn a leftover entry into one of this run, under a name; return False if another run was faster."""
        try:
            self._hold()
            entry.file.rename(self._file(name))
        except OSError:
            return False
        self._names.add(name)
        return True

    def discard(self, entry: OutboxEntry) -> None:
        """Remove a leftover entry."""
        _remove(entry.file)

    def close(self) -> None:
        """Write all entries to the disk and give up the lock, so that other runs see them."""
        self._writer.flush()
        if self._lock is not None:
            if not self._names:
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
    with suppress(OSError):  # it is offered once more then, and a read of the Hub shows that it is done
        file.unlink(missing_ok=True)


def _read(file: Path) -> OutboxEntry | None:
    """Return the entry in a file, or None if it contains none."""
    try:
        if file.is_symlink() or file.stat().st_size > _MOST_BYTES:
            return None
        stored = json.loads(file.read_bytes())
        time = datetime.fromisoformat(stored["time"])
        content = stored["told"]
        if not isinstance(content, dict):
            return None
        return OutboxEntry(file, str(stored["account"]), time if time.tzinfo else time.replace(tzinfo=UTC), content)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
