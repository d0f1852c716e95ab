"""Endpoints of accounts: whose token it is, their own repos, hardware and likes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from hubtui.hub.answers import json_of
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.urls import segment

if TYPE_CHECKING:
    from hubtui.fit.hardware import Hardware
    from hubtui.hub.models.account import Account as Account
    from hubtui.hub.models.user import Like as Like
    from hubtui.hub.models.user import OwnRepo as OwnRepo
    from hubtui.hub.query import Cursor


@dataclass(frozen=True, slots=True)
class WhoAmI(Endpoint["Account"]):
    """The owner of the token, and what the token may do. The Hub takes few of these requests.

    Without a token, or with one that is not accepted, the error is NotLoggedIn.
    """

    model: ClassVar[str] = "hubtui.hub.models.account:Account"

    @property
    def call(self) -> Call:
        """Ask for the account."""
        return Call("GET", "/api/whoami-v2")


@dataclass(frozen=True, slots=True)
class OwnRepos(ListEndpoint["OwnRepo"]):
    """A page of the repos of the account or of one of its organisations, with visibility and storage.

    Without a token the error is NotLoggedIn; for who is no member, and for a token that may not see the settings, it is
    Forbidden.
    """

    model: ClassVar[str] = "hubtui.hub.models.user:OwnRepo"

    organization: str | None = None
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        """Ask for the page."""
        path = f"/api/organizations/{segment(self.organization)}" if self.organization else "/api"
        subject = f"the repos of {self.organization}" if self.organization else "your repos"
        return Call("GET", f"{path}/settings/repositories", target=self.cursor or "", subject=subject)


@dataclass(frozen=True, slots=True)
class HardwareOf(Endpoint["Hardware | None"]):
    """The hardware that a user has entered at the Hub, None where there is none."""

    user: str

    @property
    def call(self) -> Call:
        """Ask for the overview of the user."""
        return Call("GET", f"/api/users/{segment(self.user)}/overview", subject=f"the user {self.user}")

    def read(self, answer: Answer) -> Hardware | None:
        """Return the hardware."""
        from hubtui.fit.hardware import hardware_of_account

        overview = json_of(answer)
        return hardware_of_account(overview.get("hardwareItems")) if isinstance(overview, dict) else None


@dataclass(frozen=True, slots=True)
class LikesOf(ListEndpoint["Like"]):
    """A page of the likes of a user, the newest first."""

    model: ClassVar[str] = "hubtui.hub.models.user:Like"

    user: str
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        """Ask for the page."""
        path = f"/api/users/{segment(self.user)}/likes"
        return Call("GET", path, target=self.cursor or "", subject=f"the likes of {self.user}")
