"""The changes that were made, on disk, so that they can be undone after a restart too."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from hubtui.changes.change import Change
from hubtui.changes.disk_writer import DiskWriter
from hubtui.changes.registry import from_json
from hubtui.config.atomic_write import sync
from hubtui.config.private_folder import make_private

_MOST_ENTRIES = 500
_MOST_BYTES = 4 << 20


class State(StrEnum):
    """Whether a change was made, or made and then undone."""

    DONE = "done"
    UNDONE = "undone"


@dataclass(slots=True)
class Entry:
    """Changes that were made together, by which account and when; `undone` has the indexes of those undone since."""

    id: str
    account: str
    time: datetime
    changes: list[Change] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)

    def set_state(self, index: int, state: State, renamed: Change | None = None) -> None:
        """Set the state of the change at an index, and replace the change by `renamed` if its id is another one now."""
        if renamed is not None:
            self.changes[index] = renamed
        if state is State.UNDONE:
            self.undone.add(index)
        else:
            self.undone.discard(index)

    def of(self, state: State) -> list[Change]:
        """Return the changes in this state."""
        return [
            change for index, change in enumerate(self.changes) if (index in self.undone) is (state is State.UNDONE)
        ]


class Journal:
    """The changes made at one endpoint, in a file with a line for each change, undo and redo.

    If the file cannot be written, the journal is in memory only, and `problem` has a message for the user.
    """

    def __init__(
        self,
        file: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        writer: DiskWriter | None = None,
    ) -> None:
        self._file = file
        self._writer = writer or DiskWriter()
        self._now = now
        self._entries: dict[str, Entry] | None = None
        self.problem = ""

    @property
    def entries(self) -> list[Entry]:
        """All entries, the oldest first. The file is read when they are first used."""
        return list(self._known().values())

    def add(self, entry_id: str, account: str, change: Change) -> None:
        """Add a change that was made to the entry with this id, or to a new entry."""
        entry = self._known().setdefault(entry_id, Entry(entry_id, account, self._now()))
        entry.changes.append(change)
        time = entry.time.isoformat()
        self._write({"id": entry_id, "account": account, "time": time, "change": change.to_json()})

    def update(self, entry: Entry, state: State, submitted: Change, done: Change) -> None:
        """Set the state of the change of an entry that `submitted` has undone or redone.

        `done` is `submitted` with the id that the Hub gave, which may be another one.
        """
        is_undo = state is State.UNDONE
        own = [change.inverse() if is_undo else change.for_redo() for change in entry.changes]
        if submitted not in own:
            return
        index = own.index(submitted)
        renamed = (done.inverse() if is_undo else done) if done.repo_id != submitted.repo_id else None
        entry.set_state(index, state, renamed)
        change = {"change": renamed.to_json()} if renamed is not None else {}
        self._write({"id": entry.id, "place": index, "state": state.value, **change})

    def last(self, account: str, state: State, passed: Container[str] = ()) -> Entry | None:
        """Return the entry of an account to undo (DONE) or redo (UNDONE) next, or None.

        Entries whose ids are in `passed` are passed over. Undo takes the last entry with a change that is not undone,
        redo the one that was undone last. After a new change there is nothing to redo, unless it is one that cannot be
        undone, such as a deletion.
        """
        own = [entry for entry in self.entries if entry.account == account and entry.changes and entry.id not in passed]
        if state is State.DONE:
            return next((entry for entry in reversed(own) if entry.of(State.DONE)), None)
        undone: Entry | None = None
        for entry in reversed(own):
            if entry.of(State.UNDONE):
                undone = entry
            if any(not change.blocks_undo for change in entry.of(State.DONE)):
                break
        return undone

    def _known(self) -> dict[str, Entry]:
        if self._entries is None:
            self._entries = self._read()
        return self._entries

    def _read(self) -> dict[str, Entry]:
        try:
            with self._file.open("rb") as file:
                file.seek(max(0, os.fstat(file.fileno()).st_size - _MOST_BYTES))
                lines = file.read().decode("utf-8", "replace").splitlines()
        except OSError:
            return {}
        entries: dict[str, Entry] = {}
        for line in lines:
            try:
                _read_line(entries, json.loads(line))
            except (ValueError, KeyError, TypeError, RecursionError):
                continue  # a line that was cut, or that another version wrote
        if len(entries) > _MOST_ENTRIES:
            entries = dict(list(entries.items())[-_MOST_ENTRIES:])
        return entries

    def _write(self, line: dict[str, Any]) -> None:
        text = json.dumps(line, ensure_ascii=True) + "\n"
        try:
            make_private(self._file.parent)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
            descriptor = os.open(self._file, flags, 0o600)
            try:
                # After a line that was cut by a crash, this one begins anew.
                os.write(descriptor, ("\n" + text).encode())
            finally:
                os.close(descriptor)
        except OSError as error:
            self.problem = f"the journal cannot be written ({error.strerror}): undo ends with this program"
        else:
            self._writer.put("journal", lambda: sync(self._file))


def _read_line(entries: dict[str, Entry], line: dict[str, Any]) -> None:
    entry_id = str(line["id"])
    if "state" in line:
        renamed = from_json(line["change"]) if "change" in line else None
        entries[entry_id].set_state(int(line["place"]), State(line["state"]), renamed)
    elif "change" in line:
        time = datetime.fromisoformat(line["time"])
        entry = Entry(entry_id, str(line["account"]), time if time.tzinfo else time.replace(tzinfo=UTC))
        entries.setdefault(entry_id, entry).changes.append(from_json(line["change"]))
