"""Commits: what is to be uploaded how, and files added, copied and deleted, on a branch or in a pull request."""

import base64
import binascii
import json
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.box import Box, Repo
from hubtui.demo.content.files import MASK, Stored, entry, git_id, pointer
from hubtui.demo.content.trees import LARGE_ENDINGS
from hubtui.demo.digests import known_digest
from hubtui.demo.discussions import open_pull, owner_of_pull
from hubtui.demo.errors import Refusal, bad_request, entry_missing
from hubtui.demo.names import PREFIXES
from hubtui.demo.objects import object_size, store
from hubtui.demo.query import flag
from hubtui.demo.routes.asking import answer, base_url, box_of, json_body, raw_body, repo_in, viewer
from hubtui.demo.routes.manage import may_not
from hubtui.demo.versions import (
    Revision,
    add_commit,
    copied_change,
    files_at,
    find_revision,
    stored_change,
    writable_ref,
)

MOST_BODY = 100_000_000
REGULAR_BYTES = 10_000_000
MOST_FILES = 25_000


class Target(NamedTuple):
    """Where a commit goes: the repo, the commit that it follows, and whether it becomes a pull request."""

    repo: Repo
    revision: Revision
    as_pull: bool


class Operations(NamedTuple):
    """What a commit says: its title and message, the commit that it must follow ("" for any), and what it does."""

    title: str
    message: str
    parent: str
    steps: list[tuple[str, dict[str, Any]]]


