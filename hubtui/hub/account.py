"""Endpoints of accounts: the owner of a token, their repos, hardware and likes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.fit.hardware import hardware_of_account
from hubtui.hub.answers import json_of
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.models.account import Account
from hubtui.hub.models.user import Like, OwnRepo
from hubtui.hub.urls import segment

if TYPE_CHECKING:
    from hubtui.fit.hardware import Hardware
    from hubtui.hub.query import Cursor


@dataclass(frozen=True, slots=True)
class WhoAmI(Endpoint[Account]):
    """The request for the account of the token and the token's permissions. The Hub allows few of these requests.

    Without a token, or with an invalid one, it raises NotLoggedIn.
    """

    model = Account

    @property
    def call(self) -> Call:
        return Call("GET", "/api/whoami-v2")


@dataclass(frozen=True, slots=True)
class OwnRepos(ListEndpoint[OwnRepo]):
    """The request for a page of the account's repos, or of one of its organisations, with visibility and storage.

    Without a token it raises NotLoggedIn. If the account is not a member, or the token may not read the settings, it
    raises Forbidden.
    """

    model = OwnRepo

    organization: str | None = None
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        path = f"/api/organizations/{segment(self.organization)}" if self.organization else "/api"
        subject = f"the repos of {self.organization}" if self.organization else "your repos"
        return Call("GET", f"{path}/settings/repositories", target=self.cursor or "", subject=subject)


@dataclass(frozen=True, slots=True)
class HardwareOf(Endpoint["Hardware | None"]):
    """The request for the hardware that a user has entered in the profile at the Hub; None if there is none."""

    user: str

    @property
    def call(self) -> Call:
        return Call("GET", f"/api/users/{segment(self.user)}/overview", subject=f"the user {self.user}")

    def read(self, answer: Answer) -> Hardware | None:
        overview = json_of(answer)
        return hardware_of_account(overview.get("hardwareItems")) if isinstance(overview, dict) else None


@dataclass(frozen=True, slots=True)
class LikesOf(ListEndpoint[Like]):
    """The request for a page of a user's likes, the newest first."""

    model = Like

    user: str
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        path = f"/api/users/{segment(self.user)}/likes"
        return Call("GET", path, target=self.cursor or "", subject=f"the likes of {self.user}")
