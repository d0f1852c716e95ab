"""A file of JSON that is kept between runs: an object with a part for each Hub, by its address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hubtui.config.atomic_write import write_atomically
from hubtui.config.private_folder import make_private

_MOST_BYTES = 1 << 20


def read_kept(file: Path) -> dict[str, Any]:
    """Return all that is kept, nothing where the file is missing or damaged."""
    try:
        return _read(file)
    except (OSError, ValueError, RecursionError):
        return {}


def damage_of(file: Path) -> str:
    """Return one line that says why a file that is there cannot be used, empty where it can, or is not there."""
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
        told = json.loads(opened.read(_MOST_BYTES))
    if not isinstance(told, dict):
        raise ValueError("no object")
    return told


def write_kept(file: Path, endpoint: str, part: Any) -> str:
    """Keep the part of a Hub beside those of others; why that is not possible, empty where it was."""
    text = json.dumps(read_kept(file) | {endpoint: part})
    try:
        make_private(file.parent)
        write_atomically(file, text.encode())
    except OSError as error:
        return f"{file} cannot be written: {error.strerror}"
    return ""
