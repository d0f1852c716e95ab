"""The preview of an item of a collection: its note, its facts, and its card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from hubtui.browser.loaded_preview import LoadedPreview
from hubtui.browser.repo_preview import RepoPreview
from hubtui.hub.kinds import KINDS
from hubtui.hub.papers import PaperOf
from hubtui.resources.collection.collection_cells import item_facts
from hubtui.resources.collection.preview import CollectionPreview
from hubtui.resources.paper import paper_text
from hubtui.text.document import Line, Lines, plain

if TYPE_CHECKING:
    from hubtui.changes.collection_editor import CollectionEditor
    from hubtui.hub.drafts import Key
    from hubtui.hub.endpoint import Request
    from hubtui.hub.models.paper import Paper
    from hubtui.worker.worker import Worker

_SLOT = "preview:items"


class ItemPreview:
    """Draws and loads the preview of an item: a card, a paper or a collection. Calls `redraw` when more was loaded.

    An item is given by its key; its note and facts come from the editor of the collection.
    """

    def __init__(self, worker: Worker, editor: CollectionEditor, redraw: Callable[[], None]) -> None:
        self._edits = editor.edits
        self._repos = RepoPreview(worker, _SLOT, redraw)
        self._collections = CollectionPreview(worker, _SLOT, redraw)
        self._papers: LoadedPreview[Paper] = LoadedPreview(worker, _SLOT, redraw, _paper_pieces)

    def preview(self, item: Key, width: int) -> Iterator[Line]:
        """Yield the note and the facts of an item, and as much of its card as is loaded."""
        item_type, item_id = item
        if (draft := self._edits.wanted.by_key.get(item)) is None:
            return
        yield from item_facts(draft, self._edits.details.get(item), width)
        yield from self._card(item_type, item_id, width)

    def _card(self, item_type: str, item_id: str, width: int) -> Iterable[Line]:
        if item_type == "paper":
            return self._papers.lines(PaperOf(item_id), width)
        if item_type == "collection":
            return self._collections.lines(self._slug(item_id), None, width)
        return self._repos.lines(item_type, item_id, None, width) if item_type in KINDS else ()

    async def load_preview(self, item: Key, width: int) -> None:
        """Load the card of a repo, the paper, or the collection."""
        item_type, item_id = item
        if item_type == "paper":
            await self._papers.load(PaperOf(item_id), width)
        elif item_type == "collection":
            await self._collections.load(self._slug(item_id))
        elif item_type in KINDS:
            await self._repos.load(item_type, item_id, width)

    def leave_preview(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._repos.leave()

    def _slug(self, item_id: str) -> str:
        """Return the slug of a collection that is an item, from the data of the Hub about the item."""
        details = self._edits.details.get(("collection", item_id))
        return (details.slug if details is not None else None) or item_id


def _paper_pieces(_request: Request[Paper], paper: Paper, width: int) -> Iterator[Lines]:
    yield plain(paper_text.preview_lines(paper, width))
