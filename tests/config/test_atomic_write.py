"""A file of one's own is there whole or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hubtui.config.atomic_write import write_atomically


def in_parts(room: int) -> Callable[[int, bytes], int]:
    """`os.write` of a disk that takes three bytes at a time and has room for so many."""
    real, left = os.write, [room]

    def write(descriptor: int, data: bytes) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = real(descriptor, data[: min(3, left[0])])
        left[0] -= taken
        return taken

    return write


def test_a_disk_that_takes_a_part_at_a_time_gets_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", in_parts(room=100))
    write_atomically(tmp_path / "kept.json", b"twelve bytes")
    monkeypatch.undo()
    assert (tmp_path / "kept.json").read_bytes() == b"twelve bytes"


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kept.json"
    write_atomically(file, b"before")
    monkeypatch.setattr(os, "write", in_parts(room=5))
    with pytest.raises(OSError, match="No space"):
        write_atomically(file, b"longer than before")
    monkeypatch.undo()
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]
