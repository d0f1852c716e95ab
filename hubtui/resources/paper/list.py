"""The list of papers: the daily papers, those of one day, or search results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hubtui.addresses import url_of
from hubtui.browser.list_model import Order
from hubtui.browser.paged_list import PagedList
from hubtui.hub.papers import DailyPapers, PaperSearch
from hubtui.hub.query import Cursor
from hubtui.places import PAPERS
from hubtui.presentation.filter_line import Chip
from hubtui.presentation.snippets import link_snippets
from hubtui.registry.target import Target
from hubtui.resources.paper import paper_text
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.hub.models.paper import Paper
    from hubtui.hub.query import Cursor
    from hubtui.pages.session import Session
    from hubtui.presentation.snippets import Snippet


class PapersList(PagedList["Paper"]):
    """The daily papers. A search or a day replaces them."""

    name = "papers"
    tab = "papers"
    kind = "paper"
    places: tuple[str, ...] = (PAPERS,)
    nouns = ("paper", "papers")
    orders: tuple[Order, ...] = (
        Order("", "newest first", date=lambda paper: paper.published_at),
        Order("upvotes", "votes", lambda paper: paper.upvotes or 0, descending=True),
        Order("published", "published", lambda paper: paper.published_at or "", descending=True),
        Order("title", "title", lambda paper: (paper.title or paper.id).casefold()),
    )
    searches_hub = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._day = ""

    async def fetch(self, place: Cursor | None, again: bool) -> tuple[Sequence[Paper], Cursor | None]:
        """Load a page; see `PagedList.fetch`."""
        words = self.searching.words
        request = PaperSearch(words) if words else DailyPapers(self._day, cursor=place)
        page = await self._session.worker.get(request, slot="papers", fresh=again)
        return page.rows, page.next

    def search(self, words: str) -> None:
        """Search all papers, or show the daily ones again for no words."""
        self._day = ""
        self.restart()

    def state(self) -> dict[str, Any]:
        """Return the query and the day as plain JSON."""
        return {**super().state(), "day": self._day}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over a query and a day that `state` returned."""
        super().restore(state)
        day = state.get("day")
        self._day = day if isinstance(day, str) and _is_day(day) else ""

    def order_words(self, order: Order) -> str:
        """Return the name of an order. Results of a search come in the Hub's own order."""
        return "best match" if self.searching.words and order.key is None else order.words

    def clear_filters(self) -> None:
        """Show the papers of all days."""
        if self._day:
            self._day = ""
            self.restart()

    def chips(self) -> tuple[Chip, ...]:
        """Return the day."""
        return (Chip("day", self._day),) if self._day else ()

    def do_day(self) -> None:
        """Ask for a day."""
        self.browser.bar.open("day", self._day, "2026-11-24")

    def submitted(self, purpose: str, text: str) -> None:
        """Show the papers of the day that was typed."""
        if text and not _is_day(text):
            self.browser.notice(f'"{text}" is no day: write one as 2026-11-24', failed=True)
        elif text != self._day or self.searching.words:
            self.searching.search("")
            self._day = text
            self.restart()

    def empty_words(self) -> str:
        """Return the text for a list without papers."""
        if self.searching.words:
            return f'no paper matches "{self.searching.words}"; F clears the search'
        return f"no papers on {self._day}; F shows all days" if self._day else "there are no papers here"

    # Rows

    def key(self, item: Paper) -> str:
        """Return the arXiv number of a paper."""
        return item.id

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        return paper_text.columns_for(width)

    def cells(self, item: Paper, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a paper."""
        return paper_text.cells(item, columns)

    def target(self, item: Paper) -> Target:
        """Return the page of a paper."""
        return Target("paper", item.id)

    def known(self, item: Paper) -> Paper:
        """Return the paper, which its page can show before it has loaded."""
        return item

    def preview(self, item: Paper, width: int) -> Iterable[Line]:
        """Return the title, authors, votes and abstract of a paper."""
        return paper_text.preview_lines(item, width)

    def snippets(self, item: Paper) -> list[Snippet]:
        """Return the number, URL and Markdown link of a paper."""
        return link_snippets(
            item.id, "number", item.title or "", url_of(self.target(item), self.browser.routes.endpoint)
        )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
