"""The section Files: the tree of files with sizes and a preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from hubtui.action_target import ActionTarget
from hubtui.pages.work import start_work
from hubtui.places import FILES, LIST, PREVIEW
from hubtui.presentation import file_rows, values
from hubtui.presentation.file_tree import Node, TreeRow
from hubtui.presentation.filter_line import FilterLine
from hubtui.presentation.lines import BLANK
from hubtui.resources.repos.file_marks import FileMarks
from hubtui.resources.repos.file_preview import FilePreview, NodePreview
from hubtui.resources.repos.local_filter import LocalFilter
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.previewed_section import PreviewedSection
from hubtui.resources.repos.tree_loading import TreeLoading
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.worker.downloads.cache_layout import cached_paths
from hubtui.worker.downloads.paths import room_here


class _Rows:
    def __init__(self, rows: Sequence[TreeRow], here: frozenset[str]) -> None:
        self.rows = rows
        self.here = here

    def __len__(self) -> int:
        return len(self.rows)

    def id_at(self, index: int) -> str:
        return self.rows[index].node.id

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        return file_rows.cells(self.rows[index], columns, self.here, values.utc_now())


class FilesSection(LocalFilter, PreviewedSection):
    """Shows the open folders of the tree, or the files that match the filter."""

    PLACES: ClassVar[tuple[str, ...]] = (FILES, PREVIEW, LIST)

    def __init__(self, page: RepoPage) -> None:
        self.filter_bar = FilterBar(takes_filters=False, id="file-filter")
        self.filtered_list = RowList(
            columns_for=lambda width: file_rows.columns_for(width, self._loading.with_commits), id="files"
        )
        super().__init__(page, self.filtered_list)
        self._rows = _Rows((), frozenset())
        self._loading = TreeLoading(self, self._tree_changed)
        self._marks = FileMarks(
            self,
            page,
            self.filtered_list,
            self._loading,
            lambda: self.item,
            lambda: (row.node for row in self._rows.rows),
            self._redraw_marks,
        )

    def compose(self) -> ComposeResult:
        """Yield the filter bar, and the tree with its preview."""
        yield self.filter_bar
        yield from super().compose()

    def say(self, words: str, role: str = "dim") -> None:
        """Show a line below the rows."""
        self.filtered_list.rows_changed(self.below(words, role))

    def begin(self) -> None:
        """Load the tree."""
        self.show_preview(NodePreview(FilePreview(self.page, "preview:files", self.preview.draw), self._facts))
        self._load_tree()

    def _load_tree(self) -> None:
        self.say("Loading…")
        start_work(self, self._loading.load, "tree")

    def _tree_changed(self) -> None:
        root = self._loading.tree.root
        self._mark_cached_files()
        self._show_rows()
        self.count = f"{root.files:,}{'' if root.is_complete else '+'}"
        self.page.show_counts()
        self._say_how_much_is_loaded()

    def _say_how_much_is_loaded(self) -> None:
        root = self._loading.tree.root
        if self.filter_words and not root.is_complete:
            self.say(f"only the {root.files:,} files that are loaded are searched: A loads the list of all")
        else:
            self.say("" if self._loading.entries else "there are no files yet")

    def _mark_cached_files(self) -> None:
        """Find out which of the files are in the cache of the official client."""
        page = self.page
        commit = page.info.sha if page.info is not None else None
        here = cached_paths(page.repo_type, page.repo_id, commit, self._loading.entries) if commit else frozenset()
        self._rows = _Rows(self._rows.rows, frozenset(here))

    def show_filtered(self) -> None:
        """Show the files that match the filter."""
        self._show_rows()
        if self._loading.entries:
            self._say_how_much_is_loaded()

    def _show_rows(self) -> None:
        tree = self._loading.tree
        rows = tree.matching(self.filter_words) if self.filter_words else tree.rows()
        self._rows = _Rows(rows, self._rows.here)
        self.filtered_list.show_rows(self._rows, keep_cursor=True)
        order = "by size" if tree.order == "size" else "by name"
        count = f"{len(rows):,} of {tree.root.files:,}" if self.filter_words else ""
        self.filter_bar.show(FilterLine(self.filter_words, (), order, count))
        self.follow()

    # The preview

    @property
    def item(self) -> Node | None:
        """The folder, the group or the file under the cursor, or None."""
        return self._rows.rows[self.filtered_list.cursor].node if len(self._rows) else None

    def follow(self, scrolled: bool = False) -> None:
        """Show the node under the cursor in the preview; do not scroll it if the node is the same as before."""
        node, old = self.item, self.preview.item
        if node is not None and old is not None and (node.id, node.entry) == (old.id, old.entry):
            self.preview.replace(node)
        else:
            super().follow(scrolled)

    def _facts(self, node: Node, width: int) -> Iterable[Line]:
        """Yield the facts about all files, about the marked files, and about the node."""
        marked = self._marks.marked()
        folder, free = room_here()
        total = (len(marked), sum(entry.size or 0 for entry in marked))
        info = self.page.info
        stored = info.used_storage if info is not None else None
        yield from file_rows.summary_lines(self._loading.tree.root, stored, free, folder, total, width)
        yield BLANK
        yield from file_rows.node_lines(node, self._rows.here, width)

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """Load more rows if they are needed soon, and show the node in the preview."""
        if not self.filter_words:
            self._loading.look(self._rows.rows, self.filtered_list.cursor)
        super().on_row_list_cursor_moved(event)

    # Actions

    def do_open_file(self) -> None:
        """Open or close the folder or group under the cursor, or open the file."""
        node = self.item
        if node is None:
            return
        if node.kind == "file":
            self.page.open_file(node.id)
        else:
            self._loading.tree.toggle(node.id)
            self._show_rows()
            if node.kind == "folder":
                self._loading.load_folder_soon(node.id)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a row that is double-clicked."""
        if event.clicks == 2:
            self.do_open_file()

    def do_sort(self) -> None:
        """Sort by name, or by size."""
        tree = self._loading.tree
        tree.order = "name" if tree.order == "size" else "size"
        self._show_rows()

    def do_commits(self) -> None:
        """Show or hide each file's last commit and scan, for which the Hub needs longer."""
        self._loading.with_commits = not self._loading.with_commits
        self.filtered_list.columns_changed()
        self._load_tree()

    def do_load_all(self) -> None:
        """Load the list of all files."""
        if self._loading.tree.root.is_complete:
            self.page.notice("all files are listed")
        else:
            start_work(self, self._load_all, "list")

    async def _load_all(self) -> None:
        await self._loading.load_below("")

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
        self.filtered_list.redraw()
        self.preview.draw()

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
        had_marks = self.filtered_list.marks.clear()
        self._redraw_marks()
        return had_marks
