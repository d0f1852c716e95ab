"""Users and organisations: what is told of them, who belongs to them, who follows them, and who likes a repo."""

import time
from random import Random
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo import owners
from hubtui.demo.accounts import ORGANISATIONS, USERS, owner_fields
from hubtui.demo.box import Box, Repo
from hubtui.demo.errors import Refusal
from hubtui.demo.routes.account import liked_by
from hubtui.demo.routes.asking import answer, box_of, repo_in, viewer
from hubtui.demo.routes.paging import paged
from hubtui.demo.seed.rows import people

MOST_PEOPLE = 300
A_PAGE = 100
HARDWARE = (
    {"sku": ["GPU", "NVIDIA", "RTX 4090"], "mem": 24, "num": 2, "isPrimary": True},
    {"sku": ["CPU", "AMD", "Ryzen Zen4 7000 (Ryzen 9)"], "mem": 64, "num": 1, "isPrimary": False},
)
PLANS = ("", "", "team", "enterprise")


def _named(request: Request, is_user: bool) -> str:
    name = str(request.path_params["owner"])
    if not owners.is_known(box_of(request), name, is_user):
        raise Refusal(404, f"This {'user' if is_user else 'organization'} does not exist")
    return name


def _counts(box: Box, owner: str) -> dict[str, int]:
    sql = f"SELECT kind, count(*) FROM repo WHERE {owners.OF_OWNER} AND private = 0 GROUP BY kind"
    counts = dict(box.all(sql, owner, owner))
    return {name: counts.get(kind, 0) for kind, name in enumerate(("numModels", "numDatasets", "numSpaces"))}


def person(name: str) -> dict[str, Any]:
    """A user as lists of users tell one."""
    known = owner_fields(name)
    return {
        "_id": known["_id"], "user": name, "fullname": known["fullname"], "avatarUrl": known["avatarUrl"],
        "type": "user", "isPro": bool(known.get("isPro")), "isFollowing": False,
    }  # fmt: skip


def _organisation(name: str) -> dict[str, Any]:
    known = owner_fields(name)
    told = {
        "_id": known["_id"], "name": name, "fullname": known["fullname"], "avatarUrl": known["avatarUrl"],
        "type": "org", "isHf": False, "isVerified": name not in ORGANISATIONS,
    }  # fmt: skip
    plan = PLANS[len(name) % len(PLANS)]
    return told | ({"plan": plan} if plan else {})


async def user_overview(request: Request) -> Response:
    """GET /api/users/{user}/overview."""
    box, name = box_of(request), _named(request, is_user=True)
    papers = box.all("SELECT id, upvotes FROM paper")
    written = [upvotes for paper_id, upvotes in papers if owners.author_of(box, paper_id) == name]
    told = person(name) | _counts(box, name)
    told |= {"numFollowers": len(owners.followers(box, name)), "numFollowing": len(owners.following(box, name))}
    told |= {"numLikes": len(liked_by(box, name)), "numDiscussions": 0}
    told |= {"numPapers": len(written), "numUpvotes": sum(written)}
    told["orgs"] = [_organisation(org) for org in owners.organisations_of(box, name)]
    told["hardwareItems"] = list(HARDWARE) if name == "ada" else []
    return answer(told | _details(name))


async def organisation_overview(request: Request) -> Response:
    """GET /api/organizations/{organization}/overview."""
    box, name = box_of(request), _named(request, is_user=False)
    people = {"numUsers": len(owners.members(box, name)), "numFollowers": len(owners.followers(box, name))}
    return answer(_organisation(name) | _counts(box, name) | people | {"isFollowing": False} | _details(name))


def _details(name: str) -> dict[str, str]:
    known: dict[str, Any] = USERS.get(name) or ORGANISATIONS.get(name) or {}
    return {"details": known["details"]} if "details" in known else {}


async def members(request: Request) -> Response:
    """GET /api/organizations/{organization}/members."""
    name = _named(request, is_user=False)
    return paged(request, owners.members(box_of(request), name), A_PAGE, person)


async def followers(request: Request) -> Response:
    """GET /api/users/{user}/followers and /api/organizations/{organization}/followers."""
    name = _named(request, is_user=request.url.path.startswith("/api/users/"))
    return paged(request, owners.followers(box_of(request), name), A_PAGE, person)


async def following(request: Request) -> Response:
    """GET /api/users/{user}/following."""
    name = _named(request, is_user=True)
    return paged(request, owners.following(box_of(request), name), A_PAGE, person)


def likes_of(box: Box, repo: Repo, user: str) -> bool | None:
    """Whether a user has liked or unliked a repo here; None for neither."""
    row = box.one("SELECT likes FROM liking WHERE repo = ? AND user = ?", repo.num, user)
    return bool(row[0]) if row else None


async def likers(request: Request) -> Response:
    """GET /likers: who likes a repo."""
    box, repo = box_of(request), repo_in(request)
    here = dict(box.all("SELECT user, likes FROM liking WHERE repo = ? ORDER BY seconds DESC", repo.num))
    new = [user for user, likes in here.items() if likes]
    seeded = people(min(MOST_PEOPLE, max(0, repo.likes - len(new))), Random(f"{repo.num}/likers"))
    return paged(request, new + [user for user in seeded if user not in here], A_PAGE, person)


async def like(request: Request) -> Response:
    """POST and DELETE /like."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    repo, wanted = repo_in(request), request.method == "POST"
    before = likes_of(box, repo, asking.name)
    with box.writing() as connection:
        values = (repo.num, asking.name, int(wanted), int(time.time()))
        connection.execute("INSERT OR REPLACE INTO liking VALUES (?, ?, ?, ?)", values)
        if wanted and not before:
            connection.execute("UPDATE repo SET likes = likes + 1 WHERE num = ?", (repo.num,))
        elif before and not wanted:
            connection.execute("UPDATE repo SET likes = likes - 1 WHERE num = ?", (repo.num,))
    return answer({"liked": wanted})
