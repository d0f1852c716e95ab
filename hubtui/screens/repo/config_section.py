"""A model as one would run it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hubtui.config.hardware import find_hardware
from hubtui.config.paths import config_file
from hubtui.config.settings import read_settings
from hubtui.fit.context import DEFAULT_TOKENS
from hubtui.fit.verdict import DEFAULT_RESERVE
from hubtui.hub.errors import HubError
from hubtui.presentation.model_document import model_document
from hubtui.presentation.weights_lines import Room, room_of
from hubtui.screens.repo.page import RepoPage
from hubtui.screens.repo.reader_section import ReaderSection
from hubtui.screens.work import start_work
from hubtui.worker.requests import FilePiece, TreePage

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.models.repo import ModelInfo

_LARGEST_CONFIG = 1 << 20
_MOST_PAGES = 60


class ConfigSection(ReaderSection):
    """Asks for the files (which the Files section shows too) and for config.json when it is looked at."""

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page)
        self._entries: list[FileEntry] | None = None
        self._config: Any = None
        self._room: Room | None = None

    def begin(self) -> None:
        """Load what it is made of."""
        self.say("Loading the config…")
        start_work(self, self._load, "config")

    async def _load(self) -> None:
        hardware = read_settings(config_file()).vram or await find_hardware()
        self._room = room_of(hardware, DEFAULT_TOKENS, DEFAULT_RESERVE)
        self.draw()
        entries = await self._load_entries()
        if entries is None:
            return
        self._entries = entries
        if any(entry.path == "config.json" for entry in entries):
            self._config = await self._load_config()
        self.draw()

    async def _load_entries(self) -> list[FileEntry] | None:
        page = self.page
        request = TreePage(page.repo_type, page.repo_id, page.revision)
        entries: list[FileEntry] = []
        for _ in range(_MOST_PAGES):
            answer = await self.ask(request)
            if answer is None:
                return None
            entries += answer.rows
            if answer.next is None or answer.next == request.cursor:
                break
            request = replace(request, cursor=answer.next)
        return entries

    async def _load_config(self) -> Any:
        page = self.page
        try:
            piece = await page.ask(FilePiece("model", page.repo_id, "config.json", page.revision, 0, _LARGEST_CONFIG))
            return json.loads(piece.content)
        except (HubError, ValueError, RecursionError):
            return None  # what the info tells of it is shown instead

    def draw(self) -> None:
        """What is known by now."""
        info: ModelInfo | None = self.page.info  # type: ignore[assignment]  # the page of a model
        if info is not None:
            width = self.reader.text_width
            document = model_document(info, self._entries, self._config, self._room, width)
            self.reader.show(document, from_top=False)
