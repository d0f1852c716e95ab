"""Who the user is, in the words of the top line."""

from typing import Any

_ROLES = {"fineGrained": "fine-grained"}


def account_words(account: Any) -> str:
    """ "ada · write"; the name alone where the token's role is not told."""
    role = account.auth.access_token.role if account.auth and account.auth.access_token else ""
    return f"{account.name} · {_ROLES.get(role, role)}" if role else str(account.name)
