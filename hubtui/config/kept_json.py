"""A file of JSON that is kept between runs: an object with a part for each Hub, by its address."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

_MOST_BYTES = 1 << 20


def read_kept(file: Path) -> dict[str, Any]:
    """All that is kept; nothing where the file is none of these."""
    try:
        with file.open("rb") as opened:
            told = json.loads(opened.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def write_kept(file: Path, endpoint: str, part: Any) -> str:
    """Keep the part of a Hub beside those of others; why that is not possible, empty where it was."""
    new = file.with_suffix(f".{os.getpid()}")
    text = json.dumps(read_kept(file) | {endpoint: part})
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        try:
            os.write(descriptor, text.encode())
        finally:
            os.close(descriptor)
        new.replace(file)
    except OSError as error:
        return f"{file} cannot be written: {error.strerror}"
    return ""
