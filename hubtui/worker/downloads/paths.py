"""Finds the place of a downloaded file in a folder: always inside it, never through a link."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from unicodedata import category

LONGEST_NAME = 255
"""The longest file name in bytes, if the disk does not say."""
PART_SUFFIX = ".hubtui-part"
_LONGEST_PATH = 4000
_DEEPEST = 40
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
"""Invisible characters that are allowed in names, because they change a word or an emoji."""


class UnsafePath(ValueError):
    """A path cannot be written on this machine; the text of the error is one line for the user."""


def parts_of(path: str, longest: int = LONGEST_NAME) -> tuple[str, ...]:
    """Split the path of a file in a repo into its folders and its name, each of at most `longest` bytes.

    Raises:
        UnsafePath: the path leads out of the folder, or no file can have this name.
    """
    shown = repr(path if len(path) <= 60 else path[:59] + "…")
    parts = tuple(path.split("/"))
    if path.startswith(("\\", "~")) or any(part in ("", ".", "..") for part in parts):
        raise UnsafePath(f"{shown} is not inside the repo: it is not saved")
    if "\\" in path or any(category(letter) in _UNSAFE and letter not in _JOINERS for letter in path):
        raise UnsafePath(f"{shown} holds characters that no file name should: it is not saved")
    if _bytes(path) > _LONGEST_PATH or len(parts) > _DEEPEST or any(_bytes(part) > longest for part in parts):
        raise UnsafePath(f"{shown} is too long a name for a file: it is not saved")
    if any(part.endswith(PART_SUFFIX) for part in parts):
        raise UnsafePath(f"{shown} ends like the parts of downloads: it is not saved")
    return parts


def longest_name(folder: Path) -> int:
    """Return the longest file name in bytes that a folder allows, which need not exist yet."""
    for place in (folder, *folder.parents):
        try:
            return os.pathconf(place, "PC_NAME_MAX")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError):
            break
    return LONGEST_NAME


def cut(name: str, most: int) -> str:
    """Return the beginning of a name, at most `most` bytes of it."""
    return name.encode()[:most].decode(errors="ignore")


def open_folder(folder: Path, parts: tuple[str, ...]) -> int:
    """Open the folder of a file and return its descriptor; create missing folders and follow no link below `folder`.

    Raises:
        UnsafePath: a folder of the path is a link or a file.
        OSError: a folder cannot be created.
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
    """Return the free bytes on the disk of a folder, which need not exist yet, or None if they are unknown."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return None


def room_here() -> tuple[str, int | None]:
    """Return the current folder in short form, and the free bytes on its disk (None: unknown)."""
    folder = Path.cwd()
    try:
        name = f"~/{folder.relative_to(Path.home())}"
    except ValueError:
        name = str(folder)
    return name.removesuffix("/."), free_bytes(folder)


def _bytes(part: str) -> int:
    return len(part.encode("utf-8", "replace"))
