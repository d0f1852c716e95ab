"""The cache folder of an account: other accounts do not find it, and its name does not reveal the account."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from hubtui.config.atomic_write import write_atomically
from hubtui.config.private_folder import make_private
from hubtui.text.digest import blake2b

_SALT_BYTES = 32
_UNUSED_SECONDS = 60 * 86400


def folder_of(root: Path, endpoint: str, token: str | None) -> Path:
    """Return the cache folder below `root` for the owner of `token` (None: nobody).

    A random salt of this machine keeps tokens from being guessed by the name. If the salt cannot be saved, the folder
    is a new one each time, and nothing is found again.
    """
    name = f"{endpoint}\0{token or ''}".encode("utf-8", "surrogatepass")
    return root / blake2b(name, key=_salt(root), digest_size=16).hexdigest()


def drop(folder: Path) -> None:
    """Delete the cache folder of an account."""
    rmtree(folder, ignore_errors=True)


def sweep(root: Path, now: float) -> None:
    """Delete folders that were not used for 60 days at time `now`: their tokens may be gone as well."""
    with suppress(OSError):
        for folder in root.iterdir():
            if folder.is_dir() and not folder.is_symlink() and now - folder.stat().st_mtime > _UNUSED_SECONDS:
                drop(folder)


def _salt(root: Path) -> bytes:
    file = root / "salt"
    for _ in range(3):
        with suppress(OSError):
            salt = file.read_bytes()
            if len(salt) == _SALT_BYTES:
                return salt
            file.unlink()
        try:
            make_private(root)
            write_atomically(file, os.urandom(_SALT_BYTES))
        except OSError:
            break
    return os.urandom(_SALT_BYTES)
