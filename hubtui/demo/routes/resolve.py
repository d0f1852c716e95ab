"""The bytes of files: whole or in part, streamed where they are many."""

import asyncio
import mimetypes
import re
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hubtui.demo.access import require_access
from hubtui.demo.box import Box, Repo
from hubtui.demo.content.blobs import plain
from hubtui.demo.content.files import MASK, Entry, RepoFile, made, pointer
from hubtui.demo.content.history import split_revision
from hubtui.demo.digests import CHECKED, PAGE, find_entry
from hubtui.demo.edge import matches
from hubtui.demo.errors import Refusal, entry_missing
from hubtui.demo.names import DATASET, MODEL, SPACE, hex_id
from hubtui.demo.objects import read_object
from hubtui.demo.routes.asking import base_url, box_of, open_repo, viewer
from hubtui.demo.versions import files_at, find_revision

STORED = "stored"
HASH_SECONDS = 5.0  # a client waits ten seconds for the headers of a file
TEXT = "text/plain; charset=utf-8"
OPEN = ("README.md", ".gitattributes")  # of a gated repo


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


class Found(NamedTuple):
    """A file that was asked for, and the commit that it is of."""

    repo: Repo
    file: RepoFile
    sha: str


def _found(request: Request, kind: int) -> Found:
    box, asking = box_of(request), viewer(request)
    repo = box.find(kind, request.path_params["repo"], asking)
    open_repo(repo, asking)
    revision, path = split_revision(request.path_params["rest"])
    if path not in OPEN:
        require_access(box, repo, asking)
    sha = find_revision(box, repo, revision).sha
    file = files_at(box, repo, sha).get(path)
    if file is None:
        missing = entry_missing()
        missing.fields["headers"] = {"X-Repo-Commit": sha}
        raise missing
    return Found(repo, file, sha)


def pieces_of(box: Box, file: RepoFile, start: int, end: int) -> Iterator[bytes]:
    """The bytes of a file from `start` up to `end`."""
    if file.stored:
        return read_object(box, file.stored.sha256, start, end)
    return made(file).read(start, end)


async def _stream(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
        await asyncio.sleep(0)


def _tag(found: Found, entry: Entry) -> str:
    """The ETag: the sha256 of a large file, git's id of a small one; of what is never hashed a name that is no hash."""
    if entry.sha256 == MASK:
        return f'"unhashed-{hex_id(found.repo.num)}-{quote(entry.path, safe="")}-{entry.size}"'
    return f'"{entry.sha256 or entry.oid}"'


def _headers(found: Found, entry: Entry) -> dict[str, str]:
    headers = {"X-Repo-Commit": found.sha, "ETag": _tag(found, entry), "Accept-Ranges": "bytes"}
    if entry.sha256:
        headers |= {"X-Linked-Etag": headers["ETag"], "X-Linked-Size": str(entry.size)}
    return headers


async def resolve(kind: int, request: Request) -> Response:
    """The bytes of a file, whole or a range; of a large one where they are stored."""
    found = _found(request, kind)
    # Who reads the header of a file of a gigabyte does not wait until all of it is hashed.
    at_most = PAGE if "range" in request.headers else CHECKED
    entry = await find_entry(box_of(request), found.repo, found.file, at_most, HASH_SECONDS)
    headers = _headers(found, entry)
    if entry.sha256 and STORED not in request.query_params:
        return _stored(request, headers)
    name = quote(entry.path.rpartition("/")[2])
    headers |= {
        "Cache-Control": "no-cache", "Content-Disposition": f"inline; filename*=UTF-8''{name}; filename=\"{name}\";",
    }  # fmt: skip
    media = mimetypes.guess_type(entry.path)[0] or "application/octet-stream"
    media = TEXT if media.startswith("text/") or not entry.sha256 else media
    return _part(request, found.file, headers, media)


def _part(request: Request, file: RepoFile, headers: dict[str, str], media: str) -> Response:
    """What the headers Range and If-None-Match ask for of a file."""
    if matches(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(b"", 304, headers | {"Content-Length": "0"}, media)
    part = byte_range(request.headers.get("range"), file.size)
    start, end = part or (0, file.size)
    headers["Content-Length"] = str(end - start)
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    status = 206 if part else 200
    if request.method == "HEAD":
        return Response(b"", status, headers, media)
    pieces = pieces_of(box_of(request), file, start, end)
    if not file.large:
        return Response(b"".join(pieces), status, headers, media)
    return StreamingResponse(_stream(pieces), status, headers, media)


def _stored(request: Request, headers: dict[str, str]) -> Response:
    """The redirect to the bytes of a large file; only here the Hub tells which they are."""
    place = f"{base_url(request)}{quote(request.scope['path'])}?{STORED}=1"
    words = f"Found. Redirecting to {place}"
    return Response(
        "" if request.method == "HEAD" else words, 302, headers | {"Location": place}, media_type="text/plain"
    )


async def raw(kind: int, request: Request) -> Response:
    """The bytes that git holds, whole or a range: of a large file the pointer."""
    found = _found(request, kind)
    entry = await find_entry(box_of(request), found.repo, found.file, seconds=HASH_SECONDS)
    if entry.sha256 == MASK:
        raise Refusal(
            501, "This Hub does not hash files of more than 2 GB (or not so soon): there is no pointer to them"
        )
    headers = {"X-Repo-Commit": found.sha, "ETag": f'"{entry.oid}"', "Accept-Ranges": "bytes"}
    file = found.file
    if file.large:
        file = RepoFile(file.path, partial(plain, pointer(entry.sha256, entry.size)))
    return _part(request, file, headers, TEXT)


async def resolve_model(request: Request) -> Response:
    return await resolve(MODEL, request)


async def resolve_dataset(request: Request) -> Response:
    return await resolve(DATASET, request)


async def resolve_space(request: Request) -> Response:
    return await resolve(SPACE, request)


async def raw_model(request: Request) -> Response:
    return await raw(MODEL, request)


async def raw_dataset(request: Request) -> Response:
    return await raw(DATASET, request)


async def raw_space(request: Request) -> Response:
    return await raw(SPACE, request)
