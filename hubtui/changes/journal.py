"""What was changed, on disk: so that it can be taken back after a restart too."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from hubtui.changes.change import Change, from_json, to_json
from hubtui.changes.disk_writer import DiskWriter
from hubtui.config.atomic_write import sync
from hubtui.config.private_folder import make_private

_MOST_ENTRIES = 500
_MOST_BYTES = 4 << 20


class State(StrEnum):
    """What became of an entry."""

    DONE = "done"
    UNDONE = "undone"


@dataclass(slots=True)
class Entry:
    """Changes that were asked for at once, by whom (`account`) and when, and which of them were taken back since."""

    id: str
    account: str
    time: datetime
    changes: list[Change] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)

    def turn(self, place: int, state: State, renamed: Change | None = None) -> None:
        """Note that the change at this place is in another state, and has another id if it is `renamed`."""
        if renamed is not None:
            self.changes[place] = renamed
        if state is State.UNDONE:
            self.undone.add(place)
        else:
            self.undone.discard(place)

    def of(self, state: State) -> list[Change]:
        """Its changes in this state."""
        return [
            change for place, change in enumerate(self.changes) if (place in self.undone) is (state is State.UNDONE)
        ]


class Journal:
    """The entries of one endpoint, oldest first; a line in the file for each thing that happened.

    A journal that cannot be written is no reason not to change a repo: what is kept is kept in memory then.
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
        """All that is kept; read when it is first asked for."""
        return list(self._known().values())

    def done(self, entry_id: str, account: str, change: Change) -> None:
        """A change was done; those of one entry are taken back together."""
        entry = self._known().setdefault(entry_id, Entry(entry_id, account, self._now()))
        entry.changes.append(change)
        told = {"id": entry_id, "account": account, "time": entry.time.isoformat(), "change": to_json(change)}
        self._write(told)

    def undone(self, entry: Entry, asked: Change, done: Change) -> None:
        """Note that one of its changes was undone by `asked`, which is called `done` now that it has its id."""
        place = next((i for i, own in enumerate(entry.changes) if own.inverse() == asked), None)
        self._turn(entry, place, State.UNDONE, done.inverse() if done.repo_id != asked.repo_id else None)

    def redone(self, entry: Entry, asked: Change, done: Change) -> None:
        """Note that one of its changes was redone by `asked`, which is called `done` now that it has its id."""
        place = next((i for i, own in enumerate(entry.changes) if own.again() == asked), None)
        self._turn(entry, place, State.DONE, done if done.repo_id != asked.repo_id else None)

    def _turn(self, entry: Entry, place: int | None, state: State, renamed: Change | None) -> None:
        if place is not None:
            entry.turn(place, state, renamed)
            change = {"change": to_json(renamed)} if renamed is not None else {}
            self._write({"id": entry.id, "place": place, "state": state.value, **change})

    def last(self, account: str, state: State) -> Entry | None:
        """What `u` takes back (the last one that is done), or `U` does again (the one that was taken back last).

        After a new change there is nothing to do again.
        """
        own = [entry for entry in self.entries if entry.account == account and entry.changes]
        if state is State.DONE:
            return next((entry for entry in reversed(own) if entry.of(State.DONE)), None)
        undone: Entry | None = None
        for entry in reversed(own):
            if entry.of(State.UNDONE):
                undone = entry
            if entry.of(State.DONE):
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
                _take(entries, json.loads(line))
            except (ValueError, KeyError, TypeError, RecursionError):
                continue  # a line that was cut, or is another program's
        if len(entries) > _MOST_ENTRIES:
            entries = dict(list(entries.items())[-_MOST_ENTRIES:])
        return entries

    def _write(self, told: dict[str, Any]) -> None:
        text = json.dumps(told, ensure_ascii=True) + "\n"
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


def _take(entries: dict[str, Entry], told: dict[str, Any]) -> None:
    entry_id = str(told["id"])
    if "state" in told:
        renamed = from_json(told["change"]) if "change" in told else None
        entries[entry_id].turn(int(told["place"]), State(told["state"]), renamed)
    elif "change" in told:
        time = datetime.fromisoformat(told["time"])
        entry = Entry(entry_id, str(told["account"]), time if time.tzinfo else time.replace(tzinfo=UTC))
        entries.setdefault(entry_id, entry).changes.append(from_json(told["change"]))
