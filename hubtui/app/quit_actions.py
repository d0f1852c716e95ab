"""The actions that quit the program, after a question if something is unfinished."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.widgets import Input

from hubtui.action_target import ActionTarget
from hubtui.dialogs.question import Question

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.session import AppSession


class QuitActions(ActionTarget):
    """Ends the program."""

    def __init__(self, app: App[Any], session: AppSession, copy: Callable[[str, str], None]) -> None:
        self._app = app
        self._session = session
        self._copy = copy

    def do_quit(self) -> None:
        """Quit; ask first while a change or a download is unfinished."""
        question = self._unfinished()
        if question:
            self._ask(question)
        else:
            self._app.exit()

    def do_copy_or_quit(self) -> None:
        """Copy the selection; without one, ask to quit."""
        screen = self._app.screen
        in_field = screen.focused.selected_text if isinstance(screen.focused, Input) else ""
        selected = in_field or screen.get_selected_text()
        if selected:
            self._copy(selected, "the selection")
        else:
            self._ask(self._unfinished() or "Quit hubtui?")

    def _unfinished(self) -> str:
        """Return a question that names unfinished changes or downloads, or ""."""
        changes, downloads = self._session.unsaved, self._session.running_downloads
        if changes:
            return f"{changes} change{'s are' if changes > 1 else ' is'} not saved yet. Quit all the same?"
        many, they_go = ("s are", "they go") if downloads > 1 else (" is", "it goes")
        return f"{downloads} download{many} under way; {they_go} on next time. Quit?" if downloads else ""

    def _ask(self, question: str) -> None:
        if not isinstance(self._app.screen, Question):
            self._app.push_screen(Question(question, "quit"), lambda yes: self._app.exit() if yes else None)
