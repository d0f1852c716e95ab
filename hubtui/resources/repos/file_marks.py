"""Marking files in the tree, and downloading the marked ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.pages.work import start_work
from hubtui.presentation.file_tree import Node, TreeRow, files_of
from hubtui.resources.repos.list_section import ListSection
from hubtui.resources.repos.tree_loading import TreeLoading

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry


class FileMarks(ActionTarget):
    """Marks files in the list of `section`, which shows the tree of `loading`, and downloads them.

    `redraw` draws rows and preview again.
    """

    def __init__(self, section: ListSection[TreeRow], loading: TreeLoading, redraw: Callable[[], None]) -> None:
        self._section = section
        self._page = section.page
        self._list = section.list
        self._loading = loading
        self._redraw = redraw

    @property
    def _here(self) -> Node | None:
        """The node under the cursor, or None."""
        row = self._section.item
        return row.node if row is not None else None

    def do_mark(self) -> None:
        """Mark or unmark the file, or all files of the folder or group, and move down."""
        node = self._here
        if node is None:
            return
        ids = [file.id for file in files_of(node)]
        marks = self._list.marks.ids
        if node.kind != "file":
            ids.append(node.id)
        if ids and all(one in marks for one in ids):
            self._unmark(set(ids))
        else:
            marks.update(dict.fromkeys(ids))
        self.mark_whole_folders()
        self._list.do_down()
        self._redraw()

    def do_mark_all(self) -> None:
        """Mark all files that are shown."""
        self._list.marks.ids.update(
            dict.fromkeys(file.id for row in self._section.items for file in files_of(row.node))
        )
        self.mark_whole_folders()
        self._redraw()

    def mark_whole_folders(self) -> None:
        """Mark the shown folders and groups of which all files are marked."""
        marks = self._list.marks.ids
        if not marks:
            return
        for node in self._shown_folders:
            if node.files and node.is_complete and all(file.id in marks for file in files_of(node)):
                marks[node.id] = None

    def _unmark(self, ids: set[str]) -> None:
        """Unmark these nodes, and the shown folders and groups that contain them."""
        holding = {node.id for node in self._shown_folders if any(file.id in ids for file in files_of(node))}
        for one in ids | holding:
            self._list.marks.ids.pop(one, None)

    @property
    def _shown_folders(self) -> list[Node]:
        """The folders and groups among the rows."""
        return [row.node for row in self._section.items if row.node.kind != "file"]

    def marked(self) -> list[FileEntry]:
        """Return the marked files."""
        marks = self._list.marks.ids
        return [one for one in self._loading.entries if one.path in marks and not one.is_folder] if marks else []

    def chosen(self) -> list[FileEntry]:
        """Return the marked files; if there are none, the files under the cursor."""
        if marked := self.marked():
            return marked
        node = self._here
        return _entries_of(node) if node is not None else []

    def do_download(self) -> None:
        """Download the marked files, or those under the cursor, after loading the lists of their folders."""
        marks, node = self._list.marks.ids, self._here
        folders = list(marks) or ([node.id] if node is not None and node.kind == "folder" else [])
        if unlisted := self._loading.unlisted(folders):
            start_work(self._section, partial(self._list_and_download, unlisted, has_marks=bool(marks)), "list")
        else:
            self._page.download(self.chosen())

    async def _list_and_download(self, folders: list[str], has_marks: bool) -> None:
        for folder in folders:
            if not await self._loading.load_below(folder):
                return
        nodes = [self._loading.tree.node(folder) for folder in folders]
        files = [entry for node in nodes if node is not None for entry in _entries_of(node)]
        if has_marks:
            self._list.marks.ids.update(dict.fromkeys(entry.path for entry in files))
            files = self.marked()
        self._page.download(files)


def _entries_of(node: Node) -> list[FileEntry]:
    return [file.entry for file in files_of(node) if file.entry is not None]
