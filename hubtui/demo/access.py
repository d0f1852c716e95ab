"""Gated repos: who has asked for access, who was let in, and the owner's answers."""

import json
import time
from typing import Any, NamedTuple

from hubtui.demo.accounts import Viewer
from hubtui.demo.box import Box, Repo
from hubtui.demo.errors import GATED_WORDS, Refusal
from hubtui.demo.names import SINGULARS

STATUSES = ("pending", "accepted", "rejected")
WAITING_WORDS = "Your request to access {kind} {name} is awaiting a review from the repo authors."
REJECTED_WORDS = "Your request to access {kind} {name} has been rejected by the repo's authors."


class AccessRequest(NamedTuple):
    """A row of the table of access requests; `fields` is the form as JSON."""

    repo: int
    user: str
    num: int
    status: str
    seconds: int
    fields: str
    reason: str


def request_of(box: Box, repo: Repo, user: str) -> AccessRequest | None:
    """A user's request for a repo, or None."""
    row = box.one("SELECT * FROM access WHERE repo = ? AND user = ?", repo.num, user)
    return AccessRequest._make(row) if row else None


def requests_for(box: Box, repo: Repo, status: str) -> list[AccessRequest]:
    """The requests for a repo that are in this state, the newest first."""
    sql = "SELECT * FROM access WHERE repo = ? AND status = ? ORDER BY seconds DESC, num DESC"
    return [AccessRequest._make(row) for row in box.all(sql, repo.num, status)]


def put_request(
    box: Box, repo: Repo, user: str, status: str, fields: dict[str, Any] | None = None, reason: str = ""
) -> None:
    """Let a user's request be in this state; one that is new gets a number."""
    before = request_of(box, repo, user)
    number = before.num if before else box.new_number("access")
    text = json.dumps(fields) if fields is not None else before.fields if before else "{}"
    values = AccessRequest(repo.num, user, number, status, int(time.time()), text, reason)
    box.connection.execute(f"INSERT OR REPLACE INTO access VALUES ({','.join('?' * len(values))})", values)


def has_access(box: Box, repo: Repo, viewer: Viewer) -> bool:
    """Whether the viewer may read the files of a repo."""
    if not repo.gated or repo.owner in viewer.namespaces:
        return True
    asked = request_of(box, repo, viewer.name) if viewer.name else None
    return asked.status == "accepted" if asked else viewer.may_open_gated(repo.owner)


def require_access(box: Box, repo: Repo, viewer: Viewer) -> None:
    """Raises a Refusal (401 to the anonymous, 403) where the repo is gated and the viewer has not been let in."""
    if has_access(box, repo, viewer):
        return
    kind = SINGULARS[repo.kind]
    asked = request_of(box, repo, viewer.name) if viewer.name else None
    words = GATED_WORDS.replace("model", kind)
    if asked:
        words = WAITING_WORDS if asked.status == "pending" else REJECTED_WORDS
    raise Refusal(401 if viewer.anonymous else 403, words.format(kind=kind, name=repo.name), "GatedRepo")
