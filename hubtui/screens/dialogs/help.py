"""The keys of a place, drawn from the registry."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from hubtui.actions import MENU, Action
from hubtui.bindings import key_words
from hubtui.presentation.lines import wrap
from hubtui.screens.keyed import KeyedDialog
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width, pad
from hubtui.widgets.text_pane import TextPane

_WIDEST, _FRAME = 76, 6
_MOST_KEYS = 5


class Help(KeyedDialog[str]):
    """Every action given, with its keys; `why_not` says why one cannot be done now.

    Gives the name of the action whose line was clicked.
    """

    PLACES: ClassVar[tuple[str, ...]] = (MENU,)

    def __init__(self, actions: Sequence[Action], why_not: Callable[[str], str]) -> None:
        super().__init__()
        self._why_not = why_not
        self._keys_width = max((cell_width(_keys(action.keys)) for action in actions), default=0) + 2
        self._actions = list(actions)
        self._lines: list[tuple[Action, list[Cell]]] = []
        self._pane = TextPane(rule=False, id="help")

    def compose(self) -> ComposeResult:
        """One pane."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = "Keys"
            dialog.border_subtitle = "j k scroll, a click does it, esc closes"
            yield self._pane

    def on_mount(self) -> None:
        """An action after the other."""
        self._lay_out()
        self._pane.focus()

    def on_resize(self) -> None:
        """Another width holds other words."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = min(_WIDEST, self.app.size.width) - _FRAME
        self._lines = [(action, line) for action in self._actions for line in self._lines_of(action, width)]
        self._pane.show_lines([line for _, line in self._lines], from_top=False)
        self.query_one(".dialog").styles.height = len(self._lines) + 2

    def _lines_of(self, action: Action, width: int) -> Iterator[list[Cell]]:
        why = self._why_not(action.name)
        keys = Cell(pad(_keys(action.keys), self._keys_width), "dim" if why else "accent")
        words = f"{action.help}; not now: {why}" if why else action.help
        for number, line in enumerate(wrap(words, width - self._keys_width)):
            yield [keys if number == 0 else Cell(" " * self._keys_width), Cell(line, "dim" if why else "")]

    def on_click(self, event: events.Click) -> None:
        """What is clicked is done."""
        region = self._pane.region
        line = event.screen_y - region.y + round(self._pane.scroll_y)
        if region.contains(event.screen_x, event.screen_y) and line < len(self._lines):
            event.stop()
            self.answer(self._lines[line][0].name)

    def targets(self) -> tuple[object, ...]:
        """The pane moves by itself."""
        return (self._pane,)

    def do_help(self) -> None:
        """The key that opened it closes it."""
        self.answer(None)


def _keys(keys: Sequence[str]) -> str:
    """All of them; of many the first and the last."""
    if len(keys) > _MOST_KEYS:
        return f"{key_words(keys[0])} to {key_words(keys[-1])}"
    return ", ".join(map(key_words, keys))
