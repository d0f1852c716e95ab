"""A file of JSON that is kept between runs: an object with a part for each Hub, by its address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hubtui.config.whole_file import write_whole

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
    text = json.dumps(read_kept(file) | {endpoint: part})
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(file, text.encode())
    except OSError as error:
        return f"{file} cannot be written: {error.strerror}"
    return ""
