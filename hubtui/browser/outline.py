"""The menu of headings of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hubtui.dialogs.menu import Menu, MenuLine

if TYPE_CHECKING:
    from hubtui.text.document import Heading
    from hubtui.widgets.reader import Reader


def ask_for_heading(reader: Reader, headings: Sequence[Heading], notice: Callable[[str], None]) -> None:
    """Open a menu of the headings, and scroll to the chosen one.

    `notice` shows a message if there are none.
    """
    if not headings:
        notice("there are no headings here")
        return

    def jump(answer: tuple[str, bool] | None) -> None:
        if answer is not None:
            reader.go_to(headings[int(answer[0])].line)

    lines = [MenuLine(str(index), "  " * (heading.level - 1) + heading.text) for index, heading in enumerate(headings)]
    here = [index for index, heading in enumerate(headings) if heading.line <= reader.top_line]
    reader.app.push_screen(Menu("Outline", lines, str(here[-1] if here else 0), wide=True), jump)
