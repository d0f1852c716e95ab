"""Who a token belongs to, and what it may do."""

from typing import Any

from pydantic import Field

from hubtui.hub.models.base import Count, Flag, Several, Wire, Word, Words


class Entity(Wire):
    """What a fine-grained permission is for."""

    object_id: Word | None = Field(None, alias="_id")
    type: Word | None = None
    name: Word | None = None


class Scope(Wire):
    """Permissions for one user, organisation or repo."""

    entity: Entity | None = None
    permissions: Words | None = None


class FineGrained(Wire):
    """The permissions of a fine-grained token; `global_` hold everywhere."""

    can_read_gated_repos: Flag | None = None
    global_: Words | None = Field(None, alias="global")
    scoped: Several[Scope] | None = None


class AccessToken(Wire):
    """A token; `role` is "read", "write", "fineGrained" or one that is not known yet."""

    display_name: Word | None = None
    role: Word | None = None
    created_at: Word | None = None
    fine_grained: FineGrained | None = None


class Auth(Wire):
    """How the account was told to the Hub; OAuth has no access token."""

    type: Word | None = None
    expires_at: Word | None = None
    access_token: AccessToken | None = None


class Organization(Wire):
    """An organisation of the account; the role in it is admin, write, contributor, read or no_access."""

    type: Word | None = None
    id: Word | None = None
    name: Word = ""
    fullname: Word | None = None
    email: Word | None = None
    avatar_url: Word | None = None
    role_in_org: Word | None = None


class Account(Wire):
    """The answer of whoami; `type` is user, org or app, `period_end` null or unix seconds."""

    type: Word | None = None
    id: Word | None = None
    name: Word = ""
    fullname: Word | None = None
    email: Word | None = None
    can_pay: Flag | None = None
    is_pro: Flag | None = None
    period_end: Count | Word | None = None
    avatar_url: Word | None = None
    orgs: Several[Organization] = Field(default_factory=list)
    auth: Auth | None = None
    billing_mode: Any = None


class OwnRepo(Wire):
    """A repo of one's own as the settings list it: `storage` in bytes, `visibility` public, private or protected."""

    id: Word = ""
    type: Word | None = None
    updated_at: Word | None = None
    visibility: Word | None = None
    storage: Count | None = None


class LikedRepo(Wire):
    """What was liked; `type` is model, dataset or space."""

    name: Word = ""
    type: Word | None = None


class Like(Wire):
    """A like, and when it was given."""

    created_at: Word | None = None
    repo: LikedRepo | None = None
