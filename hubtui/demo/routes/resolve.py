"""The bytes of files: whole or in part, streamed where they are many."""

import asyncio
import mimetypes
import re
from collections.abc import AsyncIterator
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hubtui.demo.accounts import Viewer
from hubtui.demo.box import Repo, Traits
from hubtui.demo.content.history import resolve_revision, split_revision
from hubtui.demo.content.trees import Entry, entries, entry_of, file_bytes, noise, pointer
from hubtui.demo.edge import matches
from hubtui.demo.errors import GATED_WORDS, Refusal, entry_missing
from hubtui.demo.names import DATASET, MODEL, SINGULARS, SPACE
from hubtui.demo.routes.asking import base_url, box_of, open_repo, viewer

STORED = "stored"
OPEN = ("README.md", ".gitattributes")  # of a gated repo


def require_access(repo: Repo, asking: Viewer) -> None:
    """Raises a Refusal (401 to the anonymous, 403) where the repo is gated and the viewer has not been let in."""
    if repo.gated and not asking.may_open_gated(repo.owner):
        words = GATED_WORDS.format(name=repo.name).replace("model", SINGULARS[repo.kind])
        raise Refusal(401 if asking.anonymous else 403, words, "GatedRepo")


def byte_range(header: str | None, size: int) -> tuple[int, int] | None:
    """The first byte and the one after the last that a Range asks for; None for all of them.

    Raises a Refusal (416) for a range outside of the file.
    """
    found = re.fullmatch(r"bytes=([0-9]{0,18})-([0-9]{0,18})", header or "")
    if not found or found[0] == "bytes=-":
        return None
    if not found[1]:
        start, end = max(0, size - int(found[2])), size
    else:
        start, end = int(found[1]), min(size, int(found[2]) + 1) if found[2] else size
    if start >= size or end <= start:
        raise Refusal(416, "Range not satisfiable", headers={"Content-Range": f"bytes */{size}"})
    return start, end


def _found(request: Request, kind: int) -> tuple[Repo, Traits, Entry, str, bool]:
    """The repo, its traits, the file, the commit, and whether it is of the converted branch."""
    box, asking = box_of(request), viewer(request)
    repo = box.find(kind, request.path_params["repo"], asking)
    open_repo(repo, asking)
    revision, path = split_revision(request.path_params["rest"])
    if path not in OPEN:
        require_access(repo, asking)
    traits = box.traits(repo.traits)
    sha, converted = resolve_revision(repo, traits, revision)
    found = entries(repo, traits, converted).get(path)
    if found is None:
        missing = entry_missing()
        missing.fields["headers"] = {"X-Repo-Commit": sha}
        raise missing
    return repo, traits, entry_of(repo, found), sha, converted


async def _stream(repo: Repo, path: str, start: int, end: int) -> AsyncIterator[bytes]:
    for piece in noise(repo, path, start, end):
        yield piece
        await asyncio.sleep(0)


def _headers(entry: Entry, sha: str, start: int, end: int, part: bool) -> dict[str, str]:
    name = entry.path.rpartition("/")[2]
    found = {
        "X-Repo-Commit": sha, "ETag": f'"{entry.sha256 or entry.oid}"', "Accept-Ranges": "bytes",
        "Content-Length": str(end - start), "Cache-Control": "no-cache",
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}; filename=\"{quote(name)}\";",
    }  # fmt: skip
    if entry.sha256:
        found |= {"X-Linked-Etag": f'"{entry.sha256}"', "X-Linked-Size": str(entry.size)}
    if part:
        found["Content-Range"] = f"bytes {start}-{end - 1}/{entry.size}"
    return found


def resolve(kind: int, request: Request) -> Response:
    repo, traits, entry, sha, converted = _found(request, kind)
    if entry.sha256 and STORED not in request.query_params:
        return _stored(request, entry, sha)
    part = byte_range(request.headers.get("range"), entry.size)
    start, end = part or (0, entry.size)
    headers = _headers(entry, sha, start, end, part is not None)
    status = 206 if part else 200
    media = mimetypes.guess_type(entry.path)[0] or "application/octet-stream"
    media = "text/plain; charset=utf-8" if media.startswith("text/") or not entry.sha256 else media
    if matches(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(b"", 304, headers | {"Content-Length": "0"}, media)
    if request.method == "HEAD":
        return Response(b"", status, headers, media)
    data = file_bytes(repo, traits, entry.path, converted)
    if data is not None:
        return Response(data[start:end], status, headers, media)
    return StreamingResponse(_stream(repo, entry.path, start, end), status, headers, media)


def _stored(request: Request, entry: Entry, sha: str) -> Response:
    """Where the bytes of a large file are; only here the Hub tells which they are."""
    place = f"{base_url(request)}{quote(request.scope['path'])}?{STORED}={entry.sha256}"
    headers = {
        "Location": place, "X-Repo-Commit": sha, "ETag": f'"{entry.sha256}"', "Accept-Ranges": "bytes",
        "X-Linked-Etag": f'"{entry.sha256}"', "X-Linked-Size": str(entry.size),
    }  # fmt: skip
    words = f"Found. Redirecting to {place}"
    return Response("" if request.method == "HEAD" else words, 302, headers, "text/plain")


def raw(kind: int, request: Request) -> Response:
    """The bytes that git holds: of a large file the pointer."""
    repo, traits, entry, sha, converted = _found(request, kind)
    data = pointer(entry.sha256, entry.size) if entry.sha256 else file_bytes(repo, traits, entry.path, converted)
    return Response(data or b"", 200, {"X-Repo-Commit": sha, "ETag": f'"{entry.oid}"'}, "text/plain; charset=utf-8")


async def resolve_model(request: Request) -> Response:
    return resolve(MODEL, request)


async def resolve_dataset(request: Request) -> Response:
    return resolve(DATASET, request)


async def resolve_space(request: Request) -> Response:
    return resolve(SPACE, request)


async def raw_model(request: Request) -> Response:
    return raw(MODEL, request)


async def raw_dataset(request: Request) -> Response:
    return raw(DATASET, request)


async def raw_space(request: Request) -> Response:
    return raw(SPACE, request)
