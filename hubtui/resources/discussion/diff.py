"""The diff of a pull request as text."""

from __future__ import annotations

from collections.abc import Iterator

from hubtui.presentation.code import wrap_cells
from hubtui.text.columns import Cell
from hubtui.text.document import Heading, Lines
from hubtui.text.humanize import short_bytes
from hubtui.text.sanitize import clean_text

MOST_CHARACTERS = 1 << 20
_LONGEST_LINE = 4000
_LINES_A_PIECE = 100
_FILE = "diff --git "
_ROLES = (
    ((_FILE,), "heading"),
    (("index ", "--- ", "+++ ", "new file", "deleted file", "similarity ", "rename "), "dim"),
    (("@@",), "accent"),
    (("+",), "string"),
    (("-",), "failed"),
)


def pieces(diff: str, width: int) -> Iterator[Lines]:
    """Yield the diff, at most 1 MB of it, in lines of `width` terminal cells. Each file is a heading."""
    if not diff.strip():
        yield Lines([(Cell("There is nothing that this pull request changes now.", "dim"),)])
        return
    piece = Lines()
    for line in clean_text(diff[:MOST_CHARACTERS].expandtabs(4)).removesuffix("\n").split("\n"):
        if line.startswith(_FILE):
            piece.headings.append(Heading(len(piece), 1, line.rpartition(" b/")[2]))
        piece.lines += wrap_cells([_cell(line)], width)
        if len(piece) >= _LINES_A_PIECE:
            yield piece
            piece = Lines()
    if (left := len(diff) - MOST_CHARACTERS) > 0:
        piece.lines.append((Cell(f"… {short_bytes(left)} more: o opens it in the browser", "state"),))
    yield piece


def count_of_files(diff: str) -> int:
    """Return the number of files that a diff changes."""
    return diff.count(f"\n{_FILE}") + diff.startswith(_FILE)


def _cell(line: str) -> Cell:
    role = next((role for starts, role in _ROLES if line.startswith(starts)), "")
    return Cell(line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…", role)
