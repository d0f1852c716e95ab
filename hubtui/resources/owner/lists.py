"""The lists on the page of an owner: repos, collections, papers and likes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hubtui.browser.list_model import Order
from hubtui.browser.paged_list import PagedList
from hubtui.browser.repo_preview import RepoPreview
from hubtui.browser.repo_rows import RepoRows
from hubtui.hub.account import LikesOf
from hubtui.hub.collections import CollectionsPage
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.hub.listings import ListingPage
from hubtui.hub.papers import DailyPapers
from hubtui.hub.query import Cursor, ListingQuery
from hubtui.hub.sorts import sorts_of
from hubtui.presentation import columns, rows
from hubtui.presentation.snippets import Snippet, Subject, snippets
from hubtui.presentation.values import utc_now
from hubtui.registry.target import Target
from hubtui.resources.collection.list import CollectionsList
from hubtui.resources.mine import mine_cells
from hubtui.resources.paper.list import PapersList
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.hub.models.paper import Paper
    from hubtui.hub.models.rows import Row
    from hubtui.pages.session import Session

_REPOS_A_PAGE = 100
_LEFT_OUT = ("author",)
"""Orders that make no sense in the list of one owner."""


def _orders(repo_type: RepoType, first: str) -> tuple[Order, ...]:
    found = [Order(sort.wire, sort.words) for sort in sorts_of(repo_type) if sort.words not in _LEFT_OUT]
    return tuple(sorted(found, key=lambda order: order.name != first))


class Repos(RepoRows["Row"], PagedList["Row"]):
    """The repos of one type of an owner; the Hub searches and sorts them."""

    searches_hub = True

    def __init__(self, session: Session, owner: str, repo_type: RepoType, first_order: str) -> None:
        """`first_order` is the Hub's name of the default order."""
        super().__init__(session, repo_type)
        noun = KINDS[repo_type].noun
        self.name = f"owner:{KINDS[repo_type].path}"
        self.nouns = (noun, f"{noun}s")
        self.orders = _orders(repo_type, first_order)
        self._owner = owner

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[Row], Cursor | None]:
        """Load a page; see `PagedList.fetch`."""
        fields = KINDS[self.repo_type].listing_fields
        words, sort = self.searching.words, self.searching.order.name
        query = ListingQuery(self.repo_type, words, self._owner, sort=sort, limit=_REPOS_A_PAGE, expand=fields)
        page = await self._session.worker.get(ListingPage(query, place), slot=self.name, fresh=again)
        return page.rows, page.next

    def search(self, words: str) -> None:
        """Load the repos that match these words."""
        self.restart()

    def sort(self, order: Order) -> None:
        """Load the repos in another order."""
        self.browser.rows.columns_changed()
        self.restart()

    def empty_words(self) -> str:
        """Return the text for a list without repos."""
        words = self.searching.words
        return f'no {self.nouns[0]} matches "{words}"; F shows all' if words else super().empty_words()

    def columns(self, width: int) -> list[Column]:
        """Return the columns of a listing."""
        return columns.columns_for(self.repo_type, width, self.searching.order.name)

    def cells(self, item: Row, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a repo."""
        return rows.cells(item, columns, utc_now())


class Collections(CollectionsList):
    """The collections of one owner."""

    name = "owner:collections"
    tab = ""
    places = ()

    def __init__(self, session: Session, owner: str) -> None:
        super().__init__(session)
        self.asked = CollectionsPage(owners=(owner,))

    def chips(self) -> tuple[()]:
        """Return no filters, because the title of the page names the owner."""
        return ()

    def clear_filters(self) -> None:
        """Do nothing: the list is always of this owner."""

    def empty_words(self) -> str:
        """Return the text for a list without collections."""
        words = self.asked.search
        return f'no collection matches "{words}"; F shows all' if words else "there are no collections here"


class SubmittedPapers(PapersList):
    """The daily papers that a user submitted."""

    name = "owner:papers"
    tab = ""
    places = ()
    searches_hub = False

    def __init__(self, session: Session, owner: str) -> None:
        super().__init__(session)
        self._owner = owner

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[Paper], Cursor | None]:
        """Load a page; see `PagedList.fetch`."""
        request = DailyPapers(submitter=self._owner, cursor=place)
        page = await self._session.worker.get(request, slot=self.name, fresh=again)
        return page.rows, page.next

    def order_words(self, order: Order) -> str:
        """Return the name of an order; here words filter loaded rows and change no order."""
        return order.words

    def empty_words(self) -> str:
        """Return the text for a list without papers."""
        return f"{self._owner} has submitted no paper to the daily papers"


class Likes(PagedList[mine_cells.Item]):
    """The repos that a user likes, the newest like first."""

    name = "owner:likes"
    kind = "any"
    nouns = ("like", "likes")
    orders: tuple[Order, ...] = (
        Order("", "newest first"),
        Order("id", "id", lambda item: item.id.casefold()),
        Order("kind", "kind", lambda item: item.kind),
    )

    def __init__(self, session: Session, owner: str) -> None:
        super().__init__()
        self._session = session
        self._owner = owner
        self._preview = RepoPreview(session.worker, "preview:people", lambda: self.browser.show_details())

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[mine_cells.Item], Cursor | None]:
        """Load a page; see `PagedList.fetch`."""
        page = await self._session.worker.get(LikesOf(self._owner, place), slot=self.name)
        liked = [(like.repo, like.created_at) for like in page.rows if like.repo is not None and like.repo.name]
        return [mine_cells.Item(repo.type or "model", repo.name, updated=time) for repo, time in liked], page.next

    def key(self, item: mine_cells.Item) -> str:
        """Return the kind and id of a like, separated by a slash."""
        return f"{item.kind}/{item.id}"

    def collectable(self, row_id: str) -> tuple[str, str]:
        """Return the kind and id of a row."""
        kind, _, name = row_id.partition("/")
        return kind, name

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        return mine_cells.columns_for("likes", width)

    def cells(self, item: mine_cells.Item, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a like."""
        return mine_cells.cells(item, columns, utc_now())

    def target(self, item: mine_cells.Item) -> Target | None:
        """Return the page of a liked repo, or None for other things."""
        return Target(item.kind, item.id) if item.kind in KINDS else None

    def preview(self, item: mine_cells.Item, width: int) -> Iterable[Line]:
        """Return the card of a liked repo."""
        return self._preview.lines(item.kind, item.id, None, width)  # type: ignore[arg-type]  # asks nothing

    async def load_preview(self, item: mine_cells.Item, width: int) -> None:
        """Load the card of a liked repo."""
        if item.kind in KINDS:
            await self._preview.load(item.kind, item.id, width)

    def leave_preview(self) -> None:
        """Cancel the request for the card."""
        self._preview.leave()

    def snippets(self, item: mine_cells.Item) -> list[Snippet]:
        """Return the texts about a liked repo that can be copied."""
        if item.kind not in KINDS:
            return [Snippet("y", "id", item.id)]
        return snippets(Subject(item.kind, item.id, self.browser.routes.endpoint))
