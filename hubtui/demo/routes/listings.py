"""The listings of models, datasets and Spaces."""

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.fields import row, shape
from hubtui.demo.listing import page
from hubtui.demo.query import expand_of, flag, listing_of
from hubtui.demo.routes.asking import answer, box_of, kind_in, next_link, viewer


async def listing(request: Request) -> Response:
    """GET /api/{kind}: an array, and a Link where there is more."""
    items, kind, box = request.query_params.multi_items(), kind_in(request), box_of(request)
    asked, expand = listing_of(items, kind), expand_of(items, kind)
    full, config, card = (bool(flag(items, key)) for key in ("full", "config", "cardData"))
    rows, cursor = page(box, asked, viewer(request))
    names = shape(kind, expand, full, config, card)
    return answer([row(box, repo, names) for repo in rows], headers=next_link(request, cursor))
