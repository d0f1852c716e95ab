"""The screen that compares two to six repos: a row for each fact, a column for each repo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.pages.compare.loading import Loading
from hubtui.pages.compare.view import ComparisonView
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.work import start_work
from hubtui.places import COLLECTABLE, COMPARISON, LIST, PAGE, STACKED
from hubtui.presentation.bars import Parts
from hubtui.presentation.compare.exports import compare_snippets
from hubtui.presentation.compare.facts import Line, lines_of
from hubtui.presentation.compare.repo import ComparedRepo
from hubtui.presentation.fits import best_quant
from hubtui.presentation.snippets import snippets, subject_of
from hubtui.registry.target import Target
from hubtui.text.columns import Cell, column_room
from hubtui.text.humanize import counted
from hubtui.widgets.row_list import RowList

if TYPE_CHECKING:
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session

_NOUNS = {"model": "models", "dataset": "datasets", "space": "Spaces"}

_DOWNLOADS = ("d", "b")
"""The keys of the snippets that download something."""


class CompareScreen(FrameScreen):
    """Compares repos of one type, and shows the value under the cursor in full.

    `repos` hold the answers of the Hub, which are used again when the page is opened again.
    """

    PLACES: ClassVar[tuple[str, ...]] = (COMPARISON, COLLECTABLE, STACKED, LIST, PAGE)

    def __init__(self, frame: FrameState, session: Session, routes: Routes, repos: Sequence[ComparedRepo]) -> None:
        super().__init__(frame)
        self._session = session
        self._routes = routes
        self._repos = repos
        self._view = ComparisonView(self, [repo.repo_id for repo in repos], self._lines)
        self._table = self._view.table
        self._loading = Loading(self, session.worker, repos, self._view.draw_soon)

    def body(self) -> Iterable[Widget]:
        """Yield the table, and below it the value under the cursor."""
        yield self._view.rows
        yield self._view.detail

    def top_parts(self, width: int) -> Parts:
        """Return the cells of the top line: "back", the type of the repos, and which of them are visible."""
        kind = _NOUNS[self._repos[0].repo_type]
        shown = len(self._table.columns_for(column_room(self.size.width))) - 1
        return [
            ("close", [Cell("‹ Back", "accent"), Cell("   ")]),
            ("", [Cell(f"Compare {kind}", "active")]),
            ("", [Cell(f"   {self._table.place_words(shown)}", "dim")]),
        ]

    def state_words(self) -> list[Cell]:
        """Return the number of hidden lines."""
        hidden = self._table.hidden
        return [Cell(f"{counted(hidden, 'equal line')} hidden", "state")] if hidden else []

    def on_mount(self) -> None:
        """Show the data that is known, then load the rest."""
        self._view.draw()
        self._view.rows.focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        start_work(self, self._find_memory, "memory")
        self._loading.start()

    async def _find_memory(self) -> None:
        await self.frame.memory.detect()
        self._view.draw_soon()

    def _lines(self) -> list[Line]:
        return lines_of(self._repos, self.frame.memory.budget)

    @property
    def _repo(self) -> ComparedRepo:
        return self._repos[self._table.current]

    def on_screen_resume(self) -> None:
        """Draw again, because the memory that models have to fit into may have changed."""
        super().on_screen_resume()
        self._view.draw_soon()

    def on_row_list_cursor_moved(self) -> None:
        """Show the value under the cursor in full."""
        self._view.detail.lay_out()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the repo of the current column with a double click."""
        if event.clicks == 2:
            self.do_open_row()

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions that move in the table."""
        return (self._view, self._view.rows)

    def collectable(self) -> list[tuple[str, str]]:
        """Return the repo of the current column."""
        return [(self._repo.repo_type, self._repo.repo_id)]

    # Actions

    def do_open_row(self) -> None:
        """Open the repo of the current column."""
        self._routes.open(self._target(), self._repo.row)

    def do_quants(self) -> None:
        """Open the quants of the model in the current column, or the base model of a quant."""
        repo = self._repo
        if repo.repo_type != "model":
            self.notice("only models have quants")
        else:
            self._routes.show_quants(repo.repo_id, repo.row.tags if repo.row is not None else ())

    def do_browse(self) -> None:
        """Open the repo of the current column in the web browser."""
        self._routes.browse(self._target())

    def _target(self) -> Target:
        return Target(self._repo.repo_type, self._repo.repo_id)

    def do_copy(self) -> None:
        """Offer the lines as Markdown, CSV and JSON, and the download commands of the current column."""
        repo = self._repo
        quant = best_quant(repo.row, self.frame.memory.budget)
        of_repo = snippets(subject_of(repo.repo_type, repo.row, self._routes.endpoint, quant=quant)) if repo.row else []
        downloads = [snippet for snippet in of_repo if snippet.key in _DOWNLOADS]
        self._routes.offer_copies([*compare_snippets(self._table.names, self._table.shown), *downloads])

    def do_refresh(self) -> None:
        """Request everything again that could not be loaded; if nothing failed, request everything."""
        self._loading.again()

    def do_leave(self) -> None:
        """Go back."""
        self.do_close()

    def do_close(self) -> None:
        """Go back."""
        known = self.frame, self._session, self._routes, self._repos
        self._routes.back(lambda: CompareScreen(*known))
