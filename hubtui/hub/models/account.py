"""Who a token belongs to, and what it may do. No pydantic: every start asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Membership:
    """An organisation of the account; the role in it is admin, write, contributor, read or no_access."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Permissions for what is called `name`: a user, an organisation or a repo, as `type` says."""

    type: str
    name: str
    permissions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A token; `role` is "read", "write", "fineGrained" or one that is not known yet.

    Of a fine-grained one `everywhere` and `scopes` tell what it may do; both are None where that is not told.
    """

    name: str
    role: str
    everywhere: tuple[str, ...] | None = None
    scopes: tuple[Scope, ...] | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The answer of whoami; `token` is None where one logged in without (OAuth), `sent` all that was told."""

    name: str
    fullname: str
    is_pro: bool
    organizations: tuple[Membership, ...]
    token: Token | None
    sent: Mapping[str, Any]

    @classmethod
    def read(cls, value: Any) -> Account:
        """The account that a JSON value tells of; what is odd in it counts as not told.

        Raises:
            TypeError: it is no object.
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
        """The answer as it was sent."""
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
