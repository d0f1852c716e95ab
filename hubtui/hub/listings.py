"""Listings of models, datasets and Spaces, and their tags.

The first rows are waited for, and need none of the pydantic models: these are imported where they are needed.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from hubtui.hub.answers import Page, cursor_of, json_of, odd, page_of, unreadable
from hubtui.hub.calls import Call
from hubtui.hub.decode import rows_of
from hubtui.hub.errors import BadRequest
from hubtui.hub.family import Family
from hubtui.hub.jsontext import MOST_PIECES, NotJson, decode, elements, is_json
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.hub.models.rows import Row
from hubtui.hub.models.tags import Tag, tags_of
from hubtui.hub.pagination import pages
from hubtui.hub.query import Cursor, ListingQuery

if TYPE_CHECKING:
    from hubtui.hub.models.repo import DatasetInfo, ModelInfo, SpaceInfo

    InfoPage = Page[ModelInfo] | Page[DatasetInfo] | Page[SpaceInfo]


@dataclass(frozen=True, slots=True)
class RowPage:
    """Rows of a listing in the server's order; `next` takes it up again, None at its end."""

    rows: list[Row]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class TextPage:
    """The JSON text of each repo of a page; `next` takes the listing up again, None at its end."""

    rows: list[str]
    next: Cursor | None


class Listings(Family):
    """Listings of repos."""

    async def rows(self, query: ListingQuery, cursor: Cursor | None = None) -> RowPage:
        """A page of a listing as rows, the first or the one at `cursor`."""
        answer = await self.ask(_listing(query, cursor))
        try:
            rows = rows_of(answer.body, query.repo_type, query.expand)
        except NotJson as error:
            raise unreadable(answer, error) from None
        return RowPage(rows, cursor_of(answer))

    async def texts(self, query: ListingQuery, cursor: Cursor | None = None) -> TextPage:
        """Return a page of a listing as the JSON text of each repo, as the Hub sent it."""
        answer = await self.ask(_listing(query, cursor))
        try:
            pieces = list(islice(elements(decode(answer.body)), MOST_PIECES))
        except NotJson as error:
            raise unreadable(answer, error) from None
        return TextPage([piece for piece in pieces if piece.startswith("{") and is_json(piece)], cursor_of(answer))

    async def page(self, query: ListingQuery, cursor: Cursor | None = None) -> "InfoPage":
        """The same with all that the Hub tells of each repo."""
        from hubtui.hub.models.repo import DatasetInfo, ModelInfo, SpaceInfo

        answer = await self.ask(_listing(query, cursor))
        match query.repo_type:
            case "model":
                return page_of(answer, ModelInfo)
            case "dataset":
                return page_of(answer, DatasetInfo)
            case "space":
                return page_of(answer, SpaceInfo)

    async def pages(self, query: ListingQuery, cursor: Cursor | None = None) -> "AsyncIterator[InfoPage]":
        """Yield all pages from `cursor` on; the `next` of any of them takes the listing up again there."""
        async for page in pages(lambda place: self.page(query, place or cursor)):
            yield page

    async def tags_by_type(self, repo_type: RepoType, type: str | None = None) -> dict[str, list[Tag]]:
        """The tags that models or datasets can be filtered by, of all types or of one; Spaces have none.

        Raises:
            BadRequest: asked for Spaces.
        """
        kind = KINDS[repo_type]
        if not kind.has_tags_by_type:
            raise BadRequest("the Hub has no list of the tags of Spaces")
        parameters = (("type", type),) if type else ()
        answer = await self.ask(Call("GET", f"/api/{kind.path}-tags-by-type", parameters, subject="the list of tags"))
        try:
            return tags_of(json_of(answer))
        except TypeError:
            raise odd(answer, "answers with what are no tags") from None


def _listing(query: ListingQuery, cursor: Cursor | None) -> Call:
    kind = KINDS[query.repo_type]
    subject = f"the list of {kind.noun}s"
    if cursor is not None:
        return Call("GET", target=cursor, subject=subject)
    return Call("GET", f"/api/{kind.path}", tuple(query.parameters()), subject=subject)
