"""The section Croissant: the metadata of a dataset, first fields and record sets, then the raw JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.hub.datasets import CroissantOf
from hubtui.pages.work import start_work
from hubtui.presentation.croissant import croissant_document
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.reader_section import JsonSection

if TYPE_CHECKING:
    from hubtui.hub.models.croissant import Croissant


class CroissantSection(JsonSection):
    """Loads the metadata when it is shown for the first time."""

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page)
        self._croissant: Croissant | None = None

    def begin(self) -> None:
        """Load the metadata."""
        self.say("Loading the metadata…")
        start_work(self, self._load, "croissant")

    async def _load(self) -> None:
        self._croissant = await self.ask(CroissantOf(self.page.repo_id))
        self.draw()

    def draw(self) -> None:
        """Draw the metadata, if they are loaded."""
        if self._croissant is not None:
            self.show_document(croissant_document(self._croissant, self.reader.text_width))
