"""What can be asked for by name: values that know how to send themselves."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from hubtui.hub.pagination import with_limit

if TYPE_CHECKING:
    from hubtui.fit.hardware import Hardware
    from hubtui.hub.answers import Page
    from hubtui.hub.client import HubClient
    from hubtui.hub.collections import Order
    from hubtui.hub.files import FilePage, Piece
    from hubtui.hub.history import Changes
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.listings import RowPage
    from hubtui.hub.models.account import Account
    from hubtui.hub.models.collection import Collection
    from hubtui.hub.models.croissant import Croissant
    from hubtui.hub.models.history import Commit, GitRefs
    from hubtui.hub.models.paper import Paper
    from hubtui.hub.models.repo import DatasetInfo, ModelInfo, Runtime, SpaceInfo
    from hubtui.hub.models.tags import Tag
    from hubtui.hub.models.user import Like, OwnRepo
    from hubtui.hub.models.viewer import FirstRows, Splits
    from hubtui.hub.query import Cursor, ListingQuery
    from hubtui.hub.writes import Gating, Visibility

Answer_co = TypeVar("Answer_co", covariant=True)
CARD_BYTES = 65536
WHOLE_CARD_BYTES = 1 << 20


class Request(Protocol[Answer_co]):
    """A hashable value; equal ones under way at once go out as one.

    One that `decides` something is answered by the Hub alone, never by what was kept; the answer to one that
    `is_plain` is read without the models.
    """

    def __hash__(self) -> int: ...

    async def send(self, hub: "HubClient") -> Answer_co:
        """Ask the Hub."""
        ...


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of a listing: the first without `cursor`, of `limit` rows where that is given."""

    is_plain: ClassVar[bool] = True

    query: "ListingQuery"
    cursor: "Cursor | None" = None
    limit: int | None = None
    decides: bool = False

    async def send(self, hub: "HubClient") -> "RowPage":
        """The page: its rows, and where the next one is."""
        cursor = self.cursor
        if cursor is not None and self.limit is not None:
            cursor = with_limit(cursor, self.limit)
        return await hub.listings.rows(self.query, cursor)


@dataclass(frozen=True, slots=True)
class CardStart:
    """The beginning of a repo's README, without its front matter."""

    is_plain: ClassVar[bool] = True

    repo_type: "RepoType"
    repo_id: str

    async def send(self, hub: "HubClient") -> str:
        """Its source, cleaned; `Missing` where there is none."""
        return await hub.files.read_card_start(self.repo_type, self.repo_id, CARD_BYTES)


@dataclass(frozen=True, slots=True)
class Info:
    """All about a repo at a revision (None: its default branch)."""

    repo_type: "RepoType"
    repo_id: str
    revision: str | None = None

    async def send(self, hub: "HubClient") -> "ModelInfo | DatasetInfo | SpaceInfo":
        """The info of its kind."""
        return await hub.repos.info(self.repo_type, self.repo_id, self.revision)


@dataclass(frozen=True, slots=True)
class Expanded:
    """Some fields of a repo that its info leaves out."""

    decides: ClassVar[bool] = True

    repo_type: "RepoType"
    repo_id: str
    fields: tuple[str, ...]

    async def send(self, hub: "HubClient") -> "ModelInfo | DatasetInfo | SpaceInfo":
        """An info of these fields."""
        return await hub.repos.info(self.repo_type, self.repo_id, expand=self.fields)


@dataclass(frozen=True, slots=True)
class CardText:
    """A repo's README at a revision, the first megabyte of it."""

    is_plain: ClassVar[bool] = True

    repo_type: "RepoType"
    repo_id: str
    revision: str = "main"

    async def send(self, hub: "HubClient") -> str:
        """Its source, cleaned; `Missing` where there is none."""
        return await hub.files.read_text(
            self.repo_type, self.repo_id, "README.md", self.revision, limit=WHOLE_CARD_BYTES
        )


