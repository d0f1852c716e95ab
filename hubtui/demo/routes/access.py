"""Access to gated repos: asked for, withdrawn, checked, and granted by the owner."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from hubtui.demo.access import (
    STATUSES,
    AccessRequest,
    has_access,
    put_request,
    request_of,
    requests_for,
    require_access,
)
from hubtui.demo.accounts import USERS
from hubtui.demo.box import Box, Repo
from hubtui.demo.content.history import date
from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.names import PREFIXES, hex_id, number_of
from hubtui.demo.routes.asking import answer, box_of, json_body, open_repo, raw_body, repo_in, viewer
from hubtui.demo.routes.manage import may_not

AUTO = 1


async def auth_check(request: Request) -> Response:
    """GET /auth-check[/write]: 200 where the viewer may read (write) the repo, else why not."""
    box, asking = box_of(request), viewer(request)
    repo = repo_in(request)
    open_repo(repo, asking)
    if request.url.path.endswith("/write"):
        asking.require_writing()
        if not asking.may_change(repo.owner, repo.creator):
            raise may_not("write to a repo", repo.owner)
    else:
        require_access(box, repo, asking)
    return PlainTextResponse("OK")


async def ask(request: Request) -> Response:
    """POST /[datasets/]{repo}/ask-access: 303 to the repo, granted at once where it is gated "auto"."""
    box, asking = box_of(request), viewer(request)
    asking.require_user()
    repo = box.find(request.path_params["prefix"], request.path_params["repo"], asking)
    if not repo.gated:
        raise bad_request("This repository is not gated")
    if not has_access(box, repo, asking) and request_of(box, repo, asking.name) is None:
        fields = _form(await raw_body(request), request.headers.get("content-type", ""))
        put_request(box, repo, asking.name, "accepted" if repo.gated == AUTO else "pending", fields)
    return RedirectResponse(f"/{PREFIXES[repo.kind]}{repo.name}", 303)


def _form(body: bytes, content_type: str) -> dict[str, Any]:
    if not body or not content_type.startswith("application/json"):
        return {}
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("The body is not valid JSON") from None
    return found if isinstance(found, dict) else {}


async def cancel(request: Request) -> Response:
    """POST /user-access-request/cancel: withdraw one's own request."""
    box, asking, repo = box_of(request), viewer(request), repo_in(request)
    asking.require_user()
    asked = request_of(box, repo, asking.name)
    if asked is None or asked.status != "pending":
        raise Refusal(404, "There is no request of yours that is waiting")
    box.connection.execute("DELETE FROM access WHERE repo = ? AND user = ?", (repo.num, asking.name))
    return answer({"success": True})


def _owned(request: Request) -> tuple[Box, Repo]:
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    repo = repo_in(request)
    if not asking.may_change(repo.owner, repo.creator):
        raise may_not("manage access requests", repo.owner)
    if not repo.gated:
        raise bad_request("This repository is not gated")
    return box, repo


async def listing(request: Request) -> Response:
    """GET /user-access-request/{pending|accepted|rejected}."""
    box, repo = _owned(request)
    status = request.path_params["status"]
    if status not in STATUSES:
        raise Refusal(404, "The status must be pending, accepted or rejected")
    return answer([_told(one) for one in requests_for(box, repo, status)])


def _told(one: AccessRequest) -> dict[str, Any]:
    known = USERS.get(one.user, {})
    user = {"user": one.user, "fullname": known.get("fullname", one.user), "email": known.get("email")}
    found = {"user": user, "status": one.status, "timestamp": date(one.seconds), "requestId": hex_id(one.num)}
    fields = json.loads(one.fields)
    found |= {"fields": fields} if fields else {}
    return found | ({"rejectionReason": one.reason} if one.reason else {})


async def handle(request: Request) -> Response:
    """POST /user-access-request/handle {"user" or "requestId", "status", "rejectionReason"?}."""
    box, repo = _owned(request)
    body = await json_body(request)
    status, reason = body.get("status"), body.get("rejectionReason")
    if status not in STATUSES or not isinstance(reason, str | None):
        raise bad_request('"status" must be pending, accepted or rejected')
    number = number_of(str(body.get("requestId") or ""))
    every = [one for kind in STATUSES for one in requests_for(box, repo, kind)]
    found = next((one for one in every if one.num == number or one.user == body.get("user")), None)
    if found is None:
        raise Refusal(404, "There is no such access request")
    if found.status == status:
        raise Refusal(400, f"The access request is already {status}")
    put_request(box, repo, found.user, status, reason=(reason or "") if status == "rejected" else "")
    return answer({"success": True})


async def grant(request: Request) -> Response:
    """POST /user-access-request/grant {"user"}."""
    box, repo = _owned(request)
    user = (await json_body(request)).get("user")
    if user not in USERS:
        raise Refusal(404, "This user does not exist")
    before = request_of(box, repo, user)
    if before and before.status == "accepted":
        raise bad_request("The user already has access to this repository")
    put_request(box, repo, user, "accepted")
    return answer({"success": True})
