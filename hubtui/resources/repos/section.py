"""What every section of a repo's page is: a widget with its own keys, filled when it is first looked at."""

from __future__ import annotations

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
    """A section; `count` stands beside its title once it is known.

    `front` is the widget that gets the focus; messages of its widgets come by here before they reach the screen.
    """

    PLACES: ClassVar[tuple[str, ...]] = ()

    def __init__(self, page: RepoPage) -> None:
        super().__init__(classes="section")
        self.page = page
        self.count = ""

    @property
    def front(self) -> RowList | Reader:
        """Return the widget that the keys belong to."""
        raise NotImplementedError

    def begin(self) -> None:
        """It is on the screen for the first time, and sized: load."""

    def shown(self) -> None:
        """It is in front (again)."""

    def hidden(self) -> None:
        """Another section is in front, or the page is being left."""

    def suspend(self) -> None:
        """Another screen is in front of the page."""

    def resume(self) -> None:
        """The page is in front again, and the section with it."""

    def leave(self) -> bool:
        """Leave what is innermost in it (a field, a grab, marks); whether there was anything."""
        return False

    def chosen_paths(self) -> list[str]:
        """The files that are marked in it."""
        return []

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions of the section, beside itself."""
        return (self.front,)

    def below(self, words: str, role: str) -> list[list[Cell]]:
        """Words as the lines below the rows of a list, wrapped to its width."""
        indent = " " * GUTTER
        width = max(20, self.app.size.width - 2 * GUTTER)
        return [[Cell(indent + line, role)] for line in wrap(words, width)]

    def say(self, words: str, role: str = "dim") -> None:
        """One line in place of the content."""
        raise NotImplementedError

    async def ask(self, request: Request[Answer], fresh: bool = False) -> Answer | None:
        """Return the answer; without one say why and what to do, and return None."""
        try:
            return await self.page.ask(request, fresh=fresh)
        except HubError as error:
            self.say(failure_words(error), "dim" if isinstance(error, Missing) else "failed")
            return None


def failure_words(error: HubError) -> str:
    """What went wrong, and the next step."""
    if isinstance(error, Gated):
        return f"{error}; o opens its page, r asks again afterwards"
    return str(error) if isinstance(error, Missing) else f"{error}; r asks again"
