"""Endpoints of papers: one, a search, and the daily papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from hubtui.hub.answers import Page, page_of
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.errors import BadRequest
from hubtui.hub.query import Cursor

if TYPE_CHECKING:
    from hubtui.hub.models.paper import Paper

_PAGE = 50
_DAILY = "/api/daily_papers"


@dataclass(frozen=True, slots=True)
class PaperOf(Endpoint["Paper"]):
    """A paper by its number at arXiv."""

    model: ClassVar[str] = "hubtui.hub.models.paper:Paper"

    paper_id: str

    @property
    def call(self) -> Call:
        """Ask for the paper."""
        if not self.paper_id or ".." in self.paper_id:
            raise BadRequest(f'"{self.paper_id}" is no number of a paper')
        return Call("GET", f"/api/papers/{quote(self.paper_id, safe='')}", subject=f"the paper {self.paper_id}")


@dataclass(frozen=True, slots=True)
class PaperSearch(Endpoint["Page[Paper]"]):
    """The papers that match some words, the best match first. The Hub gives one page of them."""

    model: ClassVar[str] = "hubtui.hub.models.paper"

    text: str

    @property
    def call(self) -> Call:
        """Ask for the papers."""
        parameters = (("q", self.text), ("limit", str(_PAGE)))
        return Call("GET", "/api/papers/search", parameters, subject="the papers")

    def read(self, answer: Answer) -> Page[Paper]:
        """Return the papers."""
        return Page(_papers(answer)[1], None)


@dataclass(frozen=True, slots=True)
class DailyPapers(ListEndpoint["Paper"]):
    """A page of the daily papers, the newest first: all, those of a day ("2026-11-24"), or those of one submitter."""

    model: ClassVar[str] = "hubtui.hub.models.paper"

    date: str = ""
    submitter: str = ""
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        """Ask for the page."""
        subject = f'the papers of "{self.submitter}"' if self.submitter else "the papers"
        return Call("GET", target=self.cursor or self._place(0), subject=subject)

    def _place(self, page: int) -> Cursor:
        """Return where a page is; this list has numbered pages, counted from 0, and no link to the next one."""
        pairs = {"date": self.date, "submitter": self.submitter, "p": str(page), "limit": str(_PAGE)}
        return Cursor(f"{_DAILY}?{urlencode({name: value for name, value in pairs.items() if value})}")

    def read(self, answer: Answer) -> Page[Paper]:
        """Return the papers. Of a day or a submitter a short page is the last one, of all papers only an empty one."""
        count, papers = _papers(answer)
        is_part = bool(self.date or self.submitter)
        has_more = count >= _PAGE if is_part else count > 0
        return Page(papers, self._place(self._number + 1) if has_more else None)

    @property
    def _number(self) -> int:
        return int(dict(parse_qsl(urlsplit(self.cursor).query))["p"]) if self.cursor else 0


def _papers(answer: Answer) -> tuple[int, list[Paper]]:
    """Return how many rows the page has, and the papers of those that have an id."""
    from hubtui.hub.models.paper import FoundPaper, Paper

    rows = page_of(answer, FoundPaper).rows
    papers = (one.paper or Paper.read(one.wire()) for one in rows)
    return len(rows), [paper for paper in papers if paper.id]
