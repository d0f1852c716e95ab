"""The list of discussions and pull requests of a repo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from hubtui.action_target import ActionTarget
from hubtui.addresses import url_of
from hubtui.browser.list_model import Order
from hubtui.browser.loaded_preview import LoadedPreview
from hubtui.browser.paged_list import PagedList
from hubtui.browser.screen import BrowserScreen
from hubtui.hub.discussions import DiscussionOf, DiscussionsOf, FoundDiscussions
from hubtui.hub.models.discussion import Discussion
from hubtui.presentation.bars import Parts
from hubtui.presentation.filter_line import Chip
from hubtui.presentation.snippets import Snippet, link_snippets
from hubtui.presentation.values import utc_now
from hubtui.registry.target import Target
from hubtui.resources.discussion import DISCUSSIONS
from hubtui.resources.discussion.address import repo_of
from hubtui.resources.discussion.events import comment_pieces
from hubtui.resources.discussion.filters import DiscussionFilters
from hubtui.resources.discussion.words import cells, columns_for, header_lines
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line, Lines

if TYPE_CHECKING:
    from hubtui.hub.endpoint import Request
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.query import Cursor
    from hubtui.pages.frame import FrameState
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session

_ORDERS_OF_THE_HUB = ("trending", "reactions")


class _RowActions(ActionTarget):
    """The actions for the discussion under the cursor."""

    def __init__(self, model: DiscussionsList) -> None:
        self._model = model

    def do_owner(self) -> None:
        """Open the page of the author."""
        browser = self._model.browser
        if browser.item is None:
            browser.notice("there is no row here")
        elif not browser.item.author:
            browser.notice("the account of the author is gone")
        else:
            browser.routes.open(Target("owner", browser.item.author))

    def do_discussions(self) -> None:
        """Say that this is the list of discussions already."""
        self._model.browser.notice("these are the discussions and pull requests")


class DiscussionsList(PagedList[Discussion]):
    """The discussions of the repo at `place`, "a/b" or "datasets/a/b"; the Hub searches and filters them."""

    name = "discussions"
    places = (DISCUSSIONS,)
    nouns = ("discussion", "discussions")
    searches_hub = True
    orders: tuple[Order, ...] = (
        Order("", "newest first", date=lambda one: one.created_at),
        Order("trending", "trending"),
        Order("reactions", "reactions"),
        Order("comments", "comments", lambda one: one.comments or 0, descending=True),
        Order("title", "title", lambda one: one.title.casefold()),
        Order("author", "author", lambda one: one.author.casefold()),
    )

    def __init__(self, session: Session, place: str = "") -> None:
        super().__init__()
        self._session = session
        self._place = place
        self._filters = DiscussionFilters(lambda: self.browser.app, self.restart)
        self._row_actions = _RowActions(self)
        self._sort = ""
        self._total: int | None = None

    @cached_property
    def _preview(self) -> LoadedPreview[Discussion]:
        worker = self._session.worker
        return LoadedPreview(worker, "preview:discussions", self.browser.preview.draw, _first_comment)

    @property
    def page(self) -> Target:
        """The page of this list."""
        return Target("discussions", self._place)

    def top_parts(self, view: str = "") -> Parts:
        """Return the cells of the top line: "back" and the repo."""
        return [
            ("close", [Cell("‹ Back", "accent"), Cell("   ")]),
            ("", [Cell("Discussions of ", "dim"), Cell(repo_of(self.page).id, "active")]),
        ]

    # Loading

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[Discussion], Cursor | None]:
        """Load a page; see `PagedList.fetch`."""
        repo, words = repo_of(self.page), self.searching.words
        status, kind = self._filters.status or "all", self._filters.kind
        request = DiscussionsOf(cast("RepoType", repo.kind), repo.id, words, status, kind, self._sort, place)
        found = await self._session.worker.get(request, slot=self.name, fresh=again)
        self._total = found.count if isinstance(found, FoundDiscussions) else None
        return found.rows, found.next

    def search(self, words: str) -> None:
        """Load the discussions that match these words."""
        self.restart()

    def sort(self, order: Order) -> None:
        """Load the discussions in another order of the Hub."""
        self._sort = order.name
        self.restart()

    def state(self) -> dict[str, Any]:
        """Return the query, the repo and the filters as plain JSON."""
        return {**super().state(), "repo": self._place, **self._filters.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over a query, a repo and filters that `state` returned."""
        super().restore(state)
        if isinstance(place := state.get("repo"), str):
            self._place = place
        self._filters.restore(state)
        self._sort = order if (order := state.get("order")) in _ORDERS_OF_THE_HUB else ""

    # Filters

    def chips(self) -> tuple[Chip, ...]:
        """Return the filters, for the filter bar."""
        return self._filters.chips()

    def chip_clicked(self, name: str) -> None:
        """Remove the filter of this name."""
        self._filters.remove(name)

    def clear_filters(self) -> None:
        """Remove all filters: also show closed discussions and pull requests."""
        self._filters.choose("", "")

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: this list, its filters, and those for a row."""
        return (self, self._filters, self._row_actions)

    def count(self, shown: int) -> str:
        """Return the number of discussions at the Hub as text, such as "1,234 open"."""
        return super().count(shown) if self._total is None else f"{self._total:,} {self._filters.status}".strip()

    def empty_words(self) -> str:
        """Return the text for a list without discussions."""
        if words := self.searching.words:
            return f'no discussion matches "{words}"; F shows all'
        return f"there are no {self._filters.words} here" + ("; F shows all" if self.chips() else "")

    # Rows

    def key(self, item: Discussion) -> str:
        """Return the number of a discussion."""
        return str(item.num)

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        return columns_for(width)

    def cells(self, item: Discussion, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a discussion."""
        return cells(item, columns, utc_now())

    def target(self, item: Discussion) -> Target:
        """Return the page of a discussion."""
        return Target("discussion", f"{self._place}#{item.num}")

    def known(self, item: Discussion) -> Discussion:
        """Return the discussion, which its page can show before it has loaded."""
        return item

    def preview(self, item: Discussion, width: int) -> Iterable[Line]:
        """Return the title, status and dates of a discussion, and its first comment."""
        yield from header_lines(item, width)
        if lines := self._preview.lines(_request(self.page, item), width):
            yield ()
            yield from lines

    async def load_preview(self, item: Discussion, width: int) -> None:
        """Load the first comment."""
        await self._preview.load(_request(self.page, item), width)

    def leave_preview(self) -> None:
        """Cancel the request for the first comment."""
        self._preview.leave()

    def snippets(self, item: Discussion) -> list[Snippet]:
        """Return the texts that can be copied of a discussion."""
        return snippets_of(item, self.target(item), self.browser.routes.endpoint)


def _request(page: Target, one: Discussion) -> DiscussionOf:
    """Return the request for a discussion on the page of a list, with its events."""
    repo = repo_of(page)
    return DiscussionOf(cast("RepoType", repo.kind), repo.id, one.num)


def list_screen(frame: FrameState, session: Session, routes: Routes, target: Target, known: object) -> BrowserScreen:
    """Return the screen of the discussions of a repo."""
    return BrowserScreen(frame, routes, DiscussionsList(session, target.id))


def snippets_of(one: Discussion, target: Target, endpoint: str) -> list[Snippet]:
    """Return the number, URL and Markdown link of a discussion, and the git ref of a pull request."""
    found = link_snippets(str(one.num), "number", one.title, url_of(target, endpoint))
    return [*found, Snippet("g", "git ref", f"refs/pr/{one.num}")] if one.is_pull_request else found


def _first_comment(request: Request[Discussion], one: Discussion, width: int) -> Iterator[Lines]:
    event = one.first_comment
    return comment_pieces(event, width) if event is not None else iter([Lines()])
