"""The file tree of a repo: the entries that are loaded, and the visible rows of its open folders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import translate
from glob import escape
from typing import TYPE_CHECKING, Literal

from hubtui.fit.shards import ShardGroup, shard_groups

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.query import Cursor


Order = Literal["name", "size"]


@dataclass(slots=True)
class Node:
    """A folder, a group of shards or a file; `size` (in bytes) and `files` count what is loaded below it.

    A folder that `is_complete` is loaded with everything below it.
    """

    id: str
    name: str
    kind: Literal["folder", "group", "file"]
    size: int = 0
    files: int = 0
    entry: FileEntry | None = None
    missing: int = 0
    is_complete: bool = True
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A visible node with its depth (in folders), and whether it is open."""

    node: Node
    depth: int
    is_open: bool


class FileTree:
    """A tree made of file entries in any order. Folders without an entry are created from paths.

    `is_loaded` returns whether all direct children of the folder at a path are among the entries.
    """

    def __init__(self, entries: Iterable[FileEntry], is_loaded: Callable[[str], bool] = lambda _: True) -> None:
        self.root = Node("", "", "folder")
        self.order: Order = "name"
        self._open: set[str] = set()
        self._folders = {"": self.root}
        for entry in entries:
            if entry.is_folder:
                self._folder(entry.path).entry = entry
            else:
                parent, _, name = entry.path.rpartition("/")
                node = Node(entry.path, name, "file", max(0, entry.size or 0), 1, entry)
                self._folder(parent).children.append(node)
        for folder in self._folders.values():
            folder.is_complete = is_loaded(folder.id)
            folder.children = list(_grouped(folder))
        self._total()

    def rows(self) -> list[TreeRow]:
        """Return the visible rows from the top."""
        rows: list[TreeRow] = []
        waiting = [(node, 0) for node in reversed(self._sorted(self.root))]
        while waiting:
            node, depth = waiting.pop()
            is_open = node.id in self._open
            rows.append(TreeRow(node, depth, is_open))
            if is_open:
                waiting += [(child, depth + 1) for child in reversed(self._sorted(node))]
        return rows

    def is_open(self, node_id: str) -> bool:
        """Return whether the folder or group with this id is open."""
        return node_id in self._open

    @property
    def open_folders(self) -> list[str]:
        """The paths of the open folders; a parent comes before its children."""
        return sorted(path for path in self._open if path in self._folders)

    def node(self, path: str) -> Node | None:
        """Return the folder at a path, or None."""
        return self._folders.get(path)

    def toggle(self, node_id: str) -> None:
        """Open or close the folder or group with this id."""
        self._open ^= {node_id}

    def copy_open_nodes(self, other: FileTree) -> None:
        """Also open everything that is open in `other`, the tree that this one replaces."""
        self._open |= other._open

    def open_to(self, path: str) -> None:
        """Open every folder on the way to `path`."""
        parts = path.split("/")
        self._open.update("/".join(parts[:length]) for length in range(1, len(parts)))

    def matching(self, words: str) -> list[TreeRow]:
        """Return the files whose path contains `words` (case ignored) or matches them as a pattern ("*.json")."""
        wanted = words.casefold()
        # A pattern matches a whole path, or the name alone.
        pattern = wanted if any(mark in wanted for mark in "*?[") else f"*{escape(wanted)}*"
        matches = re.compile(translate(pattern)).match
        found = (node for node in files_of(self.root) if matches(node.id.casefold()) or matches(node.name.casefold()))
        return [TreeRow(node, 0, False) for node in sorted(found, key=self._key)]

    def _folder(self, path: str) -> Node:
        """Return the folder at `path`; create it and its parents if needed."""
        new: list[str] = []
        while path not in self._folders:
            new.append(path)
            path = path.rpartition("/")[0]
        folder = self._folders[path]
        for new_path in reversed(new):
            made = self._folders[new_path] = Node(new_path, new_path.rpartition("/")[2], "folder")
            folder.children.append(made)
            folder = made
        return folder

    def _total(self) -> None:
        # The deepest first, so that each folder finds its children counted.
        for folder in sorted(self._folders.values(), key=_depth, reverse=True):
            folder.size = sum(child.size for child in folder.children)
            folder.files = sum(child.files for child in folder.children)
            folder.is_complete = folder.is_complete and all(child.is_complete for child in folder.children)

    def _sorted(self, node: Node) -> list[Node]:
        return sorted(node.children, key=self._key)

    def _key(self, node: Node) -> tuple[bool, int, str]:
        by_size = -node.size if self.order == "size" else 0
        return (node.kind != "folder" and self.order == "name", by_size, node.name.casefold())


def _depth(node: Node) -> int:
    return node.id.count("/") + 1 if node.id else 0


def files_of(node: Node) -> Iterator[Node]:
    """Yield the files below a node, or the node itself if it is a file."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if here.kind == "file":
            yield here
        waiting += here.children


def _grouped(folder: Node) -> Iterator[Node]:
    """Yield the children of a folder, with the shards of each group below one node."""
    files = {node.name: node for node in folder.children if node.kind == "file"}
    groups = [group for group in shard_groups(files) if len(group.names) > 1]
    for group in groups:
        yield _group_node(folder, group, [files[name] for name in group.names])
    grouped = {name for group in groups for name in group.names}
    yield from (node for node in folder.children if node.kind != "file" or node.name not in grouped)


def _group_node(folder: Node, group: ShardGroup, shards: list[Node]) -> Node:
    path = f"{folder.id}/{group.label}" if folder.id else group.label
    size = sum(shard.size for shard in shards)
    missing = len(group.missing) if folder.is_complete else 0
    return Node(path, group.label, "group", size, len(shards), missing=missing, children=shards)


class LoadedTree:
    """The loaded entries by path, and for each folder whether all of it is loaded."""

    def __init__(self) -> None:
        self.entries: dict[str, FileEntry] = {}
        self._next: dict[str, Cursor | None] = {}
        self._whole_below: set[str] = set()

    def add_page(self, folder: str, entries: Iterable[FileEntry], next_page: Cursor | None) -> None:
        """Add a page of a folder's direct children; `next_page` is None for the last page."""
        self.entries |= {entry.path: entry for entry in entries}
        self._next[folder] = next_page

    def add_page_below(self, folder: str, entries: Iterable[FileEntry], *, is_last: bool) -> None:
        """Add a page of everything below a folder."""
        self.entries |= {entry.path: entry for entry in entries}
        if is_last:
            self._whole_below.add(folder)

    def next_page(self, folder: str) -> Cursor | None:
        """Return the cursor of a folder's next page; None at its end, or if nothing of it is loaded."""
        return None if self._is_below_whole(folder) else self._next.get(folder)

    def is_started(self, folder: str) -> bool:
        """Return whether some of a folder is loaded."""
        return folder in self._next or self._is_below_whole(folder)

    def is_complete(self, folder: str) -> bool:
        """Return whether all direct children of a folder are loaded."""
        return self._is_below_whole(folder) or (folder in self._next and self._next[folder] is None)

    @property
    def unfinished(self) -> list[str]:
        """The folders that have more pages."""
        return [folder for folder in self._next if self.next_page(folder) is not None]

    def _is_below_whole(self, folder: str) -> bool:
        while folder and folder not in self._whole_below:
            folder = folder.rpartition("/")[0]
        return folder in self._whole_below
