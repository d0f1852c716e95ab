"""Branches and tags, what differs between two revisions, and copies of whole repos."""

import difflib
import re
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hubtui.demo.box import Box, Repo
from hubtui.demo.content.files import RepoFile, pointer
from hubtui.demo.digests import find_entry
from hubtui.demo.errors import Refusal, bad_request, revision_missing
from hubtui.demo.names import PREFIXES, SINGULARS, VISIBILITIES, checked_name, hex_id
from hubtui.demo.routes.asking import (
    answer,
    base_url,
    box_of,
    json_body,
    json_body_or_empty,
    open_repo,
    repo_in,
    viewer,
)
from hubtui.demo.routes.manage import add_repo, may_not, privacy
from hubtui.demo.routes.resolve import pieces_of
from hubtui.demo.versions import MAIN, add_commit, copied_change, files_at, find_revision, head, refs, set_ref

MOST_DIFF_BYTES = 200_000


def _changeable(request: Request) -> Repo:
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    repo = repo_in(request)
    open_repo(repo, asking)
    if not asking.may_change(repo.owner, repo.creator):
        raise may_not(f"change a {SINGULARS[repo.kind]}", repo.owner)
    return box.repo(repo.num) or repo


def _name(text: Any) -> str:
    """The name of a branch or a tag. Raises a Refusal (400) for one that git does not take."""
    if not isinstance(text, str) or not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_./+-]{0,99}", text):
        raise bad_request("Invalid reference name")
    if ".." in text or "//" in text or text.endswith(("/", ".", ".lock")) or text.startswith("refs/"):
        raise bad_request("Invalid reference name")
    return text


async def create_branch(request: Request) -> Response:
    """POST /branch/{name} {"startingPoint"?, "overwrite"?, "emptyBranch"?}."""
    box, repo = box_of(request), _changeable(request)
    body = await json_body_or_empty(request)
    ref = f"refs/heads/{_name(request.path_params['name'])}"
    there = refs(box, repo).get(ref)
    if there and not body.get("overwrite"):
        raise Refusal(409, f"Reference {ref} already exists")
    if body.get("emptyBranch"):
        add_commit(box, repo, ref, "", "initial commit", "", viewer(request).name, {})
    elif not there or body.get("startingPoint"):
        set_ref(box, repo, ref, find_revision(box, repo, str(body.get("startingPoint") or "main")).sha)
    return answer({"success": True})


async def delete_branch(request: Request) -> Response:
    """DELETE /branch/{name}."""
    box, repo = box_of(request), _changeable(request)
    ref = f"refs/heads/{request.path_params['name']}"
    if ref == MAIN:
        raise Refusal(403, "The branch main cannot be deleted")
    return _delete_ref(box, repo, ref)


def _delete_ref(box: Box, repo: Repo, ref: str) -> Response:
    if ref not in refs(box, repo):
        raise revision_missing(ref.split("/", 2)[2])
    set_ref(box, repo, ref, "")
    return answer({"success": True})


async def create_tag(request: Request) -> Response:
    """POST /tag/{rev} {"tag", "message"?}."""
    box, repo = box_of(request), _changeable(request)
    ref = f"refs/tags/{_name((await json_body(request)).get('tag'))}"
    sha = find_revision(box, repo, request.path_params["name"]).sha
    if ref in refs(box, repo):
        raise Refusal(409, f"Tag reference exists already: {ref}")
    set_ref(box, repo, ref, sha)
    return answer({"success": True})


async def delete_tag(request: Request) -> Response:
    """DELETE /tag/{name}."""
    box, repo = box_of(request), _changeable(request)
    return _delete_ref(box, repo, f"refs/tags/{request.path_params['name']}")


