"""Who asks: whoami, and the list of agents that the official client wants first."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.accounts import ORGANISATIONS, ROLES, USERS, Viewer
from hubtui.demo.box import COLUMNS, Box, Repo
from hubtui.demo.content.cards import shade
from hubtui.demo.content.history import date
from hubtui.demo.errors import Refusal
from hubtui.demo.fields import storage_of
from hubtui.demo.names import SINGULARS, VISIBILITIES
from hubtui.demo.owners import is_known
from hubtui.demo.routes.asking import answer, box_of, viewer
from hubtui.demo.routes.paging import paged

LIKES_PAGE, REPOS_PAGE = 20, 10


async def whoami(request: Request) -> Response:
    """GET /api/whoami-v2."""
    asking = viewer(request)
    asking.require_user()
    return answer(_account(asking))


def _account(asking: Viewer) -> dict[str, Any]:
    user = USERS[asking.name]
    orgs = [
        {
            "type": "org", "id": ORGANISATIONS[name]["_id"], "name": name, "fullname": ORGANISATIONS[name]["fullname"],
            "email": None, "canPay": False, "periodEnd": None, "avatarUrl": f"/avatars/{name}.svg", "roleInOrg": role,
            "isEnterprise": False,
        }
        for name, role in ROLES[asking.name].items()
    ]  # fmt: skip
    token = {"displayName": f"demo-{asking.role}", "role": asking.role, "createdAt": "2026-01-05T09:30:00.000Z"}
    return {
        "type": "user", "id": user["_id"], "name": asking.name, "fullname": user["fullname"], "email": user["email"],
        "emailVerified": True, "canPay": False, "billingMode": "prepaid", "periodEnd": None, "isPro": user["isPro"],
        "avatarUrl": f"/avatars/{asking.name}.svg", "orgs": orgs,
        "auth": {"type": "access_token", "accessToken": token},
    }  # fmt: skip


async def repositories(request: Request) -> Response:
    """GET [/api/organizations/{owner}]/settings/repositories: a page of the repos of an owner."""
    box, asking = box_of(request), viewer(request)
    asking.require_user()
    owner = request.path_params.get("owner", asking.name)
    if owner not in asking.namespaces:
        raise Refusal(403, f'You are no member of "{owner}"')
    rows = box.all(f"SELECT {COLUMNS} FROM repo WHERE owner = ? ORDER BY modified DESC, num", owner)
    return paged(request, [Repo._make(row) for row in rows], REPOS_PAGE, partial(_own, box))


def _own(box: Box, repo: Repo) -> dict[str, Any]:
    return {
        "id": repo.name, "type": SINGULARS[repo.kind], "updatedAt": date(repo.modified),
        "visibility": VISIBILITIES[repo.private], "storage": storage_of(box, repo),
    }  # fmt: skip


async def likes(request: Request) -> Response:
    """GET /api/users/{user}/likes: a page of what a user has liked, the newest first."""
    box, user = box_of(request), request.path_params["user"]
    if not is_known(box, user, is_user=True):
        raise Refusal(404, "This user does not exist")
    return paged(request, liked_by(box, user), LIKES_PAGE, _like)


def liked_by(box: Box, user: str) -> list[Repo]:
    """Return what a user likes, the newest first."""
    sql = (
        f"SELECT {COLUMNS} FROM repo WHERE private = 0 AND disabled = 0 AND owner != ? ORDER BY trending DESC LIMIT 120"
    )
    here = dict(box.all("SELECT repo, likes FROM liking WHERE user = ?", user))
    new = [repo for number, likes in here.items() if likes and (repo := box.repo(number)) and not repo.private]
    found = [Repo._make(row) for row in box.all(sql, user)]
    liked = new + [repo for repo in found if repo.num not in here and not shade(repo, f"liked by {user}", 3)]
    return sorted(liked, key=lambda repo: repo.modified, reverse=True)


def _like(repo: Repo) -> dict[str, Any]:
    return {"createdAt": date(repo.modified), "repo": {"name": repo.name, "type": SINGULARS[repo.kind]}}


async def agent_harnesses(_: Request) -> Response:
    """GET /api/agent-harnesses: none."""
    return answer({"standardEnvVars": [], "harnesses": {}})
