"""The base class of the sections of a repo's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

from hubtui.action_target import ActionTarget
from hubtui.hub.errors import Gated, HubError, Missing
from hubtui.presentation.lines import wrap
from hubtui.text.columns import GUTTER, Cell

if TYPE_CHECKING:
    from hubtui.hub.endpoint import Request
    from hubtui.resources.repos.page import Answer, RepoPage
    from hubtui.widgets.reader import Reader
    from hubtui.widgets.row_list import RowList


class Section(ActionTarget, Container):
    """A widget with its own keys, which loads when it is first shown. `count` is the text beside its title, or "".

    `front` is the widget that gets the focus. Messages of its widgets reach the section before the screen.
    """

    PLACES: ClassVar[tuple[str, ...]] = ()

    def __init__(self, page: RepoPage) -> None:
        super().__init__(classes="section")
        self.page = page
        self.count = ""
        self._stop_listening: list[Callable[[], None]] = []

    @property
    def front(self) -> RowList | Reader:
        """The widget that gets the focus."""
        raise NotImplementedError

    def listens(self, *stop: Callable[[], None]) -> None:
        """Call these functions, which end subscriptions, when the section is removed."""
        self._stop_listening += stop

    def on_unmount(self) -> None:
        """End the subscriptions."""
        while self._stop_listening:
            self._stop_listening.pop()()

    def state_words(self) -> list[Cell]:
        """Return the cells about the section at the right of the bottom line."""
        return []

    def begin(self) -> None:
        """Load: the section is on the screen for the first time, and has its size."""

    def shown(self) -> None:
        """Go on loading: the section is in front."""

    def hidden(self) -> None:
        """Stop loading: another section is in front, or the page is closed."""

    def suspend(self) -> None:
        """Stop loading: another screen is in front of the page."""

    def resume(self) -> None:
        """Go on loading: the page is in front again, with this section."""

    def leave(self) -> bool:
        """Cancel one thing: a field, a filter, marks. Return whether there was one."""
        return False

    def chosen_paths(self) -> list[str]:
        """Return the paths of the files that are marked."""
        return []

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions of the section, except the section."""
        return (self.front,)

    def below(self, words: str, role: str) -> list[list[Cell]]:
        """Wrap a message to lines that are shown below the rows of a list."""
        indent = " " * GUTTER
        width = max(20, self.app.size.width - 2 * GUTTER)
        return [[Cell(indent + line, role)] for line in wrap(words, width)]

    def say(self, words: str, role: str = "dim") -> None:
        """Show a message instead of the contents."""
        raise NotImplementedError

    async def ask(self, request: Request[Answer], fresh: bool = False) -> Answer | None:
        """Return the answer to a request; if it fails, show why and what to do, and return None."""
        try:
            return await self.page.ask(request, fresh=fresh)
        except HubError as error:
            self.say(failure_words(error), "dim" if isinstance(error, Missing) else "failed")
            return None


def failure_words(error: HubError) -> str:
    """Return the message for an error, with the key for the next step."""
    if isinstance(error, Gated):
        return f"{error}; o opens its page, r asks again afterwards"
    return str(error) if isinstance(error, Missing) else f"{error}; r asks again"
