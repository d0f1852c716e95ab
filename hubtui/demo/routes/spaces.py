"""Spaces at work: runtime, logs, and what can be done to them."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hubtui.demo.box import Box, Repo
from hubtui.demo.content.machines import FLAVOURS, Machine, goes_on, later_lines, log_lines, runtime_of
from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.names import SPACE
from hubtui.demo.routes.asking import answer, box_of, json_body, open_repo, viewer

LINE_SECONDS = 1.0
LONGEST_SLEEP = 10 * 365 * 86_400


def _space(request: Request) -> Repo:
    box, asking = box_of(request), viewer(request)
    repo = box.find(SPACE, request.path_params["repo"], asking)
    open_repo(repo, asking)
    return repo


def _own(request: Request) -> Repo:
    """The Space, of somebody who may change it."""
    repo, asking = _space(request), viewer(request)
    asking.require_writing()
    if not asking.may_change(repo.owner, repo.creator):
        raise Refusal(403, "You don't have the rights to change this Space")
    if box_of(request).traits(repo.traits)["sdk"] == "static":
        raise bad_request("A static Space has no hardware")
    return repo


def _told(box: Box, repo: Repo) -> dict[str, Any]:
    return runtime_of(repo, box.traits(repo.traits), box.machines.get(repo.num))


def _set(request: Request, repo: Repo, course: str, hardware: str = "", sleep: int | None = None) -> Response:
    box = box_of(request)
    before = box.machines.get(repo.num)
    traits = box.traits(repo.traits)
    known = before.hardware if before else traits["hardware"] or "cpu-basic"
    slept = before.sleep if before else 0
    box.machines[repo.num] = Machine(course, time.time(), hardware or known, slept if sleep is None else sleep)
    return answer(_told(box, repo))


async def runtime(request: Request) -> Response:
    """GET /runtime."""
    return answer(_told(box_of(request), _space(request)))


async def restart(request: Request) -> Response:
    """POST /restart[?factory=true]."""
    factory = request.query_params.get("factory") in ("true", "1")
    return _set(request, _own(request), "factory" if factory else "restart")


async def pause(request: Request) -> Response:
    """POST /pause."""
    return _set(request, _own(request), "pause")


async def hardware(request: Request) -> Response:
    """POST /hardware {"flavor"}."""
    repo, body = _own(request), await json_body(request)
    if body.get("flavor") not in FLAVOURS:
        raise bad_request(f'"flavor" must be one of {", ".join(FLAVOURS)}')
    return _set(request, repo, "hardware", body["flavor"])


async def sleep_time(request: Request) -> Response:
    """POST /sleeptime {"seconds"}; -1 means never."""
    repo, body = _own(request), await json_body(request)
    seconds = body.get("seconds")
    if type(seconds) is not int or not -1 <= seconds <= LONGEST_SLEEP:
        raise bad_request('"seconds" must be a whole number, or -1 for never')
    return _set(request, repo, "hardware", sleep=seconds)


async def logs(request: Request) -> Response:
    """GET /logs/build, /logs/run: an event stream, with comments in between that keep it open."""
    repo, kind = _space(request), request.path_params["log"]
    return StreamingResponse(
        _events(box_of(request), repo, kind), 200, {"Cache-Control": "no-cache"}, "text/event-stream"
    )


async def _events(box: Box, repo: Repo, kind: str) -> AsyncIterator[bytes]:
    for line in log_lines(kind, _told(box, repo)["stage"]):
        yield _event(line)
    more = later_lines()
    while goes_on(kind, _told(box, repo)["stage"]):
        yield b": keep-alive\n\n"
        await asyncio.sleep(LINE_SECONDS)
        yield _event(next(more))


def _event(line: str) -> bytes:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return f"data: {json.dumps({'data': line + chr(10), 'timestamp': now})}\n\n".encode()
