"""Pages of a list that is made whole before it is cut; the way on is a `Link` with a cursor."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.cursor import decode_place, encode_place
from hubtui.demo.query import limit_of
from hubtui.demo.routes.asking import answer, next_link

Row = TypeVar("Row")


def paged(request: Request, rows: Sequence[Row], usual: int, told: Callable[[Row], Any]) -> Response:
    """Answer with the page that the request asks for: `limit` rows, or the usual number, from its cursor on."""
    limit = limit_of(request.query_params.multi_items(), 1000, usual)
    cursor = request.query_params.get("cursor")
    start = decode_place(cursor) if cursor else 0
    end = start + limit
    return answer(
        [told(row) for row in rows[start:end]],
        headers=next_link(request, encode_place(end) if end < len(rows) else ""),
    )
