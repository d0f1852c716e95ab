"""Downloads as text: a row for each, details, and the progress of all for the bottom line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hubtui.presentation.lines import Line, flow, wrap
from hubtui.presentation.snippets import Snippet, is_safe, plain_name, shell_command
from hubtui.presentation.values import state as state_cell
from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import short_bytes
from hubtui.worker.downloads.queue import totals

if TYPE_CHECKING:
    from hubtui.worker.downloads.queue import Downloads


def columns_for(width: int) -> list[Column]:
    """Return the columns for a width in terminal cells."""
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
    """Return the cells of a download; sizes in bytes."""
    made = {
        "file": Cell(f"{repo_id}  {path}"),
        "state": state_cell(state),
        "here": Cell(short_bytes(here)),
        "size": Cell(short_bytes(size) if size is not None else "–", "dim"),
        "words": Cell(words, "failed" if state == "failed" else "dim"),
    }
    return [made[column.key] for column in columns]


def details(
    repo_id: str, revision: str, path: str, folder: str, state: str, here: int, size: int | None, words: str, width: int
) -> list[Line]:
    """Return everything known about a download, in lines of at most `width` terminal cells; sizes in bytes."""
    whole = f" of {short_bytes(size)}" if size is not None else ""
    lines: list[Line] = [(Cell(line, "strong"),) for line in wrap(path, width)]
    lines += [(Cell(line),) for line in wrap(f"{repo_id} at {revision}", width)]
    lines += flow([state_cell(state), f"{short_bytes(here)}{whole}"], width)
    lines += [(), *((Cell(line, "dim"),) for line in wrap(f"into {folder}", width))]
    role = "failed" if state == "failed" else "dim"
    return [*lines, *((Cell(line, role),) for line in wrap(words, width))] if words else lines


def snippets(repo_type: str, repo_id: str, path: str, folder: str) -> list[Snippet]:
    """Return the path on this machine, and the official client's command that downloads the file."""
    made = [Snippet("y", "path on this machine", plain_name(f"{folder}/{path}"))]
    if is_safe(repo_id) and is_safe(path):
        kind = [] if repo_type == "model" else ["--repo-type", repo_type]
        made.append(Snippet("d", "hf download", shell_command(["hf", "download", repo_id, path, *kind])))
    return made


def progress_of(downloads: Downloads) -> str:
    """Return the progress of the running downloads, or "" if none is running."""
    running = downloads.running
    return progress_words(*totals(running), downloads.rate) if running else ""


def progress_words(here: int, total: int, rate: float) -> str:
    """Return the progress of all downloads, such as "down 1.2 of 4.0 GB, 88 MB/s, 32 s".

    `here` and `total` are bytes, `rate` is bytes per second.
    """
    words = f"down {short_bytes(here)} of {short_bytes(total)}"
    if rate <= 0:
        return words
    left = (total - here) / rate
    return f"{words}, {short_bytes(rate)}/s, {time_words(left)}"


def time_words(seconds: float) -> str:
    """Return a duration as text: "32 s", "5 min", "2 h"."""
    if seconds < 99:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"
