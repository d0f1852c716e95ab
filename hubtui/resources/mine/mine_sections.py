"""The lines above the list of Mine: the account, and the sections with their numbers of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.browser.sections import section_parts
from hubtui.resources.mine.mine_cells import account_lines
from hubtui.text.columns import Cell
from hubtui.text.document import Line
from hubtui.widgets.bars import Bar
from hubtui.widgets.fact_lines import FactLines

if TYPE_CHECKING:
    from hubtui.hub.models.account import Account

_TITLES = {"repos": "Repos", "collections": "Collections", "likes": "Likes"}
_NAMES = list(_TITLES)


class MineSections(ActionTarget):
    """Chooses the section in front; calls `changed` when it is another one."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._account: Account | None = None
        self._account_name = ""
        self._facts = FactLines(self._account_lines, most=6, id="account")
        self._names = Bar(id="sections")
        self.front = "repos"
        """The name of the section in front: "repos", "collections" or "likes"."""

    def widgets(self) -> Iterable[FactLines | Bar]:
        """Return the widgets, from above."""
        return (self._facts, self._names)

    def draw(self, account: Account | None, account_name: str, counts: Mapping[str, int], width: int) -> None:
        """Draw the lines for `width` terminal cells.

        `account_name` is shown until the `account` is loaded. `counts` are the numbers of rows by the names of the
        sections.
        """
        self._account, self._account_name = account, account_name
        names = [(title, f"{counts[name]:,}" if counts.get(name) else "") for name, title in _TITLES.items()]
        self._names.show(section_parts(names, _NAMES.index(self.front), width, with_numbers=False), [])
        self._facts.lay_out()

    def _account_lines(self, width: int) -> Sequence[Line]:
        return account_lines(self._account, width) if self._account else [(Cell(self._account_name, "dim"),)]

    def restore(self, name: object) -> None:
        """Put the section of an earlier run in front, if `name` is the name of one."""
        if isinstance(name, str) and name in _TITLES:
            self.front = name

    def clicked(self, name: str) -> bool:
        """Show the section that was clicked. Return whether the part `name` of a bar is a section."""
        group, _, place = name.partition(":")
        if group == "section":
            self._show(_NAMES[int(place)])
        return group == "section"

    def do_next_section(self) -> None:
        """Show the next section."""
        self._show(_NAMES[(_NAMES.index(self.front) + 1) % len(_NAMES)])

    def do_previous_section(self) -> None:
        """Show the previous section."""
        self._show(_NAMES[_NAMES.index(self.front) - 1])

    def _show(self, name: str) -> None:
        self.front = name
        self._changed()
