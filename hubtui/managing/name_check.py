"""Checks whether a repo id is free while the user types it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.timer import Timer

from hubtui.hub.errors import HubError, none_if_missing
from hubtui.hub.repos import RepoInfo
from hubtui.pages.work import start_work
from hubtui.worker.worker import Worker

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType

_REST_SECONDS = 0.3


class NameCheck:
    """Asks the Hub whether a repo exists, after a short pause in typing; calls `on_change` after each answer."""

    def __init__(self, node: DOMNode, worker: Worker, on_change: Callable[[], None]) -> None:
        self._node = node
        self._worker = worker
        self._on_change = on_change
        self._timer: Timer | None = None
        self._known: dict[tuple[str, str], str] = {}
        self._wanted: tuple[RepoType, str] | None = None

    def look(self, repo_type: RepoType, repo_id: str) -> None:
        """Ask about this repo after a short pause; replaces the repo that was asked about before."""
        if self._timer is not None:
            self._timer.stop()
        self._wanted = repo_type, repo_id
        if self._wanted not in self._known:
            self._timer = self._node.set_timer(_REST_SECONDS, self._begin)

    def forget(self) -> None:
        """Cancel the question that waits for the pause."""
        if self._timer is not None:
            self._timer.stop()
        self._wanted = None

    def taken_by(self, repo_type: RepoType, repo_id: str) -> str | None:
        """Return the id of the repo at this address, "" if there is none, or None if that is not known yet.

        An old id of a repo that was moved gives the new id.
        """
        return self._known.get((repo_type, repo_id))

    def _begin(self) -> None:
        start_work(self._node, self._ask, "name")

    async def _ask(self) -> None:
        if self._wanted is None:
            return
        repo_type, repo_id = self._wanted
        try:
            asked = RepoInfo(repo_type, repo_id, fields=("private",))
            info = await none_if_missing(self._worker.get(asked, slot="name", fresh=True))
        except HubError:
            return  # the Hub will say so when the form is sent
        self._known[repo_type, repo_id] = (info.id or repo_id) if info is not None else ""
        self._on_change()
