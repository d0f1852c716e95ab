"""The base of lists whose rows are repos of one type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from hubtui.browser.list_model import ListModel
from hubtui.registry.target import Target
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.browser.repo_preview import RepoPreview
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.rows import Row
    from hubtui.pages.session import Session
    from hubtui.presentation.snippets import Snippet

RowT = TypeVar("RowT", bound="Row")


class RepoRows(ListModel[RowT]):
    """A list of repos: their pages, previews and texts to copy."""

    def __init__(self, session: Session, repo_type: RepoType) -> None:
        super().__init__()
        self.repo_type = repo_type
        self.kind = repo_type
        self._session = session
        self._cards: RepoPreview | None = None

    def key(self, item: RowT) -> str:
        """Return the id of a repo."""
        return item.id

    def target(self, item: RowT) -> Target:
        """Return the page of a repo."""
        return Target(self.repo_type, item.id)

    def known(self, item: RowT) -> RowT:
        """Return the row, which the page can show before it has loaded."""
        return item

    def preview(self, item: RowT, width: int) -> Iterable[Line]:
        """Return facts about a repo, and its card as far as it is loaded; nothing before the first paint."""
        if not self.browser.frame.is_painted:
            return ()
        return self._preview.lines(self.repo_type, item.id, item, width)

    async def load_preview(self, item: RowT, width: int) -> None:
        """Load the card of a repo."""
        await self._preview.load(self.repo_type, item.id, width)

    def leave_preview(self) -> None:
        """Cancel the request for the card."""
        if self._cards is not None:
            self._cards.leave()

    @property
    def _preview(self) -> RepoPreview:
        if self._cards is None:
            from hubtui.browser.repo_preview import RepoPreview

            browser, slot = self.browser, f"preview:{self.name}"
            self._cards = RepoPreview(self._session.worker, slot, browser.preview.draw, browser.frame.memory)
        return self._cards

    def snippets(self, item: RowT) -> list[Snippet]:
        """Return the texts about a repo that can be copied."""
        from hubtui.presentation.snippets import snippets, subject_of

        return snippets(subject_of(self.repo_type, item, self.browser.routes.endpoint))
