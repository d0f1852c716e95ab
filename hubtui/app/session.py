"""The session of one account: requests, changes and downloads. Each part is created when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.config.paths import state_folder
from hubtui.pages.frame import FrameState
from hubtui.start import Start

if TYPE_CHECKING:
    from hubtui.app.session_changes import SessionChanges
    from hubtui.changes.outbox import Outbox
    from hubtui.changes.queue import ChangeQueue
    from hubtui.hub.client import Exchange
    from hubtui.pages.session import EditServices
    from hubtui.start import Connect
    from hubtui.worker.downloads.queue import Downloads
    from hubtui.worker.worker import Worker


class AppSession:
    """Implements `hubtui.pages.session.Session`, and shows its state in the frame.

    `work_changed` is called whenever a request or a download begins or ends, which can be many times in a moment.
    """

    def __init__(
        self,
        start: Start,
        connect: Connect,
        frame: FrameState,
        work_changed: Callable[[], None],
    ) -> None:
        self._connect = connect
        self._start = start
        self._frame = frame
        frame.changes_begun = lambda: self.queue.submitted_count if self._has("changes") else 0
        self._work_changed = work_changed
        self._told: set[str] = set()
        self.last_words = ""
        """A line for the user about what was unfinished when the session was closed, or ""."""

    def _has(self, name: str) -> bool:
        """Return whether the part of this name has been used in this run."""
        return name in self.__dict__

    async def switch(self, connect: Connect) -> None:
        """Use another account: connect to the Hub by `connect` from now on, and forget the changes of this run."""
        self._connect = connect
        await self.worker.reconnect()
        if self._has("changes"):
            self.changes.forget()

    # Requests

    @cached_property
    def worker(self) -> Worker:
        """Sends requests to the Hub; not used before the first paint."""
        from hubtui.worker.worker import Worker

        worker = Worker(
            lambda: self._connect(worker.activity.record),
            on_change=self._work_changed,
            on_stale=self._show_stale,
            prefetch=not self._frame.settings.metered,
        )
        worker.activity.listen(self._exchanged)
        return worker

    def _show_stale(self, moment: float) -> None:
        """Show that the Hub cannot be reached, and that the answers shown are of this moment or older."""
        since = self._frame.stale_since
        self._frame.stale_since = min(since, moment) if since else moment
        self._frame.redraw()

    def _exchanged(self, exchange: Exchange) -> None:
        self._tell_problem(self._frame.store.problem if self._frame.store is not None else "")
        if self._has("changes"):
            self._tell_problem(self.outbox.problem)
        if exchange.status and self._frame.stale_since:
            self._frame.stale_since = 0.0
            self._frame.redraw()

    def _tell_problem(self, problem: str) -> None:
        """Show a problem of writing to disk, each of them once; "" is none."""
        if problem and problem not in self._told:
            self._told.add(problem)
            self._frame.announce(problem, "failed")

    # Changes

    @cached_property
    def changes(self) -> SessionChanges:
        """The changes of this account, with those of earlier runs."""
        from hubtui.app.session_changes import SessionChanges

        return SessionChanges(self.worker, self._start, self._frame, self._tell_problem)

    @property
    def queue(self) -> ChangeQueue:
        """The queue of changes."""
        return self.changes.queue

    @property
    def outbox(self) -> Outbox:
        """The file of changes that the Hub has not confirmed, with those of earlier runs."""
        return self.changes.outbox

    @property
    def edit_services(self) -> EditServices:
        """The objects that dialogs need to change repos and collections."""
        return self.changes.edit_services

    @property
    def deleted_collections(self) -> Collection[str]:
        """The ids of the collections that were deleted in this run."""
        return self.changes.deleted_collections if self._has("changes") else ()

    @property
    def unsaved(self) -> int:
        """The number of changes that no answer of the Hub has shown yet."""
        return self.changes.unsaved if self._has("changes") else 0

    # Downloads

    @cached_property
    def downloads(self) -> Downloads:
        """The downloads, with the unfinished ones of earlier runs."""
        from hubtui.worker.downloads.queue import Downloads

        downloads = Downloads(self.worker.hub, self._state_folder, self._work_changed)
        downloads.load_unfinished()
        return downloads

    @property
    def _state_folder(self) -> Path:
        return state_folder() / self._start.state

    @property
    def left_downloads(self) -> int:
        """The number of unfinished downloads of earlier runs."""
        return len(self.downloads.jobs) if (self._state_folder / "downloads.json").exists() else 0

    @property
    def running_downloads(self) -> int:
        """The number of downloads that are running."""
        return len(self.downloads.running) if self._has("downloads") else 0

    def show_work(self) -> None:
        """Show the number of requests that are running, and the progress of the downloads."""
        frame = self._frame
        shown = frame.under_way, frame.transfers
        frame.under_way = self.worker.under_way
        if self._has("downloads"):
            from hubtui.resources.transfer.transfer_cells import progress_of

            frame.transfers = progress_of(self.downloads)
        if (frame.under_way, frame.transfers) != shown:
            frame.redraw()

    # The end

    @property
    def waits_at_most(self) -> float:
        """The longest time in seconds that `finish_changes` may take."""
        return self.changes.waits_at_most if self._has("changes") else 0.0

    async def finish_changes(self) -> None:
        """Wait a little for changes that are being sent; the next run offers those that remain."""
        stopped = self.running_downloads
        unsaved = await self.changes.finish() if self._has("changes") else 0
        self.last_words = _last_words(unsaved, stopped)

    async def aclose(self) -> None:
        """Stop downloads and requests, and close the connections."""
        if self._has("downloads"):
            await self.downloads.aclose()
        if self._has("worker"):
            await self.worker.aclose()


def _last_words(unsaved: int, stopped: int) -> str:
    words = []
    if unsaved:
        words.append(f"{unsaved:,} change{' is' if unsaved == 1 else 's are'} not saved: g u in the next run")
    if stopped:
        words.append(f"{stopped:,} download{' was' if stopped == 1 else 's were'} stopped: w goes on with them")
    return "; ".join(words)
