"""Endpoints of listings of models, datasets and Spaces, and of the tags that they can be filtered by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from hubtui.hub.answers import Page, cursor_of, object_of, unreadable
from hubtui.hub.calls import Answer, Call
from hubtui.hub.decode import rows_of
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.errors import BadRequest
from hubtui.hub.jsontext import MOST_PIECES, NotJson, decode, elements, is_json
from hubtui.hub.kinds import KINDS
from hubtui.hub.models.rows import Row
from hubtui.hub.models.tags import Tag, Tags
from hubtui.hub.pagination import with_limit

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.query import Cursor, ListingQuery


@dataclass(frozen=True, slots=True)
class ListingPage(ListEndpoint[Row]):
    """The request for a page of a listing as rows: the first page, or the one at `cursor`, of at most `limit` rows."""

    query: ListingQuery
    cursor: Cursor | None = None
    limit: int | None = None

    @property
    def call(self) -> Call:
        return _listing(self.query, self.cursor, self.limit)

    def read(self, answer: Answer) -> Page[Row]:
        try:
            rows = rows_of(answer.body, self.query.repo_type, self.query.expand)
        except NotJson as error:
            raise unreadable(answer, error) from None
        return Page(rows, cursor_of(answer))


@dataclass(frozen=True, slots=True)
class ListingTexts(ListEndpoint[str]):
    """The request for a page of a listing, with each repo as the JSON text that the Hub sent."""

    query: ListingQuery
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        return _listing(self.query, self.cursor)

    def read(self, answer: Answer) -> Page[str]:
        try:
            texts = list(islice(elements(decode(answer.body)), MOST_PIECES))
        except NotJson as error:
            raise unreadable(answer, error) from None
        return Page([text for text in texts if text.startswith("{") and is_json(text)], cursor_of(answer))


@dataclass(frozen=True, slots=True)
class TagsByType(Endpoint[dict[str, list[Tag]]]):
    """The request for the tags that models or datasets can be filtered by, of all types or one; Spaces have none."""

    repo_type: RepoType
    type: str | None = None

    @property
    def call(self) -> Call:
        kind = KINDS[self.repo_type]
        if not kind.has_tags_by_type:
            raise BadRequest("the Hub has no list of the tags of Spaces")
        parameters = (("type", self.type),) if self.type else ()
        return Call("GET", f"/api/{kind.path}-tags-by-type", parameters, subject="the list of tags")

    def read(self, answer: Answer) -> dict[str, list[Tag]]:
        return object_of(answer, Tags).by_type()


def _listing(query: ListingQuery, cursor: Cursor | None, limit: int | None = None) -> Call:
    kind = KINDS[query.repo_type]
    if cursor is not None and limit is not None:
        cursor = with_limit(cursor, limit)
    subject = f"the list of {kind.noun}s"
    return Call("GET", f"/api/{kind.path}", tuple(query.parameters()), target=cursor or "", subject=subject)
