"""The files of a repo: a tree with sizes, beside it what the cursor stands on; to view, mark, copy and download."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.timer import Timer

from hubtui.pages.work import start_work
from hubtui.places import FILES, LIST
from hubtui.presentation import file_rows, values
from hubtui.presentation.file_tree import FileTree, Node, TreeRow, files_of
from hubtui.presentation.filter_line import FilterLine
from hubtui.presentation.lines import BLANK
from hubtui.presentation.loaded_tree import LoadedTree
from hubtui.resources.repos.local_filter import LocalFilter
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import Section
from hubtui.text.columns import Cell, Column
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane
from hubtui.worker.requests import TreePage

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.query import Cursor

_BESIDE_FROM = 100
# A repo of so few files is listed at once: the Hub gives a thousand entries a page.
_SMALL = 800
# The next page of a folder is asked for when the cursor is so many rows before the end of what is loaded.
_AHEAD = 100
# What has come of a long listing is shown each time that it is so much longer than what is shown.
_MORE_BY = 2
# While keys come the pane stays as it is.
_REST_SECONDS = 0.08


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


class FilesSection(LocalFilter, Section):
    """Owns the tree; its rows are what is open of it, or what the words of the filter pick."""

    PLACES: ClassVar[tuple[str, ...]] = (FILES, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page)
        self.filter_bar = FilterBar(takes_tags=False, id="file-filter")
        self.filtered_list = RowList(columns_for=self._columns, id="files")
        self._pane = TextPane(id="file")
        self._tree = FileTree(())
        self._rows = _Rows((), frozenset())
        self._pane_timer: Timer | None = None
        self._with_commits = False
        self._loaded = LoadedTree()
        self._was_led = False
        self._under_way: set[str] = set()
        self.entries: list[FileEntry] = []

    def compose(self) -> ComposeResult:
        """The filter, the tree, and what the cursor stands on."""
        from textual.containers import Container

        yield self.filter_bar
        yield Container(self.filtered_list, self._pane, classes="panes")

    @property
    def front(self) -> RowList:
        """The list."""
        return self.filtered_list

    def say(self, words: str, role: str = "dim") -> None:
        """A line below the rows."""
        self.filtered_list.rows_changed(self.below(words, role))

    def begin(self) -> None:
        """Load the tree."""
        self._place_pane()
        self._load_tree()

    def _load_tree(self) -> None:
        self.say("Loading…")
        start_work(self, self._load, "tree")

    async def _load(self) -> None:
        """Load the first folder, what is open of it, and the way to the path that was asked for."""
        self._loaded = LoadedTree()
        if await self._loads_all_at_once():
            await self._load_below("")
            return
        if not await self._load_folder(""):
            return
        wanted = self.page.target.path
        ways = {"/".join(wanted.split("/")[:depth]) for depth in range(1, wanted.count("/") + 2)} if wanted else set()
        for folder in sorted(ways | set(self._tree.open_folders)):
            entry = self._loaded.entries.get(folder)
            if entry is not None and entry.is_folder:
                await self._load_folder(folder)

    async def _loads_all_at_once(self) -> bool:
        """Return whether to load all folders by one request: one page holds them, or that is what is cached."""
        if await self.page.is_cached(self._request("", True)):
            return True
        files = self.page.info.siblings if self.page.info is not None else None
        return files is not None and len(files) <= _SMALL and not await self.page.is_cached(self._request("", False))

    def _request(self, folder: str, recursive: bool, cursor: Cursor | None = None) -> TreePage:
        page = self.page
        return TreePage(page.repo_type, page.repo_id, page.revision, folder, recursive, self._with_commits, cursor)

    async def _load_folder(self, folder: str) -> bool:
        """Load the next page of a folder. Return whether it came."""
        cursor = self._loaded.next_page(folder)
        loaded = self._loaded
        answer = await self.ask(self._request(folder, False, cursor))
        if answer is None or loaded is not self._loaded:
            return False
        loaded.take(folder, answer.rows, answer.next if answer.next != cursor else None)
        await self._take()
        return True

    async def _load_below(self, folder: str) -> bool:
        """Load all that is below a folder, page after page; whether it came."""
        loaded = self._loaded
        request = self._request(folder, True)
        count = shown = 0
        while True:
            answer = await self.ask(request)
            if answer is None or loaded is not self._loaded:
                return False
            is_last = answer.next is None or answer.next == request.cursor
            loaded.take_below(folder, answer.rows, is_last=is_last)
            count += len(answer.rows)
            if is_last or count >= _MORE_BY * shown:
                shown = count
                await self._take()
            if is_last:
                return True
            self.say(f"{count:,} files and folders, loading more… esc stops", "dim")
            request = replace(request, cursor=answer.next)

    async def _take(self) -> None:
        loaded = self._loaded
        tree = await asyncio.to_thread(FileTree, tuple(loaded.entries.values()), loaded.is_whole)
        tree.keep_open(self._tree)
        tree.order = self._tree.order
        if (path := self.page.target.path) and not self._was_led:
            self._was_led = tree.node(path) is not None or path in loaded.entries
            tree.open_to(f"{path}/" if tree.node(path) is not None else path)
        self._tree, self.entries = tree, list(loaded.entries.values())
        self._mark_what_is_here()
        self._show_rows()
        self.count = f"{tree.root.files:,}{'' if tree.root.is_whole else '+'}"
        self.page.counted()
        self._say_what_is_loaded()

    def _say_what_is_loaded(self) -> None:
        if self.filter_words and not self._tree.root.is_whole:
            self.say(f"only the {self._tree.root.files:,} files that are loaded are searched: A loads the list of all")
        else:
            self.say("" if self.entries else "there are no files yet")

    def _mark_what_is_here(self) -> None:
        """Which of the files the official client has fetched before."""
        from hubtui.worker.downloads.cache_layout import present

        page = self.page
        commit = page.info.sha if page.info is not None else None
        here = present(page.repo_type, page.repo_id, commit, self.entries) if commit else frozenset()
        self._rows = _Rows(self._rows.rows, frozenset(here))

    def show_filtered(self) -> None:
        """Show the files that the words pick."""
        self._show_rows()
        if self.entries:
            self._say_what_is_loaded()

    def _show_rows(self) -> None:
        rows = self._tree.matching(self.filter_words) if self.filter_words else self._tree.rows()
        self._rows = _Rows(rows, self._rows.here)
        self.filtered_list.show_rows(self._rows, keep_cursor=True)
        order = "by size" if self._tree.order == "size" else "by name"
        count = f"{len(rows):,} of {self._tree.root.files:,}" if self.filter_words else ""
        self.filter_bar.show(FilterLine(self.filter_words, (), order, count))
        self._draw_pane()

    @property
    def _node(self) -> Node | None:
        return self._rows.rows[self.filtered_list.cursor].node if len(self._rows) else None

    # Beside the tree

    def _columns(self, width: int) -> list[Column]:
        return file_rows.columns_for(width, self._with_commits)

    def _place_pane(self) -> None:
        self._pane.display = self.app.size.width >= _BESIDE_FROM and not self._pane.is_plain
        self.call_after_refresh(self._draw_pane)

    def on_resize(self) -> None:
        """Another size holds other panes."""
        self._place_pane()

    def on_row_list_cursor_moved(self) -> None:
        """Another file."""
        self._load_what_comes_next()
        if self._pane_timer is not None:
            self._pane_timer.stop()
        self._pane_timer = self.set_timer(_REST_SECONDS, self._draw_pane)

    def _load_what_comes_next(self) -> None:
        """Load the next page of a folder whose loaded end is near the cursor."""
        rows, cursor = self._rows.rows, self.filtered_list.cursor
        for folder in self._loaded.unfinished if not self.filter_words else ():
            inside = f"{folder}/" if folder else ""
            near = rows[max(0, cursor - 1) : cursor + _AHEAD]
            is_near = any(row.node.id.startswith(inside) for row in near)
            ends = len(rows) <= cursor + _AHEAD or not all(row.node.id.startswith(inside) for row in near)
            if is_near and ends and (not folder or self._tree.is_open(folder)):
                self._load_in_the_background(folder)

    def _load_in_the_background(self, folder: str) -> None:
        if folder in self._under_way:
            return
        self._under_way.add(folder)

        async def load() -> None:
            try:
                await self._load_folder(folder)
            finally:
                self._under_way.discard(folder)

        start_work(self, load, f"folder {folder}")

    def _draw_pane(self) -> None:
        if not self._pane.display or not self._pane.is_attached:
            return
        width = self._pane.text_width
        from hubtui.worker.downloads.paths import room_here

        root, marked = self._tree.root, self.marked_entries()
        folder, free = room_here()
        total = (len(marked), sum(entry.size or 0 for entry in marked))
        lines = file_rows.summary_lines(root, self._stored, free, folder, total, width)
        if (node := self._node) is not None:
            lines = [*lines, BLANK, *file_rows.node_lines(node, self._rows.here, width)]
        self._pane.show_lines(lines)

    @property
    def _stored(self) -> int | None:
        info = self.page.info
        return info.used_storage if info is not None else None

    # Actions

    def do_open_file(self) -> None:
        """Open or close a folder, view a file."""
        node = self._node
        if node is None:
            return
        if node.kind == "file":
            self.page.open_file(node.id)
        else:
            self._tree.toggle(node.id)
            self._show_rows()
            if node.kind == "folder" and not self._loaded.is_begun(node.id):
                self._load_in_the_background(node.id)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A double click opens."""
        if event.clicks == 2:
            self.do_open_file()

    def do_sort(self) -> None:
        """By name, or by size."""
        self._tree.order = "name" if self._tree.order == "size" else "size"
        self._show_rows()

    def do_mark(self) -> None:
        """Mark the file, or all files below a folder or of a group, and step down."""
        node = self._node
        if node is None:
            return
        ids = [file.id for file in files_of(node)]
        marks = self.filtered_list.marks.ids
        if node.kind != "file":
            ids.append(node.id)
        if ids and all(id in marks for id in ids):
            for id in ids:
                marks.pop(id, None)
        else:
            marks.update(dict.fromkeys(ids))
        self.filtered_list.do_down()
        self.filtered_list.draw_anew()
        self._draw_pane()

    def do_mark_all(self) -> None:
        """Mark all, or all that the filter picks."""
        ids = (file.id for row in self._rows.rows for file in files_of(row.node))
        self.filtered_list.marks.ids.update(dict.fromkeys(ids))
        self.filtered_list.draw_anew()
        self._draw_pane()

    def marked_entries(self) -> list[FileEntry]:
        """The marked files."""
        marks = self.filtered_list.marks.ids
        return [entry for entry in self.entries if entry.path in marks and not entry.is_folder] if marks else []

    def chosen_paths(self) -> list[str]:
        """The marked files, or the one under the cursor."""
        return [entry.path for entry in self.chosen_entries()]

    def chosen_entries(self) -> list[FileEntry]:
        """The marked files; where there are none, what is under the cursor."""
        if marked := self.marked_entries():
            return marked
        node = self._node
        return [file.entry for file in files_of(node) if file.entry is not None] if node is not None else []

    def do_commits(self) -> None:
        """Ask for each file's last change and its scan, which takes the Hub longer; or leave that away again."""
        self._with_commits = not self._with_commits
        self.filtered_list.columns_changed()
        self._load_tree()

    def do_load_all(self) -> None:
        """Load the list of all files."""
        if self._tree.root.is_whole:
            self.page.notice("all files are listed")
        else:
            start_work(self, self._load_all, "list")

    async def _load_all(self) -> None:
        await self._load_below("")

    def do_download(self) -> None:
        """Download what is marked, or what is under the cursor; what is not listed yet is listed first."""
        marks = self.filtered_list.marks.ids
        node = self._node
        folders = [found for path in marks if (found := self._tree.node(path)) is not None]
        if not marks and node is not None and node.kind == "folder":
            folders = [node]
        unlisted = [folder.id for folder in folders if not folder.is_whole]
        if unlisted:
            start_work(self, partial(self._list_and_download, unlisted, node.id if node and not marks else ""), "list")
        else:
            self.page.download(self.chosen_entries())

    async def _list_and_download(self, folders: list[str], under_cursor: str) -> None:
        for folder in folders:
            if not await self._load_below(folder):
                return
        found = [self._tree.node(folder) for folder in folders]
        files = [file.entry for node in found if node is not None for file in files_of(node) if file.entry is not None]
        if not under_cursor:
            self.filtered_list.marks.ids.update(dict.fromkeys(entry.path for entry in files))
            files = self.marked_entries()
        self.page.download(files)

    async def on_filter_bar_clicked(self, event: FilterBar.Clicked) -> None:
        """A part of the bar does what its key does."""
        event.stop()
        actions = {"search": self.do_search, "sort": self.do_sort}
        if event.name in actions:
            actions[event.name]()

    def leave(self) -> bool:
        """Leave the field, stop listing, or take away the filter or the marks."""
        listing = [work for work in self.workers if work.node is self and work.group == "list" and work.is_running]
        if listing:
            for work in listing:
                work.cancel()
            self.say("stopped: not all files are listed")
            return True
        if self.leave_filter():
            return True
        had = self.filtered_list.marks.clear()
        self.filtered_list.draw_anew()
        self._draw_pane()
        return had
