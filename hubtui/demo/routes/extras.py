"""Small things that the official client asks for: headers of safetensors files, the hardware of Spaces."""

import json
import struct

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.access import require_access
from hubtui.demo.box import Box
from hubtui.demo.content.files import RepoFile
from hubtui.demo.content.machines import FLAVOURS
from hubtui.demo.content.trees import Files
from hubtui.demo.errors import Refusal, entry_missing
from hubtui.demo.routes.asking import answer, box_of, open_repo, repo_in, viewer
from hubtui.demo.routes.resolve import pieces_of
from hubtui.demo.versions import files_at, head

MOST_HEADER = 25_000_000


async def safetensors_metadata(request: Request) -> Response:
    """GET /api/models/{repo}/safetensors-metadata/{index}: the headers of all shards."""
    box, asking, repo = box_of(request), viewer(request), repo_in(request)
    open_repo(repo, asking)
    require_access(box, repo, asking)
    files, path = files_at(box, repo, head(box, repo)), request.path_params["file"]
    if path not in files:
        raise entry_missing()
    try:
        index = json.loads(b"".join(pieces_of(box, files[path], 0, files[path].size)))
        shards = sorted(set(index["weight_map"].values()))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal(422, "This file is no index of safetensors files") from None
    folder = path.rpartition("/")[0]
    headers = {shard: _header(box, files, f"{folder}/{shard}" if folder else shard) for shard in shards}
    return answer({"index": {"metadata": index.get("metadata")}, "headers": headers})


def _header(box: Box, files: Files, path: str) -> object:
    file = files.get(path)
    if file is None:
        raise entry_missing()
    length = struct.unpack("<Q", _bytes(box, file, 0, 8))[0]
    if length > MOST_HEADER:
        raise Refusal(422, f"The header of {path} is too long")
    return json.loads(_bytes(box, file, 8, 8 + length))


def _bytes(box: Box, file: RepoFile, start: int, end: int) -> bytes:
    return b"".join(pieces_of(box, file, start, min(end, file.size)))


async def space_hardware(_: Request) -> Response:
    """GET /api/spaces/hardware."""
    return answer([
        {
            "name": name, "prettyName": name.replace("-", " ").title(), "cpu": "2 vCPU", "ram": "16 GB",
            "accelerator": None, "unitCostMicroUSD": 0 if name == "cpu-basic" else 6_667, "unitCostUSD": 0.0,
            "unitLabel": "minute",
        }
        for name in FLAVOURS
    ])  # fmt: skip
