"""A form that changes one repo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.dialogs.form import Form
from hubtui.pages.work import start_work

if TYPE_CHECKING:
    from hubtui.changes.change import Change
    from hubtui.changes.journal import Entry, State
    from hubtui.changes.queue import QueuedChange
    from hubtui.hub.errors import HubError
    from hubtui.hub.models.rows import Row
    from hubtui.pages.session import EditServices


class ChangeForm(Form):
    """A form whose fields give one change.

    It shows an error below the field that caused it. If the user closes it before the change has ended, the bottom
    line tells the result.
    """

    def __init__(self, title: str, verb: str, services: EditServices, row: Row | None = None) -> None:
        super().__init__(title, verb)
        self.edit_services = services
        self.row = row
        self.update: tuple[Entry, State] | None = None
        self._edit: QueuedChange | None = None

    def change(self) -> Change | None:
        """Return the change that the fields describe, or None if nothing would change."""
        raise NotImplementedError

    def field_of(self, error: HubError) -> str:
        """Return the name of the field that caused an error, or "" if none did."""
        return ""

    def send(self) -> None:
        """Submit the change to the queue, and wait for its end."""
        change = self.change()
        if change is None:
            self.say("nothing would change")
            return
        self.begin_sending()
        # Submitted at once, not in the task: a key pressed before the task runs could submit it a second time.
        # The queue tries a change again that was submitted before and is not confirmed yet.
        before = self._edit
        edit = self._edit = self.edit_services.queue.submit(change, self.row, update=self.update)
        if before is not None and before is not edit:
            before.is_reported = False
        edit.is_reported = True
        start_work(self, self._wait, "send")

    async def _wait(self) -> None:
        edit = self._edit
        if edit is None:
            return
        stop = self.edit_services.queue.listen(self._looking)
        try:
            await edit.finished()
        finally:
            stop()
        if edit.error is not None:
            self.show_error(str(edit.error), self.field_of(edit.error))
            return
        self.answer(None)
        self.done(edit)

    def done(self, edit: QueuedChange) -> None:
        """Show the result of the change in the bottom line."""
        self.edit_services.tell(edit)

    def _looking(self, edit: QueuedChange) -> None:
        if edit is self._edit and edit.is_looking and edit.is_under_way:
            words = f"{edit.words}; checking …"
            if self.is_sending:
                # Unlock the fields: enter sends the change again, esc closes the form while the queue goes on.
                self.show_error(words)
            else:
                self.say(words, "failed")

    def do_leave(self) -> None:
        """Close the form. The bottom line later tells how a change that is still being sent has ended."""
        if self._edit is not None and self._edit.is_under_way:
            self._edit.is_reported = False
        elif self._edit is not None and self._edit.is_unconfirmed:
            self.edit_services.tell(self._edit)
        super().do_leave()
