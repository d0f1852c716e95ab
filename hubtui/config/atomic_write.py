"""Write files so that readers never find a half-written one, not even after a crash."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_atomically(file: Path, content: bytes) -> None:
    """Replace a file in one step; only its owner may read it. Call `sync` to make it survive a power cut.

    Raises:
        OSError: The file could not be written; the old one is unchanged.
    """
    new = file.with_suffix(f".{os.getpid()}")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        try:
            while content:  # os.write may write only a part
                content = content[os.write(descriptor, content) :]
        finally:
            os.close(descriptor)
        new.replace(file)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise


def sync(file: Path) -> None:
    """Wait until the file is on the disk. A missing file is no error."""
    with suppress(OSError):
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
