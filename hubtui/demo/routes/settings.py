"""The secrets and variables of Spaces."""

import re
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.box import Box, Repo
from hubtui.demo.content.history import date
from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.names import SPACE, text_field
from hubtui.demo.routes.asking import answer, box_of, json_body, viewer
from hubtui.demo.routes.manage import changeable

MOST_VALUE = 32_768


def _space(request: Request) -> tuple[Box, Repo, int]:
    """The Space, which the viewer may change, and whether its secrets are meant."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    repo = changeable(box, SPACE, request.path_params["repo"], asking)
    return box, repo, int(request.url.path.endswith("/secrets"))


def _told(box: Box, repo: Repo, secret: int) -> Response:
    """All of them by key; the value of a secret is never told."""
    sql = "SELECT key, value, description, seconds FROM setting WHERE repo = ? AND secret = ? ORDER BY key"
    found: dict[str, Any] = {}
    for key, value, description, seconds in box.all(sql, repo.num, secret):
        found[key] = {"key": key, "description": description, "updatedAt": date(seconds)}
        found[key] |= {} if secret else {"value": value}
    return answer(found)


async def listing(request: Request) -> Response:
    """GET /secrets and /variables."""
    return _told(*_space(request))


async def add(request: Request) -> Response:
    """POST /secrets and /variables {"key", "value", "description"?}."""
    box, repo, secret = _space(request)
    body = await json_body(request)
    key, value = body.get("key"), text_field(body, "value", at_most=MOST_VALUE)
    if not isinstance(key, str) or not re.fullmatch("[A-Za-z_][A-Za-z0-9_]{0,127}", key) or value is None:
        raise bad_request('"key" must be the name of an environment variable, and "value" a string')
    description = text_field(body, "description", at_most=500) or ""
    values = (repo.num, secret, key, value, description, int(time.time()))
    box.connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?, ?, ?, ?, ?)", values)
    return _told(box, repo, secret)


async def remove(request: Request) -> Response:
    """DELETE /secrets and /variables {"key"}."""
    box, repo, secret = _space(request)
    key = (await json_body(request)).get("key")
    if not isinstance(key, str):
        raise bad_request('"key" must be a string')
    sql = "DELETE FROM setting WHERE repo = ? AND secret = ? AND key = ?"
    if not box.connection.execute(sql, (repo.num, secret, key)).rowcount:
        raise Refusal(404, f"There is no {'secret' if secret else 'variable'} {key[:128]}")
    return _told(box, repo, secret)