@dataclass(frozen=True, slots=True)
class FilePiece:
    """`length` bytes of a file from `start` on."""

    is_plain: ClassVar[bool] = True

    repo_type: "RepoType"
    repo_id: str
    path: str
    revision: str = "main"
    start: int = 0
    length: int = 1 << 20

    async def send(self, hub: "HubClient") -> "Piece":
        """The bytes, and how many the file has in all."""
        return await hub.files.read(
            self.repo_type, self.repo_id, self.path, self.revision, start=self.start, length=self.length
        )


@dataclass(frozen=True, slots=True)
class TreePage:
    """A page of the files of a repo, of all folders where `recursive`."""

    is_plain: ClassVar[bool] = True

    repo_type: "RepoType"
    repo_id: str
    revision: str = "main"
    path: str = ""
    recursive: bool = True
    expand: bool = False
    cursor: "Cursor | None" = None

    async def send(self, hub: "HubClient") -> "FilePage":
        """Files and folders, and where the next page is."""
        return await hub.files.tree_page(
            self.repo_type,
            self.repo_id,
            self.revision,
            self.path,
            recursive=self.recursive,
            expand=self.expand,
            cursor=self.cursor,
        )


@dataclass(frozen=True, slots=True)
class Refs:
    """The branches, tags, converts and pull requests of a repo."""

    repo_type: "RepoType"
    repo_id: str

    async def send(self, hub: "HubClient") -> "GitRefs":
        """The refs."""
        return await hub.history.refs(self.repo_type, self.repo_id)


