"""The preview of a revision: the message and the changes of a commit, or the commit of a branch or a tag."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.browser.loaded_preview import LoadedPreview
from hubtui.hub.revisions import Changes, Compared
from hubtui.presentation.commits import change_pieces, commit_lines
from hubtui.presentation.lines import flow
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines

if TYPE_CHECKING:
    from hubtui.hub.endpoint import Request
    from hubtui.hub.models.history import Commit
    from hubtui.resources.repos.page import RepoPage


@dataclass(frozen=True, slots=True)
class Revision:
    """A row: the kind of revision, its name for requests, its commit, a text, and its date as in the Hub's answer.

    `details` is the data of the Hub about a commit, None for branches and tags.
    """

    kind: str
    revision: str
    commit: str
    words: str = ""
    date: str = ""
    details: Commit | None = None


class RevisionPreview:
    """Draws the preview and loads the changes of commits; calls `redraw` when more was loaded.

    `parent` returns the commit that a revision is compared with, "" if it is unknown.
    """

    def __init__(self, page: RepoPage, redraw: Callable[[], None], parent: Callable[[Revision], str]) -> None:
        self._page = page
        self._parent = parent
        self._changes = LoadedPreview(
            page.worker, "preview:revisions", redraw, _pieces, missing=Changes(None), answers=page.previewed
        )

    def preview(self, item: Revision, width: int) -> Iterator[Line]:
        """Yield the facts about a revision, and the part of its changes that is loaded."""
        if item.details is not None:
            yield from commit_lines(item.details, width)
        else:
            yield from flow([Cell(item.kind, "dim"), Cell(item.revision, "accent")], width, " ")
            yield from flow([Cell(f"commit {item.commit}" if item.commit else "", "dim")], width)
        request = self._request(item)
        if request is not None and (lines := self._changes.lines(request, width)):
            yield ()
            yield from lines

    async def load_preview(self, item: Revision, width: int) -> None:
        """Load the changes of a commit."""
        if (request := self._request(item)) is not None:
            await self._changes.load(request, width)

    def leave_preview(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._changes.leave()

    def _request(self, item: Revision) -> Compared | None:
        parent = self._parent(item)
        return Compared(self._page.repo_type, self._page.repo_id, parent, item.commit) if parent else None


def _pieces(_request: Request[Changes], changes: Changes, width: int) -> Iterator[Lines]:
    return change_pieces(changes, width)
