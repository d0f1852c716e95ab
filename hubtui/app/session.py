"""The session of one account: requests, changes and downloads. Each part is created when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING

from hubtui.pages.frame import FrameState
from hubtui.start import Start

if TYPE_CHECKING:
    from hubtui.changes.disk_writer import DiskWriter
    from hubtui.changes.edit_history import EditHistory
    from hubtui.changes.journal import Journal
    from hubtui.changes.outbox import Outbox
    from hubtui.changes.queue import ChangeQueue, QueuedChange
    from hubtui.hub.client import Exchange
    from hubtui.pages.edit_services import EditServices
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
        self.connect = connect
        self._start = start
        self._frame = frame
        frame.changes_begun = lambda: self.queue.submitted_count if self.has("queue") else 0
        self._work_changed = work_changed
        self._told: set[str] = set()
        self.last_words = ""
        """A line for the user about what was unfinished when the session was closed, or ""."""

    def has(self, name: str) -> bool:
        """Return whether the part of this name has been used in this run."""
        return name in self.__dict__

    @cached_property
    def worker(self) -> Worker:
        """Sends requests to the Hub; not used before the first paint."""
        from hubtui.worker.worker import Worker

        worker = Worker(
            lambda: self.connect(worker.activity.record),
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

    def _tell_problems(self) -> None:
        """Show a problem of writing to disk, each of them once."""
        for keeper in (self._frame.store, self.outbox if self.has("outbox") else None):
            problem = keeper.problem if keeper is not None else ""
            if problem and problem not in self._told:
                self._told.add(problem)
                self._frame.announce(problem, "failed")

    def _exchanged(self, exchange: Exchange) -> None:
        self._tell_problems()
        if exchange.status and self._frame.stale_since:
            self._frame.stale_since = 0.0
            self._frame.redraw()

    @cached_property
    def downloads(self) -> Downloads:
        """The downloads, with the unfinished ones of earlier runs."""
        from hubtui.config.paths import state_folder
        from hubtui.worker.downloads.queue import Downloads

        downloads = Downloads(self.worker.hub, state_folder() / self._start.state, self._work_changed)
        downloads.remember()
        return downloads

    @cached_property
    def queue(self) -> ChangeQueue:
        """The queue of changes, with the journal of earlier runs."""
        from hubtui.changes.queue import ChangeQueue

        queue = ChangeQueue(self.worker.hub, self._journal, self.outbox, self._account)
        queue.listen(self._edit_changed)
        return queue

    @cached_property
    def edit_services(self) -> EditServices:
        """The objects that dialogs need to change repos and collections."""
        from hubtui.changes.collection_editors import Editors
        from hubtui.pages.edit_services import EditServices

        editors = Editors(self.worker.hub, self.outbox, self._account, history=self._edit_history)
        editors.listen(lambda _: self._show_changes())
        self.queue.listen(editors.follow)
        return EditServices(
            self.queue, editors, self.worker, lambda: self._frame.rights, self._start.endpoint, self._tell_edit
        )

    def _edit_history(self, collection: str) -> EditHistory:
        from hubtui.changes.edit_history import EditHistory
        from hubtui.config.paths import history_file

        endpoint, state = self._start.endpoint, self._start.state
        return EditHistory(lambda: history_file(endpoint, self._account(), collection, state), self._disk)

    @property
    def deleted_collections(self) -> Collection[str]:
        """The ids of the collections that were deleted in this run."""
        if not self.has("queue"):
            return ()
        from hubtui.hub.drafts import collection_id

        deleted = (change for change, _ in self.queue.shown_since(0.0) if change.removes_id)
        return {collection_id(change.repo_id) for change in deleted if change.repo_type == "collection"}

    @cached_property
    def outbox(self) -> Outbox:
        """The file of changes that the Hub has not confirmed, with those of earlier runs."""
        from hubtui.changes.outbox import Outbox
        from hubtui.config.paths import unsaved_folder

        return Outbox(unsaved_folder(self._start.endpoint, self._start.state), writer=self._disk)

    @cached_property
    def _disk(self) -> DiskWriter:
        from hubtui.changes.disk_writer import DiskWriter

        return DiskWriter()

    def _account(self) -> str:
        """Return the user's name, or "" if it is not known."""
        return self._frame.rights.account_name

    def _journal(self) -> Journal:
        from hubtui.changes.journal import Journal
        from hubtui.config.paths import journal_file

        return Journal(journal_file(self._start.endpoint, self._start.state), writer=self._disk)

    @property
    def waits_at_most(self) -> float:
        """The longest time in seconds that `finish_changes` may take."""
        if not self.unsaved:
            return 0.0
        from hubtui.changes import collection_editors, queue

        return queue.GRACE_SECONDS + collection_editors.GRACE_SECONDS

    async def finish_changes(self) -> None:
        """Wait a little for changes that are being sent; the next run offers those that remain."""
        stopped = self.running_downloads
        if self.has("queue"):
            await self.queue.aclose()
        if self.has("edit_services"):
            await self.edit_services.editors.aclose()
        unsaved = len(self.outbox) if self.has("outbox") else 0
        self.last_words = _last_words(unsaved, stopped)
        if self.has("outbox"):
            self.outbox.close()

    async def aclose(self) -> None:
        """Stop downloads and requests, and close the connections."""
        if self.has("downloads"):
            await self.downloads.aclose()
        if self.has("worker"):
            await self.worker.aclose()

    # Running work

    @property
    def unsaved(self) -> int:
        """The number of changes that no answer of the Hub has shown yet."""
        edits = len(self.queue.under_way) + len(self.queue.unconfirmed) if self.has("queue") else 0
        return edits + (
            sum(editor.left for editor in self.edit_services.editors.unsaved) if self.has("edit_services") else 0
        )

    @property
    def left_unsaved(self) -> int:
        """The number of unsaved changes that earlier runs of this account left."""
        if not self.outbox.leftovers(self._account()):
            return 0
        from hubtui.managing.unsaved import unsaved

        return len(unsaved(self.outbox, self._account()))

    @property
    def running_downloads(self) -> int:
        """The number of downloads that are running."""
        return len(self.downloads.running) if self.has("downloads") else 0

    def _edit_changed(self, edit: QueuedChange) -> None:
        if edit.is_under_way:
            self._frame.drop_marks([(edit.change.repo_type, edit.change.repo_id)])
        self._show_changes()
        if not edit.is_under_way and not edit.is_reported and not edit.is_replaced:
            self._tell_edit(edit)

    def _show_changes(self) -> None:
        self._tell_problems()
        changes = len(self.queue.under_way) + (self.edit_services.editors.left if self.has("edit_services") else 0)
        if changes != self._frame.changes:
            self._frame.changes = changes
            self._frame.redraw()

    def _tell_edit(self, edit: QueuedChange) -> None:
        """Say in the bottom line how a change ended."""
        from hubtui.presentation.changes import done_message, failed_message

        error = edit.error
        words = failed_message(edit.change, error) if error is not None else done_message(edit.change, edit.words)
        self._frame.say(words, "failed" if error is not None else "mark")
        self._frame.redraw()

    def show_work(self) -> None:
        """Show the number of requests that are running, and the progress of the downloads."""
        frame, told = self._frame, (self._frame.under_way, self._frame.transfers)
        if self.has("downloads"):
            from hubtui.resources.transfer.transfer_cells import progress_words
            from hubtui.worker.downloads.queue import totals

            running = self.downloads.running
            frame.transfers = progress_words(*totals(running), self.downloads.rate) if running else ""
        frame.under_way = self.worker.under_way
        if (frame.under_way, frame.transfers) != told:
            self._frame.redraw()


def _last_words(unsaved: int, stopped: int) -> str:
    words = []
    if unsaved:
        words.append(f"{unsaved:,} change{' is' if unsaved == 1 else 's are'} not saved: g u in the next run")
    if stopped:
        words.append(f"{stopped:,} download{' was' if stopped == 1 else 's were'} stopped: w goes on with them")
    return "; ".join(words)
