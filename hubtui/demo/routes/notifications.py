"""Notifications: the discussions of one's own repos, and those that were read."""

from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.accounts import Viewer
from hubtui.demo.box import COLUMNS, Box, Repo
from hubtui.demo.content.history import date
from hubtui.demo.discussions import Discussion, discussions, events_of
from hubtui.demo.errors import bad_request
from hubtui.demo.names import SINGULARS, hex_id
from hubtui.demo.routes.asking import answer, box_of, json_body_or_empty, viewer
from hubtui.demo.routes.discussions import page_number

A_PAGE = 25


class Notification(NamedTuple):
    """A discussion that somebody else has written to, and when that was last."""

    id: str
    repo: Repo
    discussion: Discussion
    seconds: int


def _all(box: Box, asking: Viewer) -> list[Notification]:
    """Everything that a user is told of, the newest first."""
    owners = [owner for owner in asking.namespaces if asking.role_in(owner) == "admin"]
    marks = ", ".join("?" * len(owners))
    found = []
    for row in box.all(f"SELECT {COLUMNS} FROM repo WHERE owner IN ({marks})", *owners):
        repo = Repo._make(row)
        for one in discussions(box, repo):
            last = events_of(box, repo, one)[-1]
            if last.author != asking.name:
                found.append(Notification(f"{hex_id(repo.num)}-{one.num}", repo, one, last.seconds))
    return sorted(found, key=lambda one: -one.seconds)


def _told(one: Notification, read: bool) -> dict[str, Any]:
    repo, found = one.repo, one.discussion
    told = {"id": one.id, "num": found.num, "title": found.title, "status": found.status}
    return {
        "type": "repo", "repo": {"name": repo.name, "type": SINGULARS[repo.kind]}, "read": read,
        "updatedAt": date(one.seconds), "discussionEventId": one.id,
        "discussion": told | {"isPullRequest": bool(found.pull), "participating": [{"user": found.author}]},
    }  # fmt: skip


async def listing(request: Request) -> Response:
    """GET /api/notifications?p&readStatus&repoType."""
    box, asking, asked = box_of(request), viewer(request), request.query_params
    asking.require_user()
    status, kind = asked.get("readStatus", "all"), asked.get("repoType", "")
    if status not in ("all", "unread") or kind not in ("", *SINGULARS):
        raise bad_request('"readStatus" must be all or unread, "repoType" a type of repos')
    seen = {row[0] for row in box.all("SELECT discussion FROM seen WHERE user = ?", asking.name)}
    every = _all(box, asking)
    view = [
        one
        for one in every
        if (status == "all" or one.id not in seen) and kind in ("", SINGULARS[one.repo.kind])
    ]  # fmt: skip
    start = page_number(request) * A_PAGE
    count = {"view": len(view), "unread": sum(one.id not in seen for one in every), "all": len(every)}
    rows = [_told(one, one.id in seen) for one in view[start : start + A_PAGE]]
    return answer({"count": count, "start": start, "notifications": rows})


async def mark_as_read(request: Request) -> Response:
    """POST /api/notifications/mark-as-read {"discussionIds"?, "read"?}: those, or all."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    body = await json_body_or_empty(request)
    named, read = body.get("discussionIds"), body.get("read", True)
    if not isinstance(named, list | None) or not isinstance(read, bool):
        raise bad_request('"discussionIds" must be a list, and "read" a boolean')
    known = [one.id for one in _all(box, asking)]
    chosen = [(asking.name, one) for one in known if named is None or one in named]
    sql = "INSERT OR IGNORE INTO seen VALUES (?, ?)" if read else "DELETE FROM seen WHERE user = ? AND discussion = ?"
    box.connection.executemany(sql, chosen)
    return answer({"success": True})
