"""Who is there, what their tokens may do, and who may see and change what.

Two users and three organisations: `ada` is an admin of acme-lab, a contributor of tidewater and a reader of
north-archive; `grace` the other way round. Only ada has tokens, one that may write and one that may read.
"""

import os
import secrets
from dataclasses import dataclass
from typing import Any

from hubtui.demo.errors import Refusal, anonymous_or_missing
from hubtui.demo.seed.known import known_organisations

USERS: dict[str, dict[str, Any]] = {
    "ada": {
        "_id": "5f0c746619cb630495b814fd",
        "fullname": "Ada Marsh",
        "email": "ada@example.org",
        "isPro": True,
        "details": "Small models for long documents.",
    },
    "grace": {"_id": "5f0c746619cb630495b814fe", "fullname": "Grace Tolley", "email": None, "isPro": False},
}
ORGANISATIONS: dict[str, dict[str, Any]] = {
    "acme-lab": {
        "_id": "5f0c746619cb630495b81500",
        "fullname": "Acme Lab",
        "details": "Open models, made in a shed.",
    },
    "tidewater": {"_id": "5f0c746619cb630495b81501", "fullname": "Tidewater Institute"},
    "north-archive": {"_id": "5f0c746619cb630495b81502", "fullname": "North Archive"},
}
ROLES = {
    "ada": {"acme-lab": "admin", "tidewater": "contributor", "north-archive": "read"},
    "grace": {"acme-lab": "write", "tidewater": "admin", "north-archive": "write"},
}
ACCEPTED = {"ada": ("google", "mistralai")}  # whose gated repos a user has been let in to


@dataclass(frozen=True, slots=True)
class Tokens:
    """The two tokens of a server, both of ada's."""

    write: str
    read: str


def tokens_from(environ: dict[str, str] | os._Environ[str]) -> Tokens:
    """HUBTUI_DEMO_TOKEN and HUBTUI_DEMO_READ_TOKEN where they are set, else new ones."""
    write = environ.get("HUBTUI_DEMO_TOKEN") or "hf_" + secrets.token_hex(17)
    return Tokens(write, environ.get("HUBTUI_DEMO_READ_TOKEN") or "hf_" + secrets.token_hex(17))


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: a user's name and the role of the token, or nobody."""

    name: str = ""
    role: str = ""

    @property
    def anonymous(self) -> bool:
        return not self.name

    @property
    def namespaces(self) -> tuple[str, ...]:
        """The owners whose private things this viewer sees."""
        return (self.name, *ROLES.get(self.name, ())) if self.name else ()

    def role_in(self, owner: str) -> str:
        return "admin" if owner and owner == self.name else ROLES.get(self.name, {}).get(owner, "")

    def may_create_in(self, owner: str) -> bool:
        return self.role_in(owner) in ("admin", "write", "contributor")

    def may_change(self, owner: str, creator: str) -> bool:
        """A contributor changes what is of the contributor's own making."""
        role = self.role_in(owner)
        return role in ("admin", "write") or (role == "contributor" and creator == self.name)

    def may_open_gated(self, owner: str) -> bool:
        return owner in self.namespaces or owner in ACCEPTED.get(self.name, ())

    def require_user(self) -> None:
        if self.anonymous:
            raise Refusal(401, "Invalid username or password.")

    def require_writing(self) -> None:
        """Before any write: a user, whose token may write."""
        self.require_user()
        if self.role == "read":
            raise Refusal(403, "This token may only read: a token with the role 'write' is needed")


def viewer_of(authorization: str | None, tokens: Tokens) -> Viewer:
    """The viewer of an Authorization header; 401 for one that is there but names no token of ours."""
    if authorization is None:
        return Viewer()
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() == "bearer":
        for known, role in ((tokens.write, "write"), (tokens.read, "read")):
            if secrets.compare_digest(token.strip().encode(), known.encode()):
                return Viewer("ada", role)
    raise Refusal(401, "Invalid credentials in Authorization header")


def require_visible(viewer: Viewer, owner: str, private: bool) -> None:
    """What is private is there for its namespace only, and for no one else."""
    if private and owner not in viewer.namespaces:
        raise anonymous_or_missing(viewer.anonymous)


def is_organisation(owner: str) -> bool:
    """Return whether an owner is an organisation; every other owner is a user."""
    return owner in ORGANISATIONS or owner in known_organisations()


def owner_fields(owner: str) -> dict[str, Any]:
    """An owner as a collection and its items show one."""
    known = USERS.get(owner) or ORGANISATIONS.get(owner)
    is_user = not is_organisation(owner)
    fields = {
        "_id": known["_id"] if known else f"{sum(owner.encode()) * 2654435761 % 2**96:024x}",
        "avatarUrl": f"/avatars/{owner}.svg",
        "fullname": known["fullname"] if known else owner,
        "name": owner,
        "type": "user" if is_user else "org",
    }
    if is_user:
        fields["isPro"] = bool(known and known["isPro"])
    return fields | {"isHf": False, "isHfAdmin": False, "isMod": False, "followerCount": len(owner) ** 3 % 997}
