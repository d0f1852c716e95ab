"""What an endpoint knows of the request: who asks, for which repo, with which body."""

import asyncio
import json
from typing import Any, cast
from urllib.parse import quote

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from hubtui.demo.accounts import Viewer
from hubtui.demo.box import Box, Repo
from hubtui.demo.errors import Refusal, bad_request, disabled
from hubtui.demo.names import PLURALS, PREFIXES

MOST_BODY = 1_000_000
BODY_SECONDS = 30


class _Repo(Convertor[str]):
    """A repo id: with an owner, or without."""

    regex = "[^/]+(?:/[^/]+)?"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class _Kind(_Repo):
    regex = "models|datasets|spaces"


class _Log(_Repo):
    regex = "build|run"


class _Prefix(Convertor[int]):
    """What stands before the id of a repo in the address of its files: the kind."""

    regex = "datasets/|spaces/|"

    def convert(self, value: str) -> int:
        return PREFIXES.index(value)

    def to_string(self, value: int) -> str:
        return PREFIXES[value]


register_url_convertor("prefix", _Prefix())
register_url_convertor("log", _Log())
register_url_convertor("repo", _Repo())
register_url_convertor("kind", _Kind())


def box_of(request: Request) -> Box:
    return cast(Box, request.app.state.box)


def viewer(request: Request) -> Viewer:
    return cast(Viewer, request.state.viewer)


def base_url(request: Request) -> str:
    """The address that the client used, which is the one that it can use again."""
    return f"{request.scope.get('scheme', 'http')}://{request.headers['host']}"


def answer(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(content, status, headers)


def kind_in(request: Request) -> int:
    return PLURALS.index(request.path_params["kind"])


def repo_in(request: Request) -> Repo:
    """The repo of the path, for the viewer."""
    return box_of(request).find(kind_in(request), request.path_params["repo"], viewer(request))


def open_repo(repo: Repo, asking: Viewer) -> None:
    """Files and history of what was taken down are closed to all but its owner."""
    if repo.disabled and repo.owner not in asking.namespaces:
        raise disabled()


async def raw_body(request: Request, at_most: int = MOST_BODY) -> bytes:
    """The body, whole. Raises a Refusal for one that is too large (413) or too slow (408)."""
    found = bytearray()

    async def read() -> None:
        async for piece in request.stream():
            found.extend(piece)
            if len(found) > at_most:
                raise Refusal(413, "The body is too large")

    try:
        await asyncio.wait_for(read(), BODY_SECONDS)
    except TimeoutError:
        raise Refusal(408, "The body did not arrive in time") from None
    except ClientDisconnect:
        raise bad_request("The body broke off") from None
    return bytes(found)


async def raw_json(request: Request, at_most: int = MOST_BODY) -> Any:
    """The body as JSON; 400 for anything else."""
    try:
        found = json.loads(await raw_body(request, at_most))
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is text that nothing can store
        return found
    except (ValueError, RecursionError):
        raise bad_request("The body is not valid JSON") from None


async def json_body(request: Request, at_most: int = MOST_BODY) -> dict[str, Any]:
    """The body as a JSON object; 400 for anything else."""
    found = await raw_json(request, at_most)
    if not isinstance(found, dict):
        raise bad_request("The body must be a JSON object")
    return found


async def json_body_or_empty(request: Request) -> dict[str, Any]:
    """The body as a JSON object, which may be left out."""
    body = await raw_body(request)
    if not body.strip() or body.strip() == b"null":
        return {}
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("The body is not valid JSON") from None
    if not isinstance(found, dict):
        raise bad_request("The body must be a JSON object")
    return found


def next_link(request: Request, cursor: str, name: str = "cursor") -> dict[str, str]:
    """The Link header to the next page: absolute, with the whole query; nothing at the end."""
    if not cursor:
        return {}
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != name]
    query = "&".join(f"{quote(key, safe='')}={quote(value, safe='')}" for key, value in [*kept, (name, cursor)])
    return {"Link": f'<{base_url(request)}{quote(request.scope["path"])}?{query}>; rel="next"'}


def moved(request: Request, name: str) -> Response:
    """307 to the same path of the repo's present name, with the query."""
    old, path = request.path_params["repo"], request.scope["path"]
    at = path.index(f"/{old}", 4 if path.startswith("/api/") else 0)
    at = path.index(f"/{old}", at + 1) if path[at + 1 + len(old) : at + 2 + len(old)] not in ("", "/") else at
    path = f"{path[:at]}/{name}{path[at + 1 + len(old) :]}"
    query = request.scope["query_string"].decode("latin-1")
    location = quote(path) + (f"?{query}" if query else "")
    headers = {"Location": location, "Vary": "Origin, Accept"}
    return Response(f"Temporary Redirect. Redirecting to {location}", 307, headers, "text/plain")
