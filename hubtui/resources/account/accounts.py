"""The dialog of the accounts whose tokens are stored on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from hubtui.config.auth import BadSetting
from hubtui.config.token_store import StoredToken
from hubtui.dialogs.item_rows import ItemRows
from hubtui.dialogs.list_dialog import ListDialog
from hubtui.dialogs.question import Question
from hubtui.pages.work import start_work
from hubtui.places import ACCOUNTS, MENU
from hubtui.resources.account.account_switcher import AccountSwitcher
from hubtui.resources.account.log_in import LogIn
from hubtui.text.columns import Cell, Column


def _cells(token: StoredToken, _columns: Sequence[Column]) -> list[Cell]:
    return [Cell(token.name or "a token without a name"), Cell("in use" if token.is_active else "", "mark")]


def _columns(_width: int) -> list[Column]:
    return [Column("name", "", 0), Column("active", "", 8)]


class AccountsDialog(ListDialog):
    """Lists stored tokens by name, and switches, adds or removes them. No token itself is shown."""

    PLACES: ClassVar[tuple[str, ...]] = (ACCOUNTS, MENU)

    def __init__(self, switching: AccountSwitcher, endpoint: str) -> None:
        keys = "enter switch · a log in · D log out · esc leave"
        super().__init__("Accounts on this machine", keys, _columns, rows=8, id="accounts")
        self._switching = switching
        self._endpoint = endpoint
        self._tokens: list[StoredToken] = []

    def on_mount(self) -> None:
        """Show the stored tokens."""
        self._read()

    def _read(self, words: str = "", role: str = "dim") -> None:
        try:
            self._tokens = self._switching.store.tokens()
        except BadSetting as error:
            words, role = str(error), "failed"
        name = self._switching.store.overridden_by
        words = words or (f"{name} goes before what is stored, at each start" if name else "")
        words = words or ("" if self._tokens else "none yet: a takes one")
        self.show(
            ItemRows(self._tokens, lambda token: f"{self._tokens.index(token)} {token.name}", _cells), words, role
        )

    @property
    def _token(self) -> StoredToken | None:
        return self._tokens[self.row_list.cursor] if self._tokens else None

    def do_choose(self) -> None:
        """Switch to the account under the cursor."""
        token = self._token
        if token is None:
            self.do_log_in()
        elif why := self._switching.why_not():
            self._read(why, "failed")
        else:
            try:
                self._switching.store.switch(token.value)
            except BadSetting as error:
                self._read(str(error), "failed")
                return
            self._switch(token.value)

    def do_log_in(self) -> None:
        """Ask for another token."""
        self.app.push_screen(LogIn(self._switching, self._endpoint), lambda _: self._read())

    def do_log_out(self) -> None:
        """Remove the token under the cursor from this machine, after a question."""
        token = self._token
        if token is not None:
            name = token.name or "the token"
            self.app.push_screen(Question(f"Forget {name} on this machine?", "log out"), self._forget)

    def _forget(self, yes: bool | None) -> None:
        token = self._token
        if not yes or token is None:
            return
        if token.is_active and (why := self._switching.why_not()):
            self._read(why, "failed")
            return
        try:
            self._switching.store.remove(token.value)
        except BadSetting as error:
            self._read(str(error), "failed")
            return
        self._switching.delete_cached(token.value)
        if token.is_active:
            self._switch(None)
        else:
            self._read()

    def _switch(self, value: str | None) -> None:
        self.answer(None)

        async def switch() -> None:
            await self._switching.switch(value)

        start_work(self.app, switch, "account")
