"""The Parquet files of a dataset, and its Croissant metadata."""

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hubtui.demo.access import require_access
from hubtui.demo.box import Repo
from hubtui.demo.content.croissant import croissant
from hubtui.demo.content.tables import has_parquet, layout
from hubtui.demo.errors import Refusal
from hubtui.demo.names import DATASET
from hubtui.demo.routes.asking import answer, base_url, box_of, open_repo, viewer

NONE = "The dataset has no Parquet files"


def _dataset(request: Request) -> Repo:
    box, asking = box_of(request), viewer(request)
    repo = box.find(DATASET, request.path_params["repo"], asking)
    open_repo(repo, asking)
    require_access(box, repo, asking)
    if not has_parquet(repo, box.traits(repo.traits)):
        raise Refusal(404, NONE)
    return repo


def _addresses(request: Request, repo: Repo, config: str, split: str, number: int) -> list[str]:
    start = f"{base_url(request)}/api/datasets/{quote(repo.name)}/parquet/{quote(config)}/{quote(split)}"
    return [f"{start}/{place}.parquet" for place in range(number)]


async def listing(request: Request) -> Response:
    """GET /parquet: the addresses of all shards by config and split."""
    repo = _dataset(request)
    return answer({
        config: {split: _addresses(request, repo, config, split, number) for split, number in splits.items()}
        for config, splits in layout(repo).items()
    })  # fmt: skip


async def of_split(request: Request) -> Response:
    """GET /parquet/{config}/{split}: the addresses of its shards."""
    repo = _dataset(request)
    config, split = request.path_params["config"], request.path_params["split"]
    number = layout(repo).get(config, {}).get(split)
    if number is None:
        raise Refusal(404, NONE + " of this config and split")
    return answer(_addresses(request, repo, config, split, number))


async def shard(request: Request) -> Response:
    """GET /parquet/{config}/{split}/{n}.parquet: a redirect to the file."""
    repo = _dataset(request)
    config, split, place = (request.path_params[key] for key in ("config", "split", "place"))
    number = layout(repo).get(config, {}).get(split, 0)
    if not re.fullmatch(r"0|[1-9][0-9]{0,8}", place) or int(place) >= number:
        raise Refusal(404, "There is no such shard")
    path = f"{quote(config)}/{quote(split)}/{int(place):04d}.parquet"
    return RedirectResponse(f"/datasets/{quote(repo.name)}/resolve/refs%2Fconvert%2Fparquet/{path}", 302)


async def metadata(request: Request) -> Response:
    """GET /croissant."""
    repo = _dataset(request)
    return answer(croissant(repo, box_of(request).traits(repo.traits)))
