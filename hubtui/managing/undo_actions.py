"""The actions undo and redo, which work on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.changes.journal import State
from hubtui.managing.undo import undo_screen

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.pages.frame import FrameState
    from hubtui.pages.session import Session


class UndoActions(ActionTarget):
    """Undoes and redoes changes after a question."""

    def __init__(self, app: App[Any], frame: FrameState, session: Session) -> None:
        self._app = app
        self._frame = frame
        self._session = session

    def do_undo(self) -> None:
        """Ask whether to undo the last change."""
        self._turn("done", "there is no change to undo")

    def do_redo(self) -> None:
        """Ask whether to redo the change that was undone last."""
        self._turn("undone", "there is no change to redo")

    def _turn(self, now: str, words: str) -> None:
        state = State(now)
        entry = self._session.edit_services.queue.last_entry(state)
        why = self._frame.rights.why_not_write()
        if entry is None or why:
            self._frame.announce(why or words, "failed" if why else "dim")
            return
        afterwards = State.UNDONE if state is State.DONE else State.DONE
        self._app.push_screen(undo_screen(self._session.edit_services, self._frame, entry, afterwards))
