"""The action that shows the stored accounts: log in, log out, and switch between them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.config.token_store import TokenStore
from hubtui.hub.account import WhoAmI
from hubtui.resources.account.account_switcher import AccountSwitcher
from hubtui.resources.account.accounts import AccountsDialog
from hubtui.terminal import startup_snapshot

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.accounts import Accounts
    from hubtui.app.session import AppSession
    from hubtui.hub.models.account import Account
    from hubtui.pages.frame import FrameState
    from hubtui.start import Connect, Start


class AccountActions(ActionTarget):
    """Opens the dialog of accounts."""

    def __init__(self, app: App[Any], start: Start, session: AppSession, frame: FrameState, accounts: Accounts) -> None:
        self._app = app
        self._start = start
        self._session = session
        self._frame = frame
        self._accounts = accounts

    def do_accounts(self) -> None:
        """Show the stored accounts; the demo Hub has only one."""
        if self._start.connect_as is None:
            self._frame.announce("the demo Hub has an account of its own")
            return
        switcher = AccountSwitcher(
            TokenStore(os.environ), self._check, self._accounts.switch, self._delete_cached, self._why_not_switch
        )
        self._app.push_screen(AccountsDialog(switcher, self._start.endpoint))

    async def _check(self, token: str) -> Account:
        """Return the account that a token belongs to."""
        assert self._start.connect_as is not None
        connect: Connect = self._start.connect_as(token)
        hub = await connect(self._session.worker.activity.record)
        try:
            return await hub.get(WhoAmI())
        finally:
            await hub.aclose()

    def _delete_cached(self, token: str) -> None:
        store = self._start.store_as(token)
        if store is not None:
            store.drop()
        startup_snapshot.delete_all()

    def _why_not_switch(self) -> str:
        busy = self._session.unsaved or self._session.running_downloads
        return "wait until what is under way is over: changes and downloads belong to this account" if busy else ""
