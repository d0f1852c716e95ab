"""Files of one's own that are there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, content: bytes, *, on_disk: bool = False) -> None:
    """Put it in the place of what was there, for its owner alone; `on_disk` waits until a power cut cannot take it.

    Raises OSError; what was there before stays then, also where a full disk took only a part.
    """
    new = file.with_suffix(f".{os.getpid()}")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        try:
            while content:  # os.write may take a part without a word
                content = content[os.write(descriptor, content) :]
            if on_disk:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        new.replace(file)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
