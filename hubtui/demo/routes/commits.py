"""Writing to a repo: commits of small text files into repos that were made here."""

import base64
import binascii
import json
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.box import Repo
from hubtui.demo.content.history import head
from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.names import PREFIXES
from hubtui.demo.routes.asking import answer, base_url, box_of, json_body, kind_in, raw_body, viewer
from hubtui.demo.routes.manage import changeable

MOST_BYTES = 100_000
MOST_FILES = 100


def _writable(request: Request) -> Repo:
    asking = viewer(request)
    asking.require_writing()
    repo = changeable(box_of(request), kind_in(request), request.path_params["repo"], asking)
    if not repo.made:
        raise Refusal(403, "The repos that this Hub came with cannot be written to: make one")
    if request.path_params["revision"] not in ("main", "refs/heads/main"):
        raise bad_request("This Hub takes commits on main only")
    return repo


async def preupload(request: Request) -> Response:
    """POST /preupload/{rev}: how each file is to be sent: within the commit."""
    _writable(request)
    files = (await json_body(request)).get("files")
    if not isinstance(files, list) or not all(
        isinstance(one, dict) and isinstance(one.get("path"), str) for one in files
    ):
        raise bad_request('"files" must be a list of objects with a "path"')
    told = [{"path": one["path"], "uploadMode": "regular", "shouldIgnore": False, "oid": None} for one in files]
    return answer({"files": told})


async def commit(request: Request) -> Response:
    """POST /commit/{rev}: a header and files, a line of JSON each."""
    repo = _writable(request)
    box = box_of(request)
    title, files = _read(await raw_body(request))
    traits = dict(box.traits(repo.traits))
    traits["files"] = {**traits.get("files", {}), **files}
    traits["commits"] = [*traits.get("commits", []), [title, viewer(request).name, int(time.time())]]
    if len(traits["files"]) > MOST_FILES or sum(map(len, traits["files"].values())) > MOST_BYTES:
        raise Refusal(413, f"This Hub keeps {MOST_FILES} files of {MOST_BYTES:,} bytes together in a repo")
    with box.writing() as connection:
        number = box.traits_for(repo.kind, traits)
        connection.execute(
            "UPDATE repo SET traits = ?, modified = ? WHERE num = ?", (number, int(time.time()), repo.num)
        )
    oid = head(repo, traits)
    url = f"{base_url(request)}/{PREFIXES[repo.kind]}{repo.name}/commit/{oid}"
    return answer({"success": True, "commitOid": oid, "commitUrl": url, "hookOutput": ""})


async def validate_yaml(request: Request) -> Response:
    """POST /api/validate-yaml, which the official client asks about a README: nothing is wrong with it."""
    viewer(request).require_user()
    await json_body(request)
    return answer({"errors": [], "warnings": []})


def _read(body: bytes) -> tuple[str, dict[str, str]]:
    title, files = "", {}
    try:
        for line in body.splitlines():
            told: Any = json.loads(line) if line.strip() else {}
            value = told.get("value") or {}
            if told.get("key") == "header":
                title = str(value["summary"])[:200]
            elif told.get("key") == "file":
                files[_path(value["path"])] = base64.b64decode(value["content"], validate=True).decode()
            elif told:
                raise bad_request(f"This Hub takes no {str(told.get('key'))[:40]!r} in a commit")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise bad_request("The commit must be lines of JSON with a header and text files") from None
    if not title or not files:
        raise bad_request("A commit needs a summary and at least one file")
    return title, files


def _path(path: Any) -> str:
    parts = path.split("/")
    if not path or len(path) > 500 or any(part in ("", ".", "..", ".git") for part in parts) or not path.isprintable():
        raise ValueError("no path")
    return str(path)
