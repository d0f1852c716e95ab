"""Discussions and pull requests: listed, read, opened, and changed."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.accounts import Viewer
from hubtui.demo.box import Box, Repo
from hubtui.demo.discussions import (
    Discussion,
    Event,
    add_event,
    comment_data,
    discussion_row,
    discussions,
    event_json,
    events_of,
    find_discussion,
    find_event,
    keep_seeded,
    open_discussion,
)
from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.names import flag_field, text_field
from hubtui.demo.query import flag, limit_of
from hubtui.demo.routes.asking import answer, box_of, json_body, json_body_or_empty, open_repo, repo_in, viewer
from hubtui.demo.routes.branches import diff
from hubtui.demo.routes.manage import may_not
from hubtui.demo.versions import MAIN, add_commit, head, refs, set_ref

A_PAGE = 50
MOST_TEXT = 65_536
MOST_TITLE = 200


def _readable(request: Request) -> Repo:
    repo = repo_in(request)
    open_repo(repo, viewer(request))
    return repo


def page_number(request: Request) -> int:
    """The page that is asked for, counted from 0."""
    text = request.query_params.get("p") or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise bad_request('"p" must be a number')
    return int(text)


async def listing(request: Request) -> Response:
    """GET /discussions?p&type&status&author&search: the newest first."""
    box, repo, asked = box_of(request), _readable(request), request.query_params
    kind, status = asked.get("type", "all"), asked.get("status", "all")
    if kind not in ("all", "discussion", "pull_request") or status not in ("all", "open", "closed"):
        raise bad_request('"type" must be all, discussion or pull_request, "status" all, open or closed')
    every = discussions(box, repo)
    found = [
        one
        for one in every
        if kind in ("all", "pull_request" if one.pull else "discussion")
        and status in ("all", "open" if one.status in ("open", "draft") else "closed")
        and asked.get("author", one.author) == one.author
        and asked.get("search", "").casefold() in one.title.casefold()
    ]
    limit = limit_of(asked.multi_items(), 100, A_PAGE)
    start = page_number(request) * limit
    closed = sum(one.status in ("closed", "merged") for one in every)
    rows = [discussion_row(box, repo, one) for one in found[start : start + limit]]
    return answer({"discussions": rows, "count": len(found), "start": start, "numClosedDiscussions": closed})


async def create(request: Request) -> Response:
    """POST /discussions {"title", "description", "pullRequest"?}."""
    box, repo, asking = box_of(request), _readable(request), viewer(request)
    asking.require_writing()
    body = await json_body(request)
    title = text_field(body, "title", at_least=3, at_most=MOST_TITLE)
    text = text_field(body, "description", at_most=MOST_TEXT)
    if title is None:
        raise bad_request('"title" is needed')
    pull = bool(flag_field(body, "pullRequest"))
    with box.writing():
        num = open_discussion(box, repo, title, text or "", asking.name, pull)
        if pull:
            set_ref(box, repo, f"refs/pr/{num}", head(box, repo))
    found = find_discussion(box, repo, num)
    return answer(discussion_row(box, repo, found) | {"pullRequest": pull})


def _asked(request: Request) -> tuple[Box, Repo, Discussion]:
    box, repo = box_of(request), _readable(request)
    return box, repo, find_discussion(box, repo, request.path_params["num"])


async def details(request: Request) -> Response:
    """GET /discussions/{num}[?diff=1]: with its events, of a pull request with what it changes."""
    box, repo, one = _asked(request)
    found = discussion_row(box, repo, one) | {"locked": False, "collection": "discussions"}
    found["events"] = [event_json(event) for event in events_of(box, repo, one)]
    if one.pull:
        found["changes"] = {"base": MAIN} | ({"mergeCommitId": one.merged} if one.merged else {})
        found["filesWithConflicts"] = []
        if flag(request.query_params.multi_items(), "diff"):
            sha = refs(box, repo).get(f"refs/pr/{one.num}")
            found["diff"] = await diff(box, repo, head(box, repo), sha) if sha and not one.merged else ""
    return answer(found)


def _write(request: Request, by_author: bool = True) -> tuple[Box, Repo, Discussion, Viewer]:
    """A discussion that the viewer may change: who opened it may, and who may change the repo."""
    asking = viewer(request)
    asking.require_writing()
    box, repo, one = _asked(request)
    if not asking.may_change(repo.owner, repo.creator) and not (by_author and one.author == asking.name):
        raise may_not("change a discussion", repo.owner)
    keep_seeded(box, repo)
    return box, repo, one, asking


def _update(box: Box, one: Discussion, column: str, value: Any) -> None:
    box.connection.execute(
        f"UPDATE discussion SET {column} = ? WHERE repo = ? AND num = ?", (value, one.repo, one.num)
    )  # fmt: skip


async def comment(request: Request) -> Response:
    """POST /discussions/{num}/comment {"comment"}: anyone may."""
    asking = viewer(request)
    asking.require_writing()
    box, repo, one = _asked(request)
    text = text_field(await json_body(request), "comment", at_least=1, at_most=MOST_TEXT)
    if text is None:
        raise bad_request('"comment" is needed')
    keep_seeded(box, repo)
    event = add_event(box, repo, one.num, "comment", asking.name, comment_data(text))
    return answer({"newMessage": event_json(event)})


async def status(request: Request) -> Response:
    """POST /discussions/{num}/status {"status", "comment"?}."""
    box, repo, one, asking = _write(request)
    body = await json_body(request)
    wanted, text = body.get("status"), text_field(body, "comment", at_most=MOST_TEXT)
    if wanted not in ("open", "closed") or one.status == "merged":
        raise bad_request('"status" must be open or closed, and what is merged stays so')
    if text:
        add_event(box, repo, one.num, "comment", asking.name, comment_data(text))
    _update(box, one, "status", wanted)
    event = add_event(box, repo, one.num, "status-change", asking.name, json.dumps({"status": wanted}))
    return answer({"newStatus": event_json(event)})


async def title(request: Request) -> Response:
    """POST /discussions/{num}/title {"title"}."""
    box, repo, one, asking = _write(request)
    wanted = text_field(await json_body(request), "title", at_least=3, at_most=MOST_TITLE)
    if wanted is None:
        raise bad_request('"title" is needed')
    _update(box, one, "title", wanted)
    told = json.dumps({"from": one.title, "to": wanted})
    return answer({"newTitle": event_json(add_event(box, repo, one.num, "title-change", asking.name, told))})


async def pin(request: Request) -> Response:
    """POST /discussions/{num}/pin {"pinned"?}."""
    box, _, one, _ = _write(request, by_author=False)
    body = await json_body_or_empty(request)
    wanted = flag_field(body, "pinned")
    _update(box, one, "pinned", int(not one.pinned if wanted is None else wanted))
    return answer({"pinned": bool(find_discussion(box, repo_in(request), one.num).pinned)})


async def merge(request: Request) -> Response:
    """POST /discussions/{num}/merge {"comment"?}: what the pull request changes comes to main."""
    box, repo, one, asking = _write(request, by_author=False)
    text = text_field(await json_body_or_empty(request), "comment", at_most=MOST_TEXT)
    sha = refs(box, repo).get(f"refs/pr/{one.num}")
    if not one.pull or one.status not in ("open", "draft") or sha is None:
        raise bad_request("Only an open pull request can be merged")
    merged = add_commit(
        box, repo, MAIN, head(box, repo), f"{one.title} (#{one.num})", "", asking.name, _pulled(box, repo, one, sha)
    )
    if text:
        add_event(box, repo, one.num, "comment", asking.name, comment_data(text))
    _update(box, one, "status", "merged")
    _update(box, one, "merged", merged)
    add_event(box, repo, one.num, "status-change", asking.name, json.dumps({"status": "merged"}))
    return answer({"success": True, "mergeCommitId": merged})


def _pulled(box: Box, repo: Repo, one: Discussion, sha: str) -> dict[str, Any]:
    """What a pull request changes, since it branched off."""
    changes: dict[str, Any] = {}
    while row := box.one("SELECT parent, changes FROM version WHERE repo = ? AND sha = ?", repo.num, sha):
        if sha in _main_commits(box, repo):
            break
        changes = json.loads(row[1]) | changes
        sha = row[0]
    return changes


def _main_commits(box: Box, repo: Repo) -> set[str]:
    found, sha = set(), head(box, repo)
    while row := box.one("SELECT parent FROM version WHERE repo = ? AND sha = ?", repo.num, sha):
        found.add(sha)
        sha = row[0]
    return found


def _own_comment(request: Request) -> tuple[Box, Repo, Event]:
    asking = viewer(request)
    asking.require_writing()
    box, repo, one = _asked(request)
    event = find_event(box, repo, one, request.path_params["comment"])
    if event.author != asking.name and not asking.may_change(repo.owner, repo.creator):
        raise may_not("change a comment", repo.owner)
    return box, repo, event


def _store(box: Box, repo: Repo, event: Event, data: str) -> Response:
    keep_seeded(box, repo)
    found = event._replace(data=data)
    box.connection.execute("UPDATE event SET data = ? WHERE num = ?", (data, event.num))
    return answer({"updatedComment": event_json(found)})


async def edit_comment(request: Request) -> Response:
    """POST /discussions/{num}/comment/{id}/edit {"content"}."""
    box, repo, event = _own_comment(request)
    text = text_field(await json_body(request), "content", at_least=1, at_most=MOST_TEXT)
    if text is None or event.author != viewer(request).name:
        raise bad_request('"content" is needed') if text is None else Refusal(403, "Only its author edits a comment")
    return _store(box, repo, event, comment_data(text, edited=True))


async def hide_comment(request: Request) -> Response:
    """POST /discussions/{num}/comment/{id}/hide."""
    box, repo, event = _own_comment(request)
    return _store(box, repo, event, comment_data(json.loads(event.data)["raw"], hidden=True))
