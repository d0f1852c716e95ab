"""Read and write small JSON files: one object with an entry for each key, for example each Hub by its URL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hubtui.config.atomic_write import write_atomically
from hubtui.config.private_folder import make_private

_MAX_BYTES = 1 << 20


def read_json_object(file: Path) -> dict[str, Any]:
    """Return the object in a file; an empty one if the file is missing or damaged."""
    try:
        return _read(file)
    except (OSError, ValueError, RecursionError):
        return {}


def json_file_error(file: Path) -> str:
    """Return an error line if the file exists but cannot be used, else ""."""
    try:
        _read(file)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"{file} cannot be read: {error.strerror}"
    except (ValueError, RecursionError):
        return f"{file} is damaged: it is no JSON of hubtui; move it away, or mend it"
    return ""


def _read(file: Path) -> dict[str, Any]:
    with file.open("rb") as opened:
        value = json.loads(opened.read(_MAX_BYTES))
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def write_json_entry(file: Path, key: str, value: Any) -> str:
    """Set the entry of `key` in a file and leave the others unchanged. Return an error line, or ""."""
    text = json.dumps(read_json_object(file) | {key: value})
    try:
        make_private(file.parent)
        write_atomically(file, text.encode())
    except OSError as error:
        return f"{file} cannot be written: {error.strerror}"
    return ""
