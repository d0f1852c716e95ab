"""The undo and redo stacks of one collection, on disk: undo and redo work after a restart too."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubtui.config.atomic_write import write_atomically
from hubtui.config.private_folder import make_private
from hubtui.hub.drafts import Draft, Key, from_json

if TYPE_CHECKING:
    from hubtui.changes.disk_writer import DiskWriter

_MOST_STEPS = 50
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A change of a collection that can be undone or redone; `words` is its name."""

    before: Draft
    after: Draft
    words: str

    def renamed(self, old: Key, new: Key) -> HistoryStep:
        """Return the step with the key `new` for the item that had the key `old`."""
        return HistoryStep(self.before.renamed(old, new), self.after.renamed(old, new), self.words)

    def reversed(self) -> HistoryStep:
        """Return the step from `after` back to `before`."""
        return HistoryStep(self.after, self.before, self.words)


class EditHistory:
    """The last changes of a collection: those to undo, and those to redo.

    They are read from the file that `file` returns, when they are first used, and written by `writer`. Without a
    `writer` they are in memory only.
    """

    def __init__(self, file: Callable[[], Path] = Path, writer: DiskWriter | None = None) -> None:
        self._file = file
        self._writer = writer
        self._stacks: tuple[list[HistoryStep], list[HistoryStep]] | None = None

    def add(self, step: HistoryStep) -> None:
        """Add a change to undo. Nothing can be redone after it."""
        done, undone = self._read()
        done.append(step)
        del done[:-_MOST_STEPS]
        undone.clear()
        self._save()

    def undo(self) -> HistoryStep | None:
        """Return the step that undoes the last change, or None if there is none."""
        done, undone = self._read()
        return self._move(done, undone)

    def redo(self) -> HistoryStep | None:
        """Return the step that redoes the change that was undone last, or None if there is none."""
        done, undone = self._read()
        return self._move(undone, done)

    def rename(self, old: Key, new: Key) -> None:
        """Replace the key of an item in all changes: the Hub has another id for it now."""
        for stack in self._read():
            stack[:] = [step.renamed(old, new) for step in stack]
        self._save()

    def _move(self, source: list[HistoryStep], other: list[HistoryStep]) -> HistoryStep | None:
        if not source:
            return None
        step = source.pop().reversed()
        other.append(step)
        self._save()
        return step

    def _read(self) -> tuple[list[HistoryStep], list[HistoryStep]]:
        if self._stacks is None:
            self._stacks = _stacks_in(self._file()) if self._writer is not None else ([], [])
        return self._stacks

    def _save(self) -> None:
        if self._writer is not None:
            path, (done, undone) = self._file(), self._read()
            stacks = list(done), list(undone)
            self._writer.put(str(path), lambda: _write(path, *stacks))


def _write(path: Path, done: list[HistoryStep], undone: list[HistoryStep]) -> None:
    """Write both stacks to a file. Leave out the oldest changes to undo if the file would be too large."""
    content = json.dumps([[asdict(step) for step in stack] for stack in (done, undone)]).encode()
    if len(content) > _MOST_BYTES and done:
        _write(path, done[len(done) // 2 + 1 :], undone)
        return
    with suppress(OSError):  # undo works until the program ends, and the outbox says what is wrong with the disk
        make_private(path.parent)
        write_atomically(path, content)


def _stacks_in(path: Path) -> tuple[list[HistoryStep], list[HistoryStep]]:
    """Return the two stacks in a file, both empty if it is missing or damaged."""
    try:
        if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            return [], []
        done, undone = json.loads(path.read_bytes())
        return [_step(one) for one in done], [_step(one) for one in undone]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return [], []


def _step(stored: Any) -> HistoryStep:
    return HistoryStep(from_json(stored["before"]), from_json(stored["after"]), str(stored["words"]))
