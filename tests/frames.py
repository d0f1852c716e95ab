"""Frames that nobody looks at are not drawn.

An app under Textual's pilot has no terminal: its frames would be made for nothing, and that is half of its work. A test
sees the screen by having it drawn for itself. With --long, and in tests of the display, every frame is drawn.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from rich.console import RenderableType
from textual._compositor import LayoutUpdate
from textual._context import visible_screen_stack
from textual.screen import Screen

from hubtui.terminal.textual_internals import NarrowCompositor

Screens = list[Screen[Any]] | None
Render = Callable[..., RenderableType | None]

draws_all = False
"""Whether every frame is drawn."""


@contextmanager
def only_seen() -> Iterator[None]:
    """Draw only what is looked at while an app runs, unless all is to be drawn."""
    if draws_all:
        yield
        return
    with patch.object(NarrowCompositor, "render_update", _instead(NarrowCompositor.render_update)):
        yield


def _instead(render: Render) -> Render:
    def skip(
        self: NarrowCompositor,
        full: bool = False,
        screen_stack: list[Screen[Any]] | None = None,
        simplify: bool = False,
    ) -> RenderableType | None:
        if full:  # a picture of the screen
            return render(self, full, screen_stack, simplify)
        visible_screen_stack.set(screen_stack or [])  # the screens behind a dialog, for whoever looks at them
        changed = bool(self._dirty_regions)
        self._dirty_regions.clear()
        return LayoutUpdate([], self.size.region) if changed else None

    return skip
