"""The viewer service, under /datasets-server: what a dataset holds, without fetching its files."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hubtui.demo.access import require_access
from hubtui.demo.box import Repo, Traits
from hubtui.demo.content.tables import NUMBERS, columns_of, has_parquet, layout, rows_of
from hubtui.demo.errors import Refusal
from hubtui.demo.names import DATASET
from hubtui.demo.routes.asking import answer, box_of, open_repo, viewer

MOST_ROWS = 100


def _asked(request: Request) -> tuple[Repo, Traits]:
    name = request.query_params.get("dataset", "")
    if not name:
        raise Refusal(422, "Parameter 'dataset' is required")
    box, asking = box_of(request), viewer(request)
    repo = box.find(DATASET, name, asking)
    open_repo(repo, asking)
    require_access(box, repo, asking)
    return repo, box.traits(repo.traits)


def _none(words: str) -> Response:
    return JSONResponse({"error": words}, 404, {"X-Error-Code": "ResponseNotFound"})


async def is_valid(request: Request) -> Response:
    """GET /is-valid?dataset."""
    repo, traits = _asked(request)
    has = has_parquet(repo, traits)
    return answer({"preview": has, "viewer": has, "search": False, "filter": False, "statistics": False})


async def splits(request: Request) -> Response:
    """GET /splits?dataset."""
    repo, traits = _asked(request)
    if not has_parquet(repo, traits):
        return _none("The dataset is empty.")
    found = [
        {"dataset": repo.name, "config": config, "split": split}
        for config, own in layout(repo).items()
        for split in own
    ]
    return answer({"splits": found, "pending": [], "failed": []})


async def size(request: Request) -> Response:
    """GET /size?dataset."""
    repo, traits = _asked(request)
    if not has_parquet(repo, traits):
        return _none("The dataset is empty.")
    columns = columns_of(traits)
    found = [
        {
            "dataset": repo.name, "config": config, "split": split, "num_columns": len(columns),
            "num_rows": sum(len(rows_of(repo.num, columns, config, split, place)) for place in range(number)),
        }
        for config, own in layout(repo).items()
        for split, number in own.items()
    ]  # fmt: skip
    return answer({"size": {"dataset": {"dataset": repo.name}, "configs": [], "splits": found}, "partial": False})


async def first_rows(request: Request) -> Response:
    """GET /first-rows?dataset&config&split."""
    repo, traits = _asked(request)
    config, split = request.query_params.get("config", ""), request.query_params.get("split", "")
    if not has_parquet(repo, traits) or split not in layout(repo).get(config, {}):
        return _none("The split does not exist, or is empty.")
    columns = columns_of(traits)
    rows = rows_of(repo.num, columns, config, split, 0)[:MOST_ROWS]
    return answer({
        "dataset": repo.name, "config": config, "split": split,
        "features": [
            {"feature_idx": place, "name": name, "type": {"dtype": _type(name), "_type": "Value"}}
            for place, name in enumerate(columns)
        ],
        "rows": [{"row_idx": place, "row": row, "truncated_cells": []} for place, row in enumerate(rows)],
        "truncated": True,
    })  # fmt: skip


def _type(name: str) -> Any:
    return "int64" if name in NUMBERS else "string"
