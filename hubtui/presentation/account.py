"""The account as text for the right end of the top line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.hub.models.account import Account

UNKNOWN = "account unknown"
"""Text for the top line while the Hub has not answered who owns the token."""
REFUSED = "token refused"
"""Text for the top line when the Hub does not accept the token."""
_ROLES = {"fineGrained": "fine-grained"}


def account_words(account: Account) -> str:
    """Return the account's name and the role of its token, "ada · write"; the name alone without a known role."""
    role = account.token.role if account.token is not None else ""
    return f"{account.name} · {_ROLES.get(role, role)}" if role else account.name
