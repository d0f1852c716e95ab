"""The changes of one account: created when a list or a dialog first needs them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING

from hubtui.changes.disk_writer import DiskWriter
from hubtui.changes.journal import Journal
from hubtui.changes.outbox import Outbox
from hubtui.changes.queue import GRACE_SECONDS, ChangeQueue
from hubtui.config.paths import history_file, journal_file, unsaved_folder
from hubtui.pages.frame import FrameState
from hubtui.pages.session import EditServices
from hubtui.presentation.changes import done_message, failed_message
from hubtui.start import Start

if TYPE_CHECKING:
    from hubtui.changes.change import Change
    from hubtui.changes.edit_history import EditHistory
    from hubtui.changes.queue import QueuedChange
    from hubtui.worker.worker import Worker


class SessionChanges:
    """Owns the queue of changes, the outbox, the journal and the editors of collections, and shows their state.

    `tell_problem` shows a problem of writing to disk.
    """

    def __init__(self, worker: Worker, start: Start, frame: FrameState, tell_problem: Callable[[str], None]) -> None:
        self._worker = worker
        self._start = start
        self._frame = frame
        self._tell_problem = tell_problem
        self._disk = DiskWriter()
        self.outbox = Outbox(unsaved_folder(start.endpoint, start.state), writer=self._disk)
        self.queue = ChangeQueue(worker.hub, self._journal, self.outbox, self._account)
        self.queue.listen(self._edit_changed)

    def _account(self) -> str:
        """Return the user's name, or "" if it is not known."""
        return self._frame.rights.account_name

    def _journal(self) -> Journal:
        return Journal(journal_file(self._start.endpoint, self._start.state), writer=self._disk)

    @cached_property
    def edit_services(self) -> EditServices:
        """The objects that dialogs need to change repos and collections."""
        from hubtui.changes.collection_editors import CollectionEditors

        editors = CollectionEditors(self._worker.hub, self.outbox, self._account, history=self._edit_history)
        editors.listen(lambda _: self._show())
        self.queue.listen(editors.follow)
        rights, endpoint = lambda: self._frame.rights, self._start.endpoint
        return EditServices(self.queue, editors, self._worker, rights, endpoint, self._tell_edit)

    def _edit_history(self, collection: str) -> EditHistory:
        from hubtui.changes.edit_history import EditHistory

        endpoint, state = self._start.endpoint, self._start.state
        return EditHistory(lambda: history_file(endpoint, self._account(), collection, state), self._disk)

    @property
    def _has_editors(self) -> bool:
        return "edit_services" in self.__dict__

    def forget(self) -> None:
        """Forget the changes of this run, because the user switches to another account."""
        self.queue.forget_ended()
        if self._has_editors:
            self.edit_services.editors.forget()

    @property
    def deleted_collections(self) -> Collection[str]:
        """The ids of the collections that were deleted in this run."""
        from hubtui.hub.drafts import collection_id  # no start needs it

        deleted = (change for change, _ in self.queue.shown_since(0.0) if change.removes_id)
        return {collection_id(change.repo_id) for change in deleted if change.repo_type == "collection"}

    # The state

    @property
    def unsaved(self) -> int:
        """The number of changes that no answer of the Hub has shown yet."""
        edits = len(self.queue.under_way) + len(self.queue.unconfirmed)
        editors = self.edit_services.editors.unsaved if self._has_editors else ()
        return edits + sum(editor.edits.remaining_count for editor in editors)

    @property
    def left_unsaved(self) -> int:
        """The number of unsaved changes that earlier runs of this account left."""
        if not self.outbox.leftovers(self._account()):
            return 0
        from hubtui.managing.unsaved import unsaved

        return len(unsaved(self.outbox, self._account()))

    def _edit_changed(self, edit: QueuedChange) -> None:
        if edit.is_under_way:
            self._frame.drop_marks([(edit.change.repo_type, edit.change.repo_id)])
        elif edit.error is None and edit.change.removes_id:
            self._forget_page(edit.change)
        self._show()
        if not edit.is_under_way and not edit.is_reported and not edit.is_replaced:
            self._tell_edit(edit)

    def _forget_page(self, change: Change) -> None:
        self._frame.forget_page(change.repo_type, change.repo_id, change.moved_to)

    def _show(self) -> None:
        self._tell_problem(self.outbox.problem)
        changes = len(self.queue.under_way) + (self.edit_services.editors.active_count if self._has_editors else 0)
        if changes != self._frame.changes:
            self._frame.changes = changes
            self._frame.redraw()

    def _tell_edit(self, edit: QueuedChange) -> None:
        """Say in the bottom line how a change ended."""
        error = edit.error
        words = failed_message(edit.change, error) if error is not None else done_message(edit.change, edit.words)
        self._frame.announce(words, "failed" if error is not None else "mark")

    # The end

    @property
    def waits_at_most(self) -> float:
        """The longest time in seconds that `finish` may take."""
        return 2 * GRACE_SECONDS if self.unsaved else 0.0

    async def finish(self) -> int:
        """Wait a little for changes that are being sent; return the number of those that remain for the next run."""
        await self.queue.aclose()
        if self._has_editors:
            await self.edit_services.editors.aclose()
        unsaved = len(self.outbox)
        self.outbox.close()
        return unsaved
