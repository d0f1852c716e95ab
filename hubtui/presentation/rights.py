"""What an account may do, as far as its token and its roles tell: reasons why not, empty where none is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

NOT_LOGGED_IN = "you are not logged in: 6 then a logs in"
ONLY_READS = "your token may only read: log in with one that may write"
READ_ONLY = "hubtui was started with --read-only"
_WRITERS = ("admin", "write", "contributor")


class Namespace(NamedTuple):
    """An owner of repos: its name, the role in it, and why nothing may be made there."""

    name: str
    role: str
    why_not: str = ""


class Rights(NamedTuple):
    """`account` is the answer of whoami, None where it has not come; `has_token` and `read_only` as started."""

    account: Any = None
    has_token: bool = False
    read_only: bool = False

    def why_not_write(self) -> str:
        """Why nothing at all can be changed."""
        if self.read_only:
            return READ_ONLY
        if not self.has_token:
            return NOT_LOGGED_IN
        return ONLY_READS if self._role == "read" else ""

    def namespaces(self) -> list[Namespace]:
        """The account's own, then those of its organisations."""
        if self.account is None:
            return [Namespace("", "", self.why_not_write() or "who you are is not known yet")]
        own = [(self.account.name, "yours")]
        orgs = [(org.name, org.role_in_org or "") for org in self.account.orgs if org.name]
        return [Namespace(name, role, self._why_not_in(name, role)) for name, role in [*own, *orgs]]

    def why_not_change(self, repo_type: str, repo_id: str) -> str:
        """Why a repo cannot be changed; a contributor may change what is of the contributor's own making."""
        if why := self.why_not_write():
            return why
        if self.account is None:
            return ""
        owner = repo_id.partition("/")[0]
        space = next((space for space in self.namespaces() if space.name == owner), None)
        if space is None:
            return f"{owner} is not yours, nor an organisation of yours"
        if not self._is_fine_grained:
            return space.why_not
        return "" if self._scope_writes(owner) or self._scope_writes(repo_id) else _lacks(owner)

    @property
    def _role(self) -> str:
        token = self._token
        return str(token.role or "") if token is not None else ""

    @property
    def _token(self) -> Any:
        auth = self.account.auth if self.account is not None else None
        return auth.access_token if auth is not None else None

    @property
    def _is_fine_grained(self) -> bool:
        return self._role == "fineGrained" and self._token.fine_grained is not None

    def _why_not_in(self, name: str, role: str) -> str:
        if why := self.why_not_write():
            return why
        if role not in ("yours", "") and role not in _WRITERS:
            return f"you only have the role {role!r} there"
        return "" if not self._is_fine_grained or self._scope_writes(name) else _lacks(name)

    def _scope_writes(self, name: str) -> bool:
        scopes = self._token.fine_grained.scoped or []
        return any(
            scope.entity is not None and scope.entity.name == name and "repo.write" in (scope.permissions or ())
            for scope in scopes
        )


def _lacks(name: str) -> str:
    return f"your token has no repo.write for {name}"


def scope_lines(account: Any) -> Iterable[tuple[str, str]]:
    """What a fine-grained token may do: (what for, which permissions) a line."""
    token = account.auth.access_token if account.auth is not None else None
    fine = token.fine_grained if token is not None else None
    if fine is None:
        return
    if fine.global_:
        yield "everywhere", ", ".join(fine.global_)
    for scope in fine.scoped or []:
        entity = scope.entity
        name = f"{entity.type or ''} {entity.name or entity.object_id or '?'}".strip() if entity is not None else "?"
        yield name, ", ".join(scope.permissions or ["nothing"])
