"""The application: the table of routes, and what becomes of an error."""

import sqlite3
import weakref
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hubtui.demo.accounts import Tokens
from hubtui.demo.box import Box, Moved
from hubtui.demo.db import open_database
from hubtui.demo.edge import Edge, refusal_response
from hubtui.demo.errors import Refusal
from hubtui.demo.faults import Faults
from hubtui.demo.routes import (
    access,
    account,
    branches,
    collections,
    commits,
    discussions,
    extras,
    items,
    listings,
    manage,
    notifications,
    papers,
    parquet,
    people,
    repos,
    resolve,
    settings,
    spaces,
    tags,
    trees,
    uploads,
    viewer_service,
)
from hubtui.demo.routes.asking import moved
from hubtui.demo.seed.catalogue import DEFAULT_MODELS, fill

REPO = "/api/{kind:kind}/{repo:repo}"
SHELF = "/api/collections/{owner}/{slug}"
DATASET = "/api/datasets/{repo:repo}"
SPACE = "/api/spaces/{repo:repo}"
TALK = REPO + "/discussions/{num:int}"
VIEWER = "/datasets-server"
ROUTES = [
    Route("/api/whoami-v2", account.whoami),
    Route("/api/settings/repositories", account.repositories),
    Route("/api/organizations/{owner}/settings/repositories", account.repositories),
    Route("/api/validate-yaml", commits.validate_yaml, methods=["POST"]),
    Route("/api/users/{user}/likes", account.likes),
    Route("/api/users/{owner}/overview", people.user_overview),
    Route("/api/users/{owner}/followers", people.followers),
    Route("/api/users/{owner}/following", people.following),
    Route("/api/organizations/{owner}/overview", people.organisation_overview),
    Route("/api/organizations/{owner}/members", people.members),
    Route("/api/organizations/{owner}/followers", people.followers),
    Route("/api/notifications", notifications.listing),
    Route("/api/notifications/mark-as-read", notifications.mark_as_read, methods=["POST"]),
    Route("/api/uploads/{ticket}", uploads.put, methods=["PUT"]),
    Route("/api/uploads/{ticket}/complete", uploads.complete_parts, methods=["POST"]),
    Route("/api/uploads/{ticket}/{part:int}", uploads.put_part, methods=["PUT"]),
    Route("/api/agent-harnesses", account.agent_harnesses),
    Route("/api/models-tags-by-type", tags.model_tags),
    Route("/api/datasets-tags-by-type", tags.dataset_tags),
    Route("/api/repos/create", manage.create, methods=["POST"]),
    Route("/api/repos/delete", manage.delete, methods=["DELETE"]),
    Route("/api/repos/move", manage.move, methods=["POST"]),
    Route("/api/repos/{kind}/{repo:repo}/settings", manage.settings, methods=["PUT"]),
    Route("/api/collections", collections.listing),
    Route("/api/collections", collections.create, methods=["POST"]),
    Route(SHELF, collections.read),
    Route(SHELF, collections.change, methods=["PATCH"]),
    Route(SHELF, collections.remove, methods=["DELETE"]),
    Route(SHELF + "/item", items.add, methods=["POST"]),
    Route(SHELF + "/items", items.add, methods=["POST"]),
    Route(SHELF + "/items/batch", items.batch, methods=["POST"]),
    Route(SHELF + "/items/{item}", items.change, methods=["PATCH"]),
    Route(SHELF + "/items/{item}", items.remove, methods=["DELETE"]),
    Route("/api/daily_papers", papers.daily),
    Route("/api/papers/search", papers.search),
    Route("/api/papers/{paper}", papers.one),
    Route(VIEWER + "/is-valid", viewer_service.is_valid),
    Route(VIEWER + "/splits", viewer_service.splits),
    Route(VIEWER + "/size", viewer_service.size),
    Route(VIEWER + "/first-rows", viewer_service.first_rows),
    Route("/api/{kind:kind}", listings.listing),
    Route("/api/spaces/hardware", extras.space_hardware),
    Route(SPACE + "/secrets", settings.listing),
    Route(SPACE + "/secrets", settings.add, methods=["POST"]),
    Route(SPACE + "/secrets", settings.remove, methods=["DELETE"]),
    Route(SPACE + "/variables", settings.listing),
    Route(SPACE + "/variables", settings.add, methods=["POST"]),
    Route(SPACE + "/variables", settings.remove, methods=["DELETE"]),
    Route(SPACE + "/runtime", spaces.runtime),
    Route(SPACE + "/logs/{log:log}", spaces.logs),
    Route(SPACE + "/restart", spaces.restart, methods=["POST"]),
    Route(SPACE + "/pause", spaces.pause, methods=["POST"]),
    Route(SPACE + "/hardware", spaces.hardware, methods=["POST"]),
    Route(SPACE + "/sleeptime", spaces.sleep_time, methods=["POST"]),
    Route(REPO + "/settings", manage.settings, methods=["PUT"]),
    Route(DATASET + "/parquet", parquet.listing),
    Route(DATASET + "/parquet/{config}/{split}", parquet.of_split),
    Route(DATASET + "/parquet/{config}/{split}/{place}.parquet", parquet.shard),
    Route(DATASET + "/croissant", parquet.metadata),
    Route(REPO + "/tree/{rest:path}", trees.tree),
    Route(REPO + "/paths-info/{revision:path}", trees.paths_info, methods=["POST"]),
    Route(REPO + "/preupload/{revision:path}", commits.preupload, methods=["POST"]),
    Route(REPO + "/commit/{revision:path}", commits.commit, methods=["POST"]),
    Route(REPO + "/super-squash/{branch:path}", commits.super_squash, methods=["POST"]),
    Route(REPO + "/refs", trees.refs_of),
    Route(REPO + "/branch/{name:path}", branches.create_branch, methods=["POST"]),
    Route(REPO + "/branch/{name:path}", branches.delete_branch, methods=["DELETE"]),
    Route(REPO + "/tag/{name:path}", branches.create_tag, methods=["POST"]),
    Route(REPO + "/tag/{name:path}", branches.delete_tag, methods=["DELETE"]),
    Route(REPO + "/duplicate", branches.duplicate, methods=["POST"]),
    Route(REPO + "/compare/{range:path}", branches.compare),
    Route(REPO + "/treesize/{rest:path}", branches.tree_size),
    Route(REPO + "/lfs-files", branches.lfs_files),
    Route(REPO + "/lfs-files/batch", branches.delete_lfs_files, methods=["POST"]),
    Route("/api/{kind:kind}/{repo:repo}/safetensors-metadata/{file:path}", extras.safetensors_metadata),
    Route(REPO + "/discussions", discussions.listing),
    Route(REPO + "/discussions", discussions.create, methods=["POST"]),
    Route(TALK, discussions.details),
    Route(TALK + "/comment", discussions.comment, methods=["POST"]),
    Route(TALK + "/status", discussions.status, methods=["POST"]),
    Route(TALK + "/title", discussions.title, methods=["POST"]),
    Route(TALK + "/merge", discussions.merge, methods=["POST"]),
    Route(TALK + "/pin", discussions.pin, methods=["POST"]),
    Route(TALK + "/comment/{comment}/edit", discussions.edit_comment, methods=["POST"]),
    Route(TALK + "/comment/{comment}/hide", discussions.hide_comment, methods=["POST"]),
    Route(REPO + "/likers", people.likers),
    Route(REPO + "/like", people.like, methods=["POST", "DELETE"]),
    Route(REPO + "/auth-check", access.auth_check),
    Route(REPO + "/auth-check/write", access.auth_check),
    Route(REPO + "/user-access-request/cancel", access.cancel, methods=["POST"]),
    Route(REPO + "/user-access-request/handle", access.handle, methods=["POST"]),
    Route(REPO + "/user-access-request/grant", access.grant, methods=["POST"]),
    Route(REPO + "/user-access-request/{status}", access.listing),
    Route(REPO + "/commits/{revision:path}", trees.commits_of),
    Route(REPO + "/revision/{revision:path}", repos.info),
    Route(REPO, repos.info),
    Route("/datasets/{repo:repo}/resolve/{rest:path}", resolve.resolve_dataset),
    Route("/spaces/{repo:repo}/resolve/{rest:path}", resolve.resolve_space),
    Route("/{repo:repo}/resolve/{rest:path}", resolve.resolve_model),
    Route("/datasets/{repo:repo}/raw/{rest:path}", resolve.raw_dataset),
    Route("/spaces/{repo:repo}/raw/{rest:path}", resolve.raw_space),
    Route("/{repo:repo}/raw/{rest:path}", resolve.raw_model),
    Route("/{prefix:prefix}{repo:repo}/ask-access", access.ask, methods=["POST"]),
    Route("/{prefix:prefix}{repo:repo}.git/info/lfs/objects/batch", uploads.batch, methods=["POST"]),
]
STATUS_WORDS = {404: "Sorry, we can't find the page you are looking for.", 405: "Method not allowed"}


