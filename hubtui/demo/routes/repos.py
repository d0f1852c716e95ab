"""One repo: what is told of it, with and without a revision."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.box import Box, Repo
from hubtui.demo.content.files import pointer
from hubtui.demo.digests import find_entries
from hubtui.demo.fields import INFO, row
from hubtui.demo.query import expand_of, flag
from hubtui.demo.routes.asking import answer, box_of, kind_in, repo_in
from hubtui.demo.versions import MAIN, files_at, find_revision


async def info(request: Request) -> Response:
    """GET /api/{kind}/{repo}[/revision/{rev}]."""
    repo, box = repo_in(request), box_of(request)
    items = [item for item in request.query_params.multi_items() if item[0] not in ("full", "config", "cardData")]
    expand = expand_of(items, kind_in(request))
    revision = find_revision(box, repo, request.path_params.get("revision", "main"))
    found = row(box, repo, ("_id", "id", *expand) if expand else INFO[repo.kind])
    if "sha" in found:
        found["sha"] = revision.sha
    if "siblings" in found and (revision.ref != MAIN or flag(items, "blobs")):
        found["siblings"] = await siblings(box, repo, revision.sha, bool(flag(items, "blobs")))
    return answer(found)


async def siblings(box: Box, repo: Repo, sha: str, blobs: bool) -> list[dict[str, Any]]:
    """The files at a commit as the info of a repo lists them; with `blobs`, their sizes and hashes."""
    files = files_at(box, repo, sha)
    if not blobs:
        return [{"rfilename": path} for path in files]
    known = await find_entries(box, repo, list(files.values()))
    found = []
    for path in files:
        entry = known[path]
        one: dict[str, Any] = {"rfilename": path, "blobId": entry.oid, "size": entry.size}
        if entry.sha256:
            one["lfs"] = {
                "sha256": entry.sha256, "size": entry.size, "pointerSize": len(pointer(entry.sha256, entry.size)),
            }  # fmt: skip
        found.append(one)
    return found
