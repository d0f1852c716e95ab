"""Downloads in words: each as a row, all of them in the bottom line."""

from __future__ import annotations

from collections.abc import Sequence

from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import short_bytes

_ROLES = {"running": "accent", "failed": "failed", "done": "mark", "paused": "state"}


def columns_for(width: int) -> list[Column]:
    """The columns for `width` terminal cells."""
    columns = [
        Column("file", "File", 0, is_name=True),
        Column("state", "", 8),
        Column("here", "Here", 9, right=True),
        Column("size", "of", 9, right=True),
    ]
    if width >= 90:
        columns.append(Column("words", "", width // 3))
    return columns


def cells(
    columns: Sequence[Column], repo_id: str, path: str, state: str, here: int, size: int | None, words: str
) -> list[Cell]:
    """A transfer's cells; sizes in bytes."""
    made = {
        "file": Cell(f"{repo_id}  {path}"),
        "state": Cell(state, _ROLES.get(state, "dim")),
        "here": Cell(short_bytes(here)),
        "size": Cell(short_bytes(size) if size is not None else "–", "dim"),
        "words": Cell(words, "failed" if state == "failed" else "dim"),
    }
    return [made[column.key] for column in columns]


def progress_words(here: int, total: int, rate: float) -> str:
    """ "down 1.2 of 4.0 GB, 88 MB/s, 32 s"."""
    words = f"down {short_bytes(here)} of {short_bytes(total)}"
    if rate <= 0:
        return words
    left = (total - here) / rate
    return f"{words}, {short_bytes(rate)}/s, {time_words(left)}"


def time_words(seconds: float) -> str:
    """Time that is left: "32 s", "5 min", "2 h"."""
    if seconds < 99:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"