@dataclass(frozen=True, slots=True)
class Commits:
    """A page of a revision's commits."""

    repo_type: "RepoType"
    repo_id: str
    revision: str = "main"
    cursor: "Cursor | None" = None

    async def send(self, hub: "HubClient") -> "Page[Commit]":
        """The commits, and where the next page is."""
        return await hub.history.commits_page(self.repo_type, self.repo_id, self.revision, self.cursor)


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed in a repo between two revisions."""

    is_plain: ClassVar[bool] = True

    repo_type: "RepoType"
    repo_id: str
    before: str
    after: str

    async def send(self, hub: "HubClient") -> "Changes":
        """Return the beginning of the changes."""
        return await hub.history.compare(self.repo_type, self.repo_id, self.before, self.after)


@dataclass(frozen=True, slots=True)
class ParquetShards:
    """The Parquet shards of a dataset."""

    repo_id: str

    async def send(self, hub: "HubClient") -> "dict[str, dict[str, list[str]]]":
        """Their URLs by config and split; `Missing` where there are none."""
        return await hub.datasets.parquet(self.repo_id)


@dataclass(frozen=True, slots=True)
class CroissantOf:
    """The Croissant metadata of a dataset."""

    repo_id: str

    async def send(self, hub: "HubClient") -> "Croissant":
        """The metadata; `Missing` where there are none."""
        return await hub.datasets.croissant(self.repo_id)


@dataclass(frozen=True, slots=True)
class SplitsOf:
    """The splits of a dataset, from the viewer service."""

    repo_id: str

    async def send(self, hub: "HubClient") -> "Splits":
        """The splits with their numbers of rows; `Missing` where the service knows nothing of it."""
        return await hub.viewer.splits(self.repo_id)


@dataclass(frozen=True, slots=True)
class FirstRowsOf:
    """The first rows of a split, from the viewer service."""

    repo_id: str
    config: str
    split: str

    async def send(self, hub: "HubClient") -> "FirstRows":
        """Columns and rows; `Missing` where the service knows nothing of it."""
        return await hub.viewer.first_rows(self.repo_id, self.config, self.split)


@dataclass(frozen=True, slots=True)
class RuntimeOf:
    """How a Space is; `asked_at` tells two questions after the same thing apart."""

    decides: ClassVar[bool] = True

    repo_id: str
    asked_at: float = 0.0

    async def send(self, hub: "HubClient") -> "Runtime":
        """The runtime."""
        return await hub.spaces.runtime(self.repo_id)


@dataclass(frozen=True, slots=True)
class DailyPapers:
    """A page of the daily papers, of a day or of all."""

    date: str = ""
    page: int = 0
    decides: bool = False

    async def send(self, hub: "HubClient") -> "list[Paper]":
        """The papers, the newest first."""
        return await hub.papers.daily(self.date, self.page)


@dataclass(frozen=True, slots=True)
class PaperSearch:
    """Papers that match some words."""

    text: str
    decides: bool = False

    async def send(self, hub: "HubClient") -> "list[Paper]":
        """The papers, the best first."""
        return await hub.papers.search(self.text)


@dataclass(frozen=True, slots=True)
class PaperOf:
    """One paper."""

    paper_id: str

    async def send(self, hub: "HubClient") -> "Paper":
        """The paper."""
        return await hub.papers.get(self.paper_id)


@dataclass(frozen=True, slots=True)
class TagsByType:
    """All tags of a kind, or those of one type."""

    is_plain: ClassVar[bool] = True

    repo_type: "RepoType"
    type: str | None = None

    async def send(self, hub: "HubClient") -> "dict[str, list[Tag]]":
        """The tags by their type."""
        return await hub.listings.tags_by_type(self.repo_type, self.type)


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """Who the token belongs to."""

    is_plain: ClassVar[bool] = True

    async def send(self, hub: "HubClient") -> "Account":
        """The account, with what its token may do."""
        return await hub.account.whoami()


@dataclass(frozen=True, slots=True)
class AccessOf:
    """Who may see a repo, and how it is gated."""

    decides: ClassVar[bool] = True

    repo_type: "RepoType"
    repo_id: str

    async def send(self, hub: "HubClient") -> "tuple[Visibility, Gating]":
        """Both, as they are now."""
        from hubtui.changes.repo_changes import gating_of, visibility_of

        visibility = await visibility_of(hub, self.repo_type, self.repo_id)
        gating = False if self.repo_type == "space" else await gating_of(hub, self.repo_type, self.repo_id)
        return visibility, gating


@dataclass(frozen=True, slots=True)
class HardwareOf:
    """The hardware that a user keeps at the Hub."""

    user: str

    async def send(self, hub: "HubClient") -> "Hardware | None":
        """Return the hardware, None where there is none."""
        return await hub.account.hardware(self.user)


@dataclass(frozen=True, slots=True)
class OwnRepos:
    """A page of the repos of an organisation, or of the account itself."""

    organization: str | None = None
    cursor: "Cursor | None" = None

    async def send(self, hub: "HubClient") -> "Page[OwnRepo]":
        """Return the repos, each with its visibility and its storage, and where the next page is."""
        return await hub.account.repositories(self.organization, self.cursor)


@dataclass(frozen=True, slots=True)
class LikesOf:
    """A page of the likes of a user."""

    user: str
    cursor: "Cursor | None" = None

    async def send(self, hub: "HubClient") -> "Page[Like]":
        """Return the likes, the newest first, and where the next page is."""
        return await hub.account.likes(self.user, self.cursor)


@dataclass(frozen=True, slots=True)
class CollectionsPage:
    """A page of collections: of some owners, with some of the items ("models/a/b"), that match some words."""

    owners: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    search: str = ""
    sort: "Order" = "trending"
    cursor: "Cursor | None" = None
    decides: bool = False

    async def send(self, hub: "HubClient") -> "Page[Collection]":
        """The collections, with four items of each at most, and where the next page is."""
        return await hub.collections.page(
            owner=self.owners, item=self.items, search=self.search, sort=self.sort, cursor=self.cursor
        )


@dataclass(frozen=True, slots=True)
class CollectionOf:
    """A collection with all its items."""

    slug: str

    async def send(self, hub: "HubClient") -> "Collection":
        """The collection."""
        return await hub.collections.get(self.slug)
