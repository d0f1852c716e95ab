"""The section Config: architecture, weights, memory and context length of a model."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.fit.model import ModelFacts, base_of
from hubtui.hub.errors import HubError
from hubtui.hub.files import FilePiece, TreePage
from hubtui.hub.repos import RepoInfo
from hubtui.pages.work import start_work
from hubtui.presentation.model_document import NamedBudget, facts_of_info, model_document
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.reader_section import ReaderSection

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.models.repo import ModelInfo

_LARGEST_CONFIG = 1 << 20
_MOST_PAGES = 60
_BASE_FIELDS = ("config", "gguf", "pipeline_tag", "safetensors", "tags")


class ConfigSection(ReaderSection):
    """Loads the list of files and config.json when it is shown for the first time."""

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page)
        self._entries: list[FileEntry] | None = None
        self._config: Any = None
        self._base: ModelFacts | None = None
        self._has_failed = False

    def begin(self) -> None:
        """Load the files and the configuration."""
        self.say("Loading the config…")
        self.listens(self.page.memory.subscribe(self.draw), self.page.on_info(self._info_known))
        start_work(self, self.page.memory.detect, "memory")
        start_work(self, self._load, "config")

    def _info_known(self) -> None:
        """Show the info, and load the base model of an adapter, which needs memory as well."""
        self.draw()
        info: ModelInfo | None = self.page.info  # type: ignore[assignment]  # the page of a model
        if info is not None and (base := base_of(info.tags or ())) and self._base is None:
            start_work(self, partial(self._load_base, base), "base")

    async def _load_base(self, base: str) -> None:
        try:
            info = await self.page.ask(RepoInfo("model", base, fields=_BASE_FIELDS), fresh=True)
        except HubError:
            return  # the section says that the base is needed
        self._base = facts_of_info(info, (), None)  # type: ignore[arg-type]  # of a model
        self.draw()

    async def _load(self) -> None:
        entries = await self._load_entries()
        if entries is None:
            self._has_failed = True
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
            request = request.at(answer.next)
        return entries

    async def _load_config(self) -> Any:
        page = self.page
        try:
            piece = await page.ask(FilePiece("model", page.repo_id, "config.json", page.revision, 0, _LARGEST_CONFIG))
            return json.loads(piece.content)
        except (HubError, ValueError, RecursionError):
            return None  # what the info tells of it is shown instead

    def draw(self) -> None:
        """Draw the data that is loaded by now."""
        info: ModelInfo | None = self.page.info  # type: ignore[assignment]  # the page of a model
        if info is not None and not self._has_failed:
            width = self.reader.text_width
            memory = self.page.memory
            room = NamedBudget(memory.hardware.words, memory.budget) if memory.hardware and memory.budget else None
            document = model_document(info, self._entries, self._config, room, width, self._base)
            self.reader.show(document, from_top=False)
