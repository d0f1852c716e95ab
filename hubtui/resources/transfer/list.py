"""The list of downloads: pause, continue, retry or cancel them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from hubtui.browser.list_model import ListModel, Order, Words
from hubtui.dialogs.menu import Menu, MenuLine
from hubtui.dialogs.text_dialog import TextDialog
from hubtui.places import TRANSFERS
from hubtui.registry.target import Target
from hubtui.resources.transfer import transfer_cells
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line
from hubtui.text.humanize import short_bytes

if TYPE_CHECKING:
    from hubtui.action import Action
    from hubtui.pages.session import Session
    from hubtui.presentation.snippets import Snippet
    from hubtui.worker.downloads.queue import Job

_DRAWN_EVERY = 0.5


class TransfersList(ListModel["Job"]):
    """The downloads of this run and the unfinished ones of earlier runs. Drawn twice a second while one runs."""

    name = "transfers"
    title = "Transfers"
    places = (TRANSFERS,)
    orders: tuple[Order, ...] = (
        Order("added", "as they were added"),
        Order("file", "file", lambda job: job.wanted.path.casefold()),
        Order("state", "state", lambda job: job.state),
        Order("size", "size, the largest first", lambda job: job.wanted.size or 0, descending=True),
    )

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._downloads = session.downloads
        self._drawn: list[tuple[str, int]] = []

    def begin(self) -> None:
        """Show the downloads, and look for changes from time to time."""
        self._take()
        self.browser.rows.set_interval(_DRAWN_EVERY, self._tick)

    def _tick(self) -> None:
        if self._downloads.running or self._drawn != self._state():
            self.show()

    def _state(self) -> list[tuple[str, int]]:
        return [(job.state, job.here) for job in self._downloads.jobs]

    def _take(self) -> None:
        self.items, self._drawn = list(self._downloads.jobs), self._state()

    def show(self) -> None:
        """Draw the downloads as they are now."""
        self._take()
        self.browser.show_items()
        self.browser.show_details()

    # Rows

    def key(self, item: Job) -> str:
        """Return an id for a download: its file and its folder."""
        return f"{item.source} {item.folder}"

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        return transfer_cells.columns_for(width)

    def cells(self, item: Job, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a download."""
        return transfer_cells.cells(item, self._downloads.rate(item), columns)

    def text(self, item: Job) -> str:
        """Return the repo, path, state and folder of a download, in which words are searched."""
        return f"{item.source.repo_id} {item.wanted.path} {item.state} {item.folder}"

    def tail(self, shown: int) -> list[Words]:
        """Return a line that says how a download is started, if there is none."""
        return [] if self.items else [("nothing is being downloaded: d in the files of a repo does", "dim")]

    def target(self, item: Job) -> Target:
        """Return the repo that the file belongs to."""
        return Target(item.source.repo_type, item.source.repo_id)

    def preview(self, item: Job, width: int) -> Iterable[Line]:
        """Return everything known about a download."""
        return transfer_cells.details(item, self._downloads.rate(item), width)

    def snippets(self, item: Job) -> list[Snippet]:
        """Return the path of the file on this machine, and the command that downloads it."""
        return transfer_cells.snippets(item)

    # Actions

    def why_not(self, action: Action) -> str:
        """Return why an action would change no download now, or ""."""
        if action.name == "pause" and self.browser.chosen:
            return "" if any(job.state != "done" for job in self.browser.chosen) else "the download is done"
        if action.name == "retry_all" and not any(job.state in ("paused", "failed") for job in self._downloads.jobs):
            return "no download is paused, and none has failed"
        if action.name == "clear_done" and not any(job.state == "done" for job in self._downloads.jobs):
            return "no download is done"
        return super().why_not(action)

    def open(self, item: Job) -> None:
        """Show the folder of the file, and why the download failed."""
        again = "; space tries it again" if item.state == "failed" else ""
        text = TextDialog(
            item.wanted.path,
            item.words or f"{item.folder}/{item.wanted.path}",
            f"{item.state}: {transfer_cells.place_words(item)}, into {item.folder}{again}",
        )
        self.browser.app.push_screen(text)

    def do_pause(self) -> None:
        """Pause the chosen downloads that run, and continue or retry the others."""
        for job in self.browser.chosen:
            if job.state in ("waiting", "running"):
                self._downloads.pause(job)
            else:
                self._downloads.resume(job)
        self.show()

    def do_cancel(self) -> None:
        """Cancel the chosen downloads; if some bytes are on disk, ask whether to keep them."""
        jobs: list[Job] = self.browser.chosen
        if not any(job.state != "done" and (job.here or job.state == "running") for job in jobs):
            for job in jobs:
                self._downloads.cancel(job)
            self.show()
            return
        here = short_bytes(sum(job.here for job in jobs if job.state != "done"))
        later = "begins anew" if all(job.begins_anew for job in jobs if job.state != "done") else "continues"
        lines = [
            MenuLine("keep", f"cancel, keep the {here} on disk: a later download {later}"),
            MenuLine("delete", f"cancel, and delete the {here}"),
            MenuLine("", "continue the download" if len(jobs) == 1 else "continue the downloads"),
        ]
        title = jobs[0].wanted.path if len(jobs) == 1 else f"{len(jobs):,} downloads"
        self.browser.app.push_screen(Menu(title, lines, "keep", wide=True), partial(self._cancel, jobs))

    async def _cancel(self, jobs: list[Job], answer: tuple[str, bool] | None) -> None:
        choice = answer[0] if answer is not None else ""
        for job in jobs if choice else ():
            if job not in self._downloads.jobs:
                continue
            if choice == "delete" and job.state != "done":
                await self._downloads.cancel_and_delete(job)
            else:
                self._downloads.cancel(job)
        self.show()

    def do_retry_all(self) -> None:
        """Continue all downloads that are paused or failed."""
        for job in list(self._downloads.jobs):
            self._downloads.resume(job)
        self.show()

    def do_clear_done(self) -> None:
        """Remove the downloads that are done from the list."""
        self._downloads.clear_done()
        self.show()
