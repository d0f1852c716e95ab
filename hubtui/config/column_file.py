"""Save the columns that the user chose in config.toml, leaving the rest of that file unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.config.atomic_write import write_atomically

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_TABLE = "columns"
_WRITABLE = 0o222


def save_columns(file: Path, tab: str, keys: Sequence[str]) -> str:
    """Save the columns of the listing of a tab; without `keys`, remove the setting.

    Return an error for the user, or "".
    """
    try:
        text = _text_of(file)
        new = _with_columns(text, tab, keys)
        if new != text:
            _write(file, new)
    except UnicodeDecodeError:
        return f"{file} is not changed: it is no text in UTF-8"
    except ValueError as error:
        return f"{file} is not changed: {error}"
    except OSError as error:
        return f"{file} cannot be written: {error.strerror}"
    return ""


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")  # with the line ends as they are
    except FileNotFoundError:
        return ""


def _with_columns(text: str, tab: str, keys: Sequence[str]) -> str:
    """Return the text of config.toml with other columns for a tab.

    Raises:
        ValueError: It is not valid TOML, or "columns" is no table in it.
    """
    import tomlkit

    mark = "\ufeff" if text.startswith("\ufeff") else ""
    document: TOMLDocument = tomlkit.parse(text.removeprefix(mark))
    if _TABLE not in document:
        if not keys:
            return text
        document[_TABLE] = tomlkit.table()
    table = document[_TABLE]
    if not isinstance(table, dict):
        raise ValueError(f"{_TABLE} is no table")
    if keys:
        table[tab] = list(keys)
    else:
        table.pop(tab, None)
    return mark + tomlkit.dumps(document)


def _write(file: Path, text: str) -> None:
    """Replace the text of a file, keeping its permissions. A symbolic link is followed.

    Raises:
        OSError: The file cannot be written, or is read-only.
    """
    file = file.resolve()
    file.parent.mkdir(parents=True, exist_ok=True)
    mode = file.stat().st_mode & 0o777 if file.exists() else 0
    if mode and not mode & _WRITABLE:
        raise PermissionError(None, "it is read-only")
    write_atomically(file, text.encode())
    if mode:
        file.chmod(mode)
