"""Folders of the user's own."""

from __future__ import annotations

from pathlib import Path


def make_private(folder: Path) -> None:
    """Make a folder and those above it that are missing, for their owner alone (0700).

    The mode of one that is there is left alone: a folder may be shared on purpose.

    Raises:
        OSError: it cannot be made.
    """
    missing = []
    for place in (folder, *folder.parents):
        if place.exists():
            break
        missing.append(place)
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)  # says so where it is no folder
