"""Users and organisations: what is told of them, who belongs to them, who follows them, and who likes a repo."""

import time
from random import Random
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.accounts import ORGANISATIONS, ROLES, USERS
from hubtui.demo.box import Box, Repo
from hubtui.demo.errors import Refusal
from hubtui.demo.routes.asking import answer, box_of, repo_in, viewer
from hubtui.demo.routes.paging import paged
from hubtui.demo.seed.rows import people

MOST_PEOPLE = 300
A_PAGE = 100
HARDWARE = (
    {"sku": ["GPU", "NVIDIA", "RTX 4090"], "mem": 24, "num": 2, "isPrimary": True},
    {"sku": ["CPU", "AMD", "Ryzen Zen4 7000 (Ryzen 9)"], "mem": 64, "num": 1, "isPrimary": False},
)


def _is_known(box: Box, name: str, users: bool) -> bool:
    """Whether there is a user, or an organisation, of this name: ours, or the owner of a repo."""
    if name in USERS or name in ORGANISATIONS:
        return (name in USERS) is users
    return box.one("SELECT 1 FROM repo WHERE owner = ? AND private = 0 LIMIT 1", name) is not None


def _named(request: Request, users: bool) -> str:
    name = str(request.path_params["owner"])
    if not _is_known(box_of(request), name, users):
        raise Refusal(404, f"This {'user' if users else 'organization'} does not exist")
    return name


def _counts(box: Box, owner: str) -> dict[str, int]:
    sql = "SELECT kind, count(*) FROM repo WHERE owner = ? AND private = 0 GROUP BY kind"
    counts = dict(box.all(sql, owner))
    return {name: counts.get(kind, 0) for kind, name in enumerate(("numModels", "numDatasets", "numSpaces"))}


def person(name: str) -> dict[str, Any]:
    """A user as lists of users tell one."""
    known = USERS.get(name, {})
    return {
        "_id": known.get("_id") or f"{Random(name).getrandbits(96):024x}", "user": name,
        "fullname": known.get("fullname", name), "avatarUrl": f"/avatars/{name}.svg", "type": "user",
        "isPro": bool(known.get("isPro")), "isFollowing": False,
    }  # fmt: skip


def _organisation(name: str) -> dict[str, Any]:
    known = ORGANISATIONS.get(name, {})
    return {
        "_id": known.get("_id") or f"{Random(name).getrandbits(96):024x}", "name": name,
        "fullname": known.get("fullname", name), "avatarUrl": f"/avatars/{name}.svg", "type": "org",
        "isHf": False, "isVerified": name not in ORGANISATIONS,
    }  # fmt: skip


async def user_overview(request: Request) -> Response:
    """GET /api/users/{user}/overview."""
    box, name = box_of(request), _named(request, users=True)
    told = person(name) | _counts(box, name)
    told |= {"numFollowers": len(_followers(name)), "numFollowing": len(_following(name)), "numLikes": 0}
    told |= {"numDiscussions": 0, "numPapers": 0, "numUpvotes": 0}
    told["orgs"] = [_organisation(org) for org in ROLES.get(name, ())]
    told["hardwareItems"] = list(HARDWARE) if name == "ada" else []
    return answer(told)


async def organisation_overview(request: Request) -> Response:
    """GET /api/organizations/{organization}/overview."""
    box, name = box_of(request), _named(request, users=False)
    members, followers = len(_members(name)), len(_followers(name))
    return answer(_organisation(name) | _counts(box, name) | {"numUsers": members, "numFollowers": followers})


def _members(name: str) -> list[str]:
    return [user for user, roles in ROLES.items() if name in roles]


def _followers(name: str) -> list[str]:
    chance = Random(f"{name}/followers")
    return people(1 + int(chance.random() ** 3 * MOST_PEOPLE), chance)


def _following(name: str) -> list[str]:
    chance = Random(f"{name}/following")
    return people(1 + int(chance.random() * 20), chance)


def _people(request: Request, names: list[str]) -> Response:
    return paged(request, names, A_PAGE, person)


async def members(request: Request) -> Response:
    """GET /api/organizations/{organization}/members."""
    return _people(request, _members(_named(request, users=False)))


async def followers(request: Request) -> Response:
    """GET /api/users/{user}/followers and /api/organizations/{organization}/followers."""
    return _people(request, _followers(_named(request, users=request.url.path.startswith("/api/users/"))))


async def following(request: Request) -> Response:
    """GET /api/users/{user}/following."""
    return _people(request, _following(_named(request, users=True)))


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
    return _people(request, new + [user for user in seeded if user not in here])


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
