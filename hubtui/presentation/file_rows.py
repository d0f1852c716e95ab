"""The rows of the file tree as cells, and the facts beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from hubtui.presentation.lines import Line, flow
from hubtui.presentation.values import UNKNOWN, ago, state
from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import counted, short_bytes

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry
    from hubtui.presentation.file_tree import Node, TreeRow

_MAX_DEPTH = 12
_NAME_WIDTH = 26


def columns_for(width: int, with_commits: bool) -> list[Column]:
    """Return the columns for `width` terminal cells; the last change is left out first, then the LFS marks."""
    columns = [Column("size", "Size", 9, right=True)]
    if width - 16 >= _NAME_WIDTH:
        columns.append(Column("lfs", "", 6))
    if with_commits and width - 50 >= _NAME_WIDTH:
        columns += [Column("commit", "Last change", 26), Column("date", "", 6, right=True)]
    return [Column("name", "Name", 0, is_name=True), *columns]


def cells(row: TreeRow, columns: Sequence[Column], here: Collection[str], now: datetime) -> list[Cell]:
    """Return the cells of a row; `here` are the paths that are already on this machine."""
    node = row.node
    entry = node.entry
    made = {
        "name": _name(row),
        "size": _size(node),
        "lfs": _marks(node, entry, here),
        "commit": Cell(_commit_title(entry), "dim"),
        "date": ago(entry.last_commit.date, now) if entry and entry.last_commit else Cell(""),
    }
    return [made[column.key] for column in columns]


def summary_lines(
    root: Node, stored: int | None, free: int | None, folder: str, marked: tuple[int, int], width: int
) -> list[Line]:
    """Return lines about all files of the repo, the free space, and the marked files.

    `stored` is the size of the whole repo in bytes, used while not all files are loaded. `free` are the free bytes in
    `folder`, None if unknown. `marked` is the number and the size of the marked files.
    """
    if root.is_complete:
        size = root.size
        words = counted(root.files, "file")
    else:
        size = stored or root.size
        words = f"{root.files:,} files loaded so far" if root.files else "Loading…"
    lines = flow([words, Cell(short_bytes(size) if size else "", "accent")], width, ", ")
    if free is not None:
        role = "failed" if free < size else "dim"
        lines += flow([Cell(f"{short_bytes(free)} free in {folder}", role)], width)
    if marked[0]:
        lines += flow([Cell(f"{marked[0]:,} marked, {short_bytes(marked[1])}", "mark")], width)
    return lines


def node_lines(node: Node, here: Collection[str], width: int) -> list[Line]:
    """Return all facts about a folder, a group of shards or a file. `here` are the paths on this machine."""
    title = flow([Cell(node.id, "accent")], width)
    if node.kind != "file":
        return [*title, *_totals(node, width)]
    facts = _file_facts(node.entry, here) if node.entry is not None else ()
    return [*title, *flow([f"{node.size:,} bytes"], width), *(line for parts in facts for line in flow(parts, width))]


def _totals(node: Node, width: int) -> list[Line]:
    what = "shards" if node.kind == "group" else "files"
    words = f"{node.files:,} {what}" if node.is_complete else f"{node.files:,} {what} loaded so far"
    lines = flow([words, short_bytes(node.size)], width, ", ")
    if node.missing:
        lines += flow([Cell(f"{node.missing} of the shards that its name counts are missing", "failed")], width)
    return lines


def _file_facts(entry: FileEntry, here: Collection[str]) -> Iterator[list[Cell | str]]:
    """Yield the parts of each line about a file."""
    if entry.is_masked:
        yield [Cell("its hash is hidden in this list: a download asks for it", "dim")]
    if entry.sha256:
        yield [Cell("LFS", "dim"), Cell(f"sha256 {entry.sha256}", "dim")]
    elif entry.oid:
        yield [Cell(f"git {entry.oid}", "dim")]
    if entry.security:
        yield [Cell(f"scanned: {entry.security}", "" if entry.security == "safe" else "failed")]
    if entry.last_commit:
        yield [", ".join(filter(None, (entry.last_commit.title, entry.last_commit.date[:10])))]
    if entry.path in here:
        yield [state("here", "on this machine already")]


def _size(node: Node) -> Cell:
    if node.is_complete:
        return Cell(short_bytes(node.size))
    return Cell(f"{short_bytes(node.size)}+" if node.files else "", "dim")


def _name(row: TreeRow) -> Cell:
    node = row.node
    indent = "  " * min(row.depth, _MAX_DEPTH)
    if node.kind == "file":
        return Cell(f"{indent}  {node.name}")
    sign = "▾" if row.is_open else "▸"
    words = f"{indent}{sign} {node.name}{'/' if node.kind == 'folder' else ''}"
    missing = f", {node.missing} missing" if node.missing else ""
    more = "" if node.is_complete else "+"
    count = f"  {node.files:,}{more}{missing}" if node.files or node.is_complete else ""
    return Cell(words + count, "failed" if node.missing else "accent" if node.kind == "folder" else "")


def _marks(node: Node, entry: FileEntry | None, here: Collection[str]) -> Cell:
    if entry is None:
        return Cell("")
    if entry.security and entry.security not in ("safe", "unscanned", "queued"):
        return Cell(entry.security, "unsafe")
    if node.id in here:
        return state("here")
    return Cell("LFS", "dim") if entry.sha256 else Cell("")


def _commit_title(entry: FileEntry | None) -> str:
    if entry is None or entry.last_commit is None:
        return UNKNOWN.text if entry is not None else ""
    return entry.last_commit.title
