"""What undo and redo know of one collection, kept on disk: both work after a restart too."""

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

_MOST_TURNS = 50
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Turn:
    """A change that can be undone or redone; `words` name it."""

    before: Draft
    after: Draft
    words: str

    def renamed(self, old: Key, new: Key) -> Turn:
        """Return the turn with an item under its new name."""
        return Turn(self.before.renamed(old, new), self.after.renamed(old, new), self.words)

    def reversed(self) -> Turn:
        """Return the turn that leads back."""
        return Turn(self.after, self.before, self.words)


class EditHistory:
    """The last changes of a collection, read when they are first needed. Without a `writer` they are in memory alone.

    `file` returns the file that they are kept in.
    """

    def __init__(self, file: Callable[[], Path] = Path, writer: DiskWriter | None = None) -> None:
        self._file = file
        self._writer = writer
        self._stacks: tuple[list[Turn], list[Turn]] | None = None

    def add(self, turn: Turn) -> None:
        """Add a change; what was undone before cannot be redone any more."""
        done, undone = self._read()
        done.append(turn)
        del done[:-_MOST_TURNS]
        undone.clear()
        self._keep()

    def undo(self) -> Turn | None:
        """Return the turn that undoes the last change, or None."""
        done, undone = self._read()
        return self._move(done, undone)

    def redo(self) -> Turn | None:
        """Return the turn that redoes what was undone last, or None."""
        done, undone = self._read()
        return self._move(undone, done)

    def rename(self, old: Key, new: Key) -> None:
        """Call an item by the name that the Hub gives it now."""
        for stack in self._read():
            stack[:] = [turn.renamed(old, new) for turn in stack]
        self._keep()

    def _move(self, source: list[Turn], other: list[Turn]) -> Turn | None:
        if not source:
            return None
        turn = source.pop().reversed()
        other.append(turn)
        self._keep()
        return turn

    def _read(self) -> tuple[list[Turn], list[Turn]]:
        if self._stacks is None:
            self._stacks = _stacks_in(self._file()) if self._writer is not None else ([], [])
        return self._stacks

    def _keep(self) -> None:
        if self._writer is not None:
            path, (done, undone) = self._file(), self._read()
            stacks = list(done), list(undone)
            self._writer.put(str(path), lambda: _write(path, *stacks))


def _write(path: Path, done: list[Turn], undone: list[Turn]) -> None:
    """Write the stacks; leave out the oldest changes where all would be too much."""
    content = json.dumps([[asdict(turn) for turn in stack] for stack in (done, undone)]).encode()
    if len(content) > _MOST_BYTES and done:
        _write(path, done[len(done) // 2 + 1 :], undone)
        return
    with suppress(OSError):  # undo works until the program ends, and the outbox says what is wrong with the disk
        make_private(path.parent)
        write_atomically(path, content)


def _stacks_in(path: Path) -> tuple[list[Turn], list[Turn]]:
    """Return what is kept in a file; nothing where it is damaged."""
    try:
        if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            return [], []
        done, undone = json.loads(path.read_bytes())
        return [_turn(one) for one in done], [_turn(one) for one in undone]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return [], []


def _turn(told: Any) -> Turn:
    return Turn(from_json(told["before"]), from_json(told["after"]), str(told["words"]))
