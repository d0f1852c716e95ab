"""Quitting: at once, or after a question where something is not finished."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


class Leaving:
    """Ends `app`; `unfinished` says, as a question, what is under way (empty for nothing)."""

    def __init__(self, app: App[Any], unfinished: Callable[[], str], copy: Callable[[str, str], None]) -> None:
        self._app = app
        self._unfinished = unfinished
        self._copy = copy

    def do_quit(self) -> None:
        """The end; asks while a change or a transfer is unfinished."""
        question = self._unfinished()
        if question:
            self._ask(question)
        else:
            self._app.exit()

    def do_copy_or_quit(self) -> None:
        """Copy what is selected; else ask to quit."""
        screen = self._app.screen
        selected = getattr(screen.focused, "selected_text", "") or screen.get_selected_text()
        if selected:
            self._copy(selected, "the selection")
        else:
            self._ask(self._unfinished() or "Quit hubtui?")

    def _ask(self, question: str) -> None:
        from hubtui.screens.dialogs.question import Question

        if not isinstance(self._app.screen, Question):
            self._app.push_screen(Question(question, "quit"), lambda yes: self._app.exit() if yes else None)
