"""The keys of a place, drawn from the registry."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from hubtui.actions import MENU, Action
from hubtui.bindings import key_words
from hubtui.screens.keyed import KeyedDialog
from hubtui.text.columns import Cell
from hubtui.text.width import pad
from hubtui.widgets.text_pane import TextPane

_KEYS_WIDTH = 20
_MOST_KEYS = 5


class Help(KeyedDialog[str]):
    """Every action given, with its keys; `why_not` says why one cannot be done now.

    Gives the name of the action whose line was clicked.
    """

    PLACES: ClassVar[tuple[str, ...]] = (MENU,)

    def __init__(self, actions: Sequence[Action], why_not: Callable[[str], str]) -> None:
        super().__init__()
        self._why_not = why_not
        self._actions = list(actions)
        self._pane = TextPane(rule=False, id="help")

    def compose(self) -> ComposeResult:
        """One pane."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = "Keys"
            dialog.border_subtitle = "j k scroll, a click does it, esc closes"
            dialog.styles.height = len(self._actions) + 2
            yield self._pane

    def on_mount(self) -> None:
        """A line an action."""
        self._pane.show_lines([self._line(action) for action in self._actions])
        self._pane.focus()

    def _line(self, action: Action) -> list[Cell]:
        why = self._why_not(action.name)
        keys = Cell(pad(_keys(action.keys), _KEYS_WIDTH), "dim" if why else "accent")
        return [keys, Cell(f"{action.help}; not now: {why}", "dim")] if why else [keys, Cell(action.help)]

    def on_click(self, event: events.Click) -> None:
        """What is clicked is done."""
        region = self._pane.region
        line = event.screen_y - region.y + round(self._pane.scroll_y)
        if region.contains(event.screen_x, event.screen_y) and line < len(self._actions):
            event.stop()
            self.answer(self._actions[line].name)

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
