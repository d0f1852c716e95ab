"""Making, removing, moving and setting repos."""

from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hubtui.demo.accounts import Viewer
from hubtui.demo.box import Box, Moved, Repo, Traits
from hubtui.demo.errors import Refusal, anonymous_or_missing, bad_request
from hubtui.demo.fields import GATES
from hubtui.demo.names import (
    PREFIXES,
    SDKS,
    SINGULARS,
    SPACE,
    VISIBILITIES,
    checked_name,
    flag_field,
    hex_id,
    kind_of,
    split_id,
)
from hubtui.demo.routes.asking import answer, base_url, box_of, json_body, viewer


def may_not(what: str, owner: str) -> Refusal:
    """The answer to a viewer without rights."""
    return Refusal(403, f'You don\'t have the rights to {what} under the namespace "{owner}"')


def _owner(body: dict[str, Any], asking: Viewer) -> str:
    owner = body.get("organization")
    if owner is None:
        return asking.name
    if not isinstance(owner, str):
        raise bad_request('"organization" must be a string')
    return owner


def privacy(body: dict[str, Any], kind: int) -> int | None:
    """What `visibility` or `private` asks for; together they are refused."""
    private, visibility = flag_field(body, "private"), body.get("visibility")
    if visibility is None:
        return None if private is None else int(private)
    allowed = VISIBILITIES if kind == SPACE else VISIBILITIES[:2]
    if private is not None or visibility not in allowed:
        raise bad_request(f'"visibility" must be one of {", ".join(allowed)}, and not beside "private"')
    return VISIBILITIES.index(visibility)


def _new_traits(kind: int, body: dict[str, Any]) -> Traits:
    if kind != SPACE:
        return {"tags": ["region:us"]}
    sdk = body.get("sdk")
    if sdk not in SDKS:
        raise bad_request(f'"sdk" must be one of {", ".join(SDKS)}')
    hardware = None if sdk == "static" else "cpu-basic"
    if isinstance(asked := body.get("hardware"), str) and hardware:
        hardware = asked[:40] if asked.isascii() and asked.isprintable() else hardware
    stage = "RUNNING" if sdk == "static" else "NO_APP_FILE"
    return {"tags": [sdk, "region:us"], "sdk": sdk, "stage": stage, "hardware": hardware, "extra": []}


def add_repo(box: Box, kind: int, name: str, creator: str, private: int, traits: Traits) -> int:
    """A new repo with nothing in it; its number."""
    with box.writing() as connection:
        number = box.new_number("repo")
        values = (
            number, kind, name, split_id(name)[0], creator, box.traits_for(kind, traits), 0, 0, 0, number >> 24,
            private, 0, 0, -1, -1, 0, 1,
        )  # fmt: skip
        connection.execute("DELETE FROM redirect WHERE kind = ? AND name = ?", (kind, name))
        connection.execute(f"INSERT INTO repo VALUES ({','.join('?' * len(values))})", values)
    return number


