"""Create folders that only their owner can read."""

from __future__ import annotations

from pathlib import Path


def make_private(folder: Path) -> None:
    """Create a folder and its missing parents, for their owner alone (0700).

    Existing folders keep their mode: they may be shared on purpose.

    Raises:
        OSError: It cannot be created, or is no folder.
    """
    missing = []
    for place in (folder, *folder.parents):
        if place.exists():
            break
        missing.append(place)
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)  # raises if it is no folder
