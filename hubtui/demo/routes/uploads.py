"""Uploads of large files: the batch request of Git LFS, and the addresses that it gives out, in one piece or many."""

import re
import secrets
from typing import Any, NamedTuple

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.objects import CHUNK, add_chunk, complete, drop_chunks, has_object
from hubtui.demo.routes.asking import answer, base_url, box_of, json_body, viewer

MOST_BYTES = 2 * 1024**3
MOST_OBJECTS = 1000
ONE_PIECE = 16 * 1024**2
PART = 8 * 1024**2
LFS_TYPE = "application/vnd.git-lfs+json"


class Upload(NamedTuple):
    """An object that may be sent to an address: its sha256 and its bytes."""

    oid: str
    size: int

    @property
    def parts(self) -> int:
        return -(-self.size // PART)


async def batch(request: Request) -> Response:
    """POST /[datasets/|spaces/]{repo}.git/info/lfs/objects/batch: where to send each object that is not here yet."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    box.find(request.path_params["prefix"], request.path_params["repo"], asking)
    body = await json_body(request)
    objects, transfers = body.get("objects"), body.get("transfers") or ["basic"]
    if not isinstance(objects, list) or len(objects) > MOST_OBJECTS or not isinstance(transfers, list):
        raise bad_request(f'"objects" must be a list of at most {MOST_OBJECTS}')
    if body.get("operation") != "upload":
        raise Refusal(404, "This Hub takes uploads only by LFS: downloads go by /resolve/")
    many = "multipart" in transfers
    told = [_told(request, _object(one), many) for one in objects]
    return JSONResponse({"transfer": "multipart" if many else "basic", "objects": told}, media_type=LFS_TYPE)


def _object(value: Any) -> Upload:
    oid, size = (value.get("oid"), value.get("size")) if isinstance(value, dict) else (None, None)
    if not isinstance(oid, str) or not re.fullmatch("[0-9a-f]{64}", oid) or type(size) is not int or size < 0:
        raise bad_request('An object must have an "oid", which is a sha256, and a "size"')
    return Upload(oid, size)


def _told(request: Request, upload: Upload, many: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"oid": upload.oid, "size": upload.size, "authenticated": True}
    box = box_of(request)
    if has_object(box, upload.oid):
        return found
    if upload.size > MOST_BYTES:
        return found | {"error": {"code": 413, "message": f"This Hub keeps files of at most {MOST_BYTES:,} bytes"}}
    ticket = secrets.token_hex(16)
    box.uploads[ticket] = upload
    place = f"{base_url(request)}/api/uploads/{ticket}"
    if not many or upload.size <= ONE_PIECE:
        return found | {"actions": {"upload": {"href": place, "header": {}}}}
    header = {f"{part:05d}": f"{place}/{part}" for part in range(1, upload.parts + 1)}
    return found | {"actions": {"upload": {"href": f"{place}/complete", "header": {"chunk_size": str(PART), **header}}}}


def _upload(request: Request) -> tuple[str, Upload]:
    ticket = request.path_params["ticket"]
    found = box_of(request).uploads.get(ticket)
    if found is None:
        raise Refusal(404, "Nothing is expected at this address, or it has come already")
    return ticket, found


async def _receive(request: Request, name: str, start: int, at_most: int) -> None:
    """Keep the body from this byte on. Raises a Refusal for one that is too long or breaks off."""
    box, at, waiting = box_of(request), start, bytearray()
    try:
        async for piece in request.stream():
            waiting += piece
            if at + len(waiting) - start > at_most:
                raise Refusal(413, "More came than was announced")
            while len(waiting) >= CHUNK:
                add_chunk(box, name, at, bytes(waiting[:CHUNK]))
                del waiting[:CHUNK]
                at += CHUNK
    except ClientDisconnect:
        raise bad_request("The body broke off") from None
    if waiting:
        add_chunk(box, name, at, bytes(waiting))


async def put(request: Request) -> Response:
    """PUT /api/uploads/{ticket}: a whole object."""
    ticket, upload = _upload(request)
    drop_chunks(box_of(request), ticket)
    await _receive(request, ticket, 0, upload.size)
    return _finish(request, ticket, upload)


async def put_part(request: Request) -> Response:
    """PUT /api/uploads/{ticket}/{part}: a part of an object; its ETag is named when all are there."""
    ticket, upload = _upload(request)
    part = request.path_params["part"]
    if not 1 <= part <= upload.parts:
        raise Refusal(404, "There is no such part")
    await _receive(request, ticket, (part - 1) * PART, PART)
    return Response(b"", 200, {"ETag": f'"{ticket}-{part}"'})


async def complete_parts(request: Request) -> Response:
    """POST /api/uploads/{ticket}/complete: all parts are there."""
    ticket, upload = _upload(request)
    return _finish(request, ticket, upload)


def _finish(request: Request, ticket: str, upload: Upload) -> Response:
    if not complete(box_of(request), ticket, upload.oid, upload.size):
        raise Refusal(422, "What came is not what was announced: its size or sha256 differs")
    del box_of(request).uploads[ticket]
    return answer({"success": True})
