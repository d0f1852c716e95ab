"""The keys that go from one section of a page to another."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameScreen


class SectionKeys(ActionTarget):
    """Goes to a section by its number, or to the next one.

    `place` returns the index of the current section and the number of sections; `show` shows the one at an index. If
    that takes time, it returns an awaitable: the next key waits for it.
    """

    def __init__(
        self, screen: FrameScreen, place: Callable[[], tuple[int, int]], show: Callable[[int], Awaitable[None] | None]
    ) -> None:
        self._screen = screen
        self._place = place
        self._show = show

    def do_section(self) -> Awaitable[None] | None:
        """Show the section whose number was pressed; 0 is the tenth."""
        number, (_, count) = int(self._screen.pressed) or 10, self._place()
        if number <= count:
            return self._show(number - 1)
        self._screen.notice(f"there are {count} sections")
        return None

    def do_next_section(self) -> Awaitable[None] | None:
        """Show the next section."""
        index, count = self._place()
        return self._show((index + 1) % count)

    def do_previous_section(self) -> Awaitable[None] | None:
        """Show the previous section."""
        index, count = self._place()
        return self._show((index - 1) % count)
