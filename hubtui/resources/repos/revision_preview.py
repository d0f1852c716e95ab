"""The preview of a revision: a commit in full with what it changed, or where a branch or a tag points."""

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
    """A row: what kind of revision, how it is asked for, its commit, its words and its date as the wire has it.

    `told` is what the Hub told of a commit.
    """

    kind: str
    revision: str
    commit: str
    words: str = ""
    date: str = ""
    told: Commit | None = None


class RevisionPreview:
    """Loads what commits changed; `redraw` is called whenever there is more to show.

    `parent` returns the commit that a revision is compared with, "" if that is not known.
    """

    def __init__(self, page: RepoPage, redraw: Callable[[], None], parent: Callable[[Revision], str]) -> None:
        self._page = page
        self._parent = parent
        self._changes = LoadedPreview(
            page.worker, "preview:revisions", redraw, _pieces, missing=Changes(None), answers=page.previewed
        )

    def preview(self, item: Revision, width: int) -> Iterator[Line]:
        """Yield what is known of a revision, and as much of its changes as is loaded."""
        if item.told is not None:
            yield from commit_lines(item.told, width)
        else:
            yield from flow([Cell(item.kind, "dim"), Cell(item.revision, "accent")], width, " ")
            yield from flow([Cell(f"commit {item.commit}" if item.commit else "", "dim")], width)
        request = self._request(item)
        if request is not None and (lines := self._changes.lines(request, width)):
            yield ()
            yield from lines

    async def load_preview(self, item: Revision, width: int) -> None:
        """Load what a commit changed."""
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
