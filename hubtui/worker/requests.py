"""What can be asked for by name: values that know how to send themselves."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.listings import RowPage
    from hubtui.hub.models.tags import Tag
    from hubtui.hub.models.user import Account
    from hubtui.hub.query import Cursor, ListingQuery

Answer_co = TypeVar("Answer_co", covariant=True)
CARD_BYTES = 65536


class Request(Protocol[Answer_co]):
    """A hashable value; equal ones under way at once go out as one."""

    def __hash__(self) -> int: ...

    async def send(self, hub: "HubClient") -> Answer_co:
        """Ask the Hub."""
        ...


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of a listing: the first without `cursor`, of `limit` rows where that is given."""

    query: "ListingQuery"
    cursor: "Cursor | None" = None
    limit: int | None = None

    async def send(self, hub: "HubClient") -> "RowPage":
        """The page: its rows, and where the next one is."""
        cursor = self.cursor
        if cursor is not None and self.limit is not None:
            cursor = with_limit(cursor, self.limit)
        return await hub.listings.rows(self.query, cursor)


@dataclass(frozen=True, slots=True)
class CardStart:
    """The beginning of a repo's README."""

    repo_type: "RepoType"
    repo_id: str

    async def send(self, hub: "HubClient") -> str:
        """Its source, cleaned; `Missing` where there is none."""
        return await hub.files.read_text(self.repo_type, self.repo_id, "README.md", limit=CARD_BYTES)


@dataclass(frozen=True, slots=True)
class TagsByType:
    """All tags of a kind, or those of one type."""

    repo_type: "RepoType"
    type: str | None = None

    async def send(self, hub: "HubClient") -> "dict[str, list[Tag]]":
        """The tags by their type."""
        return await hub.listings.tags_by_type(self.repo_type, self.type)


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """Who the token belongs to."""

    async def send(self, hub: "HubClient") -> "Account":
        """The account, with what its token may do."""
        return await hub.account.whoami()


def with_limit(cursor: "Cursor", limit: int) -> "Cursor":
    """The same place in a listing with pages of another length; as it is where it does not say how long they are."""
    parts = urlsplit(cursor)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if not any(key == "limit" for key, _ in pairs):
        return cursor
    query = urlencode([(key, str(limit) if key == "limit" else value) for key, value in pairs])
    return type(cursor)(urlunsplit(parts._replace(query=query)))
