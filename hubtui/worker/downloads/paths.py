"""Where a file of a repo lands below a folder: inside it, through no link, over nothing that is there already."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path

_LONGEST_NAME, _LONGEST_PATH = 240, 1000
_DEEPEST = 40
_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class UnsafePath(ValueError):
    """A name that is not written to this machine; its text says why in one line."""


def parts_of(path: str) -> tuple[str, ...]:
    """The folders and the name of a file of a repo.

    Raises:
        UnsafePath: it would leave the folder, or no file can have this name.
    """
    shown = repr(path if len(path) <= 60 else path[:59] + "…")
    if path.startswith(("/", "\\", "~")) or _DRIVE.match(path):
        raise UnsafePath(f"{shown} is not inside the repo: it is not saved")
    parts = tuple(path.split("/"))
    if any(part in ("", ".", "..") for part in parts):
        raise UnsafePath(f"{shown} is not inside the repo: it is not saved")
    if "\\" in path or not path.isprintable():
        raise UnsafePath(f"{shown} holds characters that no file name should: it is not saved")
    if len(path) > _LONGEST_PATH or len(parts) > _DEEPEST or any(_bytes(part) > _LONGEST_NAME for part in parts):
        raise UnsafePath(f"{shown} is too long a name for a file: it is not saved")
    if any(_RESERVED.fullmatch(part) or part[-1] in ". " or part.endswith(".hubtui-part") for part in parts):
        raise UnsafePath(f"{shown} is a name with a meaning of its own on some machines: it is not saved")
    return parts


def open_folder(folder: Path, parts: tuple[str, ...]) -> int:
    """A descriptor of the folder that a file belongs in, made where it is new; no link below `folder` is followed.

    Raises:
        UnsafePath: a link, or something that is no folder, stands in the way.
        OSError: it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            deeper = _open_below(descriptor, part)
            os.close(descriptor)
            descriptor = deeper
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _open_below(descriptor: int, name: str) -> int:
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
    try:
        return os.open(name, flags, dir_fd=descriptor)
    except FileNotFoundError:
        os.mkdir(name, dir_fd=descriptor)
        return os.open(name, flags, dir_fd=descriptor)
    except NotADirectoryError:
        raise UnsafePath(f"{name!r} is in the way, and is no folder of ours: nothing is saved below it") from None
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        raise UnsafePath(f"{name!r} is a link: nothing is saved through it") from None


def free_bytes(folder: Path) -> int | None:
    """How much room there is at a folder that may not be there yet; None where that cannot be told."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return None


def _bytes(part: str) -> int:
    return len(part.encode("utf-8", "replace"))
