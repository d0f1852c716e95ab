"""Papers: one, found by words, and those of a day."""

from urllib.parse import quote

from hubtui.hub.answers import object_of, page_of
from hubtui.hub.calls import Call
from hubtui.hub.errors import BadRequest
from hubtui.hub.family import Family
from hubtui.hub.models.paper import FoundPaper, Paper

PAGE = 50


class Papers(Family):
    """Papers by their arXiv number."""

    async def get(self, paper_id: str) -> Paper:
        """A paper.

        Raises:
            Missing: the Hub has no page for it.
        """
        if not paper_id or ".." in paper_id:
            raise BadRequest(f'"{paper_id}" is no number of a paper')
        call = Call("GET", f"/api/papers/{quote(paper_id, safe='')}", subject=f"the paper {paper_id}")
        return object_of(await self.ask(call), Paper)

    async def search(self, text: str, limit: int = PAGE) -> list[Paper]:
        """The papers that match some words, the best first."""
        parameters = (("q", text), ("limit", str(limit)))
        return await self._list("/api/papers/search", parameters)

    async def daily(self, date: str = "", page: int = 0, limit: int = PAGE) -> list[Paper]:
        """A page of the daily papers, of a day ("2026-11-24") or of all, the newest first; pages count from 0."""
        parameters = [("date", date)] if date else []
        return await self._list("/api/daily_papers", (*parameters, ("p", str(page)), ("limit", str(limit))))

    async def _list(self, path: str, parameters: tuple[tuple[str, str], ...]) -> list[Paper]:
        found = page_of(await self.ask(Call("GET", path, parameters, subject="the papers")), FoundPaper).rows
        papers = (one.paper or Paper.read(one.wire()) for one in found)
        return [paper for paper in papers if paper.id]
