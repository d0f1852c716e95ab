"""The dialog that logs in with a token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hubtui.config.auth import BadSetting
from hubtui.dialogs.form import Form
from hubtui.hub.errors import HubError, NotLoggedIn
from hubtui.pages.work import start_work
from hubtui.resources.account.account_switcher import AccountSwitcher, name_of
from hubtui.widgets.choice_field import ChoiceField
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.hub.models.account import Account


class SecretField(Field):
    """A field that shows a dot for each character, and copies nothing to the clipboard."""

    def __init__(self, placeholder: str, *, id: str) -> None:
        super().__init__("", placeholder, id=id)
        self.password = True

    def action_copy(self) -> None:
        """Do nothing: a secret is not copied."""

    def action_cut(self) -> None:
        """Do nothing: a secret is not copied."""


class LogIn(Form):
    """Checks a token at the Hub, stores it where the official client does, and switches to its account."""

    def __init__(self, switching: AccountSwitcher, endpoint: str) -> None:
        super().__init__("Log in", "Log in")
        self._switching = switching
        self._endpoint = endpoint
        self._token = SecretField("paste it here", id="token")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield the field for the token."""
        yield "token", "Token", self._token

    def missing(self) -> Mapping[str, str]:
        """Return that the token is missing, if nothing was typed."""
        return {} if self._token.value.strip() else {"token": "a token is missing"}

    def problems(self) -> Mapping[str, str]:
        """Return an error if the text cannot be a token."""
        token = self._token.value.strip()
        if token and (not token.isascii() or not token.isprintable() or " " in token):
            return {"token": "a token has no blanks and no such characters: copy it again"}
        return {}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return where tokens are made and where this one is stored."""
        lines = [(f"one is made at {self._endpoint}/settings/tokens", "dim")]
        lines.append(("kept where 'hf auth login' keeps it, readable by you alone", "dim"))
        if name := self._switching.store.overridden_by:
            lines.append((f"{name} is set in the environment: the next start takes that one again", "state"))
        return lines

    def send(self) -> None:
        """Ask the Hub whose token it is, store it, and switch to its account."""
        if why := self._switching.why_not():
            self.say(why, "failed")
            return
        self.begin_sending()
        start_work(self, self._log_in, "log in")

    async def _log_in(self) -> None:
        token = self._token.value.strip()
        try:
            account: Account = await self._switching.check(token)
            self._switching.store.add(name_of(account), token)
        except NotLoggedIn:
            self.show_error("the Hub does not know this token", "token")
        except (HubError, BadSetting) as error:
            self.show_error(str(error), "token")
        else:
            self._token.value = ""
            self.answer(None)

            async def switch() -> None:
                await self._switching.switch(token)

            # Run by the app, because this dialog is being closed.
            start_work(self.app, switch, "account")
