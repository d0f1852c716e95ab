"""One repo: what is told of it, with and without a revision."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.box import Repo, Traits
from hubtui.demo.content.history import resolve_revision
from hubtui.demo.content.trees import entries, entry_of, pointer
from hubtui.demo.fields import INFO, row
from hubtui.demo.query import expand_of, flag
from hubtui.demo.routes.asking import answer, box_of, kind_in, repo_in


async def info(request: Request) -> Response:
    """GET /api/{kind}/{repo}[/revision/{rev}]."""
    repo, box = repo_in(request), box_of(request)
    items = [item for item in request.query_params.multi_items() if item[0] not in ("full", "config", "cardData")]
    expand = expand_of(items, kind_in(request))
    traits = box.traits(repo.traits)
    sha, converted = resolve_revision(repo, traits, request.path_params.get("revision", "main"))
    found = row(box, repo, ("_id", "id", *expand) if expand else INFO[repo.kind])
    if "sha" in found:
        found["sha"] = sha
    if "siblings" in found and (converted or flag(items, "blobs")):
        found["siblings"] = siblings(repo, traits, converted, bool(flag(items, "blobs")))
    return answer(found)


def siblings(repo: Repo, traits: Traits, converted: bool, blobs: bool) -> list[dict[str, Any]]:
    found = []
    for path, file in entries(repo, traits, converted).items():
        one: dict[str, Any] = {"rfilename": path}
        if blobs:
            entry = entry_of(repo, file)
            one |= {"blobId": entry.oid, "size": entry.size}
            if entry.sha256:
                one["lfs"] = {
                    "sha256": entry.sha256, "size": entry.size, "pointerSize": len(pointer(entry.sha256, entry.size)),
                }  # fmt: skip
        found.append(one)
    return found
