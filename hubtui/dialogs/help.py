"""The keys of the screen in front, in groups, and searched by words."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.bindings import key_words, place_of
from hubtui.pages.keyed import KeyedDialog
from hubtui.places import FIELD, FILTER_FIELD, HELP, MENU, heading_of
from hubtui.presentation.filter_line import FilterLine
from hubtui.presentation.lines import wrap
from hubtui.text.columns import Cell, fit_cells
from hubtui.text.matches import Matches, highlighted
from hubtui.text.width import cell_width, pad
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.text_pane import TextPane

_WIDEST, _FRAME, _GAP = 76, 6, 3
_MOST_KEYS = 5
_HelpLine = tuple[Action | None, list[Cell]]
"""A line of the help, and the action that a click on it runs."""


class HelpDialog(KeyedDialog[str]):
    """Shows actions with their keys under the names of the `places` where they work.

    `why_not` returns why an action is not allowed now. The answer is the name of the action whose line was clicked.
    """

    PLACES: ClassVar[tuple[str, ...]] = (HELP, MENU)

    def __init__(self, actions: Sequence[Action], places: Sequence[str], why_not: Callable[[Action], str]) -> None:
        super().__init__()
        self._places = places
        self._why_not = why_not
        self._words = ""
        self._keys_width = max((cell_width(_keys(action.keys)) for action in actions), default=0) + 2
        self._actions = list(actions)
        self._columns: list[list[_HelpLine]] = []
        self._column_width = 0
        self._pane = TextPane(rule=False, id="help")
        self._bar = FilterBar(takes_filters=False, id="filters")

    def compose(self) -> ComposeResult:
        """Yield the search field and the keys."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = "Keys"
            dialog.border_subtitle = "j k scroll, / search, a click does it, esc closes"
            yield self._bar
            yield self._pane

    def on_mount(self) -> None:
        """Show all actions."""
        self._lay_out()
        self._pane.focus()

    def on_resize(self) -> None:
        """Lay the actions out for another width."""
        self._lay_out()

    def _lay_out(self) -> None:
        size, self._column_width = self.app.size, min(_WIDEST, self.app.size.width) - _FRAME
        lines = list(self._grouped(self._column_width)) or [(None, [Cell("no key does that", "dim")])]
        width = 2 * self._column_width + _GAP + _FRAME
        is_split = len(lines) + 3 > size.height and width <= size.width
        self._columns = _halves(lines) if is_split else [lines]
        rows = [
            [*fit_cells(row[0][1], self._column_width + _GAP), *row[-1][1]] if is_split else row[0][1]
            for row in zip_longest(*self._columns, fillvalue=(None, []))
        ]
        self._pane.show_lines(rows, from_top=False)
        self._bar.show(FilterLine(self._words))
        styles = self.query_one(".dialog").styles
        styles.height, styles.width = len(rows) + 3, width if is_split else _WIDEST

    def _grouped(self, width: int) -> Iterator[_HelpLine]:
        """Yield the lines with their actions, and a heading (without one) where another place begins."""
        heading = ""
        for action in filter(self._matches, self._actions):
            here = heading_of(place_of(action, self._places))
            if here != heading:
                heading = here
                yield None, [Cell(heading, "heading")]
            for line in self._lines_of(action, width):
                yield action, line

    def _matches(self, action: Action) -> bool:
        text = f"{action.help} {action.name} {_keys(action.keys)}".casefold()
        return all(word in text for word in self._words.casefold().split())

    def _lines_of(self, action: Action, width: int) -> Iterator[list[Cell]]:
        why = self._why_not(action)
        keys = Cell(pad(_keys(action.keys), self._keys_width), "dim" if why else "accent")
        words = f"{action.help}; not now: {why}" if why else action.help
        for number, line in enumerate(wrap(words, width - self._keys_width)):
            told = (keys if number == 0 else Cell(" " * self._keys_width), Cell(line, "dim" if why else ""))
            yield [part for cell in told for part in highlighted(cell, Matches(tuple(self._words.split())))]

    def on_click(self, event: events.Click) -> None:
        """Run the action that was clicked."""
        region = self._pane.region
        line = event.screen_y - region.y + round(self._pane.scroll_y)
        column = min(len(self._columns) - 1, (event.screen_x - region.x) // (self._column_width + _GAP))
        if region.contains(event.screen_x, event.screen_y) and line < len(self._columns[column]):
            event.stop()
            action = self._columns[column][line][0]
            if action is not None:
                self.answer(action.name)

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the pane, which has the actions that scroll."""
        return (self._pane,)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Add the keys that leave the search field."""
        return (FILTER_FIELD, *places) if places == (FIELD,) else places

    # Search

    def do_search(self) -> None:
        """Open the search field."""
        self._bar.open("search", self._words)

    def do_next_pane(self) -> None:
        """Go from the field to the keys."""
        self._bar.close()
        self._pane.focus()

    do_previous_pane = do_next_pane

    def do_leave(self) -> None:
        """Close the field and search as before; else clear the search, or close the help."""
        former = self._bar.cancel()
        self._pane.focus()
        if former is not None:
            self._search(former)
        elif self._words:
            self._search("")
        else:
            super().do_leave()

    def on_filter_bar_edited(self, event: FilterBar.Edited) -> None:
        """Show the actions that match while the words are typed."""
        self._search(event.text)

    def on_filter_bar_submitted(self, event: FilterBar.Submitted) -> None:
        """Show the actions that match, and go to them."""
        self._pane.focus()
        self._search(event.text)

    def on_filter_bar_clicked(self) -> None:
        """Open the search field."""
        self.do_search()

    def _search(self, words: str) -> None:
        self._words = words.strip()
        self._lay_out()

    def do_help(self) -> None:
        """Close the help: the key that opened it closes it."""
        self.answer(None)

    do_choose = do_help


def _halves(lines: list[_HelpLine]) -> list[list[_HelpLine]]:
    """Return the lines in two columns; the second begins at the heading that is nearest to the middle."""
    middle = (len(lines) + 1) // 2
    headings = (number for number, (action, _) in enumerate(lines) if action is None and number)
    start = min(headings, key=lambda number: abs(number - middle), default=middle)
    return [lines[:start], lines[start:]]


def _keys(keys: Sequence[str]) -> str:
    """Return the keys as text; of more than five only the first and the last."""
    if len(keys) > _MOST_KEYS:
        return f"{key_words(keys[0])} to {key_words(keys[-1])}"
    return ", ".join(map(key_words, keys))
