"""Marking files in the tree, and downloading the marked ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.pages.work import start_work
from hubtui.presentation.file_tree import Node, files_of
from hubtui.resources.repos.tree_loading import TreeLoading
from hubtui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from hubtui.hub.models.files import FileEntry
    from hubtui.resources.repos.page import RepoPage


class FileMarks(ActionTarget):
    """Marks files of `row_list`, which shows the tree of `loading`, and downloads them.

    `here` returns the node under the cursor, `shown` all nodes in the list. `redraw` draws rows and preview again.
    """

    def __init__(
        self,
        owner: DOMNode,
        page: RepoPage,
        row_list: RowList,
        loading: TreeLoading,
        here: Callable[[], Node | None],
        shown: Callable[[], Iterable[Node]],
        redraw: Callable[[], None],
    ) -> None:
        self._owner = owner
        self._page = page
        self._list = row_list
        self._loading = loading
        self._here = here
        self._shown = shown
        self._redraw = redraw

    def do_mark(self) -> None:
        """Mark or unmark the file, or all files of the folder or group, and move down."""
        node = self._here()
        if node is None:
            return
        ids = [file.id for file in files_of(node)]
        marks = self._list.marks.ids
        if node.kind != "file":
            ids.append(node.id)
        if ids and all(one in marks for one in ids):
            for one in ids:
                marks.pop(one, None)
        else:
            marks.update(dict.fromkeys(ids))
        self._list.do_down()
        self._redraw()

    def do_mark_all(self) -> None:
        """Mark all files that are shown."""
        self._list.marks.ids.update(dict.fromkeys(file.id for node in self._shown() for file in files_of(node)))
        self._redraw()

    def marked(self) -> list[FileEntry]:
        """Return the marked files."""
        marks = self._list.marks.ids
        return [one for one in self._loading.entries if one.path in marks and not one.is_folder] if marks else []

    def chosen(self) -> list[FileEntry]:
        """Return the marked files; if there are none, the files under the cursor."""
        if marked := self.marked():
            return marked
        node = self._here()
        return _entries_of(node) if node is not None else []

    def do_download(self) -> None:
        """Download the marked files, or those under the cursor, after loading the lists of their folders."""
        marks, node = self._list.marks.ids, self._here()
        folders = list(marks) or ([node.id] if node is not None and node.kind == "folder" else [])
        if unlisted := self._loading.unlisted(folders):
            start_work(self._owner, partial(self._list_and_download, unlisted, has_marks=bool(marks)), "list")
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
