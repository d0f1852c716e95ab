"""The files of a repo as the API tells of them: tree, some paths, refs, commits."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.box import Repo, Traits
from hubtui.demo.content.cards import shade
from hubtui.demo.content.history import commit_id, commits, date, refs, resolve_revision, split_revision
from hubtui.demo.content.trees import Entry, Planned, entries, entry_of, pointer
from hubtui.demo.cursor import decode_path, encode_path
from hubtui.demo.errors import bad_request, entry_missing
from hubtui.demo.names import hex_id
from hubtui.demo.query import flag, limit_of
from hubtui.demo.routes.asking import answer, box_of, next_link, open_repo, raw_body, repo_in, viewer

MOST_PATHS = 2000


class Tree:
    """A branch as folders and files, with the JSON of each."""

    def __init__(self, repo: Repo, traits: Traits, found: Mapping[str, Planned], expand: bool) -> None:
        self.repo, self.traits, self.expand = repo, traits, expand
        self.files = found
        self.folders = sorted({folder for path in found for folder in _above(path)})

    @lru_cache(maxsize=4)  # noqa: B019  # of sixteen trees, which are kept to be asked for the next page
    def inside(self, folder: str, recursive: bool) -> list[str]:
        """The paths in a folder, those of folders first."""
        start = folder + "/" if folder else ""
        paths = [*self.folders, *self.files]
        return [path for path in paths if path.startswith(start) and (recursive or "/" not in path.removeprefix(start))]

    def json(self, path: str) -> dict[str, Any]:
        if path not in self.files:
            found = {"type": "directory", "oid": commit_id(self.repo, "folder/" + path), "size": 0, "path": path}
            return found | (self._commit(path) if self.expand else {})
        entry = entry_of(self.repo, self.files[path])
        found = {"type": "file", "oid": entry.oid, "size": entry.size, "path": path}
        if entry.sha256:
            found["lfs"] = {
                "oid": entry.sha256, "size": entry.size, "pointerSize": len(pointer(entry.sha256, entry.size)),
            }  # fmt: skip
        return found | (self._commit(path) | {"securityFileStatus": _status(entry)} if self.expand else {})

    def _commit(self, path: str) -> dict[str, Any]:
        known = commits(self.repo, self.traits)
        one = known[shade(self.repo, path, len(known))]
        return {"lastCommit": {"id": one.id, "title": one.title, "date": date(one.seconds)}}


def _above(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[: place + 1]) for place in range(len(parts)))


def _status(entry: Entry) -> dict[str, Any]:
    pickled = entry.path.endswith((".bin", ".pt", ".pth", ".pkl"))
    scan = {"highestSafetyLevel": "innocuous", "imports": []} if pickled else None
    return {"status": "safe", "avScan": {"virusFound": False, "virusNames": None}, "pickleImportScan": scan}


def _tree(request: Request, repo: Repo, revision: str, expand: bool) -> Tree:
    traits = box_of(request).traits(repo.traits)
    _, converted = resolve_revision(repo, traits, revision)
    return _tree_of(repo, json.dumps(traits), converted, expand)


@lru_cache(maxsize=16)
def _tree_of(repo: Repo, traits: str, converted: bool, expand: bool) -> Tree:
    known = json.loads(traits)
    return Tree(repo, known, entries(repo, known, converted), expand)


async def tree(request: Request) -> Response:
    """GET /tree/{rev}[/{path}]: a page of entries, and a Link where there is more."""
    repo, items = repo_in(request), request.query_params.multi_items()
    open_repo(repo, viewer(request))
    revision, folder = split_revision(request.path_params["rest"])
    folder = folder.strip("/")
    expand = bool(flag(items, "expand"))
    found = _tree(request, repo, revision, expand)
    if folder and folder not in found.folders:
        raise entry_missing()
    paths = found.inside(folder, bool(flag(items, "recursive")))
    start = 0
    if cursor := request.query_params.get("cursor"):
        start = paths.index(decode_path(cursor, paths)) + 1
    limit = limit_of(items, 100 if expand else 1000, 50 if expand else 1000)
    page = paths[start : start + limit]
    more = encode_path(page[-1]) if start + limit < len(paths) else ""
    return answer([found.json(path) for path in page], headers=next_link(request, more))


async def paths_info(request: Request) -> Response:
    """POST /paths-info/{rev}: those of the paths, told in a form or in JSON, that are there."""
    repo = repo_in(request)
    open_repo(repo, viewer(request))
    paths, expand = _asked_paths(await raw_body(request), request.headers.get("content-type", ""))
    found = _tree(request, repo, request.path_params["revision"], expand)
    known = set(found.folders) | found.files.keys()
    return answer([found.json(path) for path in paths if path in known])


def _asked_paths(body: bytes, content_type: str) -> tuple[list[str], bool]:
    try:
        if content_type.startswith("application/x-www-form-urlencoded"):
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_PATHS + 10)
            paths: Any = [value for key, value in pairs if key == "paths"]
            expand: Any = bool(flag(pairs, "expand"))
        else:
            given = json.loads(body)
            paths, expand = given["paths"], given.get("expand", False)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise bad_request('"paths" is needed') from None
    paths = [paths] if isinstance(paths, str) else paths
    right = isinstance(paths, list) and all(isinstance(path, str) for path in paths) and isinstance(expand, bool)
    if not right or len(paths) > MOST_PATHS:
        raise bad_request(f'"paths" must be a list of at most {MOST_PATHS} strings')
    return [path.strip("/") for path in paths], expand


async def refs_of(request: Request) -> Response:
    """GET /refs."""
    repo = repo_in(request)
    open_repo(repo, viewer(request))
    wanted = bool(flag(request.query_params.multi_items(), "include_prs"))
    return answer(refs(repo, box_of(request).traits(repo.traits), wanted))


async def commits_of(request: Request) -> Response:
    """GET /commits/{rev}: the newest first, fifty a page, pages counted by `p` from 0."""
    repo, items = repo_in(request), request.query_params.multi_items()
    open_repo(repo, viewer(request))
    traits = box_of(request).traits(repo.traits)
    sha, _ = resolve_revision(repo, traits, request.path_params["revision"])
    known = commits(repo, traits)
    at = next((place for place, one in enumerate(known) if one.id == sha), 0)
    known = known[at:]
    limit, number = limit_of(items, 1000, 50), request.query_params.get("p") or "0"
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise bad_request('"p" must be a number')
    start = int(number) * limit
    headers = next_link(request, str(int(number) + 1), "p") if start + limit < len(known) else {}
    found = [
        {
            "id": one.id, "title": one.title, "message": "", "date": date(one.seconds),
            "authors": [{"user": one.author, "avatar": f"/avatars/{one.author}.svg"}],
        }
        for one in known[start : start + limit]
    ]  # fmt: skip
    return answer(found, headers={**headers, "X-Total-Count": str(len(known)), "X-Repo-Id": hex_id(repo.num)})
