"""Endpoints of papers: one paper, a search, and the daily papers."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from hubtui.hub.answers import Page, page_of
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.errors import BadRequest
from hubtui.hub.models.paper import FoundPaper, Paper
from hubtui.hub.query import Cursor

_PAGE = 50
_DAILY = "/api/daily_papers"


@dataclass(frozen=True, slots=True)
class PaperOf(Endpoint[Paper]):
    """The request for a paper by its arXiv number."""

    model = Paper

    paper_id: str

    @property
    def call(self) -> Call:
        if not self.paper_id or ".." in self.paper_id:
            raise BadRequest(f'"{self.paper_id}" is no number of a paper')
        return Call("GET", f"/api/papers/{quote(self.paper_id, safe='')}", subject=f"the paper {self.paper_id}")


@dataclass(frozen=True, slots=True)
class PaperSearch(Endpoint[Page[Paper]]):
    """The request for the papers that match a text, the best match first. The answer is one page."""

    text: str

    @property
    def call(self) -> Call:
        parameters = (("q", self.text), ("limit", str(_PAGE)))
        return Call("GET", "/api/papers/search", parameters, subject="the papers")

    def read(self, answer: Answer) -> Page[Paper]:
        return Page(_papers(answer)[1], None)


@dataclass(frozen=True, slots=True)
class DailyPapers(ListEndpoint[Paper]):
    """The request for a page of the daily papers, the newest first.

    `date` restricts it to a day ("2026-11-24"), `submitter` to the papers that one account submitted.
    """

    date: str = ""
    submitter: str = ""
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        subject = f'the papers of "{self.submitter}"' if self.submitter else "the papers"
        return Call("GET", target=self.cursor or self._place(0), subject=subject)

    def _place(self, page: int) -> Cursor:
        """Return the cursor of a page by its number, from 0: the Hub sends no link to the next page of this list."""
        pairs = {"date": self.date, "submitter": self.submitter, "p": str(page), "limit": str(_PAGE)}
        return Cursor(f"{_DAILY}?{urlencode({name: value for name, value in pairs.items() if value})}")

    def read(self, answer: Answer) -> Page[Paper]:
        """Return the papers in the answer.

        A short page is the last one of a day or a submitter; the list of all papers ends with an empty page.
        """
        count, papers = _papers(answer)
        is_part = bool(self.date or self.submitter)
        has_more = count >= _PAGE if is_part else count > 0
        number = int(dict(parse_qsl(urlsplit(self.cursor).query))["p"]) if self.cursor else 0
        return Page(papers, self._place(number + 1) if has_more else None)


def _papers(answer: Answer) -> tuple[int, list[Paper]]:
    """Return the number of rows of the page, and the papers in them that have an id."""
    rows = page_of(answer, FoundPaper).rows
    papers = (one.paper or Paper(one.sent) for one in rows)
    return len(rows), [paper for paper in papers if paper.id]
