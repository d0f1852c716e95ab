"""A form that changes one repo: sent once, its refusal beside the field that it is about."""

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
    from hubtui.pages.desk import Desk


class ChangeForm(Form):
    """Left while it is sending, the end is told in the bottom line."""

    def __init__(self, title: str, verb: str, desk: Desk, row: Row | None = None) -> None:
        super().__init__(title, verb)
        self.desk = desk
        self.row = row
        self.turns: tuple[Entry, State] | None = None
        self._edit: QueuedChange | None = None

    def change(self) -> Change | None:
        """What is to be changed, as the fields stand; None where that is nothing."""
        raise NotImplementedError

    def field_of(self, error: HubError) -> str:
        """The field that a refusal is about; empty where it is about none."""
        return ""

    def send(self) -> None:
        """Send it."""
        change = self.change()
        if change is None:
            self.say("nothing would change")
            return
        self.sending()
        # Begun here and now: nothing that is pressed from here on begins it a second time, or ends it.
        # The same change that is not confirmed yet is tried again.
        before = self._edit
        edit = self._edit = self.desk.queue.submit(change, self.row, turns=self.turns)
        if before is not None and before is not edit:
            before.told = False
        edit.told = True
        start_work(self, self._wait, "send")

    async def _wait(self) -> None:
        edit = self._edit
        if edit is None:
            return
        stop = self.desk.queue.listen(self._looking)
        try:
            await edit.finished()
        finally:
            stop()
        if edit.error is not None:
            self.refused(str(edit.error), self.field_of(edit.error))
            return
        self.answer(None)
        self.done(edit)

    def done(self, edit: QueuedChange) -> None:
        """Say that it is done."""
        self.desk.tell(edit)

    def _looking(self, edit: QueuedChange) -> None:
        if edit is self._edit and edit.is_looking and edit.is_under_way:
            words = f"{edit.words}; checking …"
            if self.is_sending:
                # The fields are free again: enter sends it once more, esc leaves it to the background.
                self.refused(words)
            else:
                self.say(words, "failed")

    def do_leave(self) -> None:
        """Leave it; the bottom line tells the end of what is under way, and where to find what is not confirmed."""
        if self._edit is not None and self._edit.is_under_way:
            self._edit.told = False
        elif self._edit is not None and self._edit.is_unconfirmed:
            self.desk.tell(self._edit)
        super().do_leave()
