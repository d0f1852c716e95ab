"""Asks the Hub who the user is, and asks again after a failure, with growing pauses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.timer import Timer

from hubtui.hub.account import WhoAmI
from hubtui.hub.errors import HubError, NotLoggedIn, Offline, RateLimited
from hubtui.pages.frame import OFFLINE, FrameState
from hubtui.pages.work import start_work
from hubtui.presentation.account import REFUSED, UNKNOWN, account_words
from hubtui.worker.queue import Priority
from hubtui.worker.worker import Worker

if TYPE_CHECKING:
    from hubtui.hub.client import Exchange

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0
MOST_BY_ITSELF = 8
"""How many times a timer asks again: for about eight minutes."""


class AccountWatch:
    """Keeps the name and the rights of the account in the frame, and calls `on_change` after each answer.

    After a failure the account is unknown, and the Hub is asked again: a few times by a timer whose pause doubles each
    time, then whenever another request is answered, and at once when the user refreshes.
    """

    def __init__(self, node: DOMNode, worker: Worker, frame: FrameState, on_change: Callable[[], None]) -> None:
        self._node = node
        self._worker = worker
        self._frame = frame
        self._on_change = on_change
        self._stop_listening: Callable[[], None] | None = None
        self._timer: Timer | None = None
        self._is_asking = False
        self._failures = 0
        self._not_before = 0.0

    def ask(self) -> None:
        """Ask the Hub now, unless a request is already under way."""
        if not self._is_asking:
            self._is_asking = True
            self._stop_waiting()
            start_work(self._node, self._ask, "account")

    def ask_if_unknown(self) -> None:
        """Ask the Hub now if the last request failed."""
        if self._failures:
            self.ask()

    def stop(self) -> None:
        """Stop asking, because the user switches to another account."""
        self._stop_waiting()
        self._failures = 0

    async def _ask(self) -> None:
        frame = self._frame
        try:
            account = await self._worker.get(WhoAmI(), slot="account", priority=Priority.BACKGROUND)
        except Offline:
            frame.account = OFFLINE
            self._wait(0.0)
        except NotLoggedIn as error:
            self._failures = 0
            frame.account, frame.notice, frame.notice_role = REFUSED, str(error), "failed"
            frame.rights = frame.rights._replace(is_refused=True)
        except HubError as error:
            if not self._failures:
                frame.say(f"who you are is not known: {error}", "failed")
            frame.account = UNKNOWN
            self._wait(error.seconds if isinstance(error, RateLimited) else 0.0)
        else:
            self._failures = 0
            frame.account = account_words(account)
            frame.rights = frame.rights._replace(account=account, is_refused=False)
        finally:
            self._is_asking = False
        self._on_change()

    def _wait(self, asked: float) -> None:
        """Wait as many seconds as the Hub asks for, but at least twice as long as the last time."""
        self._failures += 1
        seconds = max(asked, min(FIRST_PAUSE * 2 ** (self._failures - 1), LONGEST_PAUSE))
        self._not_before = self._worker.clock() + seconds
        self._stop_listening = self._worker.activity.listen(self._exchanged)
        if self._failures <= MOST_BY_ITSELF and self._frame.account != OFFLINE:
            self._timer = self._node.set_timer(seconds, self.ask)

    def _stop_waiting(self) -> None:
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _exchanged(self, exchange: Exchange) -> None:
        """Ask when the Hub answers another request: at once after being offline, else after the pause."""
        is_back = self._frame.account == OFFLINE or self._worker.clock() >= self._not_before
        if exchange.status and is_back:
            self.ask()
