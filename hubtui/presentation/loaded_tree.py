"""The loaded part of a repo's file tree: it is loaded folder by folder, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.query import Cursor


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