def _target(request: Request) -> Target:
    """Raises a Refusal: 403 where the viewer may not write there, 404 for no such revision, 400 for no branch."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    repo = repo_in(request)
    as_pull = bool(flag(request.query_params.multi_items(), "create_pr"))
    revision = find_revision(box, repo, request.path_params["revision"])
    ref = writable_ref(revision)
    own_pull = ref.startswith("refs/pr/") and owner_of_pull(box, repo, ref) == asking.name
    if not (as_pull or own_pull or asking.may_change(repo.owner, repo.creator)):
        raise may_not("write to a repo", repo.owner)
    return Target(repo, revision, as_pull)


async def preupload(request: Request) -> Response:
    """POST /preupload/{rev}: how each file is to be sent, and what is there under its path."""
    target, body = _target(request), await json_body(request, MOST_BODY)
    files = body.get("files")
    if not isinstance(files, list) or not all(
        isinstance(one, dict) and isinstance(one.get("path"), str) for one in files
    ):
        raise bad_request('"files" must be a list of objects with a "path"')
    box = box_of(request)
    known = files_at(box, target.repo, target.revision.sha)
    told = []
    for one in files:
        path, size = one["path"], one.get("size")
        large = path.endswith(tuple(f".{ending}" for ending in LARGE_ENDINGS))
        large = large or (isinstance(size, int) and size > REGULAR_BYTES)
        told.append({
            "path": path, "uploadMode": "lfs" if large else "regular", "shouldIgnore": False,
            "oid": _known_oid(box, target.repo, known, path),
        })  # fmt: skip
    return answer({"files": told})


def _known_oid(box: Box, repo: Repo, known: Any, path: str) -> str | None:
    file = known.get(path)
    if file is None:
        return None
    if not file.large:
        return entry(file).oid
    digest = known_digest(box, repo, file)
    return None if digest == MASK else digest


async def commit(request: Request) -> Response:
    """POST /commit/{rev}[?create_pr=1]: a header and steps, a line of JSON each."""
    target, box, asking = _target(request), box_of(request), viewer(request)
    said = _read(await raw_body(request, MOST_BODY))
    repo, revision = target.repo, target.revision
    if said.parent and said.parent != revision.sha and not target.as_pull:
        raise Refusal(412, "A commit has happened since. Please refresh and try again.")
    base = find_revision(box, repo, said.parent).sha if said.parent else revision.sha
    changes = _changes(box, repo, base, said.steps)
    url = f"{base_url(request)}/{PREFIXES[repo.kind]}{repo.name}"
    ref, more = revision.ref, {}
    if target.as_pull:
        number = open_pull(box, repo, said.title, said.message, asking.name)
        ref, more = f"refs/pr/{number}", {"pullRequestUrl": f"{url}/discussions/{number}"}
    sha = add_commit(box, repo, ref, base, said.title, said.message, asking.name, changes)
    return answer({"success": True, "commitOid": sha, "commitUrl": f"{url}/commit/{sha}", "hookOutput": "", **more})


def _read(body: bytes) -> Operations:
    title = message = parent = ""
    steps = []
    try:
        for line in body.splitlines():
            told: Any = json.loads(line) if line.strip() else None
            if told is None:
                continue
            key, value = str(told["key"]), told["value"]
            if key == "header":
                title, message = str(value["summary"])[:200], str(value.get("description") or "")[:65_000]
                parent = str(value.get("parentCommit") or "")
            else:
                steps.append((key, {**value, "path": _path(value["path"])}))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise bad_request("The commit must be lines of JSON with a header and files") from None
    if not title or not steps or len(steps) > MOST_FILES:
        raise bad_request(f"A commit needs a summary and one to {MOST_FILES:,} files")
    return Operations(title, message, parent, steps)


def _path(path: Any) -> str:
    parts = path.rstrip("/").split("/")
    if not path or len(path) > 500 or any(part in ("", ".", "..", ".git") for part in parts) or not path.isprintable():
        raise ValueError("no path")
    return "/".join(parts)


def _changes(box: Box, repo: Repo, base: str, steps: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """The files that the steps add (with what is in them) and delete (None). Raises a Refusal."""
    known = files_at(box, repo, base)
    found: dict[str, Any] = {}
    for key, value in steps:
        path = value["path"]
        if key == "file":
            found[path] = _regular(box, value)
        elif key == "lfsFile":
            found[path] = _large(box, repo, base, value)
        elif key == "copyFile":
            found[path] = _copy(box, repo, base, value)
        elif key == "deletedFile":
            if path not in known:
                raise entry_missing()
            found[path] = None
        elif key == "deletedFolder":
            inside = [one for one in known if one.startswith(path + "/")]
            if not inside:
                raise entry_missing()
            found |= dict.fromkeys(inside)
        else:
            raise bad_request(f"This Hub takes no {key[:40]!r} in a commit")
    return found


def _regular(box: Box, value: dict[str, Any]) -> dict[str, Any]:
    content = value.get("content")
    try:
        if value.get("encoding", "base64") == "base64":
            data = base64.b64decode(content, validate=True)  # type: ignore[arg-type]
        else:
            data = content.encode()  # type: ignore[union-attr]
    except (ValueError, TypeError, AttributeError, binascii.Error):
        raise bad_request(f'"content" of {value["path"]} must be base64') from None
    return stored_change(Stored(store(box, data), len(data), git_id(data)), large=False)


def _large(box: Box, repo: Repo, base: str, value: dict[str, Any]) -> dict[str, Any]:
    """A file whose bytes were uploaded before, or are those of a file that this repo has."""
    oid = str(value.get("oid", ""))
    size = object_size(box, oid)
    if size is not None:
        return stored_change(Stored(oid, size, git_id(pointer(oid, size))), large=True)
    for path, file in files_at(box, repo, base).items():
        if file.large and known_digest(box, repo, file) == oid:
            return copied_change(box, repo, base, path)
    raise Refusal(422, f"LFS pointer pointed to a file that does not exist: {value['path']}")


def _copy(box: Box, repo: Repo, base: str, value: dict[str, Any]) -> dict[str, Any]:
    """A file of this repo, at a revision, under another path."""
    source, revision = value.get("srcPath"), value.get("srcRevision")
    if not isinstance(source, str):
        raise bad_request('"srcPath" must be a string')
    sha = find_revision(box, repo, str(revision)).sha if revision else base
    if source not in files_at(box, repo, sha):
        raise entry_missing()
    return copied_change(box, repo, sha, source)


async def validate_yaml(request: Request) -> Response:
    """POST /api/validate-yaml, which the official client asks about a README: nothing is wrong with it."""
    viewer(request).require_user()
    await json_body(request)
    return answer({"errors": [], "warnings": []})


async def super_squash(request: Request) -> Response:
    """POST /super-squash/{branch}: one commit in place of its history."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    repo = repo_in(request)
    if not asking.may_change(repo.owner, repo.creator):
        raise may_not("write to a repo", repo.owner)
    revision = find_revision(box, repo, request.path_params["branch"])
    ref = writable_ref(revision)
    title = str((await json_body(request)).get("message") or f"Super-squash branch '{ref.rpartition('/')[2]}'")
    changes = {path: copied_change(box, repo, revision.sha, path) for path in files_at(box, repo, revision.sha)}
    sha = add_commit(box, repo, ref, "", title[:200], "", asking.name, changes)
    return answer({"success": True, "commitOid": sha})