async def _refused(request: Request, error: Any) -> Response:
    return refusal_response(request.scope["path"], error)


async def _moved(request: Request, error: Any) -> Response:
    return moved(request, error.name)


async def _no_route(request: Request, error: Any) -> Response:
    refusal = Refusal(error.status_code, STATUS_WORDS.get(error.status_code, "Bad request"))
    return (
        refusal_response("/api/", refusal) if "text/html" not in request.headers.get("accept", "") else _page(refusal)
    )


def _page(refusal: Refusal) -> Response:
    return Response(
        f"<!doctype html><title>{refusal.status}</title><p>{refusal.message}", refusal.status, media_type="text/html"
    )


async def _busy(request: Request, error: Any) -> Response:
    """Another process holds the file of --db; anything else is a fault of ours."""
    if error.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise error
    return refusal_response(request.scope["path"], Refusal(409, "another conflicting operation is in progress"))


def make_app(box: Box, faults: Faults | None = None, bound: str = "127.0.0.1") -> Starlette:
    """The ASGI application over a box. `bound` is the host it is served on, which requests may name."""
    handlers: dict[Any, Any] = {
        Refusal: _refused, Moved: _moved, HTTPException: _no_route, sqlite3.OperationalError: _busy,
    }  # fmt: skip
    edge = Middleware(Edge, tokens=box.tokens, faults=faults or Faults(), bound=bound)
    app = Starlette(routes=ROUTES, exception_handlers=handlers, middleware=[edge])
    app.router.redirect_slashes = False
    app.state.box = box
    return app


def make_box(
    tokens: Tokens, repos: int | None = None, seed: int = 0, db: str | None = None, today: int | None = None
) -> Box:
    """A box with a new catalogue of so many models, or with what the file holds. Raises DemoError."""
    number = DEFAULT_MODELS if repos is None else repos
    box = Box(open_database(db, lambda connection: fill(connection, number, seed, today)), tokens)
    weakref.finalize(box, box.connection.close)
    box.bearers()
    return box