async def duplicate(request: Request) -> Response:
    """POST /duplicate {"repository", "visibility"?}: a repo of one's own with the same files."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    source, body = repo_in(request), await json_body(request)
    open_repo(source, asking)
    owner, _, name = str(body.get("repository") or "").partition("/")
    name = f"{owner}/{checked_name(name)}"
    if not asking.may_create_in(owner):
        raise may_not(f"create a {SINGULARS[source.kind]}", owner)
    url = f"{base_url(request)}/{PREFIXES[source.kind]}"
    if there := box.named(source.kind, name):
        message = f"You already created this {SINGULARS[source.kind]} repo"
        raise Refusal(409, message, url=url + there.name)
    private = privacy(body, source.kind)
    wanted = source.private if private is None else private
    number = add_repo(box, source.kind, name, asking.name, wanted, box.traits(source.traits))
    made = box.repo(number) or source
    _copy_files(box, source, made, asking.name)
    told = {"url": url + name, "name": name, "id": hex_id(number), "visibility": VISIBILITIES[wanted]}
    return answer(told | {"filesCopyPending": False})


def _copy_files(box: Box, source: Repo, made: Repo, author: str) -> None:
    sha = head(box, source)
    changes = {path: copied_change(box, source, sha, path) for path in files_at(box, source, sha)}
    add_commit(box, made, MAIN, "", f"Duplicate from {source.name}", "", author, changes)
    sql = "UPDATE repo SET params = ?, size = ? WHERE num = ?"
    box.connection.execute(sql, (source.params, source.size, made.num))


async def compare(request: Request) -> Response:
    """GET /compare/{a}..{b}: the difference as text."""
    box, repo = box_of(request), repo_in(request)
    open_repo(repo, viewer(request))
    before, dots, after = request.path_params["range"].replace("...", "..").partition("..")
    if not dots:
        raise bad_request("Two revisions are needed: a..b")
    text = await diff(box, repo, find_revision(box, repo, before).sha, find_revision(box, repo, after).sha)
    return PlainTextResponse(text)


async def diff(box: Box, repo: Repo, before: str, after: str) -> str:
    """The difference between the files at two commits, as git tells it; of large files that of their pointers."""
    old, new = files_at(box, repo, before), files_at(box, repo, after)
    found = []
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            before_lines, after_lines = await _lines(box, repo, old.get(path)), await _lines(box, repo, new.get(path))
            names = [f"{side}/{path}" if path in files else "/dev/null" for side, files in (("a", old), ("b", new))]
            found.append(f"diff --git a/{path} b/{path}\n")
            differing = difflib.unified_diff(before_lines, after_lines, names[0], names[1])
            found += [line if line.endswith("\n") else line + "\n" for line in differing]
    return "".join(found)


async def _lines(box: Box, repo: Repo, file: RepoFile | None) -> list[str]:
    if file is None:
        return []
    if file.large:
        entry = await find_entry(box, repo, file)
        return pointer(entry.sha256, entry.size).decode().splitlines(keepends=True)
    data = b"".join(pieces_of(box, file, 0, min(file.size, MOST_DIFF_BYTES)))
    return data.decode(errors="replace").splitlines(keepends=True)


async def tree_size(request: Request) -> Response:
    """GET /treesize/{rev}/{path}: the bytes of a folder."""
    box, repo = box_of(request), repo_in(request)
    open_repo(repo, viewer(request))
    revision, _, folder = request.path_params["rest"].partition("/")
    start = folder.strip("/") + "/" if folder.strip("/") else ""
    files = files_at(box, repo, find_revision(box, repo, revision).sha)
    size = sum(file.size for path, file in files.items() if path.startswith(start))
    return answer({"path": "/" + start.rstrip("/"), "size": size})


async def lfs_files(request: Request) -> Response:
    """GET /lfs-files: the large files of main."""
    box, repo = box_of(request), _changeable(request)
    sha, found = head(box, repo), []
    pushed = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(repo.modified))
    for file in files_at(box, repo, sha).values():
        if file.large:
            entry = await find_entry(box, repo, file)
            found.append({
                "fileOid": entry.sha256, "filename": entry.path, "oid": entry.sha256, "pushedAt": pushed,
                "ref": MAIN, "size": entry.size,
            })  # fmt: skip
    return answer(found)


async def delete_lfs_files(request: Request) -> Response:
    """POST /lfs-files/batch {"deletions": {"sha": [...]}}: what is named is deleted from main."""
    box, repo = box_of(request), _changeable(request)
    deletions = (await json_body(request)).get("deletions")
    named = deletions.get("sha") if isinstance(deletions, dict) else None
    if not isinstance(named, list):
        raise bad_request('"deletions" must have a list "sha"')
    sha = head(box, repo)
    gone: dict[str, None] = {}
    for file in files_at(box, repo, sha).values():
        if file.large and (await find_entry(box, repo, file)).sha256 in named:
            gone[file.path] = None
    if gone:
        add_commit(box, repo, MAIN, sha, "Delete LFS files", "", viewer(request).name, gone)
    return answer({"success": True, "processed": len(gone), "succeeded": len(gone), "failed": []})
