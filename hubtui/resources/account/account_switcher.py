"""Switches to another account while the program runs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.config.token_store import TokenStore
    from hubtui.hub.models.account import Account


@dataclass(frozen=True, slots=True)
class AccountSwitcher:
    """The stored tokens, and the functions of the app that switch to one.

    `check` asks the Hub whose token it is. `switch` continues with a token, or logged out with None. `delete_cached`
    deletes the cache of the owner of a token. `why_not` returns why the account cannot be switched now, or "".
    """

    store: TokenStore
    check: Callable[[str], Awaitable[Account]]
    switch: Callable[[str | None], Awaitable[None]]
    delete_cached: Callable[[str], None]
    why_not: Callable[[], str]


def name_of(account: Account) -> str:
    """Return the name under which the official client stores the token of an account."""
    return (account.token.name if account.token is not None else "") or f"oauth-{account.name}"
