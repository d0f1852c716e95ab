"""Who the user is, in the words of the top line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.hub.models.account import Account

UNKNOWN = "account unknown"
"""Stands for who the user is where the Hub has a token but did not answer."""
REFUSED = "token refused"
"""Stands for it where the Hub does not accept the token."""
_ROLES = {"fineGrained": "fine-grained"}


def account_words(account: Account) -> str:
    """ "ada · write"; the name alone where the token's role is not told."""
    role = account.token.role if account.token is not None else ""
    return f"{account.name} · {_ROLES.get(role, role)}" if role else account.name
