"""Listings of models, datasets and Spaces, and their tags."""

from dataclasses import dataclass

from hubtui.hub.calls import Call
from hubtui.hub.decode import NoListing, rows_of
from hubtui.hub.family import Family
from hubtui.hub.kinds import KINDS
from hubtui.hub.models.rows import Row
from hubtui.hub.query import Cursor, ListingQuery
from hubtui.hub.refusals import odd


@dataclass(frozen=True, slots=True)
class RowPage:
    """Rows of a listing in the server's order; `next` takes it up again, None at its end."""

    rows: list[Row]
    next: Cursor | None


class Listings(Family):
    """Listings of repos."""

    async def rows(self, query: ListingQuery, cursor: Cursor | None = None) -> RowPage:
        """A page of a listing as rows: the first, or the one at `cursor`."""
        answer = await self._ask(listing_call(query, cursor))
        try:
            rows = rows_of(answer.body, query.repo_type)
        except NoListing:
            raise odd(answer, "answers with what is no list") from None
        return RowPage(rows, Cursor(answer.next) if answer.next else None)


def listing_call(query: ListingQuery, cursor: Cursor | None) -> Call:
    """The request for a page of a listing."""
    kind = KINDS[query.repo_type]
    subject = f"the list of {kind.path}"
    if cursor is not None:
        return Call("GET", target=cursor, subject=subject)
    return Call("GET", f"/api/{kind.path}", tuple(query.parameters()), subject=subject)
