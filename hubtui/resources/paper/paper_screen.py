"""The page of a paper: abstract, authors, votes, repos that cite it, and every field of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from hubtui.addresses import url_of
from hubtui.browser.reading import ReadingScreen
from hubtui.browser.text_sections import TextSection
from hubtui.dialogs.menu import Menu, MenuLine
from hubtui.hub.papers import PaperOf
from hubtui.pages.frame import FrameState
from hubtui.places import COLLECTABLE, PAPER
from hubtui.presentation.info_document import fields_document
from hubtui.presentation.snippets import link_snippets
from hubtui.registry.target import Target
from hubtui.resources.paper.paper_text import CITING, paper_document
from hubtui.text.document import Lines

if TYPE_CHECKING:
    from hubtui.hub.models.paper import Paper
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session
    from hubtui.presentation.snippets import Snippet


class PaperScreen(ReadingScreen):
    """Shows `paper` if a list has loaded it, else loads it."""

    PLACES: ClassVar[tuple[str, ...]] = (PAPER, COLLECTABLE, *ReadingScreen.PLACES)

    def __init__(
        self, frame: FrameState, session: Session, routes: Routes, target: Target, paper: Paper | None
    ) -> None:
        abstract = TextSection(title="Abstract", pieces=self._abstract, load=self._load_paper)
        info = TextSection(title="Info", pieces=self._info, load=self._load_paper)
        super().__init__(frame, routes, f"paper {target.id}", [abstract, info])
        self._session = session
        self._target = target
        self._paper = paper

    @property
    def target_here(self) -> Target:
        """The page of this paper."""
        return self._target

    def collectable(self) -> list[tuple[str, str]]:
        """Return this paper."""
        return [("paper", self._target.id)]

    def snippets(self) -> list[Snippet]:
        """Return the number, URL and Markdown link of the paper."""
        title = (self._paper.title if self._paper is not None else "") or ""
        return link_snippets(self._target.id, "number", title, url_of(self._target, self.routes.endpoint))

    async def _load_paper(self, again: bool) -> None:
        if self._paper is None or again:
            self._paper = await self._session.worker.get(PaperOf(self._target.id), fresh=again)

    def _abstract(self, width: int) -> Iterator[Lines]:
        if self._paper is not None:
            yield paper_document(self._paper, width)

    def _info(self, width: int) -> Iterator[Lines]:
        if self._paper is not None:
            yield fields_document(self._paper.sent, width)

    def open_link(self, url: str) -> None:
        """Open a listing of repos that cite the paper, the page of an author, or a link in the web browser."""
        group, _, name = url.partition(":")
        if group == "cites":
            self._open_citing(name)
        elif group == "owner":
            self.routes.open(Target("owner", name))
        else:
            self.routes.browse(Target("web", url))

    def _open_citing(self, repo_type: str) -> None:
        self.routes.open(Target("listing", repo_type, filters=(f"tag:arxiv:{self._target.id}",)))

    def do_citing(self) -> None:
        """Ask for a kind of repo, and list those that cite the paper."""
        lines = [MenuLine(kind, words) for kind, words in CITING]

        def chosen(answer: tuple[str, bool] | None) -> None:
            if answer is not None:
                self._open_citing(answer[0])

        self.app.push_screen(Menu("Repos that cite it", lines, lines[0].name), chosen)

    def do_close(self) -> None:
        """Close the page; "forward" shows the paper without another request."""
        known = self.frame, self._session, self.routes, self._target, self._paper
        self.routes.back(lambda: PaperScreen(*known))
