"""Writes the columns that the user chose into config.toml, and leaves the rest of that file as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.config.atomic_write import write_atomically

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_TABLE = "columns"
_WRITABLE = 0o222


def keep_columns(file: Path, tab: str, keys: Sequence[str]) -> str:
    """Set the columns of a listing by the name of its tab; without `keys` remove the setting.

    Return why that is not possible, "" if it was.
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
    """Return the text of the file with other columns.

    Raises:
        ValueError: it is no TOML, or has another value in the place of the table.
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
    """Put the text in the place of the file, which keeps its rights; of a link, in that of the file it leads to.

    Raises OSError.
    """
    file = file.resolve()
    file.parent.mkdir(parents=True, exist_ok=True)
    mode = file.stat().st_mode & 0o777 if file.exists() else 0
    if mode and not mode & _WRITABLE:
        raise PermissionError(None, "it is read-only")
    write_atomically(file, text.encode())
    if mode:
        file.chmod(mode)
