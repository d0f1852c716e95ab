"""Who we are at the Hub."""

from hubtui.hub.calls import Call
from hubtui.hub.family import Family, object_of
from hubtui.hub.models.user import Account


class Accounts(Family):
    """The account of the token."""

    async def whoami(self) -> Account:
        """Who the token belongs to and what it may do. The Hub limits this call strictly: keep the answer.

        Raises:
            NotLoggedIn: no token, or one that is not accepted.
        """
        return object_of(await self.ask(Call("GET", "/api/whoami-v2")), Account)
