"""The preview of a file: its facts and its contents, read from at most 64 KB of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from hubtui.browser.loaded_preview import LoadedPreview
from hubtui.hub.errors import Gated
from hubtui.presentation.file_contents import contents_pieces
from hubtui.text.document import Line, Lines
from hubtui.worker.file_contents import ContentsOf

if TYPE_CHECKING:
    from hubtui.formats.contents import Contents
    from hubtui.hub.endpoint import Request
    from hubtui.hub.models.files import FileEntry
    from hubtui.resources.repos.page import RepoPage

# The files of a gated repo that can be read without access.
_OPEN = ("README.md", ".gitattributes")


class FilePreview:
    """Loads the contents of files of a page's repo, and calls `redraw` when more was loaded.

    The files are read at `revision`; without one, at the revision of the page.
    """

    def __init__(self, page: RepoPage, slot: str, redraw: Callable[[], None], revision: str = "") -> None:
        self._page = page
        self._revision = revision
        self._contents: LoadedPreview[Contents] = LoadedPreview(
            page.worker, slot, redraw, _pieces, answers=page.previewed
        )
        self._refused: ContentsOf | None = None

    def lines(self, entry: FileEntry, width: int) -> Iterator[Line]:
        """Yield the part of the contents that is loaded, laid out for `width` terminal cells."""
        refused = self._refused if self._is_refused(entry) else None
        if lines := self._contents.lines(refused or self._request(entry), width):
            yield ()
            yield from lines

    async def load(self, entry: FileEntry, width: int) -> None:
        """Load the contents of a file. After the Hub has refused one file of a gated repo, load no other one."""
        if self._is_refused(entry):
            return
        request = self._request(entry)
        await self._contents.load(request, width)
        if isinstance(self._contents.error(request), Gated):
            self._refused = request

    def leave(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._contents.leave()

    def _request(self, entry: FileEntry) -> ContentsOf:
        page = self._page
        return ContentsOf(page.repo_type, page.repo_id, entry.path, self._revision or page.revision, entry.size)

    def _is_refused(self, entry: FileEntry) -> bool:
        return self._refused is not None and entry.path not in _OPEN


def _pieces(request: Request[Contents], contents: Contents, width: int) -> Iterator[Lines]:
    assert isinstance(request, ContentsOf)
    return contents_pieces(request.path, contents, width)
