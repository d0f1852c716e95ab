"""Who we are at the Hub. Every start asks for that: what reads the rest is imported where it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.hub.answers import Page, json_of, object_of, page_of
from hubtui.hub.calls import Call
from hubtui.hub.family import Family
from hubtui.hub.models.account import Account
from hubtui.hub.urls import segment

if TYPE_CHECKING:
    from hubtui.fit.hardware import Hardware
    from hubtui.hub.models.user import Like, OwnRepo
    from hubtui.hub.query import Cursor


class Accounts(Family):
    """The account of the token."""

    async def whoami(self) -> Account:
        """Who the token belongs to and what it may do. The Hub limits this call strictly: keep the answer.

        Raises:
            NotLoggedIn: no token, or one that is not accepted.
        """
        return object_of(await self.ask(Call("GET", "/api/whoami-v2")), Account)

    async def repositories(self, organization: str | None = None, cursor: Cursor | None = None) -> Page[OwnRepo]:
        """Return a page of the repos of the account or of one of its organisations, with visibility and storage.

        Raises:
            NotLoggedIn: no token.
            Forbidden: not a member, or the token may not see the settings.
        """
        from hubtui.hub.models.user import OwnRepo

        path = f"/api/organizations/{segment(organization)}" if organization else "/api"
        subject = f"the repos of {organization}" if organization else "your repos"
        call = Call("GET", f"{path}/settings/repositories", target=cursor or "", subject=subject)
        return page_of(await self.ask(call), OwnRepo)

    async def hardware(self, user: str) -> Hardware | None:
        """Return the hardware that a user keeps at the Hub, None where there is none.

        Raises:
            Missing: no such user.
        """
        from hubtui.fit.hardware import of_account

        answer = await self.ask(Call("GET", f"/api/users/{segment(user)}/overview", subject=f"the user {user}"))
        told = json_of(answer)
        return of_account(told.get("hardwareItems")) if isinstance(told, dict) else None

    async def likes(self, user: str, cursor: Cursor | None = None) -> Page[Like]:
        """Return a page of the likes of a user, the newest first.

        Raises:
            Missing: no such user.
        """
        from hubtui.hub.models.user import Like

        path = f"/api/users/{segment(user)}/likes"
        return page_of(await self.ask(Call("GET", path, target=cursor or "", subject=f"the likes of {user}")), Like)
