"""From one account to another while the program runs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.config.token_store import TokenStore
    from hubtui.hub.models.account import Account


@dataclass(frozen=True, slots=True)
class Switching:
    """The stored tokens; `check` asks the Hub whose a token is, `be` makes it this program's (None: nobody's).

    `forget_seen` drops what was kept of what the owner of a token has seen. `why_not` says why it cannot be changed
    now, empty where it can.
    """

    store: TokenStore
    check: Callable[[str], Awaitable[Account]]
    be: Callable[[str | None], Awaitable[None]]
    forget_seen: Callable[[str], None]
    why_not: Callable[[], str]


def name_of(account: Account) -> str:
    """The name that the official client keeps a token under."""
    return (account.token.name if account.token is not None else "") or f"oauth-{account.name}"
