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
    from hubtui.worker.downloads.queue import Downloads, Job


_BEGINS_ANEW = "begins anew when continued: the file has no hash"


def columns_for(width: int) -> list[Column]:
    """Return the columns for a width in terminal cells."""
    columns = [Column("file", "File", 0, is_name=True)]
    columns += [Column("repo", "Repo", max(16, width // 5))] if width >= 60 else []
    columns += [Column("state", "", 8), Column("done", "Done", 4, right=True), Column("size", "Size", 8, right=True)]
    columns += [Column("rate", "Speed", 9, right=True)] if width >= 88 else []
    columns.append(Column("left", "Left", 6, right=True))
    return [*columns, *([Column("words", "", width // 4)] if width >= 120 else [])]


def cells(job: Job, rate: float, columns: Sequence[Column]) -> list[Cell]:
    """Return the cells of a download; `rate` is its bytes per second."""
    size, is_running = job.wanted.size, job.state == "running"
    done = 1.0 if job.state == "done" else job.here / size if size else 0.0
    left = time_words((size - job.here) / rate) if is_running and rate > 0 and size else ""
    made = {
        "file": Cell(job.wanted.path),
        "repo": Cell(job.source.repo_id, "dim"),
        "state": state_cell(job.state),
        "done": Cell(f"{int(done * 100)}%" if size or done else "–"),
        "size": Cell(short_bytes(size) if size is not None else "–", "dim"),
        "rate": Cell(f"{short_bytes(rate)}/s" if is_running and rate > 0 else "", "dim"),
        "left": Cell(left),
        "words": Cell(
            job.words or (_BEGINS_ANEW if job.begins_anew else job.folder), "failed" if job.state == "failed" else "dim"
        ),
    }
    return [made[column.key] for column in columns]


def place_words(job: Job) -> str:
    """Return the repo and the revision of a download."""
    return f"{job.source.repo_id} at {job.source.named or job.source.revision}"


def details(job: Job, rate: float, width: int) -> list[Line]:
    """Return everything known about a download, in lines of at most `width` terminal cells."""
    size, speed = job.wanted.size, f"{short_bytes(rate)}/s" if job.state == "running" and rate > 0 else ""
    lines: list[Line] = [(Cell(line, "strong"),) for line in wrap(job.wanted.path, width)]
    lines += [(Cell(line),) for line in wrap(place_words(job), width)]
    of_size = f" of {short_bytes(size)}" if size is not None else ""
    lines += flow([state_cell(job.state), f"{short_bytes(job.here)}{of_size}", speed], width)
    lines += [(), *((Cell(line, "dim"),) for line in wrap(f"into {job.folder}", width))]
    if job.begins_anew:
        lines += ((Cell(line, "dim"),) for line in wrap(_BEGINS_ANEW, width))
    role = "failed" if job.state == "failed" else "dim"
    return [*lines, *((Cell(line, role),) for line in wrap(job.words, width))] if job.words else lines


def snippets(job: Job) -> list[Snippet]:
    """Return the path on this machine, and the official client's command that downloads the file."""
    repo_id, path = job.source.repo_id, job.wanted.path
    made = [Snippet("y", "path on this machine", plain_name(f"{job.folder}/{path}"))]
    if is_safe(repo_id) and is_safe(path):
        kind = [] if job.source.repo_type == "model" else ["--repo-type", job.source.repo_type]
        made.append(Snippet("d", "hf download", shell_command(["hf", "download", repo_id, path, *kind])))
    return made


def progress_of(downloads: Downloads) -> str:
    """Return the progress of the running downloads, or "" if none is running."""
    running = downloads.running
    return progress_words(*totals(running), downloads.rate()) if running else ""


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