async def create(request: Request) -> Response:
    """POST /api/repos/create."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    body = await json_body(request)
    kind, owner = kind_of(body.get("type")), _owner(body, asking)
    name = f"{owner}/{checked_name(body.get('name'))}"
    private, traits = privacy(body, kind), _new_traits(kind, body)
    if not asking.may_create_in(owner):
        raise may_not(f"create a {SINGULARS[kind]}", owner)
    url = f"{base_url(request)}/{PREFIXES[kind]}"
    if there := box.named(kind, name):
        raise Refusal(409, f"You already created this {SINGULARS[kind]} repo", url=url + there.name)
    number = add_repo(box, kind, name, asking.name, private or 0, traits)
    return answer({"url": url + name, "name": name, "id": hex_id(number)})


def changeable(box: Box, kind: int, name: str, asking: Viewer) -> Repo:
    """A repo that the viewer may change. Raises a Refusal (404, 403) or Moved."""
    repo = box.find(kind, name, asking)
    if not asking.may_change(repo.owner, repo.creator):
        raise may_not(f"change a {SINGULARS[kind]}", repo.owner)
    return repo


def _own_or_moved(box: Box, kind: int, name: str, asking: Viewer) -> Repo:
    """As changeable, by a former name too: what a body names cannot be redirected."""
    found = box.lookup(kind, name)
    return changeable(box, kind, found.name if found else name, asking)


async def delete(request: Request) -> Response:
    """DELETE /api/repos/delete."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    body = await json_body(request)
    kind, owner, name = kind_of(body.get("type")), _owner(body, asking), body.get("name")
    if not isinstance(name, str) or not name or "\0" in name:
        raise bad_request('"name" must be a string')
    try:
        repo = changeable(box, kind, name if "/" in name else f"{owner}/{name}", asking)
    except Moved:  # a former name deletes nothing
        raise anonymous_or_missing(anonymous=False) from None
    with box.writing() as connection:
        connection.execute("DELETE FROM repo WHERE num = ?", (repo.num,))
        connection.execute("DELETE FROM redirect WHERE num = ?", (repo.num,))
        connection.execute("DELETE FROM uses WHERE space = ? OR target = ?", (repo.num, repo.num))
        for table in ("ref", "version", "digest", "discussion", "event", "setting", "access", "liking"):
            connection.execute(f"DELETE FROM {table} WHERE repo = ?", (repo.num,))
        connection.execute("DELETE FROM item WHERE type = ? AND target = ?", (SINGULARS[kind], repo.num))
    return PlainTextResponse("OK")


async def settings(request: Request) -> Response:
    """PUT /api/{kind}/{repo}/settings and /api/repos/{type}/{repo}/settings: answers what was set."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    body = await json_body(request)
    kind = kind_of(request.path_params["kind"])
    private, gated = privacy(body, kind), body.get("gated")
    if gated is not None and (kind == SPACE or not any(gated is one or gated == one != 0 for one in GATES)):
        raise bad_request('"gated" must be false, "auto" or "manual", and a Space is never gated')
    flag_field(body, "discussionsDisabled")
    repo = changeable(box, kind, request.path_params["repo"], asking)
    changed = {"private": private, "gated": None if gated is None else GATES.index(gated)}
    with box.writing() as connection:
        for column, value in changed.items():
            if value is not None:
                connection.execute(f"UPDATE repo SET {column} = ? WHERE num = ?", (value, repo.num))
    now = box.repo(repo.num) or repo
    told = {"private": bool(now.private), "visibility": VISIBILITIES[now.private], "gated": GATES[now.gated]}
    return answer({key: body[key] for key in ("discussionsDisabled",) if key in body} | told)


def _target(body: dict[str, Any]) -> str:
    wanted = body.get("toRepo")
    if not isinstance(wanted, str) or not isinstance(body.get("fromRepo"), str) or "\0" in body["fromRepo"]:
        raise bad_request('"fromRepo" and "toRepo" must be strings')
    owner, slash, name = wanted.partition("/")
    if not slash or not owner:
        raise bad_request('"toRepo" must be of the form namespace/name')
    return f"{owner}/{checked_name(name)}"


async def move(request: Request) -> Response:
    """POST /api/repos/move: another name, or another owner; the old name leads there from then on."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    body = await json_body(request)
    kind, target = kind_of(body.get("type")), _target(body)
    repo = _own_or_moved(box, kind, body["fromRepo"], asking)
    owner = split_id(target)[0]
    if owner != repo.owner:
        leaves = asking.role_in(repo.owner) == "admin"
        if not leaves or not asking.may_create_in(owner):
            raise may_not(f"move a {SINGULARS[kind]}", owner if leaves else repo.owner)
    taken = box.named(kind, target)
    if taken and taken.num != repo.num:
        raise Refusal(409, f"A {SINGULARS[kind]} repository called {target} already exists")
    with box.writing() as connection:
        connection.execute("DELETE FROM redirect WHERE kind = ? AND name = ?", (kind, target))
        connection.execute("UPDATE repo SET name = ?, owner = ? WHERE num = ?", (target, owner, repo.num))
        if target.lower() != repo.name.lower():
            connection.execute("INSERT OR REPLACE INTO redirect VALUES (?, ?, ?)", (kind, repo.name, repo.num))
    return answer({"url": f"{base_url(request)}/{PREFIXES[kind]}{target}", "name": target})
