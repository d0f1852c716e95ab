"""Lay out a commit and its diff."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hubtui.presentation.code import code_lines, wrap_cells
from hubtui.presentation.lines import BLANK, flow, wrap
from hubtui.presentation.values import moment_of
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines, in_pieces, plain
from hubtui.text.humanize import full_date, short_bytes
from hubtui.text.sanitize import clean_text

if TYPE_CHECKING:
    from hubtui.hub.models.history import Commit
    from hubtui.hub.revisions import Changes

_FILE = re.compile(r"^diff --git a/(.*) b/(.*)$")
_HUNK = re.compile(r"^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")


def commit_lines(commit: Commit, width: int) -> Iterator[Line]:
    """Yield the title of a commit, its message, its authors, its date and its id."""
    title = commit.title or ""
    yield from ((Cell(line, "accent"),) for line in wrap(title or commit.id, width))
    message = (commit.message or "").removeprefix(title).strip()
    for paragraph in message.split("\n") if message else ():
        yield from ((Cell(line),) for line in wrap(paragraph, width) or [""])
    yield BLANK
    moment = moment_of(commit.date) if commit.date else None
    date = f"{full_date(moment)}, {moment:%H:%M} UTC" if moment is not None else ""
    names = [user for one in commit.authors or () if isinstance(user := one.get("user"), str)]
    yield from flow([", ".join(names), Cell(date, "dim")], width)
    yield from flow([Cell(commit.id, "dim")], width)


def change_pieces(changes: Changes, width: int) -> Iterator[Lines]:
    """Yield the changed files with their numbers of added and removed lines, then the diff, piece by piece."""
    if changes.text is None:
        yield plain(flow([Cell("the Hub does not tell what changed", "dim")], width))
        return
    text = clean_text(changes.text.expandtabs(4)).removesuffix("\n")
    if not text:
        yield plain(flow([Cell("no text changed", "dim")], width))
        return
    files = file_counts(text)
    head: list[Line] = []
    if changes.is_cut:
        head += flow([Cell(f"the first {short_bytes(changes.length)} of the changes", "state")], width)
    for path, added, removed in files:
        head += flow([path, Cell(f"+{added:,}", "string"), Cell(f"-{removed:,}", "failed")], width, " ")
    yield plain([*head, BLANK])
    diff = code_lines(text, language="diff")
    yield from in_pieces(line for cells in diff for line in wrap_cells(cells, max(1, width)))


def file_counts(diff: str) -> list[tuple[str, int, int]]:
    """Return (path, added lines, removed lines) of each file of a diff in git's format."""
    found: list[tuple[str, int, int]] = []
    old = new = 0
    for line in diff.split("\n"):
        if old > 0 or new > 0:  # within a hunk even "--- a" is a line of the file
            sign = line[:1]
            if found and sign in "+-":
                path, added, removed = found[-1]
                found[-1] = (path, added + (sign == "+"), removed + (sign == "-"))
            old -= sign not in ("+", "\\")
            new -= sign not in ("-", "\\")
        elif match := _FILE.match(line):
            found.append((match[2], 0, 0))
        elif match := _HUNK.match(line):
            old, new = _count(match[1]), _count(match[2])
    return found


def _count(number: str | None) -> int:
    return int(number[:9]) if number else 1
