"""The page of a paper: abstract, authors, votes, and what cites it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from hubtui.actions import COLLECTABLE, LIST, PAGE, PAPER, READING, STACKED
from hubtui.hub.errors import HubError
from hubtui.hub.targets import Target
from hubtui.presentation.bars import Parts
from hubtui.presentation.lines import told
from hubtui.presentation.papers import paper_document
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.screens.work import start_work
from hubtui.text.columns import Cell
from hubtui.widgets.reader import Reader
from hubtui.worker.requests import PaperOf

if TYPE_CHECKING:
    from hubtui.hub.models.paper import Paper
    from hubtui.screens.navigator import Navigator
    from hubtui.worker.worker import Worker


class PaperScreen(FrameScreen):
    """`paper` is what a list knew of it; without it the Hub is asked."""

    PLACES: ClassVar[tuple[str, ...]] = (PAPER, COLLECTABLE, READING, STACKED, LIST, PAGE)

    def __init__(
        self, frame: FrameState, worker: Worker, navigator: Navigator, paper_id: str, paper: Paper | None
    ) -> None:
        super().__init__(frame)
        self._worker = worker
        self._navigator = navigator
        self._paper_id = paper_id
        self._paper = paper
        self._reader = Reader(id="paper")

    def body(self) -> Iterable[Widget]:
        """A reader."""
        yield self._reader

    def collectable(self) -> list[tuple[str, str]]:
        """The paper."""
        return [("paper", self._paper_id)]

    def top_parts(self, width: int) -> Parts:
        """The way back, and which paper it is."""
        return [("close", [Cell("‹ Back", "accent"), Cell("   ")]), ("", [Cell(f"paper {self._paper_id}", "active")])]

    def on_mount(self) -> None:
        """Draw what is known; ask where nothing is."""
        self._reader.focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self._paper is not None:
            self._draw()
        else:
            self._say("the paper is on its way …", "dim")
            start_work(self, self._load, "paper")

    def _say(self, words: str, role: str) -> None:
        self._reader.show(told(words, role, self._reader.text_width))

    async def _load(self) -> None:
        try:
            self._paper = await self._worker.fetch(PaperOf(self._paper_id))
        except HubError as error:
            self._say(f"{error}; o opens it in the browser", "failed")
        else:
            self._draw()

    def _draw(self) -> None:
        if self._paper is not None:
            self._reader.show(paper_document(self._paper, self._reader.text_width), from_top=False)

    def targets(self) -> tuple[object, ...]:
        """The reader reads."""
        return (self._reader,)

    def on_reader_resized(self) -> None:
        """Another width."""
        self._draw()

    def on_reader_said(self, event: Reader.Said) -> None:
        """The reader's words."""
        self.notice(event.words)

    def on_reader_followed(self, event: Reader.Followed) -> None:
        """What cites it as a listing; or the paper elsewhere."""
        cites, _, kind = event.target.partition("cites:")
        if kind and not cites:
            self._navigator.open(Target("listing", kind, filters=(f"tag:arxiv:{self._paper_id}",)))
        else:
            self._navigator.browse(Target("web", event.target))

    def do_browse(self) -> None:
        """The paper in the browser."""
        self._navigator.browse(Target("paper", self._paper_id))

    def do_leave(self) -> None:
        """The innermost thing of the reader, then the page."""
        if not self._reader.leave():
            self.do_close()

    def do_close(self) -> None:
        """Back to where one came from."""
        paper_id, paper = self._paper_id, self._paper
        self._navigator.back(lambda: self._navigator.reopen_paper(paper_id, paper))
