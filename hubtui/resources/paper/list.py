"""The tab of papers: daily ones page by page, those of a day, or those that match some words."""

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
from hubtui.presentation.copying import link_snippets
from hubtui.presentation.filter_line import Chip
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
    """A search or a day replaces the list."""

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
        """Ask for a page."""
        words = self.searching.words
        request = PaperSearch(words) if words else DailyPapers(self._day, cursor=place)
        page = await self._session.worker.get(request, slot="papers", fresh=again)
        return page.rows, page.next

    def search(self, words: str) -> None:
        """Search all papers, or show the daily ones again."""
        self._day = ""
        self.restart()

    def state(self) -> dict[str, Any]:
        """Return the day."""
        return {**super().state(), "day": self._day}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Ask for the papers of a day."""
        super().restore(state)
        day = state.get("day")
        self._day = day if isinstance(day, str) and _is_day(day) else ""

    def order_words(self, order: Order) -> str:
        """Return the name of an order; the Hub gives the papers of a search in an order of its own."""
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
        """Show the papers of a day."""
        if text and not _is_day(text):
            self.browser.notice(f'"{text}" is no day: write one as 2026-11-24', failed=True)
        elif text != self._day or self.searching.words:
            self.searching.search("")
            self._day = text
            self.restart()

    def empty_words(self) -> str:
        """Return why there is no paper."""
        if self.searching.words:
            return f'no paper matches "{self.searching.words}"; F clears the search'
        return f"no papers on {self._day}; F shows all days" if self._day else "there are no papers here"

    # Rows

    def key(self, item: Paper) -> str:
        """Return the number at arXiv."""
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
        """Return the paper: its page shows it at once."""
        return item

    def preview(self, item: Paper, width: int) -> Iterable[Line]:
        """Return title, authors, votes and abstract."""
        return paper_text.preview_lines(item, width)

    def snippets(self, item: Paper) -> list[Snippet]:
        """Return number, URLs and a Markdown link."""
        return link_snippets(
            item.id, "number", item.title or "", url_of(self.target(item), self.browser.routes.endpoint)
        )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
