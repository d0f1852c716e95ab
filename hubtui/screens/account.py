"""Who the user is: asked once, and again when the Hub is back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.dom import DOMNode

from hubtui.hub.errors import HubError, Offline
from hubtui.presentation.account import account_words
from hubtui.screens.frame import OFFLINE, FrameState
from hubtui.screens.work import start_work
from hubtui.worker.queue import Priority
from hubtui.worker.requests import WhoAmI
from hubtui.worker.worker import Worker

if TYPE_CHECKING:
    from hubtui.hub.client import Exchange


class AccountWatch:
    """Keeps the account in the frame; `on_change` is called when it says something else."""

    def __init__(self, node: DOMNode, worker: Worker, frame: FrameState, on_change: Callable[[], None]) -> None:
        self._node = node
        self._worker = worker
        self._frame = frame
        self._on_change = on_change
        self._stop_listening: Callable[[], None] | None = None

    def ask(self) -> None:
        """Ask the Hub."""
        start_work(self._node, self._ask, "account")

    async def _ask(self) -> None:
        frame = self._frame
        try:
            account = await self._worker.fetch(WhoAmI(), slot="account", priority=Priority.ASKED)
        except Offline:
            frame.account = OFFLINE
            self._stop_listening = self._worker.activity.listen(self._exchanged)
        except HubError as error:
            frame.account, frame.notice, frame.notice_role = "not logged in", str(error), "failed"
        else:
            frame.account = account_words(account)
            frame.rights = frame.rights._replace(account=account)
        self._on_change()

    def _exchanged(self, exchange: Exchange) -> None:
        """The Hub answers again."""
        if exchange.status and self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
            self.ask()
