"""Files of one's own that are there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Put it in the place of what was there, for its owner alone; `sync` makes it outlive a power cut.

    Raises OSError; what was there before stays then, also where a full disk took only a part.
    """
    new = file.with_suffix(f".{os.getpid()}")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        try:
            while content:  # os.write may take a part without a word
                content = content[os.write(descriptor, content) :]
        finally:
            os.close(descriptor)
        new.replace(file)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise


def sync(file: Path) -> None:
    """Wait until a power cut cannot take the file any more; a file that is not there is no error."""
    with suppress(OSError):
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
