"""Loads the data that a comparison shows of each repo."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.dom import DOMNode

from hubtui.hub.datasets import CroissantOf
from hubtui.hub.decode import row_of
from hubtui.hub.endpoint import Request
from hubtui.hub.errors import HubError, none_if_missing
from hubtui.hub.files import FilePiece
from hubtui.hub.listings import ListingPage
from hubtui.hub.repos import RepoInfo
from hubtui.hub.viewer import SplitsOf
from hubtui.pages.work import start_work
from hubtui.presentation.compare.models import LOOKED_AT
from hubtui.presentation.compare.repo import COLUMNS, CONFIG, INFO, MORE, QUANTS, SPLITS, ComparedRepo
from hubtui.presentation.quants import quantized_from

if TYPE_CHECKING:
    from hubtui.worker.worker import Worker

_MORE_FIELDS = {
    "model": ("childrenModelCount", "downloadsAllTime", "evalResults"),
    "dataset": ("downloadsAllTime", "mainSize"),
}
_LARGEST_CONFIG = 1 << 20
_FIELDS_OF_QUANTS = ("library_name", "tags")


class Loading:
    """Requests data of `repos` while `node` is on the screen; calls `changed` after each answer."""

    def __init__(
        self, node: DOMNode, worker: Worker, repos: Sequence[ComparedRepo], changed: Callable[[], None]
    ) -> None:
        self._node = node
        self._worker = worker
        self._repos = repos
        self._changed = changed

    def start(self) -> None:
        """Request everything that has no answer yet."""
        for number, repo in enumerate(self._repos):
            start_work(self._node, partial(self.load, repo), f"repo {number}")

    def again(self) -> None:
        """Request everything again that failed; if nothing failed, request everything."""
        if any(repo.failures for repo in self._repos):
            for repo in self._repos:
                repo.clear_errors()
        else:
            for repo in self._repos:
                repo.answers.clear()
        self._changed()
        self.start()

    async def load(self, repo: ComparedRepo) -> None:
        """Request everything about one repo that has no answer yet."""
        if repo.is_pending(INFO):
            await self._load_info(repo)
        if repo.info is not None:
            load = {"model": self._load_model, "dataset": self._load_dataset}.get(repo.repo_type)
            if load is not None:
                await load(repo)

    async def _load_info(self, repo: ComparedRepo) -> None:
        try:
            info = await self._worker.get(RepoInfo(repo.repo_type, repo.repo_id))
        except HubError as error:
            repo.set_error(INFO, error)
        else:
            repo.set_info(info, row_of(repo.repo_type, info.sent))
        self._changed()

    async def _load_model(self, repo: ComparedRepo) -> None:
        names = repo.info.file_names if repo.info is not None and repo.info.siblings is not None else None
        if names is not None and "config.json" not in names:
            repo.set_answer(CONFIG, None)
        config = FilePiece("model", repo.repo_id, "config.json", "main", 0, _LARGEST_CONFIG)
        await asyncio.gather(
            self._ask(repo, CONFIG, config, lambda piece: _object_of(piece.content)),
            self._ask(repo, MORE, RepoInfo("model", repo.repo_id, fields=_MORE_FIELDS["model"])),
        )
        more = repo.answers.get(MORE)
        counts = more.children_model_count if more is not None else None
        if isinstance(counts, dict) and counts.get("quantized"):
            quants = ListingPage(quantized_from(repo.repo_id, LOOKED_AT, _FIELDS_OF_QUANTS))
            await self._ask(repo, QUANTS, quants, lambda page: page.rows)

    async def _load_dataset(self, repo: ComparedRepo) -> None:
        await asyncio.gather(
            self._ask(repo, SPLITS, SplitsOf(repo.repo_id)),
            self._ask(repo, COLUMNS, CroissantOf(repo.repo_id)),
            self._ask(repo, MORE, RepoInfo("dataset", repo.repo_id, fields=_MORE_FIELDS["dataset"])),
        )

    async def _ask(
        self, repo: ComparedRepo, source: str, request: Request[Any], read: Callable[[Any], Any] = lambda one: one
    ) -> None:
        if not repo.is_pending(source):
            return
        try:
            answer = await none_if_missing(self._worker.get(request))
            repo.set_answer(source, read(answer) if answer is not None else None)
        except HubError as error:
            repo.set_error(source, error)
        self._changed()


def _object_of(content: bytes) -> Any:
    """Return the JSON object in a file, or None if it contains none."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
