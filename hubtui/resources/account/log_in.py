"""The dialog that takes a token: checked before it is kept, and never shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hubtui.config.auth import BadSetting
from hubtui.dialogs.form import Form
from hubtui.hub.errors import HubError, NotLoggedIn
from hubtui.pages.work import start_work
from hubtui.resources.account.switching import Switching, name_of
from hubtui.widgets.choice_field import ChoiceField
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.hub.models.account import Account


class SecretField(Field):
    """Shows a dot for each character, and gives nothing to the clipboard."""

    def __init__(self, placeholder: str, *, id: str) -> None:
        super().__init__("", placeholder, id=id)
        self.password = True

    def action_copy(self) -> None:
        """Not from here."""

    def action_cut(self) -> None:
        """Not from here."""


class LogIn(Form):
    """Asks the Hub whose token it is, keeps it where the official client does, and goes on as that account."""

    def __init__(self, switching: Switching, endpoint: str) -> None:
        super().__init__("Log in", "Log in")
        self._switching = switching
        self._endpoint = endpoint
        self._token = SecretField("paste it here", id="token")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """The token."""
        yield "token", "Token", self._token

    @property
    def is_complete(self) -> bool:
        """Something was pasted."""
        return bool(self._token.value.strip())

    def problems(self) -> Mapping[str, str]:
        """What cannot be a token."""
        token = self._token.value.strip()
        if token and (not token.isascii() or not token.isprintable() or " " in token):
            return {"token": "a token has no blanks and no such characters: copy it again"}
        return {}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Where one gets it, and what becomes of it."""
        lines = [(f"one is made at {self._endpoint}/settings/tokens", "dim")]
        lines.append(("kept where 'hf auth login' keeps it, readable by you alone", "dim"))
        if name := self._switching.store.overridden_by:
            lines.append((f"{name} is set in the environment: the next start takes that one again", "state"))
        return lines

    def send(self) -> None:
        """Ask whose it is."""
        if why := self._switching.why_not():
            self.say(why, "failed")
            return
        self.sending()
        start_work(self, self._log_in, "log in")

    async def _log_in(self) -> None:
        token = self._token.value.strip()
        try:
            account: Account = await self._switching.check(token)
            self._switching.store.keep(name_of(account), token)
        except NotLoggedIn:
            self.refused("the Hub does not know this token", "token")
        except (HubError, BadSetting) as error:
            self.refused(str(error), "token")
        else:
            self._token.value = ""
            self.answer(None)

            async def be() -> None:
                await self._switching.be(token)

            # Beside the app: this dialog is going.
            start_work(self.app, be, "account")
