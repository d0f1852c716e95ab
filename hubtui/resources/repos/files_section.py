"""The section Files: the tree of files with sizes and a preview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from hubtui.action_target import ActionTarget
from hubtui.hub.models.files import FileEntry
from hubtui.pages.work import start_work
from hubtui.places import FILES, LIST, PREVIEW
from hubtui.presentation import file_rows, values
from hubtui.presentation.file_tree import Node, TreeRow
from hubtui.presentation.filter_line import FilterLine
from hubtui.presentation.lines import BLANK
from hubtui.resources.repos.file_marks import FileMarks
from hubtui.resources.repos.file_preview import FilePreview
from hubtui.resources.repos.list_section import ListSection
from hubtui.resources.repos.local_filter import LocalFilter
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.tree_loading import TreeLoading
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.worker.downloads.cache_layout import cached_paths
from hubtui.worker.downloads.paths import room_here


class FilesSection(LocalFilter, ListSection[TreeRow]):
    """Shows the open folders of the tree, or the files that match the filter."""

    PLACES: ClassVar[tuple[str, ...]] = (FILES, PREVIEW, LIST)

    def __init__(self, page: RepoPage) -> None:
        self.filter_bar = FilterBar(takes_filters=False, id="file-filter")
        super().__init__(page, lambda width: file_rows.columns_for(width, self._loading.with_commits), id="files")
        self._cached: frozenset[str] = frozenset()
        self._loading = TreeLoading(self, self._tree_changed)
        self._contents = FilePreview(page, "preview:files", self.previewing.draw)
        self._marks = FileMarks(self, self._loading, self._redraw_marks)

    def compose(self) -> ComposeResult:
        """Yield the filter bar, and the tree with its preview."""
        yield self.filter_bar
        yield from super().compose()

    def begin(self) -> None:
        """Load the tree."""
        super().begin()
        self._load_tree()

    def _load_tree(self) -> None:
        self.say("Loading…")
        start_work(self, self._loading.load, "tree")

    def _tree_changed(self) -> None:
        page, root = self.page, self._loading.tree.root
        commit = page.info.sha if page.info is not None else None
        found = cached_paths(page.repo_type, page.repo_id, commit, self._loading.entries) if commit else ()
        self._cached = frozenset(found)
        self._show_rows()
        self.show_count(f"{root.files:,}{'' if root.is_complete else '+'}")
        self._say_how_much_is_loaded()

    def _say_how_much_is_loaded(self) -> None:
        root = self._loading.tree.root
        if self.filter_words and not root.is_complete:
            self.say(f"only the {root.files:,} files that are loaded are searched: A loads the list of all")
        else:
            self.say("" if self._loading.entries else "there are no files yet")

    def show_filtered(self) -> None:
        """Show the files that match the filter."""
        self._show_rows()
        if self._loading.entries:
            self._say_how_much_is_loaded()

    def _show_rows(self) -> None:
        tree = self._loading.tree
        rows = tree.matching(self.filter_words) if self.filter_words else tree.rows()
        self.show_items(rows)
        self._marks.mark_whole_folders()
        order = "by size" if tree.order == "size" else "by name"
        count = f"{len(rows):,} of {tree.root.files:,}" if self.filter_words else ""
        self.filter_bar.show(FilterLine(self.filter_words, (), order, count))

    def key(self, item: TreeRow) -> str:
        """Return the path of a folder or a file, or the id of a group."""
        return item.node.id

    def cells(self, item: TreeRow, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a folder, a group or a file."""
        return file_rows.cells(item, columns, self._cached, values.utc_now())

    # The preview

    def preview(self, item: TreeRow, width: int) -> Iterator[Line]:
        """Yield facts about all files, the marked files and the row, and as much of a file's contents as is loaded."""
        yield from self._facts(item.node, width)
        if (entry := _file_of(item)) is not None:
            yield from self._contents.lines(entry, width)

    async def load_preview(self, item: TreeRow, width: int) -> None:
        """Load the contents of a file."""
        if (entry := _file_of(item)) is not None:
            await self._contents.load(entry, width)

    def leave_preview(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._contents.leave()

    def _facts(self, node: Node, width: int) -> Iterator[Line]:
        marked = self._marks.marked()
        folder, free = room_here()
        total = (len(marked), sum(entry.size or 0 for entry in marked))
        info = self.page.info
        stored = info.used_storage if info is not None else None
        yield from file_rows.summary_lines(self._loading.tree.root, stored, free, folder, total, width)
        yield BLANK
        yield from file_rows.node_lines(node, self._cached, width)

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """Load more rows if they are needed soon, and show the node in the preview."""
        if not self.filter_words:
            self._loading.look(self.items, self.list.cursor)
        super().on_row_list_cursor_moved(event)

    # Actions

    do_open_file = ListSection.do_open_row

    def open(self, item: TreeRow) -> None:
        """Open or close a folder or group, or open a file."""
        node = item.node
        if node.kind == "file":
            self.page.open_file(node.id)
        else:
            self._loading.tree.toggle(node.id)
            self._show_rows()
            if node.kind == "folder":
                self._loading.load_folder_soon(node.id)

    def do_sort(self) -> None:
        """Sort by name, or by size."""
        tree = self._loading.tree
        tree.order = "name" if tree.order == "size" else "size"
        self._show_rows()

    def do_commits(self) -> None:
        """Show or hide each file's last commit and scan, for which the Hub needs longer."""
        self._loading.with_commits = not self._loading.with_commits
        self.list.columns_changed()
        self._load_tree()

    def do_load_all(self) -> None:
        """Load the list of all files."""
        if self._loading.tree.root.is_complete:
            self.page.notice("all files are listed")
        else:
            start_work(self, partial(self._loading.load_below, ""), "list")

    async def on_filter_bar_clicked(self, event: FilterBar.Clicked) -> None:
        """Run the action of the part that was clicked."""
        event.stop()
        actions = {"search": self.do_search, "sort": self.do_sort}
        if event.name in actions:
            actions[event.name]()

    # Marks

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: the marks, the preview, and the list or pane that the keys move."""
        return (self._marks, *super().targets())

    def _redraw_marks(self) -> None:
        self.list.redraw()
        self.previewing.draw()
        if self.page.screen is not None:
            self.page.screen.show_frame()

    def state_words(self) -> list[Cell]:
        """Return the number of marked files."""
        marked = len(self._marks.marked())
        return [Cell(f"{marked:,} marked", "mark")] if marked else []

    def chosen_paths(self) -> list[str]:
        """Return the paths of the marked files; if there are none, of the files under the cursor."""
        return [entry.path for entry in self._marks.chosen()]

    def leave(self) -> bool:
        """Leave the preview or the field, stop loading, clear the filter or the marks. Return whether it did any."""
        if self.pane_focus.leave():
            return True
        listing = [work for work in self.workers if work.node is self and work.group == "list" and work.is_running]
        if listing:
            for work in listing:
                work.cancel()
            self.say("stopped: not all files are listed")
            return True
        if self.leave_filter():
            return True
        had_marks = self.list.marks.clear()
        self._redraw_marks()
        return had_marks


def _file_of(row: TreeRow) -> FileEntry | None:
    """Return the entry of a file, None for a folder or a group."""
    return row.node.entry if row.node.kind == "file" else None
