"""What is copied goes to the user's own machine, and the frame says by which way."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.screens.frame import FrameState
from hubtui.screens.work import start_work

if TYPE_CHECKING:
    from textual.app import App

_SELECT = "shift and the mouse select it"


class Copying:
    """Sends texts to the clipboard beside the screens of `app`."""

    def __init__(self, app: App[Any], frame: FrameState) -> None:
        self._app = app
        self._frame = frame

    def copy(self, text: str, what: str) -> None:
        """Send a text; it is shown as well where it may not arrive."""
        start_work(self._app, partial(self._copy, text, what), "copy")

    def show(self, text: str, title: str) -> None:
        """Send a text, and show it in any case."""
        start_work(self._app, partial(self._copy, text, "it", title), "copy")

    async def _copy(self, text: str, what: str, title: str = "") -> None:
        from hubtui.screens.dialogs.shown_text import ShownText
        from hubtui.terminal.clipboard import send

        driver = self._app._driver
        setting = self._frame.settings.clipboard
        self._app._clipboard = text
        sent = await send(text, os.environ, driver.write if driver is not None else len, setting)
        if title or sent.in_doubt:
            words = f"{sent.words}; {_SELECT}"
            if sent.in_doubt and setting == "auto":
                words += ". Where it does arrive, clipboard in config.toml spares you this."
            self._app.push_screen(ShownText(title or f"Copy {what}", text, words))
        else:
            self._frame.say(f"{what} {sent.words}: {text.splitlines()[0] if text else ''}")
            show = getattr(self._app.screen, "show_frame", None)
            if show is not None:
                show()
