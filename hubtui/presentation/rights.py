"""What an account may change, by its token and its roles, as reasons why not ("" if none is known)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hubtui.hub.models.account import Account, Scope, Token

_WAY_TO_MINE = "6 then "
NOT_LOGGED_IN = f"you are not logged in: {_WAY_TO_MINE}a logs in"
REFUSED = f"the Hub does not accept your token: {_WAY_TO_MINE}a logs in"
ONLY_READS = "your token may only read: log in with one that may write"
READ_ONLY = "hubtui was started with --read-only"
_WRITERS = ("admin", "write", "contributor")


def said_on_mine(reason: str) -> str:
    """Return a reason why not, without the key that goes to the tab Mine."""
    return reason.replace(_WAY_TO_MINE, "")


class Namespace(NamedTuple):
    """An owner of repos: its name, the account's role in it, and why the account cannot create repos there."""

    name: str
    role: str
    why_not: str = ""


class Rights(NamedTuple):
    """What the account may change.

    `account` is the answer of whoami, None while it is not known. `is_refused` is True if the Hub does not accept the
    token. While the account is not known nothing is forbidden: the Hub decides.
    """

    account: Account | None = None
    has_token: bool = False
    read_only: bool = False
    is_refused: bool = False

    @property
    def account_name(self) -> str:
        """The user's name, or "" while it is not known."""
        return self.account.name if self.account is not None else ""

    def why_not_write(self) -> str:
        """Return why the account can change nothing at all, or ""."""
        if self.read_only:
            return READ_ONLY
        if not self.has_token:
            return NOT_LOGGED_IN
        if self.is_refused:
            return REFUSED
        return ONLY_READS if self._role == "read" else ""

    def namespaces(self) -> list[Namespace]:
        """Return the account's own namespace, then those of its organisations."""
        if self.account is None:
            return [Namespace("", "", self.why_not_write() or "who you are is not known yet")]
        own = [(self.account.name, "yours")]
        orgs = [(org.name, org.role) for org in self.account.organizations if org.name]
        return [Namespace(name, role, self._why_not_in(name, role)) for name, role in [*own, *orgs]]

    def why_not_change(self, repo_type: str, repo_id: str) -> str:
        """Return why the account cannot change a repo, or "".

        A contributor of an organisation may change repos of their own: the Hub decides.
        """
        if why := self.why_not_write():
            return why
        if self.account is None:
            return ""
        owner = repo_id.partition("/")[0]
        space = next((space for space in self.namespaces() if space.name == owner), None)
        if space is None:
            return f"{owner} is not yours, nor an organisation of yours"
        if self._scopes is None:
            return space.why_not
        return "" if self._scope_writes(owner) or self._scope_writes(repo_id) else _lacks(owner)

    @property
    def _role(self) -> str:
        return self._token.role if self._token is not None else ""

    @property
    def _token(self) -> Token | None:
        return self.account.token if self.account is not None else None

    @property
    def _scopes(self) -> tuple[Scope, ...] | None:
        """The scopes of a fine-grained token; None for other tokens, or if the Hub does not list them."""
        return self._token.scopes if self._token is not None and self._role == "fineGrained" else None

    def _why_not_in(self, name: str, role: str) -> str:
        if why := self.why_not_write():
            return why
        if role not in ("yours", "") and role not in _WRITERS:
            return f"you only have the role {role!r} there"
        return "" if self._scopes is None or self._scope_writes(name) else _lacks(name)

    def _scope_writes(self, name: str) -> bool:
        return any(scope.name == name and "repo.write" in scope.permissions for scope in self._scopes or ())


def _lacks(name: str) -> str:
    return f"your token has no repo.write for {name}"


def scope_lines(account: Account) -> Iterable[tuple[str, str]]:
    """Yield (scope, permissions) for each scope of a fine-grained token."""
    token = account.token
    if token is None or token.scopes is None:
        return
    if token.everywhere:
        yield "everywhere", ", ".join(token.everywhere)
    for scope in token.scopes:
        yield f"{scope.type} {scope.name or '?'}".strip(), ", ".join(scope.permissions or ["nothing"])
