"""The account that a token belongs to, and the permissions of the token."""

from __future__ import annotations

from typing import Any

from hubtui.hub.models.base import Field, Wire, dicts, is_true, one, some, text_or_empty, texts


class Membership(Wire):
    """An organisation of the account, and its role there: admin, write, contributor, read or no_access."""

    name = Field(text_or_empty)
    role = Field(text_or_empty, "roleInOrg")


class Scope(Wire):
    """The permissions of a token for one user, organisation or repo; `type` says which of these `name` is."""

    type = Field(text_or_empty, "entity", "type")
    _name = Field(text_or_empty, "entity", "name")
    _id = Field(text_or_empty, "entity", "_id")
    permissions = Field(lambda value: tuple(texts(value) or ()))

    @property
    def name(self) -> str:
        """The name of the entity, or its id if the Hub sends no name."""
        return self._name or self._id


def _scopes(fine_grained: Any) -> tuple[Scope, ...] | None:
    if not isinstance(fine_grained, dict):
        return None
    return tuple(map(Scope, dicts(fine_grained.get("scoped"))))


def _everywhere(fine_grained: Any) -> tuple[str, ...] | None:
    return tuple(texts(fine_grained.get("global")) or ()) if isinstance(fine_grained, dict) else None


class Token(Wire):
    """An access token; `role` is "read", "write", "fineGrained" or one that this version does not know.

    For a fine-grained token, `everywhere` has its global permissions and `scopes` those for single users, organisations
    and repos. Both are None if the Hub does not send them.
    """

    name = Field(text_or_empty, "displayName")
    role = Field(text_or_empty)
    everywhere = Field(_everywhere, "fineGrained")
    scopes = Field(_scopes, "fineGrained")


class Account(Wire):
    """The answer of whoami. `token` is None after a login without a token (OAuth)."""

    name = Field(text_or_empty)
    fullname = Field(text_or_empty)
    is_pro = Field(is_true)
    organizations = Field(some(Membership), "orgs")
    token = Field(one(Token), "auth", "accessToken")
