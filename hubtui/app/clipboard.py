"""Copies texts to the clipboard of the user's own machine, and says in the bottom line how."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.dialogs.copy import CopyDialog
from hubtui.dialogs.text_dialog import TextDialog
from hubtui.pages.frame import FrameState
from hubtui.pages.work import start_work
from hubtui.terminal.clipboard import send
from hubtui.terminal.textual_internals import driver_of, set_clipboard
from hubtui.text.humanize import counted

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.presentation.snippets import Snippet

_SELECT = "shift and the mouse select it"


class Clipboard:
    """Sends texts to the clipboard in the background."""

    def __init__(self, app: App[Any], frame: FrameState) -> None:
        self._app = app
        self._frame = frame

    def copy(self, text: str, title: str) -> None:
        """Copy `text`; show it in a dialog as well if it may not arrive at the clipboard. `title` is its name."""
        start_work(self._app, partial(self._copy, text, title), "copy")

    def show(self, text: str, title: str) -> None:
        """Copy `text`, and show it in a dialog with this title."""
        start_work(self._app, partial(self._copy, text, "it", title), "copy")

    def offer(self, snippets: Sequence[Snippet], rows: int) -> None:
        """Show a menu of texts about this number of rows, and copy the chosen one."""

        def chosen(snippet: Snippet | None) -> None:
            if snippet is not None:
                self.copy(snippet.text, snippet.title)

        self._app.push_screen(CopyDialog(snippets, f"Copy {rows:,} rows" if rows > 1 else "Copy"), chosen)

    async def _copy(self, text: str, name: str, title: str = "") -> None:
        driver = driver_of(self._app)
        setting = self._frame.settings.clipboard
        set_clipboard(self._app, text)
        sent = await send(text, os.environ, driver.write if driver is not None else len, setting)
        if title or sent.in_doubt:
            words = f"{sent.words}; {_SELECT}"
            if sent.in_doubt and setting == "auto":
                words += ". Where it does arrive, clipboard in config.toml spares you this."
            self._app.push_screen(TextDialog(title or f"Copy {name}", text, words))
        else:
            first, *others = text.splitlines() or [""]
            more = f" and {counted(len(others), 'more line')}" if others else ""
            self._frame.announce(f"{name} {sent.words}: {first}{more}")
