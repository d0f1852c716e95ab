"""The account that a token belongs to, and the permissions of the token. Without pydantic: every start needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Membership:
    """An organisation of the account, and its role there: admin, write, contributor, read or no_access."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The permissions of a token for one user, organisation or repo; `type` says which of these `name` is."""

    type: str
    name: str
    permissions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """An access token; `role` is "read", "write", "fineGrained" or one that this version does not know.

    For a fine-grained token, `everywhere` has its global permissions and `scopes` those for single users, organisations
    and repos. Both are None if the Hub does not send them.
    """

    name: str
    role: str
    everywhere: tuple[str, ...] | None = None
    scopes: tuple[Scope, ...] | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The answer of whoami. `token` is None after a login without a token (OAuth); `sent` is the whole JSON object."""

    name: str
    fullname: str
    is_pro: bool
    organizations: tuple[Membership, ...]
    token: Token | None
    sent: Mapping[str, Any]

    @classmethod
    def read(cls, value: Any) -> Account:
        """Return the account in a JSON value. Fields of a wrong type count as missing.

        Raises:
            TypeError: the value is not an object.
        """
        if not isinstance(value, dict):
            raise TypeError("no object")
        token = _object(_object(value.get("auth")).get("accessToken"))
        return cls(
            name=_word(value.get("name")),
            fullname=_word(value.get("fullname")),
            is_pro=value.get("isPro") is True,
            organizations=tuple(
                Membership(_word(org.get("name")), _word(org.get("roleInOrg"))) for org in _objects(value.get("orgs"))
            ),
            token=_token(token) if token else None,
            sent=value,
        )

    def wire(self) -> dict[str, Any]:
        """Return the JSON object as the Hub sent it."""
        return dict(self.sent)


def _token(value: dict[str, Any]) -> Token:
    name, role, fine = _word(value.get("displayName")), _word(value.get("role")), value.get("fineGrained")
    if not isinstance(fine, dict):
        return Token(name, role)
    return Token(name, role, _words(fine.get("global")), tuple(map(_scope, _objects(fine.get("scoped")))))


def _scope(value: dict[str, Any]) -> Scope:
    entity = _object(value.get("entity"))
    name = _word(entity.get("name")) or _word(entity.get("_id"))
    return Scope(_word(entity.get("type")), name, _words(value.get("permissions")))


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _words(value: Any) -> tuple[str, ...]:
    return tuple(_word(item) for item in value if isinstance(item, str)) if isinstance(value, list) else ()
