"""A form field for one of a few values, changed with left, right and space."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from hubtui.text.columns import Cell
from hubtui.widgets.roles import Roles


@dataclass(frozen=True, slots=True)
class Option:
    """A value, its name, and the text beside it: `why_not` if it cannot be chosen, else `words`.

    `role` is the role of a block of colour beside the name; "" for none.
    """

    value: str
    label: str
    words: str = ""
    why_not: str = ""
    role: str = ""


class ChoiceField(Roles, can_focus=True):
    """Shows the chosen option in one line; a click chooses the next one."""

    class Changed(Message):
        """Another option was chosen."""

        def __init__(self, field: "ChoiceField") -> None:
            super().__init__()
            self.field = field

    def __init__(self, options: Sequence[Option], value: str = "", *, id: str) -> None:
        super().__init__(id=id)
        self._options: Sequence[Option] = options
        self._index = next((index for index, option in enumerate(options) if option.value == value), 0)

    @property
    def option(self) -> Option:
        """The chosen option."""
        return self._options[self._index]

    @property
    def value(self) -> str:
        """The value of the chosen option."""
        return self.option.value

    def offer(self, options: Sequence[Option]) -> None:
        """Offer other options; the value stays chosen if it is one of them."""
        value = self.value
        self._options = options
        self._index = next((index for index, option in enumerate(options) if option.value == value), 0)
        self.refresh()

    def take(self, value: str) -> None:
        """Choose the option with a value without posting `Changed`; do nothing if there is no such option."""
        self._index = next((index for index, option in enumerate(self._options) if option.value == value), self._index)
        self.refresh()

    def turn(self, by: int) -> None:
        """Choose the option that is `by` places after the chosen one."""
        self._index = (self._index + by) % len(self._options)
        self.refresh()
        self.post_message(self.Changed(self))

    def render_line(self, y: int) -> Strip:
        """Return the line: the name of the chosen option between arrows, and the text beside it."""
        option = self.option
        several = len(self._options) > 1
        cells = [
            Cell("‹ " if several else "  ", "accent" if self.has_focus else "dim"),
            Cell(option.label, "field" if self.has_focus else ""),
            Cell(" ›" if several else "", "accent" if self.has_focus else "dim"),
            Cell(" ■" if option.role else "", option.role),
            Cell(f"  {option.why_not or option.words}", "failed" if option.why_not else "dim"),
        ]
        return self.draw_line(cells)

    def on_focus(self) -> None:
        """Draw the arrows of a field that has the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the field without the arrows."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the next option."""
        event.stop()
        self.turn(1)
