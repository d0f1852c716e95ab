"""The page of a paper: abstract, authors, votes, and what cites it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.hub.errors import HubError
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.work import start_work
from hubtui.places import COLLECTABLE, LIST, PAGE, PAPER, READING, STACKED
from hubtui.presentation.bars import Parts
from hubtui.presentation.lines import told
from hubtui.presentation.papers import paper_document
from hubtui.registry.target import Target
from hubtui.text.columns import Cell
from hubtui.widgets.reader import Reader
from hubtui.worker.requests import PaperOf

if TYPE_CHECKING:
    from hubtui.hub.models.paper import Paper
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session


class PaperScreen(FrameScreen):
    """Shows `paper` if a list knew it, else asks the Hub for it."""

    PLACES: ClassVar[tuple[str, ...]] = (PAPER, COLLECTABLE, READING, STACKED, LIST, PAGE)

    def __init__(
        self, frame: FrameState, session: Session, routes: Routes, target: Target, paper: Paper | None
    ) -> None:
        super().__init__(frame)
        self._session = session
        self._routes = routes
        self._paper_id = target.id
        self._paper = paper
        self._reader = Reader(id="paper")

    def body(self) -> Iterable[Widget]:
        """Yield the reader."""
        yield self._reader

    @property
    def target_here(self) -> Target:
        """The paper."""
        return Target("paper", self._paper_id)

    def collectable(self) -> list[tuple[str, str]]:
        """Return the paper."""
        return [("paper", self._paper_id)]

    def top_parts(self, width: int) -> Parts:
        """Return "back" and the number of the paper."""
        return [("close", [Cell("‹ Back", "accent"), Cell("   ")]), ("", [Cell(f"paper {self._paper_id}", "active")])]

    def on_mount(self) -> None:
        """Show the paper, or load it first."""
        self._reader.focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self._paper is not None:
            self._draw()
        else:
            self._say("Loading…", "dim")
            start_work(self, self._load, "paper")

    def _say(self, words: str, role: str) -> None:
        self._reader.show(told(words, role, self._reader.text_width))

    async def _load(self) -> None:
        try:
            self._paper = await self._session.worker.fetch(PaperOf(self._paper_id))
        except HubError as error:
            self._say(f"{error}; o opens it in the browser", "failed")
        else:
            self._draw()

    def _draw(self) -> None:
        if self._paper is not None:
            self._reader.show(paper_document(self._paper, self._reader.text_width), from_top=False)

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the reader, which has the actions of reading."""
        return (self._reader,)

    def on_reader_resized(self) -> None:
        """Lay the paper out for another width."""
        self._draw()

    def on_reader_said(self, event: Reader.Said) -> None:
        """Show a message of the reader."""
        self.notice(event.words)

    def on_reader_followed(self, event: Reader.Followed) -> None:
        """Open a listing of what cites the paper, the page of an author, or a link in the browser."""
        group, _, name = event.target.partition(":")
        if group == "cites":
            self._routes.open(Target("listing", name, filters=(f"tag:arxiv:{self._paper_id}",)))
        elif group == "owner":
            self._routes.open(Target("owner", name))
        else:
            self._routes.browse(Target("web", event.target))

    def do_leave(self) -> None:
        """Cancel what goes on in the reader, or go back."""
        if not self._reader.leave():
            self.do_close()

    def do_close(self) -> None:
        """Go back."""
        known = self.frame, self._session, self._routes, self.target_here, self._paper
        self._routes.back(lambda: PaperScreen(*known))
