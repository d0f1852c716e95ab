"""The files of a repo as the API tells of them: tree, some paths, refs, commits."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.box import Box, Repo
from hubtui.demo.content.cards import shade
from hubtui.demo.content.files import MASK, Entry, pointer
from hubtui.demo.content.history import Commit, commit_id, date, split_revision
from hubtui.demo.content.trees import Files
from hubtui.demo.cursor import decode_path, encode_path
from hubtui.demo.digests import find_entries, find_entry
from hubtui.demo.errors import bad_request, entry_missing
from hubtui.demo.names import hex_id
from hubtui.demo.query import flag, limit_of
from hubtui.demo.routes.asking import answer, box_of, next_link, open_repo, raw_body, repo_in, viewer
from hubtui.demo.versions import files_at, find_revision, history, refs

MOST_PATHS = 2000


class Tree:
    """The files at a commit, with their folders."""

    def __init__(self, box: Box, repo: Repo, sha: str) -> None:
        self.box, self.repo, self.sha = box, repo, sha
        self.files: Files = files_at(box, repo, sha)
        self.folders = sorted({folder for path in self.files for folder in _above(path)})

    def inside(self, folder: str, recursive: bool) -> list[str]:
        """The paths in a folder, those of folders first."""
        start = folder + "/" if folder else ""
        paths = [*self.folders, *self.files]
        return [path for path in paths if path.startswith(start) and (recursive or "/" not in path.removeprefix(start))]

    async def rows(self, paths: Sequence[str], expand: bool, exact: bool = False) -> list[dict[str, Any]]:
        """The JSON of these paths; `exact` hashes whatever is not too large, for paths that were asked for by name."""
        files = [self.files[path] for path in paths if path in self.files]
        if exact:
            known = {file.path: await find_entry(self.box, self.repo, file) for file in files}
        else:
            known = await find_entries(self.box, self.repo, files)
        commits = history(self.box, self.repo, self.sha) if expand else []
        return [self._row(path, known.get(path), commits) for path in paths]

    def _row(self, path: str, entry: Entry | None, commits: Sequence[Commit]) -> dict[str, Any]:
        if entry is None:
            found = {"type": "directory", "oid": commit_id(self.repo, "folder/" + path), "size": 0, "path": path}
        else:
            found = {"type": "file", "oid": entry.oid, "size": entry.size, "path": path}
        if entry and entry.sha256:
            found["lfs"] = {
                "oid": entry.sha256, "size": entry.size, "pointerSize": len(pointer(entry.sha256, entry.size)),
            }  # fmt: skip
        if commits:
            one = commits[shade(self.repo, path, len(commits))]
            found["lastCommit"] = {"id": one.id, "title": one.title, "date": date(one.seconds)}
            found |= {"securityFileStatus": _status(entry)} if entry else {}
        return found


def _above(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[: place + 1]) for place in range(len(parts)))


def _status(entry: Entry) -> dict[str, Any]:
    pickled = entry.path.endswith((".bin", ".pt", ".pth", ".pkl"))
    scan = {"highestSafetyLevel": "innocuous", "imports": []} if pickled else None
    return {"status": "safe", "avScan": {"virusFound": False, "virusNames": None}, "pickleImportScan": scan}


def tree_at(request: Request, repo: Repo, revision: str) -> Tree:
    """The tree of a revision. Raises a Refusal (404)."""
    box = box_of(request)
    return Tree(box, repo, find_revision(box, repo, revision).sha)


def _masked(request: Request, repo: Repo, found: dict[str, Any]) -> dict[str, Any]:
    """Hide the hashes of a gated repo from who has not been let in, as the Hub does."""
    if not repo.gated or viewer(request).may_open_gated(repo.owner):
        return found
    masked = found | {"oid": MASK}
    return masked | ({"lfs": found["lfs"] | {"oid": MASK}} if "lfs" in found else {})


async def tree(request: Request) -> Response:
    """GET /tree/{rev}[/{path}]: a page of entries, and a Link where there is more."""
    repo, items = repo_in(request), request.query_params.multi_items()
    open_repo(repo, viewer(request))
    revision, folder = split_revision(request.path_params["rest"])
    folder = folder.strip("/")
    expand = bool(flag(items, "expand"))
    found = tree_at(request, repo, revision)
    if folder and folder not in found.folders:
        raise entry_missing()
    paths = found.inside(folder, bool(flag(items, "recursive")))
    start = 0
    if cursor := request.query_params.get("cursor"):
        start = paths.index(decode_path(cursor, paths)) + 1
    limit = limit_of(items, 100 if expand else 1000, 50 if expand else 1000)
    page = paths[start : start + limit]
    more = encode_path(page[-1]) if start + limit < len(paths) else ""
    rows = await found.rows(page, expand)
    return answer([_masked(request, repo, row) for row in rows], headers=next_link(request, more))


async def paths_info(request: Request) -> Response:
    """POST /paths-info/{rev}: those of the paths, told in a form or in JSON, that are there."""
    repo = repo_in(request)
    open_repo(repo, viewer(request))
    paths, expand = _asked_paths(await raw_body(request), request.headers.get("content-type", ""))
    found = tree_at(request, repo, request.path_params["revision"])
    known = set(found.folders) | found.files.keys()
    rows = await found.rows([path for path in paths if path in known], expand, exact=True)
    return answer([_masked(request, repo, row) for row in rows])


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


REF_GROUPS = {"tags": "refs/tags/", "branches": "refs/heads/", "converts": "refs/convert/"}


async def refs_of(request: Request) -> Response:
    """GET /refs."""
    repo = repo_in(request)
    open_repo(repo, viewer(request))
    wanted = bool(flag(request.query_params.multi_items(), "include_prs"))
    groups = REF_GROUPS | ({"pullRequests": "refs/pr/"} if wanted else {})
    known = refs(box_of(request), repo)
    return answer({
        group: [
            {"name": ref.removeprefix(start), "ref": ref, "targetCommit": sha}
            for ref, sha in known.items()
            if ref.startswith(start)
        ]
        for group, start in groups.items()
    })  # fmt: skip


async def commits_of(request: Request) -> Response:
    """GET /commits/{rev}: the newest first, fifty a page, pages counted by `p` from 0."""
    repo, items = repo_in(request), request.query_params.multi_items()
    open_repo(repo, viewer(request))
    box = box_of(request)
    known = history(box, repo, find_revision(box, repo, request.path_params["revision"]).sha)
    limit, number = limit_of(items, 1000, 50), request.query_params.get("p") or "0"
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise bad_request('"p" must be a number')
    start = int(number) * limit
    headers = next_link(request, str(int(number) + 1), "p") if start + limit < len(known) else {}
    found = [
        {
            "id": one.id, "title": one.title, "message": one.message, "date": date(one.seconds),
            "authors": [{"user": one.author, "avatar": f"/avatars/{one.author}.svg"}],
        }
        for one in known[start : start + limit]
    ]  # fmt: skip
    return answer(found, headers={**headers, "X-Total-Count": str(len(known)), "X-Repo-Id": hex_id(repo.num)})
