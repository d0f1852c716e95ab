"""Loading the tree of files: all of a small repo at once, in a large repo the folders that are opened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.hub.files import TreePage
from hubtui.pages.work import start_work
from hubtui.presentation.file_tree import FileTree, LoadedTree, TreeRow

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.query import Cursor
    from hubtui.resources.repos.page import RepoPage
    from hubtui.resources.repos.section import Section

# A repo with fewer files is loaded at once: the Hub has a thousand entries on a page.
_SMALL = 800
# The next page of a folder is loaded when the cursor is fewer rows before the end of the loaded ones.
_ROWS_AHEAD = 100
# A long list is drawn again each time that it has grown by this factor.
_GROWTH = 2


class TreeLoading:
    """Loads the tree, and calls `changed` when more was loaded.

    If `with_commits` is set, it also loads each file's last commit and scan, for which the Hub needs longer.
    """

    def __init__(self, section: Section, changed: Callable[[], None]) -> None:
        self.tree = FileTree(())
        self.entries: list[FileEntry] = []
        self.with_commits = False
        self._section = section
        self._page: RepoPage = section.page
        self._changed = changed
        self._loaded = LoadedTree()
        self._under_way: set[str] = set()
        self._has_opened_target = False

    async def load(self) -> None:
        """Load the top folder, the open folders, and the folders above the path that the page was opened with."""
        self._loaded = LoadedTree()
        if await self._loads_all_at_once():
            await self.load_below("")
            return
        if not await self._load_folder(""):
            return
        path = self._page.target.path
        ways = {"/".join(path.split("/")[:depth]) for depth in range(1, path.count("/") + 2)} if path else set()
        for folder in sorted(ways | set(self.tree.open_folders)):
            entry = self._loaded.entries.get(folder)
            if entry is not None and entry.is_folder:
                await self._load_folder(folder)

    async def load_below(self, folder: str) -> bool:
        """Load everything below a folder, page by page. Return whether all of it was loaded."""
        loaded = self._loaded
        request = self._request(folder, recursive=True)
        count = shown = 0
        while True:
            answer = await self._section.ask(request)
            if answer is None or loaded is not self._loaded:
                return False
            is_last = answer.next is None or answer.next == request.cursor
            loaded.add_page_below(folder, answer.rows, is_last=is_last)
            count += len(answer.rows)
            if is_last or count >= _GROWTH * shown:
                shown = count
                await self._take()
            if is_last:
                return True
            self._section.say(f"{count:,} files and folders, loading more… esc stops")
            request = replace(request, cursor=answer.next)

    def load_folder_soon(self, folder: str) -> None:
        """Load the first page of a folder in the background, unless it was loaded before."""
        if not self._loaded.is_started(folder):
            self._load_in_the_background(folder)

    def look(self, rows: Sequence[TreeRow], cursor: int) -> None:
        """Load the next page of a folder if the cursor is near the end of its loaded rows."""
        for folder in self._loaded.unfinished:
            inside = f"{folder}/" if folder else ""
            near = rows[max(0, cursor - 1) : cursor + _ROWS_AHEAD]
            is_near = any(row.node.id.startswith(inside) for row in near)
            ends = len(rows) <= cursor + _ROWS_AHEAD or not all(row.node.id.startswith(inside) for row in near)
            if is_near and ends and (not folder or self.tree.is_open(folder)):
                self._load_in_the_background(folder)

    def unlisted(self, folders: Iterable[str]) -> list[str]:
        """Return the folders among the paths that are not completely loaded."""
        found = (self.tree.node(path) for path in folders)
        return [node.id for node in found if node is not None and not node.is_complete]

    async def _loads_all_at_once(self) -> bool:
        """Return whether to load all folders by one request: they fit into one page, or this request is cached."""
        page = self._page
        if await page.is_cached(self._request("", recursive=True)):
            return True
        files = page.info.siblings if page.info is not None else None
        is_small = files is not None and len(files) <= _SMALL
        return is_small and not await page.is_cached(self._request("", recursive=False))

    def _request(self, folder: str, recursive: bool, cursor: Cursor | None = None) -> TreePage:
        page = self._page
        return TreePage(page.repo_type, page.repo_id, page.revision, folder, recursive, self.with_commits, cursor)

    async def _load_folder(self, folder: str) -> bool:
        """Load the next page of a folder. Return whether it was loaded."""
        cursor = self._loaded.next_page(folder)
        loaded = self._loaded
        answer = await self._section.ask(self._request(folder, recursive=False, cursor=cursor))
        if answer is None or loaded is not self._loaded:
            return False
        loaded.add_page(folder, answer.rows, answer.next if answer.next != cursor else None)
        await self._take()
        return True

    def _load_in_the_background(self, folder: str) -> None:
        if folder in self._under_way:
            return
        self._under_way.add(folder)

        async def load() -> None:
            try:
                await self._load_folder(folder)
            finally:
                self._under_way.discard(folder)

        start_work(self._section, load, f"folder {folder}")

    async def _take(self) -> None:
        loaded = self._loaded
        tree = await asyncio.to_thread(FileTree, tuple(loaded.entries.values()), loaded.is_complete)
        tree.copy_open_nodes(self.tree)
        tree.order = self.tree.order
        if (path := self._page.target.path) and not self._has_opened_target:
            self._has_opened_target = tree.node(path) is not None or path in loaded.entries
            tree.open_to(f"{path}/" if tree.node(path) is not None else path)
        self.tree, self.entries = tree, list(loaded.entries.values())
        self._changed()
