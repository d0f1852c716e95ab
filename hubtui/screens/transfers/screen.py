"""The list of downloads: pause, continue, retry, cancel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from hubtui.actions import LIST, PAGE, STACKED, TRANSFERS
from hubtui.presentation import transfers
from hubtui.presentation.bars import Parts
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.text.humanize import short_bytes
from hubtui.widgets.row_list import RowList

if TYPE_CHECKING:
    from hubtui.screens.routes import Routes
    from hubtui.worker.downloads.queue import Downloads, Job

_DRAWN_EVERY = 0.5


class _Rows:
    def __init__(self, jobs: Sequence[Job]) -> None:
        self.jobs = jobs

    def __len__(self) -> int:
        return len(self.jobs)

    def id_at(self, index: int) -> str:
        job = self.jobs[index]
        return f"{job.source} {job.folder}"

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        job = self.jobs[index]
        words = job.words or job.folder
        size = job.wanted.size
        return transfers.cells(columns, job.source.repo_id, job.wanted.path, job.state, job.here, size, words)


class TransfersScreen(FrameScreen):
    """Draws itself twice a second while something is under way, and not at all otherwise."""

    PLACES: ClassVar[tuple[str, ...]] = (TRANSFERS, STACKED, LIST, PAGE)

    def __init__(self, frame: FrameState, downloads: Downloads, routes: Routes) -> None:
        super().__init__(frame)
        self._downloads = downloads
        self._routes = routes
        self._list = RowList(columns_for=transfers.columns_for, id="transfers")

    def body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield self._list

    def top_parts(self, width: int) -> Parts:
        """Return "back" and the title."""
        return [("close", [Cell("‹ Back", "accent"), Cell("   ")]), ("", [Cell("Transfers", "active")])]

    def on_mount(self) -> None:
        """Show the downloads, and look for changes from time to time."""
        self._list.focus()
        self._draw()
        self.set_interval(_DRAWN_EVERY, self._tick)

    def _tick(self) -> None:
        if self._downloads.running or self._drawn != self._state():
            self._draw()

    def _state(self) -> list[tuple[str, int]]:
        return [(job.state, job.here) for job in self._downloads.jobs]

    def _draw(self) -> None:
        self._drawn = self._state()
        self._list.show_rows(_Rows(list(self._downloads.jobs)), keep_cursor=True)
        words = "" if self._downloads.jobs else "nothing is being downloaded: d in the files of a repo does"
        self._list.rows_changed([[Cell(" " * GUTTER + words, "dim")]] if words else [])

    def targets(self) -> tuple[object, ...]:
        """Return the list, which has the actions that move the cursor."""
        return (self._list,)

    @property
    def _job(self) -> Job | None:
        jobs = self._downloads.jobs
        return jobs[self._list.cursor] if self._list.cursor < len(jobs) else None

    def do_pause(self) -> None:
        """Pause the download, continue it, or try it again."""
        job = self._job
        if job is None:
            return
        if job.state in ("waiting", "running"):
            self._downloads.pause(job)
        else:
            self._downloads.resume(job)
        self._draw()

    def do_open_row(self) -> None:
        """Show where the file goes, and why it failed."""
        from hubtui.screens.dialogs.shown_text import ShownText

        job = self._job
        if job is not None:
            place = f"{job.source.repo_id} at {job.source.named or job.source.revision}, into {job.folder}"
            words = "space tries it again" if job.state == "failed" else ""
            self.app.push_screen(
                ShownText(job.wanted.path, job.words or place, f"{place}. {words}" if words else place)
            )

    def do_cancel(self) -> None:
        """Cancel the download; ask whether to keep its bytes if there are any on disk."""
        job = self._job
        if job is None:
            return
        if job.state == "done" or (not job.here and job.state != "running"):
            self._downloads.cancel(job)
            self._draw()
            return
        from hubtui.screens.dialogs.menu import Menu, MenuLine

        here = short_bytes(job.here)
        lines = [
            MenuLine("keep", f"cancel, keep the {here} on disk: a later download continues"),
            MenuLine("delete", f"cancel, and delete the {here}"),
            MenuLine("", "continue the download"),
        ]
        self.app.push_screen(Menu(job.wanted.path, lines, "keep", wide=True), partial(self._cancel, job))

    async def _cancel(self, job: Job, answer: tuple[str, bool] | None) -> None:
        choice = answer[0] if answer is not None else ""
        if job not in self._downloads.jobs or not choice:
            return
        if choice == "delete":
            await self._downloads.cancel_and_delete(job)
        else:
            self._downloads.cancel(job)
        if self.is_attached:
            self._draw()

    def do_retry_all(self) -> None:
        """Continue all downloads that are paused or failed."""
        for job in list(self._downloads.jobs):
            self._downloads.resume(job)
        self._draw()

    def do_clear_done(self) -> None:
        """Remove the downloads that are done from the list."""
        self._downloads.clear_done()
        self._draw()

    def do_close(self) -> None:
        """Go back."""
        self._routes.back()

    do_leave = do_close
