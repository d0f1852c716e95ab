"""Undo and redo of changes to repos, from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.screens.frame import FrameState
    from hubtui.screens.managing.desk import Desk


class Turning:
    """Asks whether the last change is to be taken back, or done again."""

    def __init__(self, app: App[Any], frame: FrameState, desk: Callable[[], Desk], show_frame: Callable[[], None]):
        self._app = app
        self._frame = frame
        self._desk = desk
        self._show_frame = show_frame

    def do_undo(self) -> None:
        """Ask whether the last change is to be taken back."""
        self._turn("done", "there is no change to take back")

    def do_redo(self) -> None:
        """Ask whether what was taken back last is to be done again."""
        self._turn("undone", "nothing was taken back last")

    def _turn(self, now: str, words: str) -> None:
        from hubtui.screens.managing.undo import undo_screen
        from hubtui.worker.edits.journal import State

        state = State(now)
        entry = self._desk().edits.last(state)
        why = self._frame.rights.why_not_write()
        if entry is None or why:
            self._frame.say(why or words, "failed" if why else "dim")
            self._show_frame()
            return
        afterwards = State.UNDONE if state is State.DONE else State.DONE
        self._app.push_screen(undo_screen(self._desk(), self._frame, entry, afterwards))
