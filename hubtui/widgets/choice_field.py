"""A field that holds one of a few values, turned over with left, right and space."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from hubtui.text.columns import Cell
from hubtui.widgets.line import line_strip
from hubtui.widgets.roles import Roles


@dataclass(frozen=True, slots=True)
class Option:
    """A value, what it is called, and what is said beside it: `why_not` where it cannot be taken, else `words`.

    `role` is of a block of colour beside it; "" for none.
    """

    value: str
    label: str
    words: str = ""
    why_not: str = ""
    role: str = ""


class ChoiceField(Roles, can_focus=True):
    """One line; a click turns it over as well."""

    class Changed(Message):
        """Another value."""

        def __init__(self, field: "ChoiceField") -> None:
            super().__init__()
            self.field = field

    def __init__(self, options: Sequence[Option], value: str = "", *, id: str) -> None:
        super().__init__(id=id)
        self._options: Sequence[Option] = options
        self._index = next((index for index, option in enumerate(options) if option.value == value), 0)

    @property
    def option(self) -> Option:
        """The one that is taken."""
        return self._options[self._index]

    @property
    def value(self) -> str:
        """Its value."""
        return self.option.value

    def offer(self, options: Sequence[Option]) -> None:
        """Other options; the value stays where it is among them."""
        value = self.value
        self._options = options
        self._index = next((index for index, option in enumerate(options) if option.value == value), 0)
        self.refresh()

    def take(self, value: str) -> None:
        """The option with this value, without a word; none where there is no such option."""
        self._index = next((index for index, option in enumerate(self._options) if option.value == value), self._index)
        self.refresh()

    def turn(self, by: int) -> None:
        """To another option."""
        self._index = (self._index + by) % len(self._options)
        self.refresh()
        self.post_message(self.Changed(self))

    def render_line(self, y: int) -> Strip:
        """The value between its arrows, and what is said of it."""
        option = self.option
        several = len(self._options) > 1
        cells = [
            Cell("‹ " if several else "  ", "accent" if self.has_focus else "dim"),
            Cell(option.label, "field" if self.has_focus else ""),
            Cell(" ›" if several else "", "accent" if self.has_focus else "dim"),
            Cell(" ■" if option.role else "", option.role),
            Cell(f"  {option.why_not or option.words}", "failed" if option.why_not else "dim"),
        ]
        return line_strip(cells, self.size.width, self)

    def on_focus(self) -> None:
        """The keys are for it."""
        self.refresh()

    def on_blur(self) -> None:
        """They are for another."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """The next one."""
        event.stop()
        self.turn(1)
